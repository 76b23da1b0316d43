using System.Text;
using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Lines of tcpdump of a pflog interface: <c>Nov 21 09:30:01.123456 rule 5/(match) block in on em0: 192.0.2.7.40234 > 198.51.100.53.53: 4711+ A? www.example.com. (33)</c>.
/// tcpdump.org writes <c>rule 5/0(match): block in on em0:</c> and <c>Flags [S]</c> for <c>S</c>. The number of the rule may have those of anchors beside it. A packet that
/// is a DNS query is a message; every other one is a flow of one packet, responses among them, whose names tcpdump does not print.
/// </summary>
sealed class OpenBsdPfGrammar : ILogGrammar
{
    /// <summary>What stands before the rule is a time, and a host and a program where syslog carried the line.</summary>
    const int LongestHead = 160;

    const int DotsOfV4 = 3;

    static readonly System.Buffers.SearchValues<byte> EndBytes = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF.:"u8);

    readonly LogRow _row = new();

    /// <summary>Whatever program hands the lines on.</summary>
    public bool IsProgram(ReadOnlySpan<byte> program) => true;

    /// <inheritdoc/>
    public LogStamp TakeStamp(scoped ref ReadOnlySpan<byte> message)
    {
        if (!LogStamp.TryTakeIso(ref message, out var stamp) && !LogStamp.TryTakeSyslog(ref message, out stamp))
        {
            // Seconds since 1970 (-tt). A time of day alone, or one since the line above, is no time.
            var rest = message;
            var word = TextWords.Take(ref rest);
            stamp = word.IndexOf((byte)'.') == 10 && Timestamps.TryParse(word, out var time) ? LogStamp.Utc(time) : default;
        }
        return stamp;
    }

    /// <inheritdoc/>
    public Likeness Look(in LogLine line)
    {
        var message = line.Message;
        return TryHead(ref message, out _, out _) && Packet(ref message, out _) is null ? Likeness.Likely : Likeness.No;
    }

    /// <inheritdoc/>
    public LineResult Read(in LogLine line, DateTime time, long offset, IBatchWriter rows)
    {
        var message = line.Message;
        if (!TryHead(ref message, out var rule, out var verdict))
        {
            return LineResult.Ignored;
        }
        if (Packet(ref message, out var packet) is { } result)
        {
            return result;
        }
        if (packet.Protocol == Flow.Udp && TryQuery(message, packet, time))
        {
            _row.End(offset, rows);
            return LineResult.Observed;
        }
        var flags = packet.Protocol == Flow.Tcp ? TcpLetters.Flags(FlagsOf(message)) : 0;
        return FlowRow.EndPacket(packet with { At = new(0, offset), Time = time, UpBytes = LengthOf(message) }, verdict, flags, rule, rows);
    }

    /// <summary>Takes <c>rule 5/(match) block in on em0: </c> off, and all before it.</summary>
    static bool TryHead(scoped ref ReadOnlySpan<byte> message, out ReadOnlySpan<byte> rule, out FlowVerdict verdict)
    {
        rule = [];
        verdict = FlowVerdict.Unknown;
        var start = message[..Math.Min(message.Length, LongestHead)].IndexOf("rule "u8);
        if (start < 0 || (start > 0 && message[start - 1] != ' '))
        {
            return false;
        }
        message = message[(start + "rule ".Length)..];
        var on = message.IndexOf(" on "u8);
        if (on < 0 || message[on..].IndexOf(": "u8) is not (> 0 and var colon))
        {
            return false;
        }
        var words = message[..on];
        message = message[(on + colon + 2)..];
        var reason = TextWords.Take(ref words);
        var slash = reason.IndexOf((byte)'/');
        rule = slash < 0 ? [] : reason[..slash];
        var direction = TextWords.TakeLast(ref words);
        verdict = FlowWords.Verdict(TextWords.TakeLast(ref words));
        return slash > 0 && reason[slash..].Contains((byte)'(') && (direction.SequenceEqual("in"u8) || direction.SequenceEqual("out"u8));
    }

    /// <summary>Takes <c>192.0.2.7.40234 > 198.51.100.53.53: </c> off; null where all is well.</summary>
    static LineResult? Packet(scoped ref ReadOnlySpan<byte> message, out Flow packet)
    {
        packet = default;
        // tcpdump.org names the protocol of the network first.
        _ = TextWords.TryTake(ref message, "IP "u8) || TextWords.TryTake(ref message, "IP6 "u8);
        var arrow = message.IndexOf(" > "u8);
        var end = arrow < 0 ? -1 : message[arrow..].IndexOf(": "u8);
        if (end < 0)
        {
            return arrow < 0 ? LineResult.Ignored : LineResult.Malformed("a packet without its two ends");
        }
        var from = message[..arrow];
        var to = message[(arrow + " > ".Length)..(arrow + end)];
        message = message[(arrow + end + 2)..];
        if (!TryEnd(from, out var client) || !TryEnd(to, out var server))
        {
            // Names of hosts are no ends that could be told apart.
            return IsNumeric(from) && IsNumeric(to) ? LineResult.Malformed(TableGrammar.NoEndpoint) : LineResult.Ignored;
        }
        var protocol = ProtocolOf(message, hasPorts: client.Port != 0 || server.Port != 0, client.Address.IsV4);
        packet = new() { Client = client, Server = server, Protocol = protocol, UpBytes = Flow.Unknown, DownBytes = Flow.Unknown, UpPackets = 1, DownPackets = Flow.Unknown };
        return null;
    }

    /// <summary>Reads an address and behind a dot its port, which of other protocols than TCP and UDP is not there.</summary>
    static bool TryEnd(ReadOnlySpan<byte> text, out Endpoint end)
    {
        var dot = text.LastIndexOf((byte)'.');
        var hasPort = dot > 0 && (text.Contains((byte)':') || text.Count((byte)'.') > DotsOfV4);
        var port = (ushort)0;
        var isRead = Address.TryParse(hasPort ? text[..dot] : text, out var address) && (!hasPort || Numbers.TryUInt16(text[(dot + 1)..], out port));
        end = new(address, port);
        return isRead;
    }

    static bool IsNumeric(ReadOnlySpan<byte> end) => !end.ContainsAnyExcept(EndBytes);

    static byte ProtocolOf(ReadOnlySpan<byte> text, bool hasPorts, bool isV4)
    {
        var first = TextWords.TakeUntil(ref text, (byte)' ').TrimEnd(":,"u8);
        if (hasPorts)
        {
            return first.SequenceEqual("Flags"u8) || TcpLetters.Are(first) ? Flow.Tcp : FlowWords.Protocol(first) is > 1 and var named && !Numbers.IsDigit(first[0]) ? named : Flow.Udp;
        }
        var isIcmp = first.Length >= 4 && Ascii.EqualsIgnoreCase(first[..4], "icmp"u8);
        first = first.StartsWith("ip-proto-"u8) ? first["ip-proto-".Length..] : first;
        return FlowWords.Protocol(isIcmp ? isV4 ? "icmp"u8 : "icmp6"u8 : first);
    }

    /// <summary><c>S</c> of <c>S 1:1(0)</c>, <c>S.</c> of <c>Flags [S.], seq 1</c>; OpenBSD writes ACK behind the flags, as <c>ack 1</c>.</summary>
    static ReadOnlySpan<byte> FlagsOf(ReadOnlySpan<byte> text)
    {
        if (TextWords.TryTake(ref text, "Flags ["u8))
        {
            return TextWords.TakeUntil(ref text, (byte)']');
        }
        return text.StartsWith("S "u8) && text.IndexOf(" ack "u8) > 0 ? "SA"u8 : TextWords.Take(ref text);
    }

    /// <summary>The payload's bytes, where <c>length</c> ends the line or <c>udp</c> begins it.</summary>
    static long LengthOf(ReadOnlySpan<byte> text)
    {
        var rest = text;
        if (TextWords.TryTake(ref rest, "udp "u8) && Numbers.TryCount(TextWords.Take(ref rest), out var bytes))
        {
            return bytes;
        }
        var length = TextWords.TakeLast(ref text);
        return TextWords.TakeLast(ref text).SequenceEqual("length"u8) && Numbers.TryCount(length, out bytes) ? bytes : Flow.Unknown;
    }

    /// <summary>
    /// Reads <c>4711+% [1au] A? www.example.com. (44)</c>: id, <c>+</c> for RD, other marks, counts of the unusual in brackets, maybe a class, type, name and bytes.
    /// </summary>
    bool TryQuery(ReadOnlySpan<byte> text, in Flow packet, DateTime time)
    {
        var first = TextWords.Take(ref text);
        var digits = first.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        digits = digits < 0 ? first.Length : digits;
        var mark = text.IndexOf("? "u8);
        if (!Numbers.TryUInt16(first[..digits], out var id) || mark <= 0 || text.LastIndexOf(" ("u8) is var end && end < mark + 2)
        {
            return false;
        }
        var head = text[..mark];
        var type = DnsWords.Type(TextWords.TakeLast(ref head));
        var name = text[(mark + 2)..end];
        if (type == 0 || name.Contains((byte)' ') || !_row.TryRawName(name))
        {
            return false;
        }
        ref var message = ref BeginRow(time);
        (message.Client, message.Server, message.Type, message.Id) = (packet.Client, packet.Server, type, id);
        message.Bytes = text is [.., (byte)')'] && Numbers.TryUInt16(text[(end + 2)..^1], out var bytes) ? bytes : 0;
        message.Header = HeaderBits.Shown | (first[digits..].Contains((byte)'+') ? HeaderBits.RecursionDesired : HeaderBits.None);
        return _row.TryRawName(name);
    }

    ref DnsMessage BeginRow(DateTime time)
    {
        ref var message = ref _row.Begin(time, Sides.Query, Leg.Wire);
        message.Transport = Transport.Udp;
        return ref message;
    }
}
