using System.Collections.Immutable;

namespace Nameward.Engine.Verdicts;

/// <summary>
/// How networks and hosts are made to log, from their manuals: tcpdump(1) 4.99; Microsoft Learn, "Pktmon"; Zeek 7.0 (policy/tuning/json-logs.zeek, zeekctl); Suricata 7.0 ("EVE JSON output"); softflowd(8) 1.1;
/// nfcapd(1) and nfdump(1) 1.7; Microsoft Learn, "Set-NetFirewallProfile"; nft(8) 1.0; Sysmon 15 (Sysinternals, event 22).
/// </summary>
static class BringNetwork
{
    /// <summary>Packets.</summary>
    public static ImmutableArray<BringSteps> Capture { get; } =
    [
        new("tcpdump 4.99", "where the clients pass: at the router or a mirror port; whole packets, files of 500 MB; bring the files", ["tcpdump -i eth0 -s 0 -C 500 -W 20 -w dns.pcap 'udp or tcp port 53 or tcp port 853'"]),
        new("Windows, pktmon", "in an elevated prompt; bring dns.pcapng",
            ["pktmon filter add -p 53", "pktmon start --capture --pkt-size 0 --file-name dns.etl", "pktmon stop", "pktmon etl2pcap dns.etl --out dns.pcapng"]),
    ];

    /// <summary>A sensor's log of DNS.</summary>
    public static ImmutableArray<BringSteps> Sensor { get; } =
    [
        new("Zeek 7.0", "dns.log and conn.log are written as installed; load this for JSON in local.zeek, and bring the folder", ["@load policy/tuning/json-logs", "zeekctl deploy"]),
        new("Zeek 7.0, from a capture", "bring dns.log and conn.log", ["zeek -C -r dns.pcap LogAscii::use_json=T"]),
        new("Suricata 7.0", "in suricata.yaml, then restart it; bring eve.json", ["outputs:", "  - eve-log:", "      enabled: yes", "      filetype: regular", "      filename: eve.json", "      types: [dns, flow]"]),
    ];

    /// <summary>Flows.</summary>
    public static ImmutableArray<BringSteps> Flows { get; } =
    [
        new("softflowd 1.1 and nfdump 1.7", "on a host that sees the way out, where no router exports flows; bring flows.csv",
            ["nfcapd -D -w flows -p 2055", "softflowd -i eth0 -v 9 -n 127.0.0.1:2055", "nfdump -R flows -o csv > flows.csv"]),
    ];

    /// <summary>Firewalls.</summary>
    public static ImmutableArray<BringSteps> Firewall { get; } =
    [
        new("Windows Firewall", "in an elevated PowerShell; bring pfirewall.log", ["Set-NetFirewallProfile -All -LogAllowed True -LogBlocked True -LogMaxSizeKilobytes 32767"]),
        new("nftables 1.0", "at the head of the chain that forwards, for the ports of DNS; bring the kernel's log",
            ["nft insert rule inet filter forward udp dport 53 log prefix \\\"dns \\\"", "nft insert rule inet filter forward tcp dport { 53, 853 } log prefix \\\"dns \\\""]),
        new("pfSense and OPNsense", "turn on logging in the rule that passes DNS; bring filter.log", []),
    ];

    /// <summary>Programs of hosts.</summary>
    public static ImmutableArray<BringSteps> Hosts { get; } =
    [
        new("Sysmon 15, event 22", "a configuration that takes every look-up, with the program that made it; bring sysmon.evtx",
        [
            "<Sysmon schemaversion=\"4.90\"><EventFiltering><DnsQuery onmatch=\"exclude\"/></EventFiltering></Sysmon>",
            "sysmon -accepteula -i sysmon.xml",
            "wevtutil epl Microsoft-Windows-Sysmon/Operational sysmon.evtx",
        ]),
        new("Windows DNS client", "without Sysmon; bring dns-client.evtx", ["wevtutil sl Microsoft-Windows-DNS-Client/Operational /e:true", "wevtutil epl Microsoft-Windows-DNS-Client/Operational dns-client.evtx"]),
    ];
}
