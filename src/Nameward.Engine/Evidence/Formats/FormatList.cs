using System.Collections.Immutable;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Every format the program reads: the one list that sniffing, help, documentation and tests are made from.</summary>
public static class FormatList
{
    /// <summary>All formats, sorted by id.</summary>
    public static ImmutableArray<IFormat> All { get; } =
    [
        new AdGuardHome(),
        new Route53(),
        new AzureDnsQuery(),
        new AzureFirewallDns(),
        new BindQuery(),
        new Cdns(),
        new Cef(),
        new CiscoUmbrella(),
        new CloudflareDns(),
        new CloudflareGateway(),
        new CoreDns(),
        new Dnsmasq(),
        new Dnstap(),
        new Ecs(),
        new EfficientIp(),
        new GcpDns(),
        new Gelf(),
        new HarfangLabDns(),
        new Infoblox(),
        new KnotResolver(),
        new Leef(),
        new MicrosoftAnalytical(),
        new MicrosoftDebug(),
        new MicrosoftDnsClient(),
        new NetflowJson(),
        new NextDns(),
        new Ocsf(),
        new PassiveDnsCof(),
        new Pcap(),
        new Pcapng(),
        new PowerDns(),
        new SentinelAsim(),
        new SentinelOneDns(),
        new SplunkCim(),
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
