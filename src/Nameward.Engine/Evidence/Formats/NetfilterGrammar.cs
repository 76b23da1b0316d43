using System.Text;
using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Lines of netfilter: <c>[  812.345678] [UFW BLOCK] IN=eth0 OUT= MAC=... SRC=192.0.2.7 DST=198.51.100.53 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=0 DF PROTO=UDP SPT=40000 DPT=53 LEN=40</c>.
/// The first LEN is that of the IP header. The prefix is whatever the administrator wrote: a word of it may say what was done, and it is given as the rule. The packet that an error of ICMP
/// quotes stands in brackets behind all fields of its own and is not read.
/// </summary>
sealed class NetfilterGrammar : ILogGrammar
{
    static readonly FieldTable Fields = new(
        ("SRC", LogField.Client), ("DST", LogField.Server), ("SPT", LogField.ClientPort), ("DPT", LogField.ServerPort), ("PROTO", LogField.Protocol), ("LEN", LogField.UpBytes));

    static readonly byte[][] Denying =
    [
        [.. "drop"u8], [.. "dropped"u8], [.. "reject"u8], [.. "rejected"u8], [.. "deny"u8], [.. "denied"u8], [.. "block"u8], [.. "blocked"u8], [.. "discard"u8],
    ];

    static readonly byte[][] Allowing = [[.. "accept"u8], [.. "accepted"u8], [.. "allow"u8], [.. "allowed"u8], [.. "permit"u8], [.. "permitted"u8], [.. "pass"u8], [.. "passed"u8]];

    static readonly System.Buffers.SearchValues<byte> UptimeBytes = System.Buffers.SearchValues.Create("0123456789. "u8);

    readonly PairFields _fields = new(Fields);

    /// <summary>Any program may hand the kernel's lines on.</summary>
    public bool IsProgram(ReadOnlySpan<byte> program) => true;

    /// <inheritdoc/>
    public LogStamp TakeStamp(scoped ref ReadOnlySpan<byte> message)
    {
        LogStamp.TryTakeIso(ref message, out var stamp);
        return stamp;
    }

    /// <inheritdoc/>
    public Likeness Look(in LogLine line)
    {
        var message = line.Message;
        return TryBegin(ref message, out _) && HasEnds && FlowRow.Read(_fields, DateTime.MinValue, 0, out _) is null ? Likeness.Likely : Likeness.No;
    }

    /// <inheritdoc/>
    public LineResult Read(in LogLine line, DateTime time, long offset, IBatchWriter rows)
    {
        var message = line.Message;
        // Where no program is named, the host before it still stands there.
        if (line.Program.IsEmpty && (line.HasHeader || !line.Stamp.IsNone) && message is not ([] or [(byte)'[', ..]))
        {
            message = message[Math.Max(message.IndexOf((byte)' '), 0)..];
        }
        if (!TryBegin(ref message, out var prefix))
        {
            return LineResult.Ignored;
        }
        if (!HasEnds)
        {
            return LineResult.Malformed("a packet without its two ends");
        }
        if (FlowRow.Read(_fields, time, offset, out var packet) is { } problem)
        {
            return problem;
        }
        return FlowRow.EndPacket(packet, VerdictOf(prefix), FlagsOf(message, packet.Protocol), prefix, rows);
    }

    bool TryBegin(scoped ref ReadOnlySpan<byte> message, out ReadOnlySpan<byte> prefix)
    {
        prefix = [];
        var start = message.StartsWith("IN="u8) ? 0 : message.IndexOf(" IN="u8) + 1;
        // A prefix that ends without a space runs into the first field.
        start = start > 0 || message.StartsWith("IN="u8) ? start : message.IndexOf("IN="u8);
        if (start < 0 || message[start..].IndexOf(" OUT="u8) < 0 || message[start..].IndexOf(" SRC="u8) < 0)
        {
            return false;
        }
        prefix = WithoutUptime(message[..start]).Trim(" :[]"u8);
        message = message[start..];
        return _fields.TryRead(message, PairForm.Spaced);
    }

    bool HasEnds => !_fields[LogField.Client].IsEmpty && !_fields[LogField.Server].IsEmpty;

    /// <summary>Takes <c>[12345.678901]</c> off, the seconds since the system was started.</summary>
    static ReadOnlySpan<byte> WithoutUptime(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)']');
        var isUptime = text is [(byte)'[', ..] && end > 1 && !text[1..end].ContainsAnyExcept(UptimeBytes);
        return isUptime ? text[(end + 1)..] : text;
    }

    static FlowVerdict VerdictOf(ReadOnlySpan<byte> prefix)
    {
        var verdict = FlowVerdict.Unknown;
        while (!prefix.IsEmpty && verdict != FlowVerdict.Denied)
        {
            var length = LettersOf(prefix);
            verdict = IsOneOf(prefix[..length], Denying) ? FlowVerdict.Denied : IsOneOf(prefix[..length], Allowing) ? FlowVerdict.Allowed : verdict;
            prefix = prefix[Math.Max(length, 1)..];
        }
        return verdict;
    }

    static int LettersOf(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiLetter((char)text[length]))
        {
            length++;
        }
        return length;
    }

    static bool IsOneOf(ReadOnlySpan<byte> word, byte[][] words)
    {
        foreach (var known in words)
        {
            if (Ascii.EqualsIgnoreCase(word, known))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Flags have no value: <c>ACK</c> is one, <c>ACK=0</c> a number.</summary>
    static int FlagsOf(ReadOnlySpan<byte> message, byte protocol) =>
        protocol != Flow.Tcp ? 0 : (message.IndexOf(" SYN "u8) >= 0 ? Flow.TcpSyn : 0) | (message.IndexOf(" ACK "u8) >= 0 ? Flow.TcpAck : 0);
}
