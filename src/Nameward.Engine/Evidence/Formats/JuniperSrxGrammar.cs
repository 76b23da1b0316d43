using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Lines of RT_FLOW: <c>RT_FLOW_SESSION_CREATE</c>, <c>_CLOSE</c> and <c>_DENY</c> (with <c>_LS</c> behind them on a logical system), as structured data of RFC 5424 or as text. A policy
/// logs the begin of its sessions, their end, or both, and nothing but the end has counts: each record is a flow, that of an end dated to its begin. The source is who began. Of attacks that screens find
/// (<c>RT_SCREEN_UDP</c>), structured records with two ends are flows. Records of AppTrack tell of the same sessions once more and are ignored.
/// </summary>
sealed class JuniperSrxGrammar : ILogGrammar
{
    static readonly FieldTable Fields = new(
        ("source-address", LogField.Client), ("source-port", LogField.ClientPort), ("destination-address", LogField.Server), ("destination-port", LogField.ServerPort),
        ("protocol-id", LogField.Protocol), ("policy-name", LogField.Rule), ("attack-name", LogField.Rule), ("action", LogField.Action), ("elapsed-time", LogField.Duration),
        ("nat-source-address", LogField.TranslatedClient), ("nat-source-port", LogField.TranslatedClientPort),
        ("nat-destination-address", LogField.TranslatedServer), ("nat-destination-port", LogField.TranslatedServerPort),
        ("packets-from-client", LogField.UpPackets), ("bytes-from-client", LogField.UpBytes), ("packets-from-server", LogField.DownPackets), ("bytes-from-server", LogField.DownBytes));

    static ReadOnlySpan<byte> Session => "RT_FLOW_SESSION_"u8;

    static ReadOnlySpan<byte> Screen => "RT_SCREEN_"u8;

    readonly PairFields _fields = new(Fields);

    /// <summary>The program of structured records is RT_FLOW or RT_IDS, of others none or one of a relay.</summary>
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
        var result = Parse(line.Message, DateTime.MinValue, 0, out _, out _);
        return result is null ? Likeness.Likely : result.Value.Because is null ? Likeness.No : Likeness.Possible;
    }

    /// <inheritdoc/>
    public LineResult Read(in LogLine line, DateTime time, long offset, IBatchWriter rows)
    {
        if (Parse(line.Message, time, offset, out var flow, out var rule) is { } result)
        {
            return result;
        }
        rows.Flow(flow, rule);
        return LineResult.Observed;
    }

    /// <summary>Null where there is a flow.</summary>
    LineResult? Parse(ReadOnlySpan<byte> message, DateTime time, long offset, out Flow flow, out ReadOnlySpan<byte> rule)
    {
        flow = default;
        rule = [];
        if (message.IndexOf(Session) is >= 0 and var session)
        {
            message = message[(session + Session.Length)..];
            var verdict = message.StartsWith("DENY"u8) ? FlowVerdict.Denied : message.StartsWith("CREATE"u8) || message.StartsWith("CLOSE"u8) ? FlowVerdict.Allowed : FlowVerdict.Unknown;
            if (verdict == FlowVerdict.Unknown)
            {
                return LineResult.Ignored;
            }
            var mark = message.IndexOfAny((byte)' ', (byte)':');
            var isText = mark >= 0 && message[mark] == ':';
            var problem = isText ? JuniperSrxText.Read(message[(mark + 1)..], out flow, out rule) : ReadFields(message, time, offset, out flow, out rule);
            flow = Dated(flow, time, offset, verdict);
            return problem;
        }
        var isScreen = message.IndexOf(Screen) is >= 0 and var screen && _fields.TryRead(message[screen..], PairForm.Spaced) && _fields.Has(LogField.Client) && _fields.Has(LogField.Server);
        return isScreen ? ReadFields(message[message.IndexOf(Screen)..], time, offset, out flow, out rule) : LineResult.Ignored;
    }

    LineResult? ReadFields(ReadOnlySpan<byte> message, DateTime time, long offset, out Flow flow, out ReadOnlySpan<byte> rule)
    {
        flow = default;
        rule = [];
        if (!_fields.TryRead(message, PairForm.Spaced) || !_fields.Has(LogField.Client) || !_fields.Has(LogField.Server))
        {
            return LineResult.Malformed("a session without its two ends");
        }
        rule = _fields[LogField.Rule];
        return FlowRow.Read(_fields, time, offset, out flow);
    }

    /// <summary>A record is written when a session ends: it began as long before as it lasted.</summary>
    static Flow Dated(in Flow flow, DateTime time, long offset, FlowVerdict verdict)
    {
        var began = flow.Duration < time - DateTime.MinValue ? time - flow.Duration : time;
        return flow with { At = new(0, offset), Time = began, Verdict = verdict, IsAnswered = verdict == FlowVerdict.Denied ? false : flow.IsAnswered };
    }
}
