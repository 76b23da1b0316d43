using System.Text;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>The providers of Windows whose events tell of look-ups, or of how DNS is configured.</summary>
enum WindowsSource : byte
{
    /// <summary>Any other.</summary>
    Other,
    /// <summary>Microsoft's DNS server: analytical and audit events.</summary>
    DnsServer,
    /// <summary>The same server under the name that it writes to the log "DNS Server" by, as since Windows 2000.</summary>
    DnsServerService,
    /// <summary>Sysmon of Sysinternals.</summary>
    Sysmon,
    /// <summary>The DNS client service of every Windows.</summary>
    DnsClient,
    /// <summary>The security log's own: changes of the registry, where these are audited.</summary>
    SecurityAuditing,
}

/// <summary>Tells providers by their name or, where that is missing, by their GUID (as <c>wevtutil gp</c> shows both).</summary>
static class WindowsSources
{
    /// <summary>The provider that an event names.</summary>
    public static WindowsSource Of(WindowsEvent read)
    {
        var name = read[WindowsField.Provider];
        return name.IsEmpty ? OfGuid(read[WindowsField.ProviderGuid].Trim("{}"u8)) : OfName(name);
    }

    static WindowsSource OfName(ReadOnlySpan<byte> name) => name switch
    {
        _ when Ascii.EqualsIgnoreCase(name, "Microsoft-Windows-DNSServer"u8) => WindowsSource.DnsServer,
        _ when Ascii.EqualsIgnoreCase(name, "Microsoft-Windows-DNS-Server-Service"u8) => WindowsSource.DnsServerService,
        _ when Ascii.EqualsIgnoreCase(name, "Microsoft-Windows-Sysmon"u8) => WindowsSource.Sysmon,
        _ when Ascii.EqualsIgnoreCase(name, "Microsoft-Windows-DNS-Client"u8) => WindowsSource.DnsClient,
        _ when Ascii.EqualsIgnoreCase(name, "Microsoft-Windows-Security-Auditing"u8) => WindowsSource.SecurityAuditing,
        _ => WindowsSource.Other,
    };

    static WindowsSource OfGuid(ReadOnlySpan<byte> guid) => guid switch
    {
        _ when Ascii.EqualsIgnoreCase(guid, "EB79061A-A566-4698-9119-3ED2807060E7"u8) => WindowsSource.DnsServer,
        _ when Ascii.EqualsIgnoreCase(guid, "71A551F5-C893-4849-886B-B5EC8502641E"u8) => WindowsSource.DnsServerService,
        _ when Ascii.EqualsIgnoreCase(guid, "5770385F-C22A-43E0-BF4C-06F5698FFBD9"u8) => WindowsSource.Sysmon,
        _ when Ascii.EqualsIgnoreCase(guid, "1C95126E-7EEA-49A9-A3FE-A378B03DDB4D"u8) => WindowsSource.DnsClient,
        _ when Ascii.EqualsIgnoreCase(guid, "54849625-5478-4994-A5BA-3E3B0328C30D"u8) => WindowsSource.SecurityAuditing,
        _ => WindowsSource.Other,
    };
}
