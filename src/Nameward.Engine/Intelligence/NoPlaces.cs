using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence;

/// <summary>The places of a user who brought no database: nothing is known of any address.</summary>
public sealed class NoPlaces : IPlaces
{
    NoPlaces()
    {
    }

    /// <summary>The one.</summary>
    public static NoPlaces Known { get; } = new();

    /// <inheritdoc/>
    public ImmutableArray<PlaceSource> Sources => [];

    /// <inheritdoc/>
    public Place? Of(Address address) => null;
}
