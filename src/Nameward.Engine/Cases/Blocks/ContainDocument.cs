using System.Collections.Immutable;
using Nameward.Engine.Cases.Alerting;
using Nameward.Engine.Observations;

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
    /// <summary>What must be known of it.</summary>
    public required ImmutableArray<Sentence> Notes { get; init; }
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

    /// <summary>Reads evidence again, and says whom the blocks would have hit.</summary>
    /// <param name="request">What is to be contained.</param>
    /// <param name="run">This run, asked for when the evidence is read.</param>
    /// <param name="read">What the first reading shows.</param>
    /// <param name="evidence">The evidence.</param>
    /// <param name="shape">What it measured of the case's names.</param>
    /// <param name="replay">Reads all of it once more.</param>
    internal static ContainDocument Of(ContainRequest request, Func<TriageRun> run, Findings.Scene read, EvidenceReport evidence, ChannelShape shape, Func<IObservationSink, bool> replay)
    {
        var blocks = BlockList.Of(request, read.Site);
        var radius = new RadiusSink(blocks, read.Seen.NameServers);
        var plan = new AlertPlan(request.Case, [.. AlertPlan.Indicators(request.Case, blocks), .. AlertPlan.Behaviours(request.Case, shape, read.Site)], shape.Forms());
        var (alerts, benign) = (new AlertSink(plan, isBenign: false), new AlertSink(plan, isBenign: true));
        var complete = replay(new ReplaySinks(radius, alerts));
        var good = request.Benign?.Invoke(benign);
        return Unread(request, run(), read.Site) with
        {
            Evidence = [.. evidence.Sources.Select(TriageBuilder.Evidence)],
            Blocks = radius.Measured(request.Case.Clients),
            Alerts = new AlertJudge(plan, alerts, good is null ? null : benign, request.Budget).Rules(),
            Benign = [.. good?.Sources.Select(TriageBuilder.Evidence) ?? []],
            Notes = [.. evidence.Notes, .. complete ? [] : ImmutableArray.Create(Sentence.Of("a part of the evidence could not be read a second time: more may be hit than is said"))],
        };
    }

    /// <summary>The same where the evidence is gone: nobody can say whom the blocks would have hit.</summary>
    public static ContainDocument Unread(ContainRequest request, TriageRun run, Findings.SiteFacts site) => new()
    {
        Run = run,
        Request = request,
        Evidence = [],
        Blocks = BlockList.Of(request, site),
        Approved = site.ApprovedServers,
        Networks = site.Networks,
        Alerts = AlertJudge.Untested(request.Case, BlockList.Of(request, site)),
        Notes = [Sentence.Of("the evidence was not read again: nobody looked whom the blocks would have hit")],
    };
}
