using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Tells from its first bytes which events of Windows a source shows most: those of look-ups count, and where there are none, all of the known providers. What
/// a DNS server tells of its configuration counts as the events that it writes to its own log.
/// </summary>
sealed class WindowsHead : IWindowsEvents
{
    static readonly WindowsSource[] Known = [WindowsSource.DnsServer, WindowsSource.Sysmon, WindowsSource.DnsClient, WindowsSource.DnsServerService];

    readonly int[] _lookUps = new int[Enum.GetValues<WindowsSource>().Length];
    readonly int[] _events = new int[Enum.GetValues<WindowsSource>().Length];

    WindowsSource _read;

    WindowsHead()
    {
    }

    /// <summary>
    /// How much a source looks like one whose events are of a provider. One that shows only events of others may hold some behind its head; what is read of it
    /// goes by the name of Sysmon then, which workstations forward more of than of anything else that is known here.
    /// </summary>
    public static Likeness LikenessOf(ReadOnlySpan<byte> head, WindowsSource source)
    {
        var isLog = head.StartsWith(WindowsLogReader.Magic);
        if (!isLog && !MayHoldEvents(WindowsEventReader.WithoutLead(head)))
        {
            return Likeness.No;
        }
        var seen = new WindowsHead();
        new WindowsEventReader(new(0, TimeZoneInfo.Utc)).Read(head, isLast: true, seen);
        var shown = MostOf(seen._lookUps) ?? MostOf(seen._events);
        if (shown is null)
        {
            return source == WindowsSource.Sysmon && (isLog || seen._events[(int)WindowsSource.Other] > 0) ? Likeness.Possible : Likeness.No;
        }
        return shown != source ? Likeness.No : isLog ? Likeness.Certain : Likeness.Likely;
    }

    /// <inheritdoc/>
    public void See(WindowsEvent read, DateTime time, LineResult result)
    {
        _read = read.Source switch
        {
            WindowsSource.DnsServer when MicrosoftAuditKinds.IsAudit(read.Id) => WindowsSource.DnsServerService,
            WindowsSource.SecurityAuditing => WindowsSource.Other,
            var source => source,
        };
        // A name without a GUID is written by programs for any system.
        _events[(int)_read] += _read != WindowsSource.Other || read[WindowsField.ProviderGuid].Length > 0 ? 1 : 0;
    }

    /// <inheritdoc/>
    public void Message(in DnsMessage row, ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> answers) => _lookUps[(int)_read]++;

    /// <inheritdoc/>
    public void Flow(in Flow row, ReadOnlySpan<byte> rule)
    {
    }

    /// <inheritdoc/>
    public void Ignored(long offset)
    {
    }

    /// <inheritdoc/>
    public void Malformed(long offset, string because)
    {
    }

    static WindowsSource? MostOf(int[] counts)
    {
        var most = Known.MaxBy(known => counts[(int)known]);
        return counts[(int)most] > 0 ? most : null;
    }

    static bool MayHoldEvents(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'<', ..] => text.IndexOf("<Event"u8) >= 0,
        [(byte)'{' or (byte)'[', ..] => text.IndexOf("event"u8) >= 0 || text.IndexOf("Event"u8) >= 0 || text.IndexOf("ProviderName"u8) >= 0,
        _ => WindowsMessageReader.Begins(text),
    };
}
