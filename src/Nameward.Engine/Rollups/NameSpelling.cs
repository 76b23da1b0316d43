using System.Buffers;

namespace Nameward.Engine.Rollups;

/// <summary>
/// Names that are written as no host is named: with bytes beside letters, digits, hyphen and underscore (RFC 952, RFC 1123 section 2.1), or with letters of both
/// cases in turn while the zone has small ones alone. DNS compares names without regard to case (RFC 4343), so that nobody who names hosts uses it to tell
/// them apart; encoders of data with more than 36 symbols do. A resolver that mixes cases against forgery (draft-vixie-dnsext-dns0x20) does so in the zone too.
/// </summary>
static class NameSpelling
{
    /// <summary>Changes of case inside the labels: the fewest that are no words written together, as <c>DownloadServer</c> is (three).</summary>
    const int FewestChanges = 4;

    const byte CaseBit = 0x20;

    static readonly SearchValues<byte> OfHosts = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"u8);

    static readonly SearchValues<byte> Capitals = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);

    /// <summary>Whether a name is written so before its zone.</summary>
    /// <param name="name">The name as it was asked, in wire form.</param>
    /// <param name="zoneStart">Where its zone begins.</param>
    public static bool IsCoded(ReadOnlySpan<byte> name, int zoneStart)
    {
        var hasCapitals = false;
        for (var at = 0; at < zoneStart; at += name[at] + 1)
        {
            var label = name.Slice(at + 1, name[at]);
            if (label.ContainsAnyExcept(OfHosts))
            {
                return true;
            }
            hasCapitals |= label.ContainsAny(Capitals);
        }
        // Lengths of labels below 64 are no capitals, as these begin at 65.
        return hasCapitals && !name[zoneStart..].ContainsAny(Capitals) && Changes(name[..zoneStart]) >= FewestChanges;
    }

    /// <summary>How often a letter of one case is followed, perhaps behind digits, by one of the other inside the same label.</summary>
    static int Changes(ReadOnlySpan<byte> prefix)
    {
        var changes = 0;
        for (var at = 0; at < prefix.Length; at += prefix[at] + 1)
        {
            var last = -1;
            foreach (var symbol in prefix.Slice(at + 1, prefix[at]))
            {
                if (char.IsAsciiLetter((char)symbol))
                {
                    changes += last >= 0 && last != (symbol & CaseBit) ? 1 : 0;
                    last = symbol & CaseBit;
                }
            }
        }
        return changes;
    }
}
