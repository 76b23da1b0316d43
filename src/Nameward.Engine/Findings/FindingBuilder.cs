using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Transcripts;
using Nameward.Engine.Transcripts.Decoders;

namespace Nameward.Engine.Findings;

/// <summary>
/// From the frozen scene to findings, in two steps with a revisit of the evidence between them: who is suspect (a pure, capped function of the
/// rollups), and what is found of them. The result depends on the scene and the evidence alone.
/// </summary>
sealed class FindingBuilder(Scene scene, int threads = 1)
{
    /// <summary>Most suspects of each kind that are read again and reported.</summary>
    public const int MostSuspects = 100;

    /// <summary>Most users of one server that a finding names.</summary>
    const int MostUsers = 1000;

    readonly PairJudge _judge = new(scene, threads);
    readonly PairWeigher _weigher = new(scene);
    readonly ServerJudge _servers = new(scene);

    /// <summary>The weighed pairs, servers and askers of hidden names that are watched or worse, each kind gravest first, at most <see cref="MostSuspects"/> of each.</summary>
    public ImmutableArray<Weighing> Suspects { get; private set; } = [];

    /// <summary>How many more there were.</summary>
    public int Omitted { get; private set; }

    /// <summary>The weighed pair that came nearest to being watched; null where none was weighed.</summary>
    public Weighing? Nearest => _judge.Nearest;

    /// <summary>Finds the suspects.</summary>
    public ImmutableArray<Suspect> FindSuspects()
    {
        var pairs = _judge.Judge(Weighing.WatchedFrom);
        var servers = _servers.Judge(Weighing.WatchedFrom, pairs);
        var hidden = HiddenNameJudge.Judge(scene);
        var beacons = new BeaconJudge(scene).Judge(Weighing.WatchedFrom, pairs);
        Suspects = [.. pairs.Take(MostSuspects), .. servers.Take(MostSuspects), .. hidden.Take(MostSuspects), .. beacons.Take(MostSuspects)];
        Omitted = pairs.Length + servers.Length + hidden.Length + beacons.Length - Suspects.Length;
        return [.. Suspects.Select(SuspectOf)];
    }

    /// <summary>The segments of evidence in which the suspects occur, among those that were read.</summary>
    public IReadOnlySet<SegmentId> SegmentsOf(IEnumerable<SegmentId> read)
    {
        var occupied = Suspects.SelectMany(SegmentsOf).ToList();
        return read.Where(segment => occupied.Exists(segments => segments.Contains(CompactRowWriter.SegmentCode(segment)))).ToHashSet();
    }

    /// <summary>The findings, gravest first and behaviour before lists, with what was read again.</summary>
    public ImmutableArray<Finding> Build(ImmutableArray<Transcript> transcripts)
    {
        var suspects = WithEnds([.. Suspects.Zip(transcripts, Weigh)]).Select(OfSuspect);
        var matches = scene.Hits.GroupBy(hit => (hit.Indicator, IsServer: hit.Place is HitPlace.Server or HitPlace.NameServer)).Select(group => Match(group.Key.Indicator, group.Key.IsServer, [.. group]));
        return [.. suspects.Concat(matches).Concat(HostJudge.Judge(scene).Select(OfHost))
            .OrderByDescending(finding => finding.Level).ThenBy(finding => Rank(finding.Weighing.Subject)).ThenByDescending(finding => finding.Weighing.Sum)
            .Select((finding, index) => finding with { Id = string.Create(CultureInfo.InvariantCulture, $"F{index + 1}") })];
    }

    /// <summary>Weighs a suspect again with what the revisit proved of it.</summary>
    ReadSuspect Weigh(Weighing weighing, Transcript transcript) =>
        weighing.Subject is Pair pair && DecoderList.Identify(transcript) is { } tool ? new(_weigher.Weigh(pair with { Tool = tool }), transcript) : new(weighing, transcript);

    /// <summary>
    /// Weighs the servers at the far ends of proved channels again: the proof may be all that makes such a channel escalate. One that was no suspect by itself
    /// joins them, with the records of its channel.
    /// </summary>
    List<ReadSuspect> WithEnds(ImmutableArray<ReadSuspect> read)
    {
        var channels = read.Where(suspect => suspect.Weighing.Subject is Pair).ToList();
        if (!channels.Exists(channel => channel.Weighing.IsConclusive))
        {
            return [.. read];
        }
        var ends = _servers.EndsOf(channels.Select(channel => channel.Weighing)).ToDictionary(end => ((Server)end.Subject).Facts.Server);
        var again = read.Select(suspect => suspect.Weighing.Subject is Server { Client: null } server && ends.Remove(server.Facts.Server, out var end) ? suspect with { Weighing = end } : suspect).ToList();
        again.AddRange(ends.Values.Select(end => new ReadSuspect(end, channels.Find(channel => ReferenceEquals(channel.Weighing, ((Server)end.Subject).Channels[0]))!.Transcript)));
        return again;
    }

    static int Rank(Subject subject) => subject switch { Pair => 0, HiddenNames => 1, Server => 2, Beacon => 3, Host => 5, _ => 4 };

    static Suspect SuspectOf(Weighing weighing) => weighing.Subject switch
    {
        Pair pair => new SuspectPair(pair.Client, pair.Zones),
        HiddenNames names => new SuspectHiddenNames(names.Client),
        Beacon beacon => new SuspectPair(beacon.Client, [beacon.Zone]),
        Server server => new SuspectServer(server.Facts.Server, server.Client, server.Contradictions?.Gathered.Select(name => name.Hash).ToImmutableHashSet()),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    IEnumerable<OccupiedSet> SegmentsOf(Weighing weighing) => weighing.Subject switch
    {
        Pair pair => [pair.Segments],
        Beacon beacon => [beacon.Segments],
        HiddenNames names => scene.Seen.Servers.Where(use => use.Key.Client == names.Client).Select(use => use.Use.Segments),
        Server server => server.Facts.Users.Where(user => server.Client is null || user.Client == server.Client).Select(user => user.Segments),
        _ => [],
    };

    Finding OfSuspect(ReadSuspect suspect) => suspect.Weighing.Subject switch
    {
        Pair pair => Channel(suspect.Weighing, pair, suspect.Transcript),
        HiddenNames => OfHiddenNames(suspect.Weighing, suspect.Transcript),
        Beacon beacon => OfBeacon(suspect.Weighing, beacon, suspect.Transcript),
        _ => OfServer(suspect.Weighing, suspect.Transcript),
    };

    Finding Channel(Weighing weighing, Pair pair, Transcript transcript) => new()
    {
        Id = "",
        Weighing = weighing,
        Title = Sentence.Of($"{Ends(pair)}: {(pair.Tool is { } tool ? $"a channel of {tool.Title}" : "names that carry data")}"),
        Affected = [new(pair.Client, transcript.First, transcript.Last, transcript.Queries)],
        Transcript = transcript,
        FirstEscalation = weighing.Level >= Level.High ? EscalationReplay.Find(pair, transcript, _weigher) : null,
    };

    static Sentence Ends(Pair pair)
    {
        var first = HostileText.Name(pair.Zones[0]);
        return pair.Zones.Length == 1 ? Sentence.Of($"{pair.Client} and {first}") : Sentence.Of($"{pair.Client} and {first} with {pair.Zones.Length - 1} more zones of one server");
    }

    static Finding OfServer(Weighing weighing, Transcript transcript)
    {
        var server = (Server)weighing.Subject;
        return new()
        {
            Id = "",
            Weighing = weighing,
            Title = weighing.Signals.Select(signal => signal.Title).OfType<Sentence>().FirstOrDefault() ?? Sentence.Of($"{server.Facts.Name}: a DNS server"),
            Affected = [.. server.Facts.Users.Where(user => server.Client is null || user.Client == server.Client).Take(MostUsers).Select(Affected)],
            Transcript = transcript,
            FirstEscalation = null,
        };
    }

    static Finding OfHost(Weighing weighing)
    {
        var host = (Host)weighing.Subject;
        return new()
        {
            Id = "",
            Weighing = weighing,
            Title = weighing.Strongest.Title!,
            Affected = [new(host.Client, HostJudge.First(host), HostJudge.Last(host), host.Around.Sum(use => use.Use.Queries))],
            Transcript = null,
            FirstEscalation = null,
        };
    }

    static Finding OfHiddenNames(Weighing weighing, Transcript transcript)
    {
        var names = (HiddenNames)weighing.Subject;
        return new()
        {
            Id = "",
            Weighing = weighing,
            Title = weighing.Signals.Select(signal => signal.Title).OfType<Sentence>().First(),
            Affected = [new(names.Client, EventTime.Known(names.Use.First), EventTime.Known(names.Use.Last), names.Use.LookUps)],
            Transcript = transcript,
            FirstEscalation = null,
        };
    }

    static Finding OfBeacon(Weighing weighing, Beacon beacon, Transcript transcript) => new()
    {
        Id = "",
        Weighing = weighing,
        Title = Sentence.Of($"{beacon.Client} and {HostileText.Name(beacon.Zone)}: asked by the clock"),
        Affected = [new(beacon.Client, transcript.First, transcript.Last, transcript.Queries)],
        Transcript = transcript,
        FirstEscalation = null,
    };

    Finding Match(Indicator indicator, bool isServer, ImmutableArray<IndicatorHit> hits)
    {
        var signals = new List<Signal>();
        Subject subject = isServer ? new ListedServer(indicator, hits) : new Domain(indicator, hits);
        foreach (var detector in DetectorList.OfDomains)
        {
            if (subject is Domain domain)
            {
                detector.Judge(domain, scene, signals);
            }
        }
        foreach (var detector in DetectorList.OfListedServers)
        {
            if (subject is ListedServer server)
            {
                detector.Judge(server, scene, signals);
            }
        }
        return new()
        {
            Id = "",
            Weighing = Weighing.Of(subject, Bits.Zero, signals),
            Title = Sentence.Of($"{indicator.Text} is on the list {HostileText.Text(indicator.List)}"),
            Affected = [.. hits.GroupBy(hit => hit.Client).OrderBy(client => client.Key).Select(client => new AffectedClient(client.Key,
                EventTime.Known(client.Min(hit => hit.First)), EventTime.Known(client.Max(hit => hit.Last)), client.Max(hit => hit.Count)))],
            Transcript = null,
            FirstEscalation = null,
        };
    }

    static AffectedClient Affected(ClientUse user) => new(user.Client, user.First, user.Last, user.Queries);

    /// <summary>A suspect as weighed after the revisit.</summary>
    /// <param name="Weighing">The weighing.</param>
    /// <param name="Transcript">What was read again of it.</param>
    sealed record ReadSuspect(Weighing Weighing, Transcript Transcript);
}
