using System.Collections.Immutable;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Every format the program reads: the one list that sniffing, help, documentation and tests are made from.</summary>
public static class FormatList
{
    /// <summary>All formats, sorted by id.</summary>
    public static ImmutableArray<IFormat> All { get; } =
    [
        new AdGuardHome(),
        new ArgusCsv(),
        new Route53(),
        new AzureDnsQuery(),
        new AzureFirewallDns(),
        new BindQuery(),
        new Cdns(),
        new CiscoUmbrella(),
        new CloudflareDns(),
        new CloudflareGateway(),
        new CoreDns(),
        new Dnsmasq(),
        new Dnstap(),
        new EfficientIp(),
        new GcpDns(),
        new HarfangLabDns(),
        new Infoblox(),
        new KnotResolver(),
        new MicrosoftAnalytical(),
        new MicrosoftDebug(),
        new MicrosoftDnsClient(),
        new NetFlow(),
        new NextDns(),
        new NfdumpCsv(),
        new PassiveDnsCof(),
        new Pcap(),
        new Pcapng(),
        new PowerDns(),
        new SentinelOneDns(),
        new SFlow(),
        new SuricataEve(),
        new Sysmon(),
        new SystemdResolved(),
        new Technitium(),
        new TechnitiumJson(),
        new Unbound(),
        new WindowsDisplayDns(),
        new WindowsDnsCache(),
        new ZeekConn(),
        new ZeekConnJson(),
        new ZeekDns(),
        new ZeekDnsJson(),
        new ZscalerDns(),
    ];
}
