using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts;

/// <summary>A client and the zones for which its part of the evidence is read again.</summary>
/// <param name="Client">Who asked.</param>
/// <param name="Zones">Zones in canonical wire form.</param>
public sealed record Suspect(Address Client, ImmutableArray<byte[]> Zones)
{
    /// <summary>Whether a canonical wire name lies in one of the zones.</summary>
    public bool Holds(ReadOnlySpan<byte> name)
    {
        foreach (var zone in Zones)
        {
            if (IsBelow(name, zone))
            {
                return true;
            }
        }
        return false;
    }

    static bool IsBelow(ReadOnlySpan<byte> name, ReadOnlySpan<byte> zone)
    {
        var start = name.Length - zone.Length;
        if (start < 0 || !name.EndsWith(zone))
        {
            return false;
        }
        var at = 0;
        while (at < start)
        {
            at += name[at] + 1;
        }
        return at == start;
    }
}
