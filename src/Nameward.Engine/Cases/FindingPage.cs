using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Cases;

/// <summary>A finding as the triage record holds it.</summary>
static class FindingPage
{
    const int Examples = 8, MostReputations = 4;
    static readonly TimeSpan StillActive = TimeSpan.FromHours(1);

    /// <summary>The positions whose excerpts the page shows.</summary>
    public static IEnumerable<SourcePosition> Positions(Finding finding) =>
        (finding.Transcript is { } transcript ? transcript.Examples(Examples).Select(message => message.At).Concat(transcript.FlowExamples(Examples).Select(flow => flow.At)) : [])
            .Concat(finding.Weighing.Subject.Shown.Select(shown => shown.At));

    /// <summary>The zones whose reputation and infrastructure the page shows: those that something was asked in, not those that a list names or that do not exist.</summary>
    public static IEnumerable<byte[]> ZonesOf(Finding finding) => (finding.Weighing.Subject switch
    {
        Pair pair => pair.Zones,
        Beacon beacon => beacon.Zones,
        ConditionalZone zone => [zone.Zone],
        Rebinding rebinding => [rebinding.Zone],
        FluxZone flux => [flux.Zone],
        Flood flood => [flood.Zone],
        _ => [],
    }).Take(MostReputations);

    /// <summary>The page.</summary>
    public static TriageFinding Of(Finding finding, Scene scene, ReputationBuilder reputations, InfrastructureBuilder infrastructure, HostNames hosts, EvidenceReport report, ImmutableDictionary<SourcePosition, HostileText> excerpts, DateTime? asOf)
    {
        ImmutableArray<TriageInfrastructure> servers = [.. ZonesOf(finding).Select(infrastructure.Of).OfType<TriageInfrastructure>()];
        return new()
        {
            Id = finding.Id,
            Detector = finding.Strongest.Detector,
            Title = finding.Title,
            Techniques = Techniques(finding, servers),
            Level = Words.Of(finding.Level),
            Bits = finding.Weighing.Sum.Value,
            Conclusive = finding.Weighing.IsConclusive,
            Tool = finding.Weighing.Subject.SpokenBy?.Tool,
            Subject = SubjectOf(finding.Weighing.Subject.Names),
            Affected = [.. Once([.. finding.Affected.SelectMany(client => Affected(client, hosts.Of(client.Client, client.First, client.Last), SightingBuilder.ProgramsBehind(client, finding, scene)))])],
            Active = finding.Last is { } last && asOf is { } now ? last >= now - StillActive : null,
            FirstSeen = finding.First,
            LastSeen = finding.Last,
            Queries = finding.Queries,
            FirstEscalation = finding.FirstEscalation is { } escalation ? new(escalation.Query, escalation.Time, escalation.PayloadBytes) : null,
            Payload = finding is { Transcript: { } transcript, Weighing.Subject.IsChannel: true } ? Payload(transcript) : null,
            Prior = Prior(finding.Weighing, scene),
            Families = Families(finding.Weighing),
            Signals = [.. finding.Weighing.Signals.Select(signal => new TriageSignal(signal.Id, signal.Detector, Words.Of(signal.Family), signal.Value, signal.Baseline, finding.Weighing.BitsOf(signal).Value, signal.Text))],
            DidNotRun = DidNotRun(finding.Weighing.Subject),
            Timeline = finding.Transcript is { } counted ? Timeline(counted) : null,
            Reputations = [.. ZonesOf(finding).Select(reputations.Of)],
            Infrastructure = servers,
            Server = finding.Weighing.Subject.Names.Server is { } server && PlacedAddress.Of(server, scene.Places) is { Place: not null } placed ? placed : null,
            AlsoSeen = SightingBuilder.Of(finding, scene),
            Sessions = [],
            Evidence = [.. Read(finding, report, excerpts), .. finding.Weighing.Subject.Shown.Select(shown => Excerpt(shown.At, shown.InWords, report, excerpts))],
        };
    }

    static IEnumerable<TriageExcerpt> Read(Finding finding, EvidenceReport report, ImmutableDictionary<SourcePosition, HostileText> excerpts) => finding.Transcript is not { } read ? []
        : [.. read.Examples(Examples).Select(message => Excerpt(message.At, InWords(message, read), report, excerpts)), .. read.FlowExamples(Examples).Select(flow => Excerpt(flow.At, InWords(flow), report, excerpts))];

    /// <summary>Techniques of every detector that speaks for the finding, and what its zones' servers would be for an adversary: his own (T1583.002), or taken over (T1584.002).</summary>
    static ImmutableArray<string> Techniques(Finding finding, ImmutableArray<TriageInfrastructure> servers)
    {
        var speaking = finding.Weighing.Signals.Where(signal => finding.Weighing.BitsOf(signal) > Bits.Zero).Select(signal => signal.Detector).ToHashSet();
        return [.. DetectorList.All.Where(info => speaking.Contains(info.Id)).SelectMany(info => info.Techniques).Concat(servers.SelectMany(zone => zone.Techniques)).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>What a subject is called.</summary>
    public static TriageSubject SubjectOf(SubjectNames names) => new(names.Client, names.Zones is [var first, ..] ? first : null, names.Zones, names.Server, names.Port, null);

    /// <summary>The rows without those of a host's own log whose program stands beside an address already: one host that two sources show.</summary>
    static IEnumerable<TriageAffected> Once(ImmutableArray<TriageAffected> rows)
    {
        bool IsNamed(TriageAffected row) => row.Client.Kind == HostileKind.Address;
        return rows.Where(row => IsNamed(row) || row.Process is null || !rows.Any(other => IsNamed(other) && (other.Host, other.User, other.Process) == (row.Host, row.User, row.Process)));
    }

    /// <summary>A client with its program, that of most look-ups; of hosts that log their own look-ups and do not tell their addresses one row for each program.</summary>
    static IEnumerable<TriageAffected> Affected(AffectedClient client, HostName known, ImmutableArray<MatchedProgram> programs) => client.Client.IsNone && !programs.IsEmpty
        ? programs.Select(program => Affected(new(client.Client, program.Use.First, program.Use.Last, program.Use.LookUps), known, program))
        : [Affected(client, known, programs.FirstOrDefault(program => !program.IsOneOfSeveral))];

    static TriageAffected Affected(AffectedClient client, HostName known, MatchedProgram? program) => new()
    {
        Client = HostileText.Address(client.Client),
        Host = known.Host ?? (known.Note is null ? Known(program?.Use.Host) : null),
        User = Known(program?.Use.User),
        Process = Known(program?.Use.Process),
        Owner = known.Owner,
        Role = known.Role,
        Criticality = known.Criticality,
        Note = Note(known, Known(program?.Use.Host)),
        FirstSeen = client.First,
        LastSeen = client.Last,
        Queries = client.Queries,
    };

    /// <summary>What is not sure of a name; that the log of a host whose names the client asked calls it otherwise, too.</summary>
    static Sentence? Note(HostName known, HostileText? logged) => (known.Host, known.Note, logged) switch
    {
        ({ } host, null, { } other) when !host.IsOfSameHost(other) => Sentence.Of($"the host whose log shows these names calls itself {other}"),
        (null, { } note, { } other) => note.Then("; ", Sentence.Of($"the host whose log shows these names calls itself {other}")),
        _ => known.Note,
    };

    static HostileText? Known(HostileText? text) => text is { IsEmpty: false } ? text : null;

    /// <summary>
    /// What can have gone each way. Nothing was decoded, so the lower bound is zero; the upper bound of what went up is what the labels can hold with
    /// the symbols that occur in them, and datagrams of a tunnel.
    /// </summary>
    static TriagePayload Payload(Transcript transcript)
    {
        var (rawUp, rawDown) = (0L, 0L);
        foreach (ref readonly var flow in transcript.Flows)
        {
            (rawUp, rawDown) = flow.ShowsServer ? (rawUp, rawDown + flow.Datagram.Length) : (rawUp + flow.Datagram.Length, rawDown);
        }
        var bitsPerSymbol = Math.Log2(Math.Max(2, transcript.Symbols));
        return new(new(0, (long)Math.Ceiling(transcript.LabelBytes * bitsPerSymbol / 8) + rawUp), new(0, transcript.AnswerBytes + rawDown));
    }

    /// <summary>Subtotals of the families, strongest first.</summary>
    public static ImmutableArray<TriageFamily> Families(Weighing weighing) => [.. weighing.Families().Select(family => new TriageFamily(Words.Of(family.Family), family.Bits.Value))];

    /// <summary>Where the sum starts, and why there.</summary>
    public static TriagePrior Prior(Weighing weighing, Scene scene) => new(weighing.Prior.Value, weighing.Subject.JudgedAmong(scene) is { } judged
        ? Sentence.Of($"{scene.Site.AlertBudget:0.0##} alerts per 1,000 hosts and day, {judged}")
        : Sentence.Of(weighing.Subject is Misconfiguration ? "a setting by itself does no harm" : "what a list names is met by accident more often than by guilt: its word has to outweigh that"));

    /// <summary>The detectors that could not run on a subject for what the evidence lacks.</summary>
    public static ImmutableArray<DidNotRun> DidNotRun(Subject subject) => subject is Pair { Measures.Down: not DownFrom.Records }
        ? [new("information-budget", "the half that looks at answers: the evidence shows none")]
        : [];

    static TriageTimeline? Timeline(Transcript transcript)
    {
        if (transcript.Seconds.Count == 0)
        {
            return null;
        }
        long first = transcript.Seconds.Keys.Min(), last = transcript.Seconds.Keys.Max();
        var interval = Intervals.For(last - first);
        var from = first / interval * interval;
        var queries = new long[Math.Min((last - from) / interval + 1, 4000)];
        var bytes = new long[queries.Length];
        foreach (var (second, counts) in transcript.Seconds)
        {
            var at = Math.Min((second - from) / interval, queries.Length - 1);
            queries[at] += counts.Queries;
            bytes[at] += counts.FreshBytes;
        }
        return new(interval, DateTime.UnixEpoch.AddSeconds(from), [.. queries], [.. bytes], null);
    }

    static TriageExcerpt Excerpt(SourcePosition at, HostileText inWords, EvidenceReport report, ImmutableDictionary<SourcePosition, HostileText> excerpts)
    {
        var source = report.Sources[at.Source];
        if (excerpts.TryGetValue(at, out var line))
        {
            return new(source.Path, at.Offset, line, null);
        }
        HostileText? filter = source.CountsPackets ? HostileText.Text(string.Create(CultureInfo.InvariantCulture, $"frame.number == {at.Offset}")) : null;
        return new(source.Path, at.Offset, inWords, filter);
    }

    static HostileText InWords(in Flow flow) => HostileText.Text(string.Create(CultureInfo.InvariantCulture,
        $"{flow.Time:yyyy-MM-dd HH:mm:ss.fff} {flow.Client.Address}:{flow.Client.Port} -> {flow.Server.Address}:{flow.Server.Port} protocol {flow.Protocol}, {Shown(flow.UpBytes)} bytes up, {Shown(flow.DownBytes)} down"));

    static string Shown(long count) => count < 0 ? "unknown" : count.ToString(CultureInfo.InvariantCulture);

    static HostileText InWords(in DnsMessage message, Transcript transcript)
    {
        var type = RecordTypes.Name(message.Type);
        var response = (message.Sides & Sides.Response) != 0;
        var name = message.IsNameHidden ? "(name not shown)" : WireName.ToText(transcript.Bytes(message.RawName));
        return HostileText.Text(string.Create(CultureInfo.InvariantCulture,
            $"{message.Time:yyyy-MM-dd HH:mm:ss.fff} {message.Client.Address}:{message.Client.Port} {(response ? "<-" : "->")} {message.Server.Address}:{message.Server.Port} {(response ? $"response {message.Bytes} bytes" : "query")} {type} {name}"));
    }
}
