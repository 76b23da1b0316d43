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

    /// <summary>The weighed pairs, servers and askers of hidden names that are watched or worse, each kind gravest first, at most <see cref="MostSuspects"/> of each.</summary>
    public ImmutableArray<Weighing> Suspects { get; private set; } = [];

    /// <summary>How many more there were.</summary>
    public int Omitted { get; private set; }

    /// <summary>The weighed pair that came nearest to being watched; null where none was weighed.</summary>
    public Weighing? Nearest => _judge.Nearest;

    /// <summary>Finds the suspects.</summary>
    public ImmutableArray<Suspect> FindSuspects()
    {
        var pairs = Channels();
        var servers = new ServerJudge(scene).Judge(Weighing.WatchedFrom, pairs);
        var hidden = HiddenNameJudge.Judge(scene);
        var beacons = new BeaconJudge(scene).Judge(Weighing.WatchedFrom, pairs);
        Suspects = [.. pairs.Take(MostSuspects), .. servers.Take(MostSuspects), .. hidden.Take(MostSuspects), .. beacons.Take(MostSuspects)];
        Omitted = pairs.Length + servers.Length + hidden.Length + beacons.Length - Suspects.Length;
        return [.. Suspects.Select(SuspectOf)];
    }

    /// <summary>Channels through zones and those whose names share none, gravest first; what is a part of one of these is told with it where it weighs no more.</summary>
    ImmutableArray<Weighing> Channels()
    {
        var scattered = new ScatterJudge(scene).Judge(Weighing.WatchedFrom);
        var byEnds = scattered.ToDictionary(weighing => (((Pair)weighing.Subject).Client, ((Pair)weighing.Subject).Scatter!.Server), weighing => weighing.Sum);
        bool IsPart(Weighing one) => one.Subject is Pair { Servers: [var server] } pair && byEnds.TryGetValue((pair.Client, server), out var whole) && one.Sum <= whole;
        return [.. _judge.Judge(Weighing.WatchedFrom).Where(one => !IsPart(one)).Concat(scattered).OrderByDescending(weighing => weighing.Sum)];
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
        var suspects = Suspects.Zip(transcripts, OfSuspect);
        var matches = scene.Hits.GroupBy(hit => (hit.Indicator, IsServer: hit.Place is HitPlace.Server or HitPlace.NameServer)).Select(group => Match(group.Key.Indicator, group.Key.IsServer, [.. group]));
        return [.. suspects.Concat(matches).Concat(HostJudge.Judge(scene).Select(OfHost))
            .OrderByDescending(finding => finding.Level).ThenBy(finding => Rank(finding.Weighing.Subject)).ThenByDescending(finding => finding.Weighing.Sum)
            .Select((finding, index) => finding with { Id = string.Create(CultureInfo.InvariantCulture, $"F{index + 1}") })];
    }

    static int Rank(Subject subject) => subject switch { Pair => 0, HiddenNames => 1, Server => 2, Beacon => 3, Host => 5, _ => 4 };

    static Suspect SuspectOf(Weighing weighing) => weighing.Subject switch
    {
        Pair { Scatter: { } scatter } pair => new SuspectPath(pair.Client, scatter.Server),
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

    Finding OfSuspect(Weighing weighing, Transcript transcript) => weighing.Subject switch
    {
        Pair => Channel(weighing, transcript),
        HiddenNames => OfHiddenNames(weighing, transcript),
        Beacon beacon => OfBeacon(weighing, beacon, transcript),
        _ => OfServer(weighing, transcript),
    };

    Finding Channel(Weighing weighing, Transcript transcript)
    {
        var pair = (Pair)weighing.Subject with { Tool = DecoderList.Identify(transcript) };
        weighing = pair.Tool is null ? weighing : _weigher.Weigh(pair);
        return new()
        {
            Id = "",
            Weighing = weighing,
            Title = Sentence.Of($"{Ends(pair)}: {(pair.Tool is { } tool ? $"a channel of {tool.Title}" : "names that carry data")}{(pair.Scatter is null ? "" : ", each in a zone of its own")}"),
            Affected = [new(pair.Client, transcript.First, transcript.Last, transcript.Queries)],
            Transcript = transcript,
            FirstEscalation = weighing.Level >= Level.High ? EscalationReplay.Find(pair, transcript, _weigher) : null,
        };
    }

    static Sentence Ends(Pair pair)
    {
        if (pair.Scatter is { Server: var server })
        {
            return Sentence.Of($"{pair.Client} and {server.Address}");
        }
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
}
