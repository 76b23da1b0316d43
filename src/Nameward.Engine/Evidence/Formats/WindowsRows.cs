using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Turns events into observations, whichever of the known providers they are of: a file of forwarded events holds all of them.</summary>
/// <param name="isBinary">Whether events come in binary XML.</param>
sealed class WindowsRows(bool isBinary = false)
{
    readonly MicrosoftAnalyticalRow _dnsServer = new();
    readonly MicrosoftDnsClientRow _dnsClient = new();
    readonly SysmonRow _sysmon = new();

    /// <summary>The event; filled by a container for <see cref="Take"/>.</summary>
    public WindowsEvent Event { get; } = new(isBinary);

    /// <summary>Reports the event: those of other providers, and others of the known ones, are ignored.</summary>
    /// <param name="clock">Shows the times of the log that carry no zone; it is told each of them.</param>
    /// <param name="offset">Where the event begins.</param>
    /// <param name="rows">Takes it.</param>
    public void Take(LocalClock clock, long offset, IBatchWriter rows)
    {
        var problem = Event.ReadTime(clock, out var time);
        var result = Read(time, problem, offset, rows);
        if (result.Because is { } because)
        {
            rows.Malformed(offset, because);
        }
        else if (!result.IsObserved)
        {
            rows.Ignored(offset);
        }
    }

    /// <summary>Reads the event and hands over what is observed; all else is left to the caller.</summary>
    /// <param name="time">When it was written, UTC.</param>
    /// <param name="problem">Why that cannot be read; null where it can.</param>
    /// <param name="offset">Where the event begins.</param>
    /// <param name="rows">Takes it.</param>
    public LineResult Read(DateTime time, string? problem, long offset, IBatchWriter rows)
    {
        var result = Begin(time);
        if (result.IsObserved && problem is not null && !(Event.Source == WindowsSource.Sysmon && SysmonRow.TellsTime(Event)))
        {
            result = LineResult.Malformed(problem);
        }
        if (rows is IWindowsEvents events)
        {
            events.See(Event, time, result);
        }
        if (result.IsObserved)
        {
            End(offset, rows);
        }
        return result;
    }

    LineResult Begin(DateTime time) => Event.Source switch
    {
        WindowsSource.DnsServer => _dnsServer.Begin(Event, time),
        WindowsSource.DnsClient => _dnsClient.Begin(Event, time),
        WindowsSource.Sysmon => _sysmon.Begin(Event, time),
        _ => LineResult.Ignored,
    };

    void End(long offset, IBatchWriter rows)
    {
        switch (Event.Source)
        {
            case WindowsSource.DnsServer:
                _dnsServer.End(offset, rows);
                break;
            case WindowsSource.DnsClient:
                _dnsClient.End(offset, rows);
                break;
            default:
                _sysmon.End(offset, rows);
                break;
        }
    }
}
