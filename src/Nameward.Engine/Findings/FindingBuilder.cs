using System.Collections.Immutable;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>
/// From the frozen scene to findings, in two steps with a revisit of the evidence between them: who is suspect (a pure, capped function of the
/// rollups), and what is found of them. The result depends on the scene and the evidence alone.
/// </summary>
sealed class FindingBuilder(Scene scene, PublicSuffixes suffixes, int threads = 1)
{
    /// <summary>Most suspects that are read again and reported.</summary>
    public const int MostSuspects = 100;

    readonly PairJudge _judge = new(scene, threads);

    /// <summary>The weighed pairs that are watched or worse, gravest first, at most <see cref="MostSuspects"/>.</summary>
    public ImmutableArray<Weighing> Suspects { get; private set; } = [];

    /// <summary>How many more there were.</summary>
    public int Omitted { get; private set; }

    /// <summary>The weighed pair that came nearest to being watched; null where none was weighed.</summary>
    public Weighing? Nearest => _judge.Nearest;

    /// <summary>Finds the suspects.</summary>
    public ImmutableArray<Suspect> FindSuspects()
    {
        var watched = _judge.Judge(Weighing.WatchedFrom);
        Suspects = [.. watched.Take(MostSuspects)];
        Omitted = watched.Length - Suspects.Length;
        return [.. Suspects.Select(weighing => (Pair)weighing.Subject).Select(pair => new Suspect(pair.Client, pair.Zones))];
    }

    /// <summary>The segments of evidence in which the suspects occur, among those that were read.</summary>
    public IReadOnlySet<SegmentId> SegmentsOf(IEnumerable<SegmentId> read)
    {
        var pairs = Suspects.Select(weighing => (Pair)weighing.Subject).ToList();
        return read.Where(segment => pairs.Exists(pair => pair.Segments.Contains(CompactRowWriter.SegmentCode(segment)))).ToHashSet();
    }

    /// <summary>The findings, gravest first and behaviour before lists, with what was read again.</summary>
    public ImmutableArray<Finding> Build(ImmutableArray<Transcript> transcripts)
    {
        var channels = Suspects.Zip(transcripts, Channel);
        var matches = scene.Hits.GroupBy(hit => (hit.Indicator, IsServer: hit.Place is HitPlace.Server or HitPlace.NameServer)).Select(group => Match(group.Key.Indicator, group.Key.IsServer, [.. group]));
        return [.. channels.Concat(matches).OrderByDescending(finding => finding.Level).ThenByDescending(finding => finding.Weighing.Subject is Pair).ThenByDescending(finding => finding.Weighing.Sum)
            .Select((finding, index) => finding with { Id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"F{index + 1}") })];
    }

    Finding Channel(Weighing weighing, Transcript transcript)
    {
        var pair = (Pair)weighing.Subject;
        var first = HostileText.Name(pair.Zones[0]);
        return new()
        {
            Id = "",
            Weighing = weighing,
            Title = pair.Zones.Length == 1
                ? Sentence.Of($"{pair.Client} and {first}: names that carry data")
                : Sentence.Of($"{pair.Client} and {first} with {pair.Zones.Length - 1} more zones of one server: names that carry data"),
            Affected = [new(pair.Client, transcript.First, transcript.Last, transcript.Queries)],
            Transcript = transcript,
            FirstEscalation = weighing.Level >= Level.High ? EscalationReplay.Find(pair, transcript, _judge, suffixes) : null,
        };
    }

    Finding Match(Indicator indicator, bool isServer, ImmutableArray<IndicatorHit> hits)
    {
        var signals = new List<Signal>();
        Subject subject = isServer ? new Server(indicator, hits) : new Domain(indicator, hits);
        foreach (var detector in DetectorList.OfDomains)
        {
            if (subject is Domain domain)
            {
                detector.Judge(domain, scene, signals);
            }
        }
        foreach (var detector in DetectorList.OfServers)
        {
            if (subject is Server server)
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
                Known(client.Min(hit => hit.First)), Known(client.Max(hit => hit.Last)), client.Max(hit => hit.Count)))],
            Transcript = null,
            FirstEscalation = null,
        };
    }

    static DateTime? Known(DateTime time) => time == DateTime.MinValue || time == DateTime.MaxValue ? null : time;
}
