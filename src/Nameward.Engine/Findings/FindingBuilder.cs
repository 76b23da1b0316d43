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
        var pairs = _judge.Judge(Weighing.WatchedFrom);
        var servers = new ServerJudge(scene).Judge(Weighing.WatchedFrom, pairs);
        var hidden = HiddenNameJudge.Judge(scene);
        var beacons = new BeaconJudge(scene).Judge(Weighing.WatchedFrom, pairs);
        var missing = new MissingZoneJudge(scene, threads).Judge(Weighing.WatchedFrom);
        ImmutableArray<ImmutableArray<Weighing>> kinds = [pairs, servers, hidden, beacons, missing];
        Suspects = [.. kinds.SelectMany(kind => kind.Take(MostSuspects))];
        Omitted = kinds.Sum(kind => kind.Length) - Suspects.Length;
        return [.. Suspects.Select(weighing => weighing.Subject.ReadAgain!)];
    }

    /// <summary>The segments of evidence in which the suspects occur, among those that were read.</summary>
    public IReadOnlySet<SegmentId> SegmentsOf(IEnumerable<SegmentId> read)
    {
        var occupied = Suspects.SelectMany(weighing => weighing.Subject.SegmentsIn(scene.Seen)).ToList();
        return read.Where(segment => occupied.Exists(segments => segments.Contains(CompactRowWriter.SegmentCode(segment)))).ToHashSet();
    }

    /// <summary>The findings, gravest first and behaviour before lists, with what was read again.</summary>
    public ImmutableArray<Finding> Build(ImmutableArray<Transcript> transcripts)
    {
        var suspects = Suspects.Zip(transcripts, Tell);
        var matches = scene.Hits.GroupBy(hit => (hit.Indicator, IsServer: hit.Place is HitPlace.Server or HitPlace.NameServer)).Select(group => Match(group.Key.Indicator, group.Key.IsServer, [.. group]));
        return [.. suspects.Concat(matches).Concat(HostJudge.Judge(scene).Select(weighing => Finding.Of(weighing)))
            .OrderByDescending(finding => finding.Level).ThenBy(finding => finding.Weighing.Subject.Order).ThenByDescending(finding => finding.Weighing.Sum)
            .Select((finding, index) => finding with { Id = string.Create(CultureInfo.InvariantCulture, $"F{index + 1}") })];
    }

    Finding Tell(Weighing weighing, Transcript transcript)
    {
        weighing = weighing.Subject is Pair pair && DecoderList.Identify(transcript) is { } tool ? _weigher.Weigh(pair with { Tool = tool }) : weighing;
        var escalation = weighing is { Level: >= Level.High, Subject: Pair escalating } ? EscalationReplay.Find(escalating, transcript, _weigher) : null;
        return Finding.Of(weighing, transcript, escalation);
    }

    Finding Match(Indicator indicator, bool isServer, ImmutableArray<IndicatorHit> hits) => Finding.Of(isServer
        ? Weighing.Of(new ListedServer(indicator, hits), Bits.Zero, DetectorList.OfListedServers, scene)
        : Weighing.Of(new Domain(indicator, hits), Bits.Zero, DetectorList.OfDomains, scene));
}
