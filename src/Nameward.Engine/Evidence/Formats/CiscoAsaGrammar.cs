using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Messages of Cisco's firewalls, told apart by their numbers. Of a connection the flow is its begin (302013 and others, "Built"), which says who began it and how it was translated. Its end
/// ("Teardown") repeats it and adds the bytes of both ways together, which no one can part: it is ignored. Where begins of its protocol are not logged, or none was up to there,
/// the end is the flow, dated to its begin, and ports tell the server. Translations (305011, 305012) have no server, and the begin of a connection says the same: they are ignored. A filter of botnets
/// (338001 to 338204) tells a name for an address that nobody asked for in that packet: that is a flow; 338301, a DNS reply that was intercepted, is a message.
/// </summary>
sealed class CiscoAsaGrammar : ILogGrammar
{
    const uint InterceptedReply = 338301;

    const int TcpBegin = 1, UdpBegin = 2, IcmpBegin = 4, AllBegins = 7;

    readonly CiscoEvent _event = new();
    readonly LogRow _row = new();

    /// <summary>Which begins of connections were logged.</summary>
    public int Told { get; set; }

    /// <inheritdoc/>
    public bool NeedsLinesAbove => Told != AllBegins;

    /// <summary>Relays name programs of their own, or none.</summary>
    public bool IsProgram(ReadOnlySpan<byte> program) => true;

    /// <inheritdoc/>
    public void Tell(ReadOnlySpan<byte> line)
    {
        if (NeedsLinesAbove && CiscoMark.Find(line) is >= 0 and var mark)
        {
            line = line[mark..];
            Told |= CiscoMark.Take(ref line) switch { 302013 => TcpBegin, 302015 => UdpBegin, 302020 => IcmpBegin, _ => 0 };
        }
    }

    /// <inheritdoc/>
    public LogStamp TakeStamp(scoped ref ReadOnlySpan<byte> message)
    {
        var mark = CiscoMark.Find(message);
        if (mark < 0)
        {
            return default;
        }
        var stamp = StampIn(message[..mark]);
        message = message[mark..];
        // An event of FTD is written when the connection ends.
        return CiscoEvent.TimeIn(message) is { IsNone: false } first ? first : stamp;
    }

    /// <inheritdoc/>
    public Likeness Look(in LogLine line)
    {
        var message = line.Message;
        return message is [(byte)'%', ..] && CiscoMark.Find(message) == 0 && CiscoMark.Take(ref message) > 0 ? Likeness.Likely : Likeness.No;
    }

    /// <inheritdoc/>
    public LineResult Read(in LogLine line, DateTime time, long offset, IBatchWriter rows)
    {
        var text = line.Message;
        if (CiscoMark.Find(text) != 0)
        {
            return LineResult.Ignored;
        }
        var id = CiscoMark.Take(ref text);
        if (CiscoEvent.Is(id))
        {
            return _event.Read(text, time, offset, _row, rows);
        }
        if (id == InterceptedReply)
        {
            return ReadReply(text, time, offset, rows);
        }
        var isRepeated = (Told & id switch { 302014 => TcpBegin, 302016 => UdpBegin, 302021 => IcmpBegin, _ => 0 }) != 0;
        if (isRepeated)
        {
            return LineResult.Ignored;
        }
        var result = CiscoAsaText.Read(id, text, out var flow, out var rule);
        if (result.IsObserved)
        {
            rows.Flow(flow with { At = new(0, offset), Time = flow.Duration < time - DateTime.MinValue ? time - flow.Duration : time }, rule);
        }
        return result;
    }

    /// <summary>The last time before the mark: that of the firewall stands behind one of a relay.</summary>
    static LogStamp StampIn(ReadOnlySpan<byte> head)
    {
        var stamp = default(LogStamp);
        for (head = head.TrimStart(": "u8); !head.IsEmpty; TextWords.Take(ref head))
        {
            stamp = LogStamp.TryTakeSyslog(ref head, out var old) ? old : LogStamp.TryTakeIso(ref head, out var iso) ? iso : stamp;
        }
        return stamp;
    }

    /// <summary><c>Intercepted DNS reply for domain www.example.com from outside:198.51.100.53/53 to inside:192.0.2.7/40000, matched blacklist</c>.</summary>
    LineResult ReadReply(ReadOnlySpan<byte> text, DateTime time, long offset, IBatchWriter rows)
    {
        ref var message = ref _row.Begin(time, Sides.Response, Leg.Wire);
        var name = text[Math.Max(text.IndexOf(" domain "u8), 0)..];
        TextWords.TryTake(ref name, " domain "u8);
        if (!CiscoAsaText.TryEnds(text, " from "u8, " to "u8, out var server, out var client))
        {
            return LineResult.Malformed(CiscoAsaText.NoEnds);
        }
        (message.Client, message.Server) = (client.Real, server.Real);
        if (!_row.TryRawName(TextWords.Take(ref name)))
        {
            return LineResult.Malformed(LogRow.NoName);
        }
        _row.End(offset, rows);
        return LineResult.Observed;
    }
}
