using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// Names that spell an address, as reverse zones (RFC 1035 section 3.5, RFC 3596), address lists (RFC 5782) and AS look-ups write them: they say
/// nothing but the address. What they could still carry (32 bits a query) is left to a meter of its own.
/// </summary>
static class AddressGrammar
{
    static ReadOnlySpan<byte> Arpa => [4, (byte)'a', (byte)'r', (byte)'p', (byte)'a', 0];

    /// <summary>Whether the labels before the zone spell an address; under .arpa fewer labels suffice, because the zone holds some of them.</summary>
    public static bool Spells(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> name)
    {
        const int FewestOutsideArpa = 4;
        if (WireName.CountLabels(prefix) < FewestOutsideArpa && !name.EndsWith(Arpa))
        {
            return false;
        }
        int labels = 0, octets = 0, nibbles = 0;
        for (var at = 0; at < prefix.Length; at += prefix[at] + 1)
        {
            var label = prefix.Slice(at + 1, prefix[at]);
            labels++;
            octets += IsOctet(label) ? 1 : 0;
            nibbles += IsNibble(label) ? 1 : 0;
        }
        return (octets >= 4 && labels <= 6) || nibbles >= 16 || (labels > 0 && (octets == labels || nibbles == labels) && name.EndsWith(Arpa));
    }

    static bool IsOctet(ReadOnlySpan<byte> label)
    {
        var value = 0;
        foreach (var c in label)
        {
            if ((uint)(c - '0') > 9)
            {
                return false;
            }
            value = value * 10 + c - '0';
        }
        return label.Length <= 3 && value <= 255;
    }

    static bool IsNibble(ReadOnlySpan<byte> label) => label.Length == 1 && (label[0] is >= (byte)'0' and <= (byte)'9' or >= (byte)'a' and <= (byte)'f');
}
