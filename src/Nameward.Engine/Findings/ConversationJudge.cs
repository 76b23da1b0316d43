using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>
/// Weighs what is seen of a client and a server in flows alone: where no message shows what was said, how much, how long, how regularly and with whom is all there
/// is. That is never more than to be watched; but for datagrams of a tunnel, which show what was said and can be proved.
/// </summary>
sealed class ConversationJudge(Scene scene)
{
    /// <summary>Other clients that there must be for their median to say what is usual.</summary>
    const int FewestOthers = 8;

    readonly HashSet<(Address Client, Address Server)> _heard = [.. scene.Seen.Servers.Select(use => (use.Key.Client, use.Key.Server.Address))];

    /// <summary>The weighed conversations of at least <paramref name="from"/> bits, gravest first; where all are asked for, those too that nothing is the matter with.</summary>
    public ImmutableArray<Weighing> Judge(Bits from) => [.. All().Select(Weigh).Where(weighing => weighing.Sum >= from && (from == Bits.Least || IsMoreThanRare(weighing)))
        .OrderByDescending(weighing => weighing.Sum).ThenBy(weighing => ((Conversations)weighing.Subject).Client).ThenBy(weighing => ((Conversations)weighing.Subject).Server.Address)
        .ThenBy(weighing => ((Conversations)weighing.Subject).Server.Port)];

    /// <summary>Weighs again what was read again: the records put together to conversations, where all of them could be kept.</summary>
    public Weighing Weigh(Conversations conversations, Transcript transcript) =>
        Weigh((ConversationMeasures.Of(transcript) is { } measures ? conversations with { Measures = measures } : conversations) with { Tool = ProvedTool.Of(transcript) });

    /// <summary>That nobody else speaks to a server is no finding by itself: something must be the matter with how it is done.</summary>
    static bool IsMoreThanRare(Weighing weighing) => weighing.Signals.Any(signal => signal.Family is not (Family.Population or Family.Rarity) && signal.AsBrowsing > Bits.Zero);

    Weighing Weigh(Conversations conversations) => Weighing.Of(conversations, scene.ServerPrior(Chances), DetectorList.OfConversations, scene).AtMost(conversations.Tool is null ? Level.Medium : Level.Critical);

    int Chances => scene.Seen.Flows.Uses.Length + scene.Seen.Flows.Likenesses.Length;

    IEnumerable<Conversations> All()
    {
        var uses = Gather(scene.Seen.Flows.Uses, isElsewhere: false).ToList();
        var upBytes = uses.GroupBy(use => use.Client).Select(client => client.Aggregate(0L, (sum, use) => FlowCounts.Sum(sum, use.Measures.UpBytes))).Where(bytes => bytes > 0).Order().ToList();
        double? usual = upBytes.Count > FewestOthers ? upBytes[upBytes.Count / 2] : null;
        return uses.Select(use => use with { UsualUpBytes = usual }).Concat(Gather(scene.Seen.Flows.Likenesses, isElsewhere: true));
    }

    IEnumerable<Conversations> Gather(ImmutableArray<KeyValuePair<FlowUseKey, FlowUse>> flows, bool isElsewhere)
    {
        var byServer = flows.GroupBy(use => use.Key.Server).ToDictionary(server => server.Key, server => server.Select(use => use.Key.Client).Distinct().Count());
        return flows.Where(IsJudged).GroupBy(use => (use.Key.Client, use.Key.Server)).OrderBy(pair => pair.Key.Client).ThenBy(pair => pair.Key.Server.Address).ThenBy(pair => pair.Key.Server.Port)
            .Select(pair => Of(pair.Key.Client, pair.Key.Server, [.. pair], isElsewhere) with { Clients = byServer[pair.Key.Server] });
    }

    /// <summary>
    /// Hosts of the site that are no servers themselves, which ask for others; where messages show what was said, names are judged instead. Datagrams of a tunnel are judged
    /// wherever they go, unless they come from outside and nobody answers.
    /// </summary>
    bool IsJudged(KeyValuePair<FlowUseKey, FlowUse> use) => use.Value.TunnelDown > 0 || (use.Value.TunnelUp > 0 && scene.Site.IsOurs(use.Key.Client)) || IsJudgedByFlows(use);

    bool IsJudgedByFlows(KeyValuePair<FlowUseKey, FlowUse> use) => scene.Site.IsOurs(use.Key.Client) && scene.Site.IsApproved(use.Key.Client) != true && !scene.Census.IsServer(use.Key.Client)
        && !_heard.Contains((use.Key.Client, use.Key.Server.Address));

    static Conversations Of(Address client, Endpoint server, List<KeyValuePair<FlowUseKey, FlowUse>> uses, bool isElsewhere)
    {
        var segments = new OccupiedSet();
        uses.ForEach(use => segments.Merge(use.Value.Segments));
        var protocol = uses.OrderByDescending(use => use.Value.Records).ThenBy(use => use.Key).First().Key.Protocol;
        return new(client, server, protocol, ConversationMeasures.Of(uses), EventTime.Known(uses.Min(use => use.Value.First)), EventTime.Known(uses.Max(use => use.Value.Last)), segments) { IsElsewhere = isElsewhere, TunnelUp = MostOf(uses, use => use.TunnelUp), TunnelDown = MostOf(uses, use => use.TunnelDown) };
    }

    static long MostOf(List<KeyValuePair<FlowUseKey, FlowUse>> uses, Func<FlowUse, long> count) =>
        uses.GroupBy(use => use.Key.Format).Max(format => format.Aggregate(0L, (sum, use) => FlowCounts.Sum(sum, count(use.Value))));
}
