using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// Names that spell an address, as reverse zones (RFC 1035 section 3.5, RFC 3596), address lists (RFC 5782) and AS look-ups write them: they say
/// nothing but the address. Whether they carry data in its place (32 bits a query) is judged over many of them.
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

    /// <summary>
    /// What the IPv4 address is that a name spells in labels before its zone, reversed as address lists write it: of four labels or more in a row that are octets the four
    /// next to the zone. Nothing where there is none, as in reverse zones, whose own name holds a part of it.
    /// </summary>
    public static NameTraits TraitsOf(ReadOnlySpan<byte> prefix)
    {
        const int Octets = 4;
        var (address, run, found) = (0u, 0, NameTraits.None);
        for (var at = 0; at < prefix.Length; at += prefix[at] + 1)
        {
            var label = prefix.Slice(at + 1, prefix[at]);
            run = IsOctet(label) ? run + 1 : 0;
            // What is written first is the last octet.
            address = run > 0 ? address >> 8 | (uint)ValueOf(label) << 24 : 0;
            found = run >= Octets ? TraitsOfAddress(address) : found;
        }
        return found;
    }

    static NameTraits TraitsOfAddress(uint address)
    {
        const uint FirstGroup = 224;
        var first = address >> 24;
        var isText = IsPrintable(first) && IsPrintable(address >> 16 & 0xFF) && IsPrintable(address >> 8 & 0xFF) && IsPrintable(address & 0xFF);
        return NameTraits.WholeAddress | (first is 0 or >= FirstGroup ? NameTraits.NoHostsAddress : 0) | (isText ? NameTraits.TextAddress : 0);
    }

    static bool IsPrintable(uint octet) => octet is >= ' ' and <= '~';

    static int ValueOf(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var digit in digits)
        {
            value = value * 10 + digit - '0';
        }
        return value;
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
