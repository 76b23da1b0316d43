using System.Collections.Concurrent;
using System.Collections.Immutable;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;

namespace Nameward.App.Settings;

/// <summary>Several databases of places as one: of what two of them tell, that of the first counts.</summary>
sealed class PlaceFiles(ImmutableArray<PlaceFile> files) : IPlaces
{
    readonly ConcurrentDictionary<Address, Place?> _known = new();

    /// <inheritdoc/>
    public ImmutableArray<PlaceSource> Sources { get; } = [.. files.Select(file => file.Source)];

    /// <inheritdoc/>
    public Place? Of(Address address) => address.IsUnspecified || address.IsInternal ? null : _known.GetOrAdd(address, Ask);

    Place? Ask(Address address)
    {
        Place? place = null;
        foreach (var told in files.Select(file => file.Of(address)).OfType<Place>())
        {
            place = place is null ? told : new(place.Asn ?? told.Asn, Said(place.Organisation, told.Organisation), Said(place.Country, told.Country));
        }
        return place;
    }

    static HostileText Said(HostileText first, HostileText next) => first.IsEmpty ? next : first;
}
