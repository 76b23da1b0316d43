using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>The hash of two addresses and what else tells apart what passes between them.</summary>
static class Hashing
{
    /// <summary>The same in every run.</summary>
    public static ulong Of(Address one, Address other, ulong rest)
    {
        var hash = XxHash64.Of(rest, NameHashing.Seed);
        hash = XxHash64.Of(one.Low, XxHash64.Of(one.High, hash));
        return XxHash64.Of(other.Low, XxHash64.Of(other.High, hash));
    }
}
