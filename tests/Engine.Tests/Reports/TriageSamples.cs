using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests.Reports;

/// <summary>Invented triage records, as the stages before the reports would make them.</summary>
static class TriageSamples
{
    public static readonly DateTime Day = new(2026, 3, 18, 0, 0, 0, DateTimeKind.Utc);

    public static ImmutableArray<(string Name, TriageDocument Document)> All =>
        [("escalate", EscalateSample.Document), ("watch", Watch), ("close", Close), ("cannot-tell", CannotTell), ("damaged", Damaged), ("empty", Empty)];

    public static DateTime At(string clock) => Day + TimeSpan.ParseExact(clock, @"hh\:mm\:ss", null);

    public static HostileText Name(string name) => HostileText.Name(name);

    public static HostileText Host(string address) => HostileText.Address(Address(address));

    public static Address Address(string text) =>
        Observations.Address.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out var address) ? address : throw new ArgumentException(text);

    public static HostileText Text(string text) => HostileText.Text(text);

    public static TriageRun Run(double seconds, string commandLine) =>
        new("0.1.0", At("11:02:40"), seconds, At("10:58:12"), commandLine, "e67d23e7820c49a8051dac2831f38290f5e72f66c8db5079eeb60d82f14894c0");

    public static TriageEvidence Source(string path, string? format, long observed, long ignored, string from, string to) => new()
    {
        Path = Text(path),
        Format = format,
        Sha256 = null,
        Bytes = 22_004_113,
        Records = observed + ignored,
        Observed = observed,
        Ignored = ignored,
        Malformed = 0,
        MalformedReasons = [],
        MalformedSamples = [],
        DnsMessages = observed * 2,
        Flows = 0,
        Changes = 0,
        From = At(from),
        To = At(to),
        Lacks = [],
        Damage = null,
        Remarks = [],
    };

    public static TriageQuestion Question(int number, string answer, Sentence reason, params ImmutableArray<string> missing) => new(
        number switch
        {
            1 => "unauthorized-dns-servers",
            2 => "known-c2-domains",
            3 => "deviation-from-normal",
            _ => "servers-in-threat-intelligence",
        }, answer, [reason], [], missing);

    public static TriageDocument Watch => Empty with
    {
        Run = Run(0.41, "nameward triage resolver.log --site nameward.yaml --intel ours.txt"),
        Evidence = [Source("resolver.log", "unbound", 402_118, 0, "01:00:00", "10:58:12") with { Remarks = ["its times name no year: each has that of the file"] }],
        Findings = [Beacon],
        Census = [Server("10.0.0.53", "recursive", null, 388, 402_118)],
        Questions =
        [
            Question(1, "cannot-tell", Sentence.Of("no source sees the way out"), "a firewall or flow source"),
            Question(2, "no", Sentence.Of("1 list, 212 domains, no match")),
            Question(3, "yes", Sentence.Of("every 60 s for 9 h, night included")),
            Question(4, "cannot-tell", Sentence.Of("the list holds no addresses"), "a list of addresses or name servers"),
        ],
        Coverage = new([new("DNS queries and responses", true, "resolver.log"), new("Firewall or flow records of the way out", false, "question 1 cannot be told")], [],
            [Sentence.Of("DNS over HTTPS to servers that no list names")], ["firewall or flow records of the way out: answers question 1"]),
        Decision = Decision("watch", Sentence.Of($"{Host("10.0.5.9")} ({Text("lab-srv2")}) asks {Name("r.example.org")} every 60 s; no data seen in it.")) with
        {
            Clauses = [new("medium-finding", "A finding stands within six bits of the line.", ["F1"])],
            DoNow = [Sentence.Of("level 1 keeps it; re-check on 2026-03-25, or at once if it asks for another record type"), Sentence.Of($"ask the owner of {Text("lab-srv2")} what asks every minute")],
            WouldChange = [Sentence.Of("one more family of 3.8 bits, for example answers that change")],
            NextSteps = [new(1, Sentence.Of("Read why."), Sentence.Of("nameward why-not r.example.org resolver.log"))],
        },
    };

    public static TriageDocument Close => Empty with
    {
        Run = Run(2.6, "nameward triage edge.pcap resolver.log --site nameward.yaml"),
        Evidence = [Source("edge.pcap", "pcap", 1_577_896, 134_893, "00:00:00", "10:58:12"), Source("resolver.log", "unbound", 402_118, 0, "00:00:00", "10:58:12")],
        Findings = [Beacon with { Level = "low", Bits = -11.2, Prior = new(-20, Sentence.Of("39,115 pairs judged")), Title = Sentence.Of($"{Host("10.0.2.31")} and {Name("cdn.example.org")}") }],
        Census = [Server("10.0.0.53", "recursive", true, 388, 402_118), Server("10.0.1.53", "recursive", true, 12, 8_118)],
        Questions =
        [
            Question(1, "no", Sentence.Of("2 approved; way out was captured")),
            Question(2, "no", Sentence.Of("1 list, 12,403 domains, no match")),
            Question(3, "no", Sentence.Of("against 12 days of this network")),
            Question(4, "no", Sentence.Of("1 list, 3,310 addresses, no match")),
        ],
        Coverage = new([new("DNS queries and responses", true, ""), new("Packets of the way out", true, "all hosts")], [], [Sentence.Of("DNS over HTTPS to servers that no list names")], []),
        Decision = Decision("close", Sentence.Of("Nothing to do: all four questions are no, for 388 hosts, 24 h.")),
    };

    public static TriageDocument CannotTell => Empty with
    {
        Run = Run(0.1, "nameward triage dns.log"),
        Evidence = [Source("dns.log", "zeek-dns", 88_402, 8, "00:00:00", "10:58:12")],
        Findings = [Beacon with { Bits = -4.4, Title = Sentence.Of($"{Host("10.0.3.21")} and {Name("u.example.net")}, 212 fresh names") }],
        Questions =
        [
            Question(1, "cannot-tell", Sentence.Of("no approved list"), "--site FILE"),
            Question(2, "cannot-tell", Sentence.Of("no indicator list"), "--intel FILE"),
            Question(3, "yes", Sentence.Of("against shipped figures, not yours")),
            Question(4, "cannot-tell", Sentence.Of("no indicator list"), "--intel FILE"),
        ],
        Coverage = new([new("DNS queries and responses", true, "dns.log")], [], [Sentence.Of("which program asked")],
            ["nameward census dns.log --write-site, then correct it: answers question 1", "any indicator list: answers questions 2 and 4", "7 days of the same log (nameward learn): sharpens question 3"]),
        Decision = Decision("watch", Sentence.Of("Nothing proved; three of four questions cannot be told from this file.")) with
        {
            DoNow = [Sentence.Of("re-check when one of the files below is there, at the latest 2026-03-25")],
        },
    };

    public static TriageDocument Damaged => Empty with
    {
        Run = Run(0.3, "nameward triage old.pcap.gz dns.log"),
        Evidence =
        [
            Source("dns.log", "zeek-dns", 88_402, 8, "00:00:00", "10:41:07"),
            Source("old.pcap.gz", "pcap", 40_988, 180, "09:00:00", "10:41:07") with
            {
                Records = 41_200,
                Malformed = 32,
                MalformedReasons = [new("captured 96 bytes of a longer message", 30), new("a name points to itself", 1), new("the file ends inside this packet", 1)],
                MalformedSamples = [new(118, "captured 96 bytes of a longer message"), new(9_041, "a name points to itself"), new(41_200, "the file ends inside this packet")],
                Damage = "the file ends early; nothing is known after 10:41:07. Copy the file again and compare the size: 18,022,400 bytes here",
            },
            Source("notes.docx", null, 0, 0, "00:00:00", "00:00:00") with { From = null, To = null, Bytes = 12_004 },
        ],
        Questions =
        [
            Question(1, "cannot-tell", Sentence.Of("no approved list"), "--site FILE"),
            Question(2, "no", Sentence.Of("1 list, 212 domains, to 10:41 only")),
            Question(3, "cannot-tell", Sentence.Of("evidence ends at 10:41:07")),
            Question(4, "cannot-tell", Sentence.Of("the list holds no addresses")),
        ],
        Coverage = new([new("DNS queries and responses", true, "to 10:41 only")], [new(At("09:10:00"), At("09:20:00"), Text("dns.log"))], [], []),
        Decision = Decision("watch", Sentence.Of("Nothing proved; part of the evidence is damaged.")),
    };

    public static TriageDocument Empty => new()
    {
        Run = new("0.1.0", At("11:02:40"), 0, null, "nameward triage empty.log", ""),
        Evidence = [],
        Coverage = new([], [], [], []),
        Census = [],
        Findings = [],
        Questions = [Question(1, "cannot-tell", Sentence.Of("no record")), Question(2, "cannot-tell", Sentence.Of("no record")), Question(3, "cannot-tell", Sentence.Of("no record")), Question(4, "cannot-tell", Sentence.Of("no record"))],
        Changes = [],
        Decision = Decision("watch", Sentence.Of("Nothing could be read.")),
    };

    public static TriageServer Server(string address, string role, bool? authorised, long clients, long queries) => new()
    {
        Server = Host(address),
        Port = 53,
        Transport = "udp",
        Role = role,
        Authorised = authorised,
        Inside = address.StartsWith("10.", StringComparison.Ordinal),
        AskedBy = "clients",
        Clients = clients,
        TopClients = [Host("10.0.3.7")],
        Users = [new(Host("10.0.3.7"), queries)],
        Queries = queries,
        Answers = queries,
        FirstSeen = At("00:00:04"),
        LastSeen = At("10:58:12"),
        Reasons = [],
    };

    static TriageDecision Decision(string decision, Sentence line) => new(decision, line, [], [], [], [], [], null);

    static TriageFinding Beacon => new()
    {
        Id = "F1",
        Detector = "even-intervals",
        Title = Sentence.Of($"{Host("10.0.5.9")} asks {Name("r.example.org")} every 60 s"),
        Techniques = ["T1071.004"],
        Level = "medium",
        Bits = -3.8,
        Conclusive = false,
        Tool = null,
        Subject = new(Host("10.0.5.9"), Name("r.example.org"), [Name("r.example.org")], null, null, null),
        Affected = [new() { Client = Host("10.0.5.9"), Host = Text("lab-srv2"), User = null, Process = null, Owner = null, Role = null, Criticality = null, Note = null, FirstSeen = At("01:58:00"), LastSeen = At("10:58:00"), Queries = 540 }],
        Active = true,
        FirstSeen = At("01:58:00"),
        LastSeen = At("10:58:00"),
        Queries = 540,
        FirstEscalation = null,
        Payload = null,
        Prior = new(-20, Sentence.Of("39,115 pairs judged")),
        Families = [new("timing", 9.6), new("rarity", 7.2), new("population", -0.6)],
        Signals =
        [
            new("even-intervals", "beaconing", "timing", 0.4, 12.5, 9.6, Sentence.Of("540 queries, 60.0 s apart, 0.4 s spread.")),
            new("one-client", "one-client", "rarity", 1, 388, 7.2, Sentence.Of("1 of 388 clients.")),
            new("short-ttl", "answer-ttl", "population", 60, null, -0.6, Sentence.Of("TTL of 60 s explains part of it.")),
        ],
        DidNotRun = [],
        AlsoSeen = [],
        Timeline = null,
        Reputations = [],
        Infrastructure = [],
        Sessions = [],
        Evidence = [],
    };
}
