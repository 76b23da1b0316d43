using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>The flow that a record with named fields shows: those fields that mean the same in the words of every product.</summary>
static class FlowRow
{
    /// <summary>Reads a flow; what a record does not say stays unknown.</summary>
    /// <param name="fields">The fields of the record.</param>
    /// <param name="time">When it began, UTC.</param>
    /// <param name="offset">Where the record begins.</param>
    /// <param name="flow">The flow.</param>
    /// <returns>Null, or why there is none.</returns>
    public static LineResult? Read(FieldValues fields, DateTime time, long offset, out Flow flow)
    {
        flow = default;
        if (!TableGrammar.TryEndpoint(fields, LogField.Client, LogField.ClientPort, out var client) || !TableGrammar.TryEndpoint(fields, LogField.Server, LogField.ServerPort, out var server)
            || !TableGrammar.TryEndpoint(fields, LogField.TranslatedClient, LogField.TranslatedClientPort, out var translatedClient)
            || !TableGrammar.TryEndpoint(fields, LogField.TranslatedServer, LogField.TranslatedServerPort, out var translatedServer))
        {
            return LineResult.Malformed(TableGrammar.NoEndpoint);
        }
        if (!TryCount(fields[LogField.UpBytes], out var upBytes) || !TryCount(fields[LogField.DownBytes], out var downBytes)
            || !TryCount(fields[LogField.UpPackets], out var upPackets) || !TryCount(fields[LogField.DownPackets], out var downPackets))
        {
            return LineResult.Malformed("bytes or packets are not a number");
        }
        var protocol = FlowWords.Protocol(fields[LogField.Protocol]);
        var hasPorts = FlowWords.HasPorts(protocol);
        var verdict = FlowWords.Verdict(fields[LogField.Action]);
        flow = new()
        {
            At = new(0, offset),
            Time = time,
            Duration = DurationOf(fields, time),
            Client = hasPorts ? client : new(client.Address, 0),
            Server = hasPorts ? server : new(server.Address, 0),
            Protocol = protocol,
            UpBytes = upBytes,
            DownBytes = downBytes,
            UpPackets = upPackets,
            DownPackets = downPackets,
            IsAnswered = verdict == FlowVerdict.Denied ? false : AnsweredBy(downPackets, downBytes),
            Verdict = verdict,
            TranslatedClient = Translated(translatedClient, client),
            TranslatedServer = Translated(translatedServer, server),
        };
        return null;
    }

    /// <summary>Whether a server answered that sent this much; null where neither is known.</summary>
    public static bool? AnsweredBy(long packets, long bytes) => packets > 0 || bytes > 0 ? true : packets == 0 || bytes == 0 ? false : null;

    /// <summary>Reads a count; one that is not said is unknown. A fraction of zero, as some exports write it, is dropped.</summary>
    public static bool TryCount(ReadOnlySpan<byte> text, out long count)
    {
        count = Flow.Unknown;
        if (text.IsEmpty || text is [(byte)'-'])
        {
            return true;
        }
        text = text.EndsWith(".0"u8) ? text[..^2] : text;
        return Numbers.TryCount(text, out count);
    }

    /// <summary>An end is translated where it is another one behind: many products write the same once more, or zeros.</summary>
    public static Endpoint Translated(Endpoint behind, Endpoint end)
    {
        behind = behind.Port == 0 ? behind with { Port = end.Port } : behind;
        return behind.Address.IsNone || behind.Address.IsUnspecified || behind == end ? default : behind;
    }

    /// <summary>Hands over the one packet that a rule of a packet filter matched, which says who sent and not who began.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="verdict">What the rule did with it.</param>
    /// <param name="flags">The flags of TCP; 0 where none are shown.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="rows">Takes the flow.</param>
    public static LineResult EndPacket(in Flow packet, FlowVerdict verdict, int flags, ReadOnlySpan<byte> rule, IBatchWriter rows)
    {
        bool? isAnswered = verdict == FlowVerdict.Denied ? false : null;
        rows.Flow((packet with { UpPackets = 1, Verdict = verdict, IsAnswered = isAnswered }).WithServerFound(flags), rule);
        return LineResult.Observed;
    }

    static TimeSpan DurationOf(FieldValues fields, DateTime time)
    {
        if (time == DateTime.MinValue)
        {
            return default;
        }
        var isRead = Durations.TrySeconds(fields[LogField.Duration], out var duration);
        if (!isRead && Timestamps.TryParse(fields[LogField.End], out var end) && end > time)
        {
            duration = end - time;
        }
        return duration <= DateTime.MaxValue - time ? duration : default;
    }
}
