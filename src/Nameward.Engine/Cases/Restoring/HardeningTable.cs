using System.Collections.Immutable;
using Nameward.Engine.Findings;

namespace Nameward.Engine.Cases.Restoring;

/// <summary>
/// What to do against each misconfiguration, and the setting of each product: BIND 9 Administrator Reference Manual 9.18, unbound.conf(5) 1.17, Kea Administrator Reference Manual 2.2, dhcpd.conf(5) 4.4, Microsoft Learn
/// for Windows Server 2016 and later, RFCs. NAME, ADDRESS and NETWORK stand for the site's own.
/// </summary>
static class HardeningTable
{
    const string Learn = "https://learn.microsoft.com/powershell/module/";

    static readonly Dictionary<MisconfigurationKind, (string Advice, ImmutableArray<HardeningSetting> Settings)> All = new()
    {
        [MisconfigurationKind.OpenRecursion] = ("Look names up for the site's own networks alone. A server that does so for anybody lends itself to floods against others (RFC 5358), and its cache to whoever wants to poison it.",
        [
            Bind("recursion yes; allow-recursion { localhost; NETWORK; }; allow-query-cache { localhost; NETWORK; };", "allow-recursion"),
            Unbound("access-control: 0.0.0.0/0 refuse\naccess-control: ::0/0 refuse\naccess-control: NETWORK allow", "access-control"),
            Windows("Set-DnsServerRecursion -Enable $false  # on servers that only serve zones; elsewhere let the firewall hold port 53 to the site's networks", "dnsserver/set-dnsserverrecursion"),
        ]),
        [MisconfigurationKind.OpenTransfers] = ("Give zones to their secondaries alone, and know these by a key: a transfer hands over every name of the site at once (RFC 5936 section 5, RFC 8945).",
        [
            Bind("allow-transfer { key NAME; };", "allow-transfer"),
            Unbound("auth-zone:\n  for-downstream: no  # Unbound itself gives no zones away; leave this out where it must serve the zone", "for-downstream"),
            Windows("Set-DnsServerPrimaryZone -Name NAME -SecureSecondaries TransferToSecureServers -SecondaryServers ADDRESS", "dnsserver/set-dnsserverprimaryzone"),
        ]),
        [MisconfigurationKind.OpenUpdates] = ("Let only those change a zone who prove who they are: without that, whoever reaches the server writes names of its zones (RFC 2136 section 8, RFC 3007).",
        [
            Bind("update-policy { grant NAME zonesub ANY; };", "update-policy"),
            Windows("Set-DnsServerPrimaryZone -Name NAME -DynamicUpdate Secure", "dnsserver/set-dnsserverprimaryzone"),
            Kea("\"tsig-keys\": [ ... ] in kea-dhcp-ddns, and \"key-name\": \"NAME\" for each of its domains, so that leases bring names into the DNS signed", "ddns.html"),
        ]),
        [MisconfigurationKind.ListedServer] = ("Take the server out at once: it stands on a list of known servers of adversaries. Whatever was asked since then is to be taken for known to him, and each answer for doubtful.", ToOwnServers()),
        [MisconfigurationKind.UnapprovedForwarder] = ("Forward to servers that the site has chosen, over TLS where they lie outside (RFC 7858), or to none. Whoever runs the server sees every name that is asked for, and may answer as he likes.", ToOwnServers()),
        [MisconfigurationKind.UnapprovedResolver] = ("Tell hosts the site's own resolvers, and let the firewall pass DNS from these alone, so that a setting of one host leads nowhere (NSA, \"Adopting Encrypted DNS in Enterprise Environments\", 2021).",
        [
            Kea("\"option-data\": [ { \"name\": \"domain-name-servers\", \"data\": \"ADDRESS\" } ]", "dhcp4-srv.html"),
            new(RestoreProduct.Dhcpd, "option domain-name-servers ADDRESS;", "dhcp-options(5)"),
            new(RestoreProduct.ResolvConf, "nameserver ADDRESS", "resolv.conf(5)"),
            Windows("Set-DhcpServerv4OptionValue -OptionId 6 -Value ADDRESS", "dhcpserver/set-dhcpserverv4optionvalue"),
        ]),
        [MisconfigurationKind.Plugin] = ("Find out who asked for the library, and take it out where nobody did: it runs with the rights of the server (on Windows those of SYSTEM, on a domain controller those of the domain). Keep its file as evidence.",
        [
            Bind("remove the plugin, dlz or dyndb statement; keep the folder of libraries writable for root alone", "plugins"),
            Unbound("module-config: \"validator iterator\"", "module-config"),
            Windows("Remove-ItemProperty -Path HKLM:\\SYSTEM\\CurrentControlSet\\Services\\DNS\\Parameters -Name ServerLevelPluginDll; Restart-Service DNS", "https://learn.microsoft.com/openspecs/windows_protocols/ms-dnsp"),
        ]),
        [MisconfigurationKind.LogsCleared] = ("Send logs to another host as they are written, so that who clears them here clears nothing there, and ask who cleared these.",
        [
            Bind("logging { channel remote { syslog local3; severity info; print-time yes; }; category default { remote; }; category queries { remote; }; };", "logging"),
            Unbound("use-syslog: yes", "use-syslog"),
            Windows("wecutil qc  # on the collector; then a subscription for Microsoft-Windows-DNSServer/Audit and /Analytical", "https://learn.microsoft.com/windows-server/networking/dns/dns-logging-and-diagnostics"),
        ]),
        [MisconfigurationKind.NoQueryLog] = ("Log queries with their clients, or take them from the wire by dnstap: without them nobody can tell who asked for the name of an adversary.",
        [
            Bind("querylog yes; logging { category queries { NAME; }; };", "querylog"),
            Unbound("log-queries: yes\nlog-replies: yes", "log-queries"),
            Windows("Set-DnsServerDiagnostics -EnableLoggingToFile $true -Queries $true -Answers $true -ReceivePackets $true -SendPackets $true -UdpPackets $true -TcpPackets $true -QuestionTransactions $true", "dnsserver/set-dnsserverdiagnostics"),
        ]),
        [MisconfigurationKind.NoValidation] = ("Check signatures: without that a resolver believes whoever answers first (RFC 4035, RFC 9364).",
        [
            Bind("dnssec-validation auto;", "dnssec-validation"),
            Unbound("module-config: \"validator iterator\"\nauto-trust-anchor-file: \"FILE\"\nval-permissive-mode: no", "module-config"),
            Windows("Add-DnsServerTrustAnchor -Root  # and a rule for clients: Add-DnsClientNrptRule -Namespace . -DnsSecEnable -DnsSecValidationRequired", "dnsserver/add-dnsservertrustanchor"),
        ]),
        [MisconfigurationKind.Wildcard] = ("Keep a wildcard only where it is needed: every name below it is answered, so that nobody notices names that are made up (RFC 4592).",
        [
            Bind("remove the record that begins with * from the zone's file, and raise its serial number", "zone file"),
            Unbound("remove local-data for names that begin with *", "local-data"),
            Windows("Remove-DnsServerResourceRecord -ZoneName NAME -Name * -RRType A", "dnsserver/remove-dnsserverresourcerecord"),
        ]),
    };

    /// <summary>What to do, and the setting of each product.</summary>
    public static (string Advice, ImmutableArray<HardeningSetting> Settings) Of(MisconfigurationKind kind) => All[kind];

    static ImmutableArray<HardeningSetting> ToOwnServers() =>
    [
        Bind("forwarders { ADDRESS; }; forward only;", "forwarders"),
        Unbound("forward-zone:\n  name: \".\"\n  forward-addr: ADDRESS@853#NAME\n  forward-tls-upstream: yes", "forward-zone"),
        Kea("\"option-data\": [ { \"name\": \"domain-name-servers\", \"data\": \"ADDRESS\" } ]", "dhcp4-srv.html"),
        new(RestoreProduct.Dhcpd, "option domain-name-servers ADDRESS;", "dhcp-options(5)"),
        new(RestoreProduct.ResolvConf, "nameserver ADDRESS", "resolv.conf(5)"),
        Windows("Set-DnsServerForwarder -IPAddress ADDRESS -UseRootHint $false", "dnsserver/set-dnsserverforwarder"),
    ];

    static HardeningSetting Bind(string setting, string where) => new(RestoreProduct.Bind, setting, $"BIND 9.18 ARM, {where}");

    static HardeningSetting Unbound(string setting, string where) => new(RestoreProduct.Unbound, setting, $"unbound.conf(5) 1.17, {where}");

    static HardeningSetting Kea(string setting, string page) => new(RestoreProduct.Kea, setting, $"https://kea.readthedocs.io/en/kea-2.2.0/arm/{page}");

    static HardeningSetting Windows(string setting, string page) => new(RestoreProduct.WindowsDns, setting, page.StartsWith("https", StringComparison.Ordinal) ? page : Learn + page);
}
