using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What DHCP servers log of leases. ISC dhcpd, and the appliances that hold it (server/dhcp.c of 4.4):
/// <c>DHCPACK on IP to MAC (host) via IF</c>, behind which Infoblox writes <c>lease-duration SECONDS</c> and EfficientIP <c>[SECONDS]</c>;
/// <c>DHCPACK to IP (MAC) via IF</c> answers a host that has its address already; <c>DHCPRELEASE of IP from MAC</c> gives it back. dnsmasq (src/rfc2131.c,
/// rfc3315.c of 2.90): <c>DHCPACK(IF) IP MAC host</c>, <c>DHCPREPLY(IF) IP DUID host</c>. Kea (2.6, its message ids): <c>DHCP4_LEASE_ALLOC [hwtype=1 MAC], ...: lease IP has been
/// allocated for N seconds</c>. A request and an offer are no lease.
/// </summary>
static class DhcpMessages
{
    const string Cut = "the line is cut";

    /// <summary>Messages of ISC dhcpd by which an address is no longer a host's.</summary>
    static readonly byte[][] Ends = [[.. "DHCPRELEASE"u8], [.. "DHCPEXPIRE"u8]];

    /// <summary>Whether a message is one of the protocol, about a lease or not.</summary>
    public static bool IsOne(ReadOnlySpan<byte> message) => message.StartsWith("DHCP"u8) && message.Length > 5 && message[4] is >= (byte)'A' and <= (byte)'Z' or (byte)'4' or (byte)'6';

    /// <summary>Reads a message of ISC dhcpd.</summary>
    public static LineResult ReadIsc(ReadOnlySpan<byte> message, DateTime time, long offset, IBatchWriter rows)
    {
        var word = TextWords.Take(ref message);
        if (word.SequenceEqual("DHCPACK"u8))
        {
            return TextWords.TryTake(ref message, "to "u8) ? ReadInformed(message, time, offset, rows) : TextWords.TryTake(ref message, "on "u8) ? ReadLease(message, time, isOver: false, offset, rows) : LineResult.Ignored;
        }
        foreach (var end in Ends)
        {
            // "not found": the server knew of no such lease.
            if (word.SequenceEqual(end) && (TextWords.TryTake(ref message, "of "u8) || TextWords.TryTake(ref message, "on "u8)) && message.IndexOf("(not found)"u8) < 0)
            {
                return ReadLease(message, time, isOver: true, offset, rows);
            }
        }
        return LineResult.Ignored;
    }

    /// <summary><c>IP to MAC (host) via IF lease-duration 3600</c>.</summary>
    static LineResult ReadLease(ReadOnlySpan<byte> text, DateTime time, bool isOver, long offset, IBatchWriter rows)
    {
        var address = TextWords.Take(ref text);
        TextWords.Take(ref text);
        var hardware = TextWords.Take(ref text).Trim((byte)'"');
        if (hardware.IsEmpty)
        {
            return LineResult.Malformed(Cut);
        }
        // A name may hold anything; what stands behind it does not begin so.
        var end = text is [(byte)'(', ..] ? text.LastIndexOf(") via "u8) : -1;
        var host = end < 0 ? [] : text[1..end];
        var seconds = isOver ? null : SecondsOf(end < 0 ? text : text[end..]);
        return new LeaseRow { Address = address, Hardware = hardware, Host = host, From = time, Seconds = seconds, IsOver = isOver }.End(offset, rows);
    }

    /// <summary><c>IP (MAC) via IF</c>: the host keeps an address that was not leased to it here.</summary>
    static LineResult ReadInformed(ReadOnlySpan<byte> text, DateTime time, long offset, IBatchWriter rows)
    {
        var address = TextWords.Take(ref text);
        return new LeaseRow { Address = address, Hardware = TextWords.Take(ref text).Trim("()"u8), From = time }.End(offset, rows);
    }

    static long? SecondsOf(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOf("lease-duration "u8);
        var digits = at >= 0 ? text[(at + "lease-duration "u8.Length)..] : text.LastIndexOf((byte)'[') is >= 0 and var bracket ? text[(bracket + 1)..] : [];
        digits = digits[..(digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is >= 0 and var length ? length : digits.Length)];
        return Numbers.TryCount(digits, out var seconds) ? seconds : null;
    }

    /// <summary>Reads a message of <c>dnsmasq-dhcp</c>; with <c>log-dhcp</c> the number of the transaction stands before it.</summary>
    public static LineResult ReadDnsmasq(ReadOnlySpan<byte> message, DateTime time, long offset, IBatchWriter rows)
    {
        var rest = message;
        message = Numbers.TryCount(TextWords.Take(ref rest), out _) ? rest : message;
        var isOver = message.StartsWith("DHCPRELEASE("u8);
        if (!isOver && !message.StartsWith("DHCPACK("u8) && !message.StartsWith("DHCPREPLY("u8))
        {
            return LineResult.Ignored;
        }
        TextWords.Take(ref message);
        var address = TextWords.Take(ref message);
        // Without an address an answer tells options alone.
        if (address.IsEmpty || !address.ContainsAny(".:"u8) || message.IsEmpty)
        {
            return message.IsEmpty ? LineResult.Malformed(Cut) : LineResult.Ignored;
        }
        var hardware = TextWords.Take(ref message);
        return new LeaseRow { Address = address, Hardware = IsOfV6(address) ? [] : WithoutKind(hardware), Host = TextWords.Take(ref message), From = time, IsOver = isOver }.End(offset, rows);
    }

    static bool IsOfV6(ReadOnlySpan<byte> address) => address.Contains((byte)':');

    /// <summary>Takes the kind of the hardware off, which dnsmasq writes where it is not Ethernet: <c>06-02:00:5e:00:53:01</c>.</summary>
    internal static ReadOnlySpan<byte> WithoutKind(ReadOnlySpan<byte> hardware) => hardware.Length > 5 && hardware[2] == '-' && hardware[5] == ':' ? hardware[3..] : hardware;

    /// <summary>Reads a message of Kea: <c>INFO  [kea-dhcp4.leases/712.140] DHCP4_LEASE_ALLOC [hwtype=1 MAC], cid=[...], tid=0x1: lease IP has been allocated for 3600 seconds</c>.</summary>
    public static LineResult ReadKea(ReadOnlySpan<byte> message, DateTime time, long offset, IBatchWriter rows)
    {
        var isGranted = TryFind(message, "_LEASE_ALLOC "u8, out var text);
        var isOver = !isGranted && (TryFind(message, "DHCP4_RELEASE "u8, out text) || TryFind(message, "DHCP6_RELEASE_NA "u8, out text));
        if (!isGranted && !isOver)
        {
            return LineResult.Ignored;
        }
        var hardware = TryFind(text, "[hwtype="u8, out var rest) ? HardwareIn(rest) : [];
        // The last word before an address is one of these in all versions: "lease 192.0.2.7", "lease for address 2001:db8::7", "address 192.0.2.7 was released".
        if (!TryFind(text, " address "u8, out var behind) && !TryFind(text, " lease "u8, out behind))
        {
            return LineResult.Malformed(Cut);
        }
        var address = TextWords.Take(ref behind).TrimEnd((byte)',');
        long? seconds = TryFind(behind, "allocated for "u8, out var digits) && Numbers.TryCount(TextWords.Take(ref digits), out var count) ? count : null;
        return new LeaseRow { Address = address, Hardware = hardware, From = time, Seconds = seconds, IsOver = isOver }.End(offset, rows);
    }

    /// <summary><c>1 02:00:5e:00:53:01], cid=...</c>.</summary>
    static ReadOnlySpan<byte> HardwareIn(ReadOnlySpan<byte> text)
    {
        TextWords.Take(ref text);
        return TextWords.TakeUntil(ref text, (byte)']');
    }

    static bool TryFind(ReadOnlySpan<byte> text, ReadOnlySpan<byte> words, out ReadOnlySpan<byte> behind)
    {
        var at = text.IndexOf(words);
        behind = at < 0 ? [] : text[(at + words.Length)..];
        return at >= 0;
    }
}
