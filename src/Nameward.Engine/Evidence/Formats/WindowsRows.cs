using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Turns events into observations, whichever of the known providers they are of: a file of forwarded events holds all of them.</summary>
/// <param name="isBinary">Whether events come in binary XML.</param>
sealed class WindowsRows(bool isBinary = false)
{
    readonly MicrosoftAnalyticalRow _analytical = new();
    readonly MicrosoftAuditRow _audit = new();
    readonly MicrosoftDnsClientRow _dnsClient = new();
    readonly SysmonRow _sysmon = new();
    readonly WindowsRegistryRow _registry = new();

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
        var row = RowOf(Event);
        var result = row?.Begin(Event, time) ?? LineResult.Ignored;
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
            row!.End(offset, rows);
        }
        return result;
    }

    IWindowsRow? RowOf(WindowsEvent read) => read.Source switch
    {
        WindowsSource.DnsServer => MicrosoftAuditKinds.IsAudit(read.Id) ? _audit : _analytical,
        WindowsSource.DnsServerService => _audit,
        WindowsSource.DnsClient => _dnsClient,
        WindowsSource.Sysmon => read.Id == SysmonRow.DnsQuery ? _sysmon : _registry,
        WindowsSource.SecurityAuditing => _registry,
        _ => null,
    };
}
