using System.Collections.Immutable;
using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Reviewing;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports.Sharing;

namespace Nameward.Engine.Reports.Review;

/// <summary>
/// The triage record read back, as far as a review looks at it. Whoever had it may have changed it: names, sentences and values are hostile text, words of ours are words, and what is longer or more than this program
/// writes is cut.
/// </summary>
public static class RecordedTriage
{
    const int MostSources = 10_000, MostFindings = 2_000, MostHosts = 5_000, MostSignals = 200, MostChanges = 10_000, MostServers = 10_000, MostTraits = 500, MostWord = 64, MostText = 4_096;

    /// <summary>The record.</summary>
    /// <exception cref="UserError">A part of it is missing or is not what it should be.</exception>
    public static TriageDocument Of(RecordedCase record) => record.Read(Document);

    /// <summary>The same record with those sentences in words of ours that the evidence, judged again, gives to the letter: a record alone cannot tell ours from an adversary's.</summary>
    public static TriageDocument InOurWords(TriageDocument recorded, TriageDocument again)
    {
        var ours = again.Findings.Select(finding => finding.Title).Append(again.Decision.Line).DistinctBy(Whole).ToDictionary(Whole);
        Sentence Ours(Sentence sentence) => ours.GetValueOrDefault(Whole(sentence), sentence);
        return recorded with { Findings = [.. recorded.Findings.Select(finding => finding with { Title = Ours(finding.Title) })], Decision = recorded.Decision with { Line = Ours(recorded.Decision.Line) } };
    }

    static string Whole(Sentence sentence) => sentence.Render(text => text.Raw);

    /// <summary>What went through the sessions that were rebuilt, for each finding at watch or above.</summary>
    /// <exception cref="UserError">A part of it is missing or is not what it should be.</exception>
    public static ImmutableArray<ReviewBytes> Bytes(RecordedCase record, ImmutableArray<TriageFinding> findings) => record.Read(json =>
    {
        // Records of before sessions were kept have none.
        var sessions = json.TryGetProperty("sessions", out var all) ? all.EnumerateArray().Take(MostFindings).ToList() : [];
        return findings.Select(finding =>
        {
            var its = sessions.FindAll(session => session.GetProperty("finding").GetString() == finding.Id);
            return new ReviewBytes(finding.Id, finding.Payload, its.Count, Recovered(its, "up"), Recovered(its, "down"));
        }).Where(bytes => bytes.Payload is not null || bytes.Sessions > 0).ToImmutableArray();
    });

    /// <summary>What each finding is looked for by in a source.</summary>
    internal static ImmutableArray<SharedSubject> Subjects(ImmutableArray<TriageFinding> findings) =>
    [
        .. findings.Select(finding => new SharedSubject(finding.Id, [.. finding.Subject.Zones.Select(zone => RecordedSubject.NameOf(zone.Raw)).OfType<byte[]>().Where(name => name.Length > 1)],
            finding.Subject.Zones.IsEmpty && finding.Subject.Server is { } server ? RecordedSubject.AddressOf(server.Raw) : null)),
    ];

    static long? Recovered(List<JsonElement> sessions, string way)
    {
        var known = sessions.Select(session => session.GetProperty(way).GetProperty("recovered")).Where(bytes => bytes.ValueKind == JsonValueKind.Number).Select(bytes => bytes.GetInt64()).ToList();
        return known.Count == 0 ? null : known.Sum();
    }

    static TriageDocument Document(JsonElement json)
    {
        var findings = List(json, "findings", MostFindings, Finding);
        return new()
        {
            Run = Run(json.GetProperty("run")),
            Evidence = List(json, "evidence", MostSources, Evidence),
            Coverage = new(List(json.GetProperty("coverage"), "sources", MostSources, source => new CoverageSource(Text(source, "source"), source.GetProperty("present").GetBoolean(), Text(source, "note"))), [], [], []),
            Census = List(json, "census", MostServers, Server),
            Findings = findings,
            Questions = List(json, "questions", MostSignals, question => new TriageQuestion(Word(question, "id"), Word(question, "answer"), [], Words(question, "findings"), [.. List(question, "missing", MostSignals, Element)])),
            Changes = List(json, "changes", MostChanges, Change),
            Tickets = json.TryGetProperty("tickets", out var tickets) && tickets.ValueKind == JsonValueKind.Object ? new(HostileText.Text(Text(tickets, "file")), tickets.GetProperty("count").GetInt32(), null, "", []) : null,
            Tlp = json.TryGetProperty("tlp", out var tlp) && tlp.GetString() is { } mark ? TlpWord.Parse(mark) : default,
            Decision = Decision(json),
        };
    }

    static TriageRun Run(JsonElement run) => new(Text(run, "version"), Time(run, "started") ?? throw new FormatException(), run.GetProperty("elapsedSeconds").GetDouble(), Time(run, "asOf"), Text(run, "commandLine"), Text(run, "configurationSha256"));

    static TriageEvidence Evidence(JsonElement source) => new()
    {
        Path = HostileText.Text(Text(source, "path")),
        Format = WordOrNone(source, "format"),
        Sha256 = WordOrNone(source, "sha256"),
        Bytes = Count(source, "bytes"),
        Records = Count(source, "records"),
        Observed = Count(source, "observed"),
        Ignored = Count(source, "ignored"),
        Malformed = Count(source, "malformed"),
        MalformedReasons = [],
        MalformedSamples = [],
        DnsMessages = Count(source, "dnsMessages"),
        Flows = Count(source, "flows"),
        Changes = Count(source, "changes"),
        From = Time(source, "from"),
        To = Time(source, "to"),
        Lacks = [],
        Damage = TextOrNone(source, "damage"),
        Remarks = [],
    };

    static TriageServer Server(JsonElement server) => new()
    {
        Server = KnownNames.AddressOf(Text(server, "server")),
        Port = Number(server, "port"),
        Transport = Word(server, "transport"),
        Role = Word(server, "role"),
        Authorised = server.GetProperty("authorised") is { ValueKind: not JsonValueKind.Null } approved ? approved.GetBoolean() : null,
        Inside = server.TryGetProperty("inside", out var inside) && inside.GetBoolean(),
        AskedBy = null,
        Clients = Count(server, "clients"),
        TopClients = [],
        Users = [],
        Queries = Count(server, "queries"),
        Answers = Count(server, "answers"),
        FirstSeen = Time(server, "firstSeen"),
        LastSeen = Time(server, "lastSeen"),
        Reasons = [],
    };

    static TriageFinding Finding(JsonElement finding)
    {
        var subject = finding.GetProperty("subject");
        var names = new KnownNames(subject);
        return new()
        {
            Id = Word(finding, "id"),
            Detector = Word(finding, "detector"),
            Title = names.In(Text(finding, "title")),
            Techniques = Words(finding, "techniques"),
            Level = Word(finding, "level"),
            Bits = finding.GetProperty("bits").GetDouble(),
            Conclusive = finding.GetProperty("conclusive").GetBoolean(),
            Tool = WordOrNone(finding, "tool"),
            Subject = Subject(subject),
            Affected = List(finding, "affected", MostHosts, host => Affected(host, names)),
            Active = null,
            FirstSeen = Time(finding, "firstSeen"),
            LastSeen = Time(finding, "lastSeen"),
            Queries = Count(finding, "queries"),
            FirstEscalation = finding.GetProperty("firstEscalation") is { ValueKind: JsonValueKind.Object } first ? new(Count(first, "query"), Time(first, "time") ?? throw new FormatException(), Count(first, "payloadBytes")) : null,
            Payload = finding.GetProperty("payload") is { ValueKind: JsonValueKind.Object } payload ? new(Bounds(payload, "upBytes"), Bounds(payload, "downBytes")) : null,
            Prior = new(0, Sentence.Of("")),
            Families = [],
            Signals = List(finding, "signals", MostSignals, signal => new TriageSignal(Word(signal, "id"), Word(signal, "detector"), Text(signal, "family"), null, null, signal.GetProperty("bits").GetDouble(), names.In(Text(signal, "text")))),
            DidNotRun = [],
            Timeline = null,
            Reputations = [],
            Infrastructure = [],
            AlsoSeen = [],
            Traits = finding.TryGetProperty("traits", out var traits) ? [.. traits.EnumerateArray().Take(MostTraits).Select(trait => new TriageTrait(Word(trait, "kind"), HostileText.Text(Text(trait, "value")), default, names.In(Text(trait, "text"))))] : [],
            Suppressed = Suppressed(finding),
            Sessions = finding.TryGetProperty("sessions", out _) ? Words(finding, "sessions") : [],
            Evidence = [],
        };
    }

    static SuppressedBy? Suppressed(JsonElement finding) => finding.TryGetProperty("suppressed", out var by) && by.ValueKind == JsonValueKind.Object ? new(Text(by, "id"), HostileText.Text(Text(by, "reason")), HostileText.Text(Text(by, "by")), Time(by, "until") ?? default) : null;

    static TriageSubject Subject(JsonElement subject) => new(Address(subject, "client"), Name(subject, "zone"), List(subject, "zones", MostHosts, zone => HostileText.Name(Element(zone))),
        Address(subject, "server"), Number(subject, "port"), Hostile(subject, "process"));

    static TriageAffected Affected(JsonElement host, KnownNames names) => new()
    {
        Client = Address(host, "client") ?? throw new FormatException(),
        Host = Hostile(host, "host"),
        User = Hostile(host, "user"),
        Process = Hostile(host, "process"),
        Owner = Hostile(host, "owner"),
        Role = Hostile(host, "role"),
        Criticality = Hostile(host, "criticality"),
        Note = TextOrNone(host, "note") is { } note ? names.In(note) : null,
        FirstSeen = Time(host, "firstSeen"),
        LastSeen = Time(host, "lastSeen"),
        Queries = Count(host, "queries"),
    };

    static TriageChange Change(JsonElement change) => new(Time(change, "time"), Text(change, "what"), HostileText.Text(Text(change, "object")), Hostile(change, "old"), Hostile(change, "new"), Hostile(change, "actor"), Hostile(change, "ticket"), Word(change, "outcome"))
    {
        Server = Hostile(change, "server"),
        Property = Hostile(change, "property"),
        Path = Hostile(change, "path"),
        IsInferred = change.GetProperty("inferred").GetBoolean(),
        IsRoutine = change.GetProperty("routine").GetBoolean(),
    };

    static TriageDecision Decision(JsonElement json)
    {
        var decision = json.GetProperty("decision");
        var names = new KnownNames(json.GetProperty("findings").EnumerateArray().Take(MostServers / 100).Select(finding => finding.GetProperty("subject")));
        return new(Word(decision, "decision"), names.In(Text(decision, "line")), List(decision, "clauses", MostSignals, clause => new FiredClause(Word(clause, "id"), Text(clause, "text"), Words(clause, "findings"))), [], [], [], [], null);
    }

    static ByteBounds Bounds(JsonElement payload, string property) => payload.GetProperty(property) is var bounds ? new(Count(bounds, "low"), Count(bounds, "high")) : default!;

    static ImmutableArray<T> List<T>(JsonElement from, string property, int most, Func<JsonElement, T> read) => [.. from.GetProperty(property).EnumerateArray().Take(most).Select(read)];

    static ImmutableArray<string> Words(JsonElement from, string property) => List(from, property, MostHosts, word => Plain(word.GetString()));

    static string Word(JsonElement from, string property) => Plain(from.GetProperty(property).GetString());

    static string? WordOrNone(JsonElement from, string property) => from.GetProperty(property).GetString() is { } word ? Plain(word) : null;

    /// <summary>A word of ours: letters, digits, dots and dashes.</summary>
    static string Plain(string? word) => word is { Length: > 0 and <= MostWord } && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') ? word : throw new FormatException();

    static string Element(JsonElement text) => Cut(text.GetString());

    static string Text(JsonElement from, string property) => Cut(from.GetProperty(property).GetString());

    static string? TextOrNone(JsonElement from, string property) => from.GetProperty(property).GetString() is { } text ? Cut(text) : null;

    static string Cut(string? text) => text is null ? throw new FormatException() : text.Length <= MostText ? text : text[..MostText];

    static HostileText? Hostile(JsonElement from, string property) => TextOrNone(from, property) is { } text ? HostileText.Text(text) : null;

    static HostileText? Name(JsonElement from, string property) => TextOrNone(from, property) is { } text ? HostileText.Name(text) : null;

    static HostileText? Address(JsonElement from, string property) => TextOrNone(from, property) is { } text ? KnownNames.AddressOf(text) : null;

    static int? Number(JsonElement from, string property) => from.GetProperty(property) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;

    static long Count(JsonElement from, string property) => from.GetProperty(property).GetInt64();

    static DateTime? Time(JsonElement from, string property) => from.GetProperty(property) is { ValueKind: JsonValueKind.String } time ? time.GetDateTimeOffset().UtcDateTime : null;
}
