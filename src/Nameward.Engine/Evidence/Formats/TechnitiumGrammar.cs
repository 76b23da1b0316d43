using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Lines of Technitium DNS Server. <c>[2026-11-21 17:31:30 UTC] [192.0.2.7:53712] [UDP] QNAME: www.example.net; QTYPE: A; QCLASS: IN; RCODE: NoError;
/// ANSWER: [192.0.2.80]</c>; the time is UTC or, by a setting, the server's local one.
/// </summary>
sealed class TechnitiumGrammar : ILogGrammar
{
    const string Problem = "no whole line of a look-up";
    const int ClockBytes = 19;

    static ReadOnlySpan<byte> Name => "QNAME: "u8;

    readonly LogRow _row = new();

    /// <inheritdoc/>
    public bool IsProgram(ReadOnlySpan<byte> program) => program.IndexOf("echnitium"u8) >= 0 || program.IndexOf("DnsServerApp"u8) >= 0;

    /// <inheritdoc/>
    public LogStamp TakeStamp(scoped ref ReadOnlySpan<byte> message)
    {
        const int Shortest = 1 + ClockBytes + 5;
        if (message.Length < Shortest || message[0] != '[' || message[5] != '-' || message[14] != ':')
        {
            return default;
        }
        var rest = message[(1 + ClockBytes)..];
        var isUtc = TextWords.TryTake(ref rest, " UTC]"u8);
        if (!isUtc && !TextWords.TryTake(ref rest, " Local]"u8))
        {
            return default;
        }
        var stamp = LogStamp.Iso(message.Slice(1, ClockBytes));
        message = rest.TrimStart((byte)' ');
        return isUtc ? stamp.AsUtc() : stamp;
    }

    /// <inheritdoc/>
    public Likeness Look(in LogLine line)
    {
        var rest = line.Message;
        return !line.Stamp.IsNone && TryEnds(ref rest, out _, out _) && rest.StartsWith(Name) ? Likeness.Likely : Likeness.No;
    }

    /// <inheritdoc/>
    public LineResult Read(in LogLine line, DateTime time, long offset, IBatchWriter rows)
    {
        var rest = line.Message;
        if (line.Stamp.IsNone)
        {
            return IsOfError(rest) ? LineResult.Ignored : LineResult.Malformed("no line of a Technitium log");
        }
        var hasEnds = TryEnds(ref rest, out var client, out var protocol);
        if (!TextWords.TryTake(ref rest, Name))
        {
            return LineResult.Ignored;
        }
        if (!hasEnds || !DnsWords.TryEndpoint(client, out var endpoint) || !TryTakeUntil(ref rest, "; QTYPE: "u8, out var name)
            || !TryTakeUntil(ref rest, "; QCLASS: "u8, out var type))
        {
            return LineResult.Malformed(Problem);
        }
        ref var row = ref _row.Begin(time, Sides.Query, Leg.Client);
        (row.Client, row.Transport, row.Type) = (endpoint, DnsWords.Transport(protocol), DnsWords.Type(type));
        // A dot at its end may be missing, and nothing is escaped.
        return _row.TryRawName(name) ? End(rest, offset, rows) : LineResult.Malformed(LogRow.NoName);
    }

    /// <summary>Reads what stands behind the type: the class, maybe a signature, and the response.</summary>
    LineResult End(ReadOnlySpan<byte> rest, long offset, IBatchWriter rows)
    {
        if (!rest.EndsWith("; NO RESPONSE FROM SERVER!"u8))
        {
            if (!TryTakeUntil(ref rest, "; RCODE: "u8, out _) || !TryTakeUntil(ref rest, "; ANSWER: "u8, out var code))
            {
                return LineResult.Malformed(Problem);
            }
            (_row.Message.Sides, _row.Message.Rcode) = (Sides.Query | Sides.Response, DnsWords.Rcode(code));
            if (!TechnitiumAnswer.TryAddTo(_row, rest))
            {
                return LineResult.Malformed(TechnitiumAnswer.Problem);
            }
        }
        _row.End(offset, rows);
        return LineResult.Observed;
    }

    /// <summary>Takes <c>[192.0.2.7:53712] [UDP] </c> off; an IPv6 address has brackets of its own.</summary>
    static bool TryEnds(ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> client, out ReadOnlySpan<byte> protocol)
    {
        client = protocol = [];
        var rest = text;
        if (!TextWords.TryTake(ref rest, "["u8) || !TryTakeUntil(ref rest, "] ["u8, out client) || !TryTakeUntil(ref rest, "] "u8, out protocol))
        {
            return false;
        }
        text = rest;
        return true;
    }

    static bool TryTakeUntil(scoped ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> mark, out ReadOnlySpan<byte> before)
    {
        var end = text.IndexOf(mark);
        before = end < 0 ? [] : text[..end];
        text = end < 0 ? text : text[(end + mark.Length)..];
        return end >= 0;
    }

    /// <summary>Whether a line goes on with the text of an error of the server, as .NET writes them: the line above has its time.</summary>
    static bool IsOfError(ReadOnlySpan<byte> line) =>
        line.StartsWith("   at "u8) || line.StartsWith(" ---> "u8) || line.StartsWith("   --- "u8) || line.StartsWith("--- "u8) || line.StartsWith("System."u8)
        || line.StartsWith("TechnitiumLibrary."u8) || line.StartsWith("DnsServerCore."u8);
}
