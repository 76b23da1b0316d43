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
        var protocol = FlowWords.Protocol(fields[LogField.Protocol]);
        var hasPorts = FlowWords.HasPorts(protocol);
        if (!TryEnd(fields, LogField.Client, LogField.ClientPort, hasPorts, out var client) || !TryEnd(fields, LogField.Server, LogField.ServerPort, hasPorts, out var server)
            || !TryEnd(fields, LogField.TranslatedClient, LogField.TranslatedClientPort, hasPorts, out var translatedClient)
            || !TryEnd(fields, LogField.TranslatedServer, LogField.TranslatedServerPort, hasPorts, out var translatedServer))
        {
            return LineResult.Malformed(TableGrammar.NoEndpoint);
        }
        if (!TryCount(fields[LogField.UpBytes], out var upBytes) || !TryCount(fields[LogField.DownBytes], out var downBytes)
            || !TryCount(fields[LogField.UpPackets], out var upPackets) || !TryCount(fields[LogField.DownPackets], out var downPackets))
        {
            return LineResult.Malformed("bytes or packets are not a number");
        }
        var verdict = FlowWords.Verdict(fields[LogField.Action]);
        flow = new()
        {
            At = new(0, offset),
            Time = time,
            Duration = DurationOf(fields, time),
            Client = client,
            Server = server,
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

    /// <summary>Reads a count; one that is not said is unknown. A fraction of zero, as some exports write it, is dropped; nfdump rounds to <c>13.5 M</c>.</summary>
    public static bool TryCount(ReadOnlySpan<byte> text, out long count)
    {
        count = Flow.Unknown;
        if (text.IsEmpty || text is [(byte)'-'])
        {
            return true;
        }
        var tenth = text switch { [.., (byte)' ', (byte)'M'] => 100_000L, [.., (byte)' ', (byte)'G'] => 100_000_000L, [.., (byte)' ', (byte)'T'] => 100_000_000_000L, _ => 0L };
        return tenth > 0 ? TryRounded(text[..^2], tenth, out count) : Numbers.TryCount(text.EndsWith(".0"u8) ? text[..^2] : text, out count);
    }

    /// <summary>A number with one digit behind its point; at most six before it.</summary>
    static bool TryRounded(ReadOnlySpan<byte> text, long tenth, out long count)
    {
        count = 0;
        if (text is not [.. { Length: <= 6 } whole, (byte)'.', var digit] || !Numbers.IsDigit(digit) || !Numbers.TryCount(whole, out count))
        {
            return false;
        }
        count = (count * 10 + digit - '0') * tenth;
        return true;
    }

    /// <summary>Reads an end; without ports, whatever stands in their place is left alone: the type and code of ICMP.</summary>
    static bool TryEnd(FieldValues fields, LogField address, LogField port, bool hasPorts, out Endpoint end)
    {
        if (hasPorts)
        {
            return TableGrammar.TryEndpoint(fields, address, port, out end);
        }
        var isRead = TableGrammar.TryAddress(fields, address, out end);
        end = end with { Port = 0 };
        return isRead;
    }

    /// <summary>An end is translated where it is another one behind: many products write the same once more, or zeros.</summary>
    public static Endpoint Translated(Endpoint behind, Endpoint end)
    {
        behind = behind.Port == 0 ? behind with { Port = end.Port } : behind;
        return behind.Address.IsNone || behind.Address.IsUnspecified || behind == end ? default : behind;
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
