using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;
using static Nameward.Engine.Tests.Reports.TriageSamples;

namespace Nameward.Engine.Tests.Reports;

/// <summary>The incident of the mock-ups: an iodine tunnel, and a host that begins to answer DNS.</summary>
static class EscalateSample
{
    static readonly HostileText Client = Host("10.0.3.7"), Zone = Name("t.example.net");

    public static TriageDocument Document => new()
    {
        Run = Run(1.9, "nameward triage dns.log.gz lab-pc7.pcap audit.evtx --site nameward.yaml --tickets changes.csv --intel domains.txt --intel ours.txt --out case-0318"),
        Evidence = Sources,
        Coverage = Coverage,
        Census = Census,
        Findings = [Tunnel, Answerer, Weak],
        Sessions = [.. ReconstructSample.Sessions],
        Questions = Questions,
        Changes = Changes,
        Tickets = new(Text("changes.csv"), 4, "servicenow", "UTC", [Sentence.Of("times of tickets that name no zone are taken as UTC")]),
        Tlp = Tlp.AmberStrict,
        Decision = Decision,
        Suppressions =
        [
            new(new("S3", new([7, .. "example"u8, 3, .. "org"u8, 0], null, null, "fast-flux"), Text("the CDN of our intranet, CHG-1207"), Text("m.jones"), new(2026, 3, 3, 9, 0, 0, DateTimeKind.Utc), new(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc)), 0, 1, 0),
        ],
        Related =
        [
            new(7, new(2025, 10, 3, 8, 0, 0, DateTimeKind.Utc), "closed as true-positive", Sentence.Of($"{Host("10.0.3.9")} can have sent up to 9.1 kB through {Name("u.example.com")}"), 17.3,
                [Sentence.Of($"same name-server address {Host("203.0.113.66")} (14 bits), seen there until 2025-10-02"), Sentence.Of($"same tool {Text("iodine")} (3 bits), seen there until 2025-10-02")], ["F1"]),
        ],
        Links = [new(["F1", "F2"], 8.2, [Sentence.Of($"same server address {Host("203.0.113.66")} (8.2 bits)")])],
        Case = Kept,
        Since = Since,
    };

    static ImmutableArray<TriageEvidence> Sources =>
    [
        Source("audit.evtx", "evtx", 4, 37, "07:40:30", "10:02:17") with { Bytes = 1_118_208, Changes = 4, DnsMessages = 0, Sha256 = "2988c2be3acab5f9fa2a99dfd4ee857b761d59cc277c7f2bef34ad8e7f9b22a1" },
        Source("dns.log.gz", "zeek-dns", 1_287_391, 8, "00:00:00", "10:58:12") with
        {
            Bytes = 61_402_113,
            Records = 1_287_406,
            Malformed = 7,
            MalformedReasons = [new("line ends inside the answers field", 7)],
            MalformedSamples = [new(90_117_444, "line ends inside the answers field")],
            Lacks = ["the data of NULL answers"],
            Sha256 = "64c26b53fc3e73837dd1ab8f11582195427051e1774981726dcf4aa7f0566470",
        },
        Source("lab-pc7.pcap", "pcap", 9_371, 9_049, "09:40:02", "10:57:48") with
        {
            Bytes = 4_811_220,
            Records = 18_422,
            Malformed = 2,
            MalformedReasons = [new("captured 96 bytes of a longer message", 2)],
            MalformedSamples = [new(5_120, "captured 96 bytes of a longer message")],
            Sha256 = "54a751738141ba98156ca5851f18b0c243f43091ea6bf23333035b1e50b88c36",
        },
    ];

    static TriageCoverage Coverage => new(
        [
            new("DNS queries and responses", true, "no record 08:47 to 08:54; NULL answers not kept"),
            new("Packets", true, "lab-pc7 only, from 09:40"),
            new("DNS and DHCP configuration audit", true, "every change in the window is seen"),
            new("Host-side DNS with process", false, "cannot tell which program on lab-pc7 runs the tunnel"),
            new("Address and name server intelligence", false, "question 4 cannot be told"),
            new("Firewall or flow records of the way out", false, "data may also have left by other ways, for example DNS over HTTPS"),
        ],
        [new(At("08:47:00"), At("08:54:00"), Text("dns.log.gz"))],
        [Sentence.Of("The acquisition of a server cannot be seen from inside a network; this judges its use."), Sentence.Of("DNS over HTTPS to servers that no list names is not seen.")],
        [
            "Sysmon event 22 or EDR DNS of lab-pc7, 09:00 to 11:00: names the program and its user",
            "a list of addresses or name servers: answers question 4",
            "firewall or flow records of 10.0.3.0/24, from 09:00: shows whether data left another way",
        ])
    {
        Clocks = [new(Text("dns.log.gz"), Text("lab-pc7.pcap"), -1, 118)],
        Bring = [new("Sysmon event 22 or EDR DNS of lab-pc7, 09:00 to 11:00", "names the program and its user", ["deviation-from-normal"], [new("Sysmon 15, event 22", "bring sysmon.evtx", ["wevtutil epl Microsoft-Windows-Sysmon/Operational sysmon.evtx"])])],
    };

    static ImmutableArray<TriageServer> Census =>
    [
        Server("10.0.0.53", "recursive", true, 398, 1_041_877),
        Server("10.0.1.53", "recursive", true, 236, 218_040),
        Server("10.0.3.40", "forwarder", false, 2, 1_118) with { FirstSeen = At("09:52:03"), LastSeen = At("10:57:31"), Reasons = [Sentence.Of("was only a client until 09:51")] },
        Server("198.51.100.20", "recursive", false, 1, 1_090) with { FirstSeen = At("09:52:03"), LastSeen = At("10:57:31"), Reasons = [Sentence.Of($"asked only by {Host("10.0.3.40")}")] },
        Server("203.0.113.66", "authoritative", false, 1, 2_902) with { FirstSeen = At("09:14:02"), LastSeen = At("10:57:48"), Reasons = [Sentence.Of($"ends the tunnel; only name server of {Zone}")] },
        Server("224.0.0.251", "multicast", null, 58, 1_944) with { Port = 5353, Answers = 0 },
    ];

    static TriageFinding Tunnel => new()
    {
        Id = "F1",
        Detector = "iodine-replies",
        Title = Sentence.Of($"{Client} ({Text("lab-pc7")}) and {Zone}: iodine tunnel"),
        Techniques = ["T1583.002", "T1071.004", "T1572"],
        Level = "critical",
        Bits = 35.1,
        Conclusive = true,
        Tool = "iodine",
        Subject = new(Client, Zone, [Zone], Host("203.0.113.66"), 53, null),
        Affected =
        [
            new() { Client = Client, Host = Text("lab-pc7"), User = Text("j.doe"), Process = null, Owner = Text("Lab operations"), Role = Text("client"), Criticality = Text("low"), Note = null, FirstSeen = At("09:14:02"), LastSeen = At("10:57:48"), Queries = 2_896 },
        ],
        Active = true,
        FirstSeen = At("09:14:02"),
        LastSeen = At("10:57:48"),
        Queries = 2_896,
        FirstEscalation = new(35, At("09:14:12"), 61),
        Payload = new(new(4_118, 4_236), new(38_214, 732_034)),
        Prior = new(-20, Sentence.Of("0.1 alerts allowed per 1,000 hosts and day, 41,880 pairs judged.")),
        Families = [new("proof", 20), new("volume", 10.5), new("answers", 8.7), new("rarity", 6), new("fresh-names", 5.2), new("zone", 4.1), new("spelling", 3.1), new("against", -2.5)],
        Signals = Signals,
        DidNotRun = [new("process-match", "no host-side source")],
        AlsoSeen =
        [
            new(Text(@"upd.exe"), "program", 32, 31, null, null, Sentence.Of("31 of 32 names that the host's own log shows are those of 10.0.3.7")),
            new(Host("192.0.2.10"), "asks-for-it", 118, 117, 0.9999, -1, Sentence.Of("seen again as 192.0.2.10, which asks for it: 117 of 118 names that both show 1 second earlier")),
        ],
        Traits =
        [
            new("zone", Zone, new(20, 0, 0), Sentence.Of("nobody has the zone but its holder")),
            new("name-server-address", Host("203.0.113.66"), new(10, 0, 388), Sentence.Of("0 of 388 zones of which nothing is found have a name server there")),
            new("answer-address", Host("203.0.113.80"), default, Sentence.Of($"{Text("Example CDN")} serves many customers there")),
        ],
        Timeline = new(300, At("08:30:00"),
            [0, 0, 0, 0, 0, 0, 0, 0, 58, 182, 164, 151, 57, 0, 141, 212, 188, 96, 174, 231, 244, 132, 90, 88, 91, 156, 187, 92, 89, 73],
            [0, 0, 0, 0, 0, 0, 0, 0, 96, 402, 318, 266, 130, 0, 288, 412, 301, 40, 266, 398, 431, 118, 24, 24, 24, 214, 298, 28, 24, 16], [0, 14]),
        Reputations = [new()
        {
            Zone = Zone,
            Parts =
            [
                new("age", 25, 2, Sentence.Of("first asked here 0 days before the newest day of the evidence; 27 earlier days are known")),
                new("provider", null, 2, Sentence.Of("of no provider of free names that is known")),
                new("prevalence", 25, 1, Sentence.Of("1 of 412 clients asked it")),
                new("feeds", null, 4, Sentence.Of("on none of 2 indicator lists given, which speaks neither for nor against it")),
            ],
        }],
        Infrastructure =
        [
            new(Zone, ProfileConclusion.SelfRun,
            [
                new("in-bailiwick-name-servers", Leaning.SelfRun, Weight.Moderate, Sentence.Of("its one name server has its name in the zone's own domain")),
                new("name-servers-on-its-addresses", Leaning.SelfRun, Weight.Moderate, Sentence.Of($"its name servers stand in a network of its other addresses, {Text("203.0.113.0/24")}")),
            ], ["T1583.002"], [new(Host("203.0.113.53"), new(64500, Text("Example Hosting"), Text("NL")))]),
        ],
        Sessions = ["S1", "S2"],
        Evidence =
        [
            new(Text("dns.log.gz"), 88_214_003, Text("1773825242.114032\tCHhAvVGS1DHFjwGM9\t10.0.3.7\t53124\t10.0.0.53\t53\tudp\tvaaaakaskoq.t.example.net\t1\tC_INTERNET\t10\tNULL\t0\tNOERROR"), Text("CHhAvVGS1DHFjwGM9")),
            new(Text("lab-pc7.pcap"), 214, Text("10.0.0.53:53 > 10.0.3.7:60417 NULL vaaaakaskpq.t.example.net: VACK\x53\x9f\xd5P\0"), Text("frame.number == 214")),
            new(Text("lab-pc7.pcap"), 231, Text("10.0.3.7:60417 > 10.0.0.53:53 NULL zzj1aA-La-fl\xfbte-na\xefve-fran\xe7" + "aise.t.example.net"), Text("frame.number == 231")),
        ],
    };

    static ImmutableArray<TriageSignal> Signals =>
    [
        new("iodine-replies", "iodine-replies", "proof", 2211, 0, 20, Sentence.Of("2,211 of 2,214 replies inflate to IPv4 packets, and the handshake answers VACK.")),
        new("fresh-bytes", "fresh-bytes", "volume", 4118, 212.256, 9.4, Sentence.Of("4.1 kB in names never repeated; 99.9998 % of 412,000 client and zone pairs here sent less in a day.")),
        new("query-rate", "query-rate", "volume", 244, 14, 1.1, Sentence.Of("2,896 queries in 1 h 44 min; the same client asks any other zone at most 14 times in 5 minutes.")),
        new("record-type", "record-type", "answers", 2871, 0, 6.3, Sentence.Of("2,871 of 2,896 queries ask for type NULL. No other client of 412 did in 7 days.")),
        new("answer-bytes", "answer-bytes", "answers", 38_214, 200, 2.4, Sentence.Of("Answers carry 38 kB of data that never repeats.")),
        new("one-client", "one-client", "rarity", 1, 23, 3.8, Sentence.Of("1 of 412 clients asks this zone.")),
        new("new-here", "new-here", "rarity", 0, 7, 2.2, Sentence.Of("First seen in this network today, 09:14.")),
        new("never-repeated", "never-repeated", "fresh-names", 99.6, 31, 5.2, Sentence.Of("2,883 of 2,896 names were asked only once; usual for this client: 31 %.")),
        new("own-server", "own-server", "zone", 1, 2, 4.1, Sentence.Of($"One name server, inside the zone itself, at {Host("203.0.113.66")}; every answer has TTL 0.")),
        new("name-shape", "name-shape", "spelling", 6.4, 4.3, 3.1, Sentence.Of("6.4 bits per character; long labels in ordinary names have 4.3.")),
        new("old-domain", "old-domain", "against", 1995, null, -1.2, Sentence.Of("The domain was registered in 1995.")),
        new("office-hours", "office-hours", "against", null, null, -0.8, Sentence.Of($"Active only while {Text("j.doe")} is usually at work.")),
        new("approved-path", "approved-path", "against", null, null, -0.5, Sentence.Of($"Went through the approved resolver {Host("10.0.0.53")}.")),
        new("indicator-match", "indicator-match", "intelligence", 0, null, 0, Sentence.Of("Zone, name server and addresses are in neither of 2 lists.")),
        new("even-intervals", "beaconing", "timing", 0.004, 0.5, 0, Sentence.Of("Intervals of 0.02 to 4.0 s, as the tool's keep-alive explains.")),
        new("odd-port", "odd-port", "resolver", 53, 53, 0, Sentence.Of("Port 53 only.")),
    ];

    static TriageFinding Answerer => new()
    {
        Id = "F2",
        Detector = "began-to-answer",
        Title = Sentence.Of($"{Host("10.0.3.40")} ({Text("lab-nas2")}) began to answer DNS at 09:52, no ticket"),
        Techniques = ["T1583.002", "T1584.002"],
        Level = "high",
        Bits = 6.4,
        Conclusive = false,
        Tool = null,
        Subject = new(null, null, [], Host("10.0.3.40"), 53, null),
        Affected =
        [
            new() { Client = Host("10.0.3.40"), Host = Text("lab-nas2"), User = null, Process = null, Owner = Text("Storage team"), Role = Text("file server"), Criticality = Text("high"), Note = null, FirstSeen = At("09:52:03"), LastSeen = At("10:57:31"), Queries = 1_090 },
            new() { Client = Client, Host = Text("lab-pc7"), User = Text("j.doe"), Process = null, Owner = Text("Lab operations"), Role = Text("client"), Criticality = Text("low"), Note = null, FirstSeen = At("09:52:03"), LastSeen = At("10:57:31"), Queries = 1_074 },
            new() { Client = Host("10.0.3.21"), Host = Text("lab-pc21"), User = Text("m.roe"), Process = null, Owner = Text("Lab operations"), Role = Text("client"), Criticality = Text("low"), Note = Sentence.Of($"renamed: {Text("lab-pc20")} until 2026-03-18 09:51:00"), FirstSeen = At("09:53:10"), LastSeen = At("10:55:02"), Queries = 44 },
        ],
        Active = true,
        FirstSeen = At("09:52:03"),
        LastSeen = At("10:57:31"),
        Queries = 1_118,
        FirstEscalation = new(1, At("09:52:03"), 0),
        Payload = null,
        Prior = new(-14.8, Sentence.Of("1,212 servers judged.")),
        Families = [new("resolver", 10.7), new("change", 5.5), new("rarity", 4.8), new("population", 3.2), new("against", -3)],
        Signals =
        [
            new("began-to-answer", "began-to-answer", "resolver", 2, 0, 8.6, Sentence.Of("Only a client for 7 days; answers two hosts since 09:52:03.")),
            new("server-change", "server-change", "resolver", 1, 0, 2.1, Sentence.Of($"{Text("lab-pc21")} changed to it at 09:53:10; nobody else uses it.")),
            new("no-ticket", "no-ticket", "change", 1, 0, 5.5, Sentence.Of("DHCP option 6 named it at 09:51:48; no ticket covers that.")),
            new("new-server", "new-server", "rarity", 1, 0, 4.8, Sentence.Of($"Forwards to {Host("198.51.100.20")}, first seen today, asked by nobody else.")),
            new("few-clients", "few-clients", "population", 2, 412, 3.2, Sentence.Of("2 of 412 clients use it.")),
            new("answers-agree", "answers-agree", "against", 1037, 1037, -3, Sentence.Of($"1,037 of 1,037 names that can be compared have the same answers as from {Host("10.0.0.53")}.")),
        ],
        DidNotRun = [],
        AlsoSeen = [],
        Timeline = new(300, At("09:50:00"), [120, 88, 91, 102, 87, 90, 101, 77, 93, 84, 96, 60, 29], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], null),
        Reputations = [],
        Infrastructure = [],
        Sessions = [],
        Evidence = [new(Text("audit.evtx"), 17, Text(@"EXAMPLE\svc-dhcp set option 6 of scope 10.0.3.0: 10.0.0.53, 10.0.3.40"), null)],
    };

    static TriageFinding Weak => Answerer with
    {
        Suppressed = new("S3", Text("the CDN of our intranet, CHG-1207"), Text("m.jones"), new(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc)),
        Id = "F3",
        Detector = "fast-flux",
        Title = Sentence.Of($"{Name("cdn.example.org")} moves between 6 addresses"),
        Level = "low",
        Bits = -9.9,
        Subject = new(null, Name("cdn.example.org"), [Name("cdn.example.org")], null, null, null),
        Affected = [],
        Families = [new("answers", 10.1)],
        Prior = new(-20, Sentence.Of("41,880 pairs judged.")),
        Signals = [new("fast-flux", "fast-flux", "answers", 6, 2, 10.1, Sentence.Of("6 addresses in 3 networks."))],
        FirstEscalation = null,
        Timeline = null,
        Evidence = [],
    };

    static TriageCase Kept => new(12, new Guid("0d7b6c1e-6a5f-4c3e-9a51-0a1b2c3d4e5f"), "in-progress", At("11:02:40"), 2);

    static TriageSince Since => new()
    {
        Record = Text("case 12"),
        AsOf = At("09:30:00"),
        Decision = "watch",
        New = [new(Sentence.Of($"{Host("10.0.3.40")} answers DNS and is on no list"), new("F2", "high", 3.1, 120, 2, null), null)],
        Gone = [new(Sentence.Of($"{Name("old.example.net")} was asked at regular times"), null, new("F3", "medium", -2, 40, 1, null))],
        Grown = [new(Sentence.Of($"{Client} tunnels through {Zone}"), new("F1", "critical", 31.2, 2_896, 1, 4_236), new("F1", "medium", -1.4, 310, 1, 812))],
        Shrunk = [new(Sentence.Of("many names of one zone"), new("F4", "low", -9, 7, 1, null), new("F4", "low", -9, 12, 1, null))],
        Same = [new(Sentence.Of("a server that answers for its link"), new("F5", "low", -12, 3, 1, null), new("F6", "low", -12, 3, 1, null))],
    };

    static ImmutableArray<TriageQuestion> Questions =>
    [
        new("unauthorized-dns-servers", "yes",
        [
            Sentence.Of($"3 not approved: {Host("10.0.3.40")}, {Host("198.51.100.20")}, {Host("203.0.113.66")}."),
            Sentence.Of($"{Host("10.0.3.40")} was only a client for 7 days and now answers two hosts."),
        ], ["F1", "F2"], []),
        new("known-c2-domains", "no", [Sentence.Of("2 lists, 12,615 domains, oldest 2 days, no match.")], [], []),
        new("deviation-from-normal", "yes", [Sentence.Of("2,896 queries in 1 h 44 min; usual for this client: at most 14 in 5 min.")], ["F1"], []),
        new("servers-in-threat-intelligence", "cannot-tell", [Sentence.Of("the lists hold no addresses or name servers.")], [], ["a list of addresses or name servers, with --intel FILE"]),
    ];

    static ImmutableArray<TriageChange> Changes =>
    [
        new(At("08:30:11"), "record A", Name("intranet.example.org"), Text("10.0.1.10"), Text("10.0.1.12"), Text(@"EXAMPLE\dnsadmin"), Text("CHG0004121"), "approved"),
        new(At("07:40:30"), "forwarder", Text("10.0.1.53"), null, Text("192.0.2.53"), Text(@"EXAMPLE\dnsadmin"), Text("CHG0004119"), "outside-window")
        {
            Server = Text("10.0.1.53"),
            Path = Text("audit.evtx"),
            Position = 70_144,
            Why = Sentence.Of($"{Text("CHG0004119")} covers {Text("10.0.1.53")} from 2026-03-17 22:00 to 23:00; this was at 2026-03-18 07:40:30"),
        },
        new(At("09:51:48"), "DHCP option 6", Text("10.0.3.0/24"), Text("10.0.0.53"), Text("10.0.0.53, 10.0.3.40"), Text(@"EXAMPLE\svc-dhcp"), null, "no-ticket")
        {
            Since = At("09:30:00"),
            Property = Text("6"),
            IsInferred = true,
            How = Sentence.Of($"inferred: {Text("10.0.3.2")} announced it on the wire"),
            Why = Sentence.Of("no ticket names it"),
        },
        new(At("09:00:00"), "record MX", Name("example.org"), null, null, null, Text("CHG0004125"), "ticket-without-change") { Until = At("10:00:00") },
        new(At("00:05:00"), "dynamic updates by hosts", Name("example.org"), null, Text("312 times, by 40 hosts"), null, null, "no-ticket") { IsRoutine = true },
    ];

    static TriageDecision Decision => new(
        "escalate",
        Sentence.Of($"{Client} ({Text("lab-pc7")}, {Text("j.doe")}) sent about 4.1 kB through {Zone} by iodine, active, since 09:14."),
        [
            new("tool-proof", "A tunnel tool is proved by three or more of its own replies.", ["F1"]),
            new("unapproved-server", "A server outside the approved list answers hosts inside.", ["F2"]),
        ],
        [Sentence.Of($"A ticket that covers both the tunnel and {Host("10.0.3.40")}; one of the two is not enough.")],
        [Sentence.Of($"Hand over to level 2; isolate {Text("lab-pc7")} but leave it switched on.")],
        [Sentence.Of($"Look up {Zone}: its operator would see the query.")],
        [
            new(1, Sentence.Of("Hand this report to level 2."), null),
            new(1, Sentence.Of($"Call {Text("Lab operations")}, owner of {Text("lab-pc7")}: is this an agreed test?"), null),
            new(2, Sentence.Of("Read every signal."), Sentence.Of("nameward explain case-0318 F1")),
            new(2, Sentence.Of("Approve the containment pack."), Sentence.Of("nameward contain case-0318")),
            new(2, Sentence.Of("Prove that it stopped."), Sentence.Of("nameward verify case-0318 later.log")),
        ],
        new(3, 2, 0));
}
