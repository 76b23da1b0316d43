using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence;

/// <summary>Tells where addresses stand. It is for reading: nothing is decided by it.</summary>
public interface IPlaces
{
    /// <summary>The databases that tell it, in the order in which they are asked; none where the user brought none.</summary>
    ImmutableArray<PlaceSource> Sources { get; }

    /// <summary>Where an address stands; null where nothing is known of it, or its record is damaged.</summary>
    Place? Of(Address address);
}
