using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts;

/// <summary>
/// What went between two ports of two hosts without a long pause, put together from the records of flows that show it: those of its two directions, and those
/// into which an exporter cuts what lasts. Of several sources that show the same the largest figures hold; what goes on from one file into the next is so counted too low.
/// </summary>
public sealed record FlowConversation
{
    /// <summary>A longer pause on the same ports begins another conversation: exporters end a flow after 15 to 60 idle seconds (nfdump, Cisco IOS).</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(60);

    /// <summary>When it began, UTC.</summary>
    public required DateTime First { get; init; }
    /// <summary>When it ended, UTC.</summary>
    public required DateTime Last { get; init; }
    /// <summary>Packets that the client sent; 0 where none are shown.</summary>
    public required long UpPackets { get; init; }
    /// <summary>Bytes that the client sent.</summary>
    public required long UpBytes { get; init; }
    /// <summary>Packets that the server sent.</summary>
    public required long DownPackets { get; init; }
    /// <summary>Bytes that the server sent.</summary>
    public required long DownBytes { get; init; }
    /// <summary>Whether the server was seen to answer.</summary>
    public required bool IsAnswered { get; init; }

    /// <summary>The conversations of some flows with times, in the order of time.</summary>
    public static ImmutableArray<FlowConversation> All(ReadOnlySpan<Flow> flows) =>
        [.. flows.ToArray().Where(flow => flow.Time != DateTime.MinValue).GroupBy(flow => (flow.Client, flow.Server, flow.Protocol)).SelectMany(ends => Cut([.. ends.OrderBy(flow => flow.Time)]))
            .OrderBy(conversation => conversation.First).ThenBy(conversation => conversation.Last).ThenBy(conversation => conversation.UpBytes)];

    static IEnumerable<FlowConversation> Cut(List<Flow> flows)
    {
        var (start, last) = (0, DateTime.MinValue);
        for (var i = 0; i <= flows.Count; i++)
        {
            if (i == flows.Count || (i > start && flows[i].Time > last + Pause))
            {
                yield return Of(flows[start..i]);
                start = i;
            }
            if (i < flows.Count)
            {
                var end = flows[i].Time + flows[i].Duration;
                last = end > last ? end : last;
            }
        }
    }

    static FlowConversation Of(List<Flow> flows)
    {
        var sources = flows.GroupBy(flow => flow.At.Source).ToList();
        long Sum(Func<Flow, long> count) => sources.Max(source => source.Aggregate(0L, (sum, flow) => sum + Math.Clamp(count(flow), 0, long.MaxValue - sum)));
        return new()
        {
            First = flows[0].Time,
            Last = flows.Max(flow => flow.Time + flow.Duration),
            UpPackets = Sum(flow => flow.UpPackets),
            UpBytes = Sum(flow => flow.UpBytes),
            DownPackets = Sum(flow => flow.DownPackets),
            DownBytes = Sum(flow => flow.DownBytes),
            IsAnswered = flows.Exists(flow => flow.ShowsServer),
        };
    }
}
