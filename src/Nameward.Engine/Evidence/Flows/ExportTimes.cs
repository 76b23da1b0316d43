namespace Nameward.Engine.Evidence.Flows;

/// <summary>
/// When a flow began and how long it lasted, by whatever an exporter tells of it. Where it tells nothing, or what cannot be (clocks that were never set, counters
/// that wrapped), the time of the export stands for the beginning, and no duration is known.
/// </summary>
/// <param name="Start">When it began, UTC; <see cref="DateTime.MinValue"/> where nothing tells.</param>
/// <param name="Duration">How long it lasted; zero where that is not known.</param>
/// <param name="IsOdd">Whether the exporter told what cannot be.</param>
readonly record struct ExportTimes(DateTime Start, TimeSpan Duration, bool IsOdd)
{
    /// <summary>Where the times of one end stand among the fields, counted from that of its seconds.</summary>
    const int Milliseconds = 1, Microseconds = 2, Nanoseconds = 3, Delta = 4, Uptime = 5;

    /// <summary>Seconds from 1900, where NTP begins, to 1970.</summary>
    const long NtpToUnix = 2_208_988_800;

    /// <summary>How far a flow may have begun before it was exported: long ones are exported again and again, by all exporters at least daily.</summary>
    static readonly TimeSpan Past = TimeSpan.FromDays(60);

    /// <summary>How far the clocks of one exporter may run apart.</summary>
    static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    /// <summary>Before this there was no NetFlow: a clock that shows less was never set.</summary>
    static readonly DateTime First = new(1996, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Reads the times of a record.</summary>
    public static ExportTimes Of(ExportRecord record, in ExportContext context)
    {
        var sent = context.Sent > First ? context.Sent : context.Received;
        var start = At(record, ExportField.StartSeconds, context) ?? At(record, ExportField.EventSeconds, context);
        var end = At(record, ExportField.EndSeconds, context) ?? start;
        start ??= end;
        if (start is not { } began || end is not { } ended)
        {
            return OfUptimeAlone(record, context, sent);
        }
        var isOdd = began < First || (sent > First && (sent - began > Past || began - sent > Ahead));
        if (isOdd)
        {
            return new(sent, default, IsOdd: true);
        }
        var lasted = ended == began ? Lasted(record) : ended - began;
        return lasted >= TimeSpan.Zero && lasted < Past ? new(began, lasted, IsOdd: false) : new(began, default, IsOdd: true);
    }

    /// <summary>Where nobody tells when the exporter started, its flows end when they are sent.</summary>
    static ExportTimes OfUptimeAlone(ExportRecord record, in ExportContext context, DateTime sent)
    {
        var lasted = TimeSpan.FromMilliseconds(unchecked((int)((uint)record[ExportField.EndUptime] - (uint)record[ExportField.StartUptime])));
        var isSound = record.Has(ExportField.StartUptime) && record.Has(ExportField.EndUptime) && lasted >= TimeSpan.Zero && lasted < Past && sent > First;
        return isSound ? new(sent - lasted, lasted, IsOdd: false) : new(sent, default, IsOdd: false);
    }

    static TimeSpan Lasted(ExportRecord record)
    {
        var microseconds = record[ExportField.DurationMicroseconds] + record[ExportField.DurationMilliseconds] * 1000;
        return microseconds < (ulong)Past.TotalMicroseconds ? TimeSpan.FromMicroseconds((long)microseconds) : default;
    }

    /// <summary>The most exact of the times of one end; null where there is none.</summary>
    static DateTime? At(ExportRecord record, ExportField seconds, in ExportContext context)
    {
        if (record.Has(seconds + Nanoseconds) || record.Has(seconds + Microseconds))
        {
            return OfNtp(record[record.Has(seconds + Nanoseconds) ? seconds + Nanoseconds : seconds + Microseconds]);
        }
        if (record.Has(seconds + Milliseconds) || record.Has(seconds))
        {
            return OfMilliseconds(record.Has(seconds + Milliseconds) ? record[seconds + Milliseconds] : record[seconds] * 1000);
        }
        if (seconds == ExportField.EventSeconds)
        {
            return null;
        }
        if (record.Has(seconds + Delta))
        {
            return context.Sent > First ? context.Sent - TimeSpan.FromMicroseconds((uint)record[seconds + Delta]) : null;
        }
        return record.Has(seconds + Uptime) ? OfUptime((uint)record[seconds + Uptime], record, context) : null;
    }

    /// <summary>
    /// Milliseconds of uptime, a number of 32 bits that begins anew every 49.7 days: what lies less than half of that away from the uptime of the message is meant.
    /// </summary>
    static DateTime? OfUptime(uint uptime, ExportRecord record, in ExportContext context)
    {
        if (context.Uptime is { } now && context.Sent > First)
        {
            return context.Sent - TimeSpan.FromMilliseconds(unchecked((int)(now - uptime)));
        }
        return record.Has(ExportField.SystemStart) ? OfMilliseconds(record[ExportField.SystemStart] + uptime) : null;
    }

    static DateTime OfMilliseconds(ulong milliseconds) =>
        milliseconds < (ulong)(DateTime.MaxValue - DateTime.UnixEpoch).TotalMilliseconds ? DateTime.UnixEpoch.AddTicks((long)milliseconds * TimeSpan.TicksPerMillisecond) : default;

    static DateTime OfNtp(ulong ntp)
    {
        var fraction = (long)((ntp & uint.MaxValue) * TimeSpan.TicksPerSecond >> 32);
        return DateTime.UnixEpoch.AddTicks(((long)(ntp >> 32) - NtpToUnix) * TimeSpan.TicksPerSecond + fraction);
    }
}
