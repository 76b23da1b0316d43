using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>What a name that a record points to (CNAME, MX, SRV) can carry beyond the question that it answers: labels that the question holds say nothing.</summary>
/// <param name="Bits">Hundredths of a bit of its labels below its own zone.</param>
/// <param name="Zone">The chained hash of its zone.</param>
/// <param name="ZoneBits">Hundredths of a bit of the label that names its zone, below the public suffix; 0 in the zone that was asked.</param>
readonly record struct TargetName(int Bits, ulong Zone, int ZoneBits)
{
    /// <summary>Weighs a target against the question.</summary>
    /// <param name="target">The name in wire form, in any case.</param>
    /// <param name="question">The canonical name that was asked.</param>
    public static TargetName Weigh(ReadOnlySpan<byte> target, ReadOnlySpan<byte> question)
    {
        Span<byte> canonical = stackalloc byte[WireName.MaxBytes];
        if (target.Length > canonical.Length)
        {
            return default;
        }
        WireName.ToCanonical(target, canonical);
        canonical = canonical[..target.Length];
        var zone = PublicSuffixes.Shipped.Cut(canonical);
        var bits = 0;
        for (var at = 0; at < zone.Start; at += canonical[at] + 1)
        {
            bits += BitsOf(canonical, at, question);
        }
        return new(bits, zone.Hash, zone.Start < canonical.Length ? BitsOf(canonical, zone.Start, question) : 0);
    }

    static int BitsOf(ReadOnlySpan<byte> name, int start, ReadOnlySpan<byte> question)
    {
        var label = name.Slice(start, name[start] + 1);
        return question.IndexOf(label) >= 0 ? 0 : CodeLengths.OfLabel(label[1..]);
    }
}
