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
        new Dnstap(),
        new EfficientIp(),
        new Infoblox(),
        new CiscoUmbrella(),
        new CloudflareDns(),
        new CloudflareGateway(),
        new GcpDns(),
        new HarfangLabDns(),
        new MicrosoftDebug(),
        new NextDns(),
        new PassiveDnsCof(),
        new Pcap(),
        new Pcapng(),
        new SuricataEve(),
        new SentinelOneDns(),
        new Technitium(),
        new TechnitiumJson(),
        new WindowsDisplayDns(),
        new WindowsDnsCache(),
        new ZeekConn(),
        new ZeekConnJson(),
        new ZeekDns(),
        new ZeekDnsJson(),
        new ZscalerDns(),
    ];
}
