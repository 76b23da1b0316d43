using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>The hash of two addresses and what else tells apart what passes between them.</summary>
static class Hashing
{
    /// <summary>The same in every run.</summary>
    public static ulong Of(Address one, Address other, ulong rest)
    {
        var hash = WyHash.Of(rest, NameHashing.Seed);
        hash = WyHash.Of(one.Low, WyHash.Of(one.High, hash));
        return WyHash.Of(other.Low, WyHash.Of(other.High, hash));
    }
}
