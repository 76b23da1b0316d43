using System.Collections.Immutable;
using Nameward.Engine.Cases.Alerting;
using Nameward.Engine.Cases.Isolating;
using Nameward.Engine.Cases.Restoring;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Cases.Blocks;

/// <summary>What is to be blocked for a case, whom that would have hit, and the files for each resolver and firewall (schema <c>nameward/contain/1</c>).</summary>
public sealed record ContainDocument
{
    /// <summary>The schema's name.</summary>
    public const string SchemaName = "nameward/contain/1";

    /// <summary>This run of the program.</summary>
    public required TriageRun Run { get; init; }
    /// <summary>What is contained, and how.</summary>
    public required ContainRequest Request { get; init; }
    /// <summary>The sources over which it was replayed; none where they could not be read.</summary>
    public required ImmutableArray<TriageEvidence> Evidence { get; init; }
    /// <summary>Everything of the case that can be blocked, what is left alone among it.</summary>
    public required ImmutableArray<Block> Blocks { get; init; }
    /// <summary>DNS servers that the site approves; null where it gave no list.</summary>
    public required ImmutableArray<Network>? Approved { get; init; }
    /// <summary>The site's own networks, as far as it declares them.</summary>
    public required ImmutableArray<Network> Networks { get; init; }
    /// <summary>What of the case is isolated and not blocked.</summary>
    public Isolation Isolation { get; init; } = Isolation.None;
    /// <summary>What must be known of it.</summary>
    public required ImmutableArray<Sentence> Notes { get; init; }
    /// <summary>What of the configuration is to be put back, and how to harden what is open.</summary>
    public RestorePlan Restore { get; init; } = RestorePlan.Unread;
    /// <summary>The rules that alert, those that are not written among them.</summary>
    public ImmutableArray<AlertRule> Alerts { get; init; } = [];
    /// <summary>The sources of evidence that is known to be good, over which the rules were tried too.</summary>
    public ImmutableArray<TriageEvidence> Benign { get; init; } = [];
    /// <summary>What was written for each target.</summary>
    public ImmutableArray<TargetPack> Targets { get; init; } = [];

    /// <summary>By which everything that is added is known and taken away again.</summary>
    public string Label => Request.Case.Label;

    /// <summary>When the block is meant to end, UTC, to the minute.</summary>
    public DateTime Expires => new DateTime((Run.Started + Request.Lasts).Ticks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, DateTimeKind.Utc);

    /// <summary>The serial number of its lists: seconds since 1970 of this run, which only grows and fits in 32 bits until 2106 (RFC 1982).</summary>
    public uint Serial => (uint)new DateTimeOffset(Run.Started, TimeSpan.Zero).ToUnixTimeSeconds();

    /// <summary>What goes into the pack.</summary>
    public IEnumerable<Block> Blocked => Blocks.Where(block => block.IsBlocked);

    /// <summary>The document with whom its blocks would have hit in what a store remembers; as it is where that remembers no day.</summary>
    /// <param name="remembered">The rollups of the store.</param>
    /// <param name="passive">What was asked and answered.</param>
    public ContainDocument Remembering(RollupSet remembered, IPassiveDns passive) =>
        new FrozenRollups(remembered) is var seen && seen.Pairs == 0 && seen.Servers.IsEmpty ? this : this with { Blocks = RememberedRadius.Of(Blocks, seen, passive, Request.Case.Clients) };

    /// <summary>Reads evidence again, and says whom the blocks would have hit.</summary>
    /// <param name="request">What is to be contained.</param>
    /// <param name="run">This run, asked for when the evidence is read.</param>
    /// <param name="read">What the first reading shows.</param>
    /// <param name="evidence">The evidence.</param>
    /// <param name="text">A configuration file of it as text.</param>
    /// <param name="shape">What the first reading measured of the case's names.</param>
    /// <param name="replay">Reads all of it once more.</param>
    internal static ContainDocument Of(ContainRequest request, Func<TriageRun> run, Findings.Scene read, EvidenceReport evidence, Func<int, StatedText?> text, ChannelShape shape, Func<IObservationSink, bool> replay)
    {
        var blocks = BlockList.Of(request, read.Site, read.Seen.IsRelay);
        var recorded = Isolation.Recorded(request.Case, blocks, read.Site);
        var plan = new AlertPlan(request.Case, [.. AlertPlan.Indicators(request.Case, blocks), .. AlertPlan.Behaviours(request.Case, shape, read.Site)], shape.Forms());
        var (radius, asked) = (new RadiusSink(blocks, read.Seen.NameServers), new LosingSink(Isolation.Going(recorded), read.Site));
        var (alerts, benign) = (new AlertSink(plan, isBenign: false), new AlertSink(plan, isBenign: true));
        var complete = replay(new ReplaySinks(radius, asked, alerts));
        var good = request.Benign?.Invoke(benign);
        return Unread(request, run(), read.Site) with
        {
            Evidence = [.. evidence.Sources.Select(TriageBuilder.Evidence)],
            Blocks = radius.Measured(request.Case.Clients),
            Alerts = new AlertJudge(plan, alerts, good is null ? null : benign, request.Budget).Rules(),
            Benign = [.. good?.Sources.Select(TriageBuilder.Evidence) ?? []],
            Restore = new RestoreBuilder(read, request.Case.Changes, text).Build(),
            Isolation = Isolation.Replayed(recorded, asked, read),
            Notes = [.. evidence.Notes, .. complete ? [] : ImmutableArray.Create(Sentence.Of("a part of the evidence could not be read a second time: more may be hit than is said"))],
        };
    }

    /// <summary>The same where the evidence is gone: nobody can say whom the blocks would have hit.</summary>
    public static ContainDocument Unread(ContainRequest request, TriageRun run, Findings.SiteFacts site)
    {
        var blocks = BlockList.Of(request, site);
        return new()
        {
            Run = run,
            Request = request,
            Evidence = [],
            Blocks = blocks,
            Isolation = Isolation.Recorded(request.Case, blocks, site),
            Approved = site.ApprovedServers,
            Networks = site.Networks,
            Alerts = AlertJudge.Untested(request.Case, blocks),
            Notes = [Sentence.Of("the evidence was not read again: nobody looked whom the blocks would have hit")],
        };
    }
}
