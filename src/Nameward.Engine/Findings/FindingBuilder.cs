using System.Collections.Immutable;
using System.Globalization;
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
    readonly ServerJudge _servers = new(scene);
    readonly ConversationJudge _conversations = new(scene);

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
        var servers = _servers.Judge(Weighing.WatchedFrom, pairs);
        var hidden = HiddenNameJudge.Judge(scene, Weighing.WatchedFrom);
        var beacons = new BeaconJudge(scene).Judge(Weighing.WatchedFrom, pairs);
        var missing = new MissingZoneJudge(scene, threads).Judge(Weighing.WatchedFrom);
        var deviating = new DeviationJudge(scene).Judge(Weighing.WatchedFrom);
        var conditional = new ConditionalJudge(scene, threads).Judge(Weighing.WatchedFrom);
        var rebinding = new RebindingJudge(scene).Judge(Weighing.WatchedFrom);
        var flux = new FluxJudge(scene).Judge(Weighing.WatchedFrom);
        var exploring = new ExplorationJudge(scene).Judge(Weighing.WatchedFrom);
        var conversations = _conversations.Judge(Weighing.WatchedFrom);
        var floods = new FloodJudge(scene).Judge(Weighing.WatchedFrom);
        ImmutableArray<ImmutableArray<Weighing>> kinds = [pairs, servers, hidden, beacons, missing, conditional, rebinding, flux, exploring, floods, conversations, deviating];
        Suspects = [.. kinds.SelectMany(kind => kind.Take(MostSuspects))];
        Omitted = kinds.Sum(kind => kind.Length) - Suspects.Length;
        return [.. Suspects.Select(weighing => weighing.Subject.ReadAgain!)];
    }

    /// <summary>Channels through zones and those whose names share none, gravest first; what is a part of one of these is told with it where it weighs no more.</summary>
    ImmutableArray<Weighing> Channels()
    {
        var scattered = new ScatterJudge(scene).Judge(Weighing.WatchedFrom);
        var byEnds = scattered.ToDictionary(weighing => (((Pair)weighing.Subject).Client, ((Pair)weighing.Subject).Scatter!.Server), weighing => weighing.Sum);
        bool IsPart(Weighing one) => one.Subject is Pair { Servers: [var server] } pair && byEnds.TryGetValue((pair.Client, server), out var whole) && one.Sum <= whole;
        return new SameLookUps(scene).Join([.. _judge.Judge(Weighing.WatchedFrom).Where(one => !IsPart(one)).Concat(scattered).OrderByDescending(weighing => weighing.Sum)]);
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
        var suspects = WithoutHidden(WithEnds([.. Suspects.Zip(transcripts, Weigh)])).Select(Tell);
        var matches = ListJudge.Judge(scene).Select(weighing => Finding.Of(weighing));
        var found = suspects.Concat(matches).Concat(HostJudge.Judge(scene).Select(weighing => Finding.Of(weighing))).ToImmutableArray();
        return [.. found.Concat(new MisconfigurationJudge(scene, found).Judge().Select(weighing => Finding.Of(weighing)))
            .OrderByDescending(finding => finding.Level).ThenBy(finding => finding.Weighing.Subject.Order).ThenByDescending(finding => finding.Weighing.Sum)
            .Select((finding, index) => finding with { Id = string.Create(CultureInfo.InvariantCulture, $"F{index + 1}") })];
    }

    /// <summary>Weighs a suspect again with what the revisit proved of it.</summary>
    ReadSuspect Weigh(Weighing weighing, Transcript transcript) =>
        new(weighing.Subject switch
        {
            Pair pair when DecoderList.Identify(transcript) is { } tool => _weigher.Weigh(pair with { Tool = tool }),
            Conversations conversations => _conversations.Weigh(conversations, transcript),
            _ => weighing,
        }, transcript);

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

    /// <summary>Tells look-ups whose names are not shown with the channel that they belong to: the same client's, in the same seconds, no less grave.</summary>
    static List<ReadSuspect> WithoutHidden(List<ReadSuspect> read)
    {
        var told = new List<ReadSuspect>(read);
        foreach (var hidden in read.Where(suspect => suspect.Weighing.Subject is HiddenNames))
        {
            var client = ((HiddenNames)hidden.Weighing.Subject).Client;
            var at = told.FindIndex(other => other.Weighing.Subject is Pair pair && pair.Client == client && other.Weighing.Level >= hidden.Weighing.Level && hidden.Transcript.IsDuring(other.Transcript));
            if (at >= 0)
            {
                told[at] = told[at] with { HiddenLookUps = told[at].HiddenLookUps + hidden.Transcript.Queries };
                told.Remove(hidden);
            }
        }
        return told;
    }

    Finding Tell(ReadSuspect suspect)
    {
        var escalation = suspect.Weighing is { Level: >= Level.High, Subject: Pair pair } ? EscalationReplay.Find(pair, suspect.Transcript, _weigher) : null;
        return Finding.Of(suspect.Weighing, suspect.Transcript, escalation) with { HiddenLookUps = suspect.HiddenLookUps };
    }

    /// <summary>A suspect as weighed after the revisit.</summary>
    /// <param name="Weighing">The weighing.</param>
    /// <param name="Transcript">What was read again of it.</param>
    sealed record ReadSuspect(Weighing Weighing, Transcript Transcript)
    {
        /// <summary>Look-ups without whole names that are told with it.</summary>
        public long HiddenLookUps { get; init; }
    }
}
