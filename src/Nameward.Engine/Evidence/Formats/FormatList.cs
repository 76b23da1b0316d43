using System.Collections.Immutable;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Every format the program reads: the one list that sniffing, help, documentation and tests are made from.</summary>
public static class FormatList
{
    /// <summary>All formats, sorted by id.</summary>
    public static ImmutableArray<IFormat> All { get; } =
    [
        new Route53(),
        new BindQuery(),
        new CoreDns(),
        new Dnsmasq(),
        new KnotResolver(),
        new MicrosoftDebug(),
        new Pcap(),
        new Pcapng(),
        new PowerDns(),
        new Unbound(),
        new ZeekConn(),
        new ZeekConnJson(),
        new ZeekDns(),
        new ZeekDnsJson(),
    ];
}
