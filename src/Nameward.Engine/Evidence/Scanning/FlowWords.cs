using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>Protocols and verdicts as firewalls and exporters of flows write them.</summary>
static class FlowWords
{
    const byte Icmp = 1, IcmpV6 = 58;

    static readonly byte[][] Allowing =
    [
        [.. "accept"u8], [.. "allow"u8], [.. "permit"u8], [.. "pass"u8], [.. "built"u8], [.. "open"u8], [.. "trust"u8], [.. "monitor"u8], [.. "start"u8], [.. "close"u8], [.. "teardown"u8],
        [.. "timeout"u8], [.. "est-allow"u8], [.. "client-rst"u8], [.. "server-rst"u8], [.. "success"u8], [.. "alert"u8], [.. "detect"u8],
    ];

    static readonly byte[][] Denying =
    [
        [.. "deny"u8], [.. "denied"u8], [.. "drop"u8], [.. "block"u8], [.. "reject"u8], [.. "reset"u8], [.. "prevent"u8], [.. "refuse"u8], [.. "discard"u8], [.. "fail"u8], [.. "sinkhole"u8],
        [.. "not allowed"u8], [.. "disallow"u8], [.. "quarantine"u8],
    ];

    /// <summary>The number of an IP protocol, by number (a fraction of zero is dropped) or name; 0 where the text is neither.</summary>
    public static byte Protocol(ReadOnlySpan<byte> text)
    {
        if (Numbers.TrySeconds(text, out var number))
        {
            return number <= byte.MaxValue ? (byte)number : (byte)0;
        }
        return Is(text, "udp"u8) ? Flow.Udp : Is(text, "tcp"u8) ? Flow.Tcp : Is(text, "icmp"u8) ? Icmp : Is(text, "icmp6"u8) || Is(text, "icmpv6"u8) || Is(text, "ipv6-icmp"u8) ? IcmpV6
            : Is(text, "gre"u8) ? (byte)47 : Is(text, "esp"u8) ? (byte)50 : Is(text, "igmp"u8) ? (byte)2 : Is(text, "sctp"u8) ? (byte)132 : (byte)0;
    }

    /// <summary>Whether a protocol has ports; of ICMP what stands in their place is type and code.</summary>
    public static bool HasPorts(byte protocol) => protocol is not (Icmp or IcmpV6);

    /// <summary>Reads an address and, behind a slash, its port, which may be missing; for IPv6 there are no brackets.</summary>
    public static bool TrySlashed(ReadOnlySpan<byte> text, out Endpoint end)
    {
        var slash = text.LastIndexOf((byte)'/');
        var port = (ushort)0;
        var isRead = Address.TryParse(slash < 0 ? text : text[..slash], out var address) && (slash < 0 || Numbers.TryUInt16(text[(slash + 1)..], out port));
        end = new(address, port);
        return isRead;
    }

    /// <summary>What a firewall did, by a word that begins as those of the common products do: <c>ACCEPT</c>, <c>allowed</c>, <c>Permitted</c>, <c>drop-icmp</c>, <c>Blocked</c>.</summary>
    public static FlowVerdict Verdict(ReadOnlySpan<byte> word)
    {
        word = word.Trim((byte)' ');
        return BeginsAsOne(word, Denying) ? FlowVerdict.Denied : BeginsAsOne(word, Allowing) ? FlowVerdict.Allowed : FlowVerdict.Unknown;
    }

    static bool BeginsAsOne(ReadOnlySpan<byte> word, byte[][] beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (word.Length >= beginning.Length && Is(word[..beginning.Length], beginning))
            {
                return true;
            }
        }
        return false;
    }

    static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => Ascii.EqualsIgnoreCase(text, word);
}
