using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>One client's answered conversations with one server on a port of DNS, of which nothing but their size is seen.</summary>
/// <param name="Client">Who began them.</param>
/// <param name="Server">With whom.</param>
/// <param name="Flows">How many, in the source that shows most.</param>
/// <param name="First">Begin of the first, UTC; null where the evidence carries no time.</param>
/// <param name="Last">End of the last, UTC.</param>
sealed record FlowsToServer(Address Client, Endpoint Server, long Flows, DateTime? First, DateTime? Last)
{
    /// <summary>All that the evidence shows, in order.</summary>
    public static IEnumerable<FlowsToServer> All(FrozenFlows flows) =>
        flows.Uses.Where(use => use.Value.Answered > 0).GroupBy(use => (use.Key.Client, use.Key.Server)).OrderBy(use => use.Key.Client).ThenBy(use => use.Key.Server.Address).ThenBy(use => use.Key.Server.Port)
            .Select(uses => new FlowsToServer(uses.Key.Client, uses.Key.Server, uses.GroupBy(use => use.Key.Format).Max(format => format.Sum(use => use.Value.Answered)),
                EventTime.Known(uses.Min(use => use.Value.First)), EventTime.Known(uses.Max(use => use.Value.Last))));
}
