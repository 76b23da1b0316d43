using System.Collections.Immutable;

namespace Nameward.Engine.Verdicts;

/// <summary>
/// How DNS servers are made to log, from their manuals: BIND 9 Administrator Reference Manual (9.18: "logging", "dnstap", "rndc"); Microsoft Learn, "Enable DNS logging and diagnostics" and module DnsServer
/// (Windows Server 2022); unbound.conf(5) of 1.19; dnsmasq(8) of 2.90.
/// </summary>
static class BringDns
{
    /// <summary>Queries, with the clients that asked.</summary>
    public static ImmutableArray<BringSteps> Log { get; } =
    [
        new("BIND 9.18, query log", "write a channel for queries into named.conf, load it, and bring queries.log",
        [
            "logging {",
            "    channel queries { file \"queries.log\" versions 10 size 100m; print-time iso8601-utc; print-category yes; print-severity yes; };",
            "    category queries { queries; };",
            "    category query-errors { queries; };",
            "};",
            "rndc reconfig",
            "rndc querylog on",
        ]),
        new("BIND 9.18, dnstap", "where named -V tells --enable-dnstap: answers too, at less cost than the query log; bring dnstap.tap",
        [
            "options {",
            "    dnstap { client; resolver; };",
            "    dnstap-output file \"dnstap.tap\" size 100m versions 10 suffix timestamp;",
            "};",
            "rndc reconfig",
            "rndc dnstap -roll 10",
        ]),
        new("Microsoft DNS Server, debug log", "in an elevated PowerShell; for a limited time, it costs the server; bring dns.log",
        [
            "Set-DnsServerDiagnostics -Queries $true -Answers $true -QuestionTransactions $true -ReceivePackets $true -SendPackets $true -UdpPackets $true -TcpPackets $true -EnableLoggingToFile $true -LogFilePath 'dns.log'",
            "Get-DnsServerDiagnostics",
        ]),
        new("Microsoft DNS Server, analytical events", "cheaper, and made to stay on; the channel is turned off while it is exported; bring dns-analytical.evtx",
        [
            "wevtutil sl Microsoft-Windows-DNSServer/Analytical /e:true /q:true",
            "wevtutil sl Microsoft-Windows-DNSServer/Analytical /e:false /q:true",
            "wevtutil epl Microsoft-Windows-DNSServer/Analytical dns-analytical.evtx",
        ]),
        new("Unbound 1.19, log", "in unbound.conf, below server:; bring unbound.log",
        [
            "server:",
            "    use-syslog: no",
            "    logfile: \"unbound.log\"",
            "    log-time-ascii: yes",
            "    log-queries: yes",
            "    log-replies: yes",
            "unbound-control reload",
        ]),
        new("Unbound 1.19, dnstap", "where it was built with --enable-dnstap; a reader of the socket writes the file; bring dnstap.tap",
        [
            "dnstap:",
            "    dnstap-enable: yes",
            "    dnstap-socket-path: \"dnstap.sock\"",
            "    dnstap-log-client-query-messages: yes",
            "    dnstap-log-client-response-messages: yes",
            "    dnstap-log-resolver-query-messages: yes",
            "    dnstap-log-resolver-response-messages: yes",
            "fstrm_capture -t protobuf:dnstap.Dnstap -u dnstap.sock -w dnstap.tap",
            "unbound-control reload",
        ]),
        new("dnsmasq 2.90", "in dnsmasq.conf, then restart it; bring dnsmasq.log", ["log-queries=extra", "log-facility=dnsmasq.log"]),
    ];

    /// <summary>Changes of how servers are set up, and how they stand.</summary>
    public static ImmutableArray<BringSteps> Configuration { get; } =
    [
        new("Microsoft DNS Server, audit events", "they are on as installed; export them and bring dns-audit.evtx", ["wevtutil epl Microsoft-Windows-DNSServer/Audit dns-audit.evtx"]),
        new("BIND 9.18", "bring the configuration of before and after, each in a folder named by server and date", ["named-checkconf -p > named.conf"]),
        new("Unbound 1.19", "bring unbound.conf of before and after, each in a folder named by server and date", ["unbound-checkconf unbound.conf"]),
        new("Windows hosts and servers", "which servers a host asks, and which a server forwards to; bring the output",
            ["Get-DnsClientServerAddress | ConvertTo-Json > client.json", "Get-DnsServerForwarder | ConvertTo-Json > forwarder.json"]),
    ];
}
