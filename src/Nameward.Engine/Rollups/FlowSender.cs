using System.Buffers;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>What is remembered of the flows that one host began: whether a source sees what leaves this host at all.</summary>
public record struct FlowSender : IKeptState<FlowSender>
{
    /// <summary>Of no flow.</summary>
    public FlowSender()
    {
    }

    /// <summary>Flows that it began, on any port.</summary>
    public long Flows { get; private set; }

    /// <summary>Those of them to addresses outside: neither internal (<see cref="Address.IsInternal"/>) nor multicast.</summary>
    public long Outside { get; private set; }

    /// <summary>Begin of the first flow, UTC; <see cref="DateTime.MaxValue"/> where the evidence carries no time.</summary>
    public DateTime First { get; private set; } = DateTime.MaxValue;

    /// <summary>End of the last flow, UTC; <see cref="DateTime.MinValue"/> where the evidence carries no time.</summary>
    public DateTime Last { get; private set; } = DateTime.MinValue;

    /// <summary>What is remembered of one flow alone.</summary>
    public static FlowSender Of(in Flow flow)
    {
        var (first, last) = FlowTimes.Of(flow);
        var to = flow.Server.Address;
        return new() { Flows = 1, Outside = to.IsNone || to.IsInternal || to.IsMulticast ? 0 : 1, First = first, Last = last };
    }

    /// <inheritdoc/>
    public void Merge(in FlowSender other)
    {
        Flows = FlowCounts.Sum(Flows, other.Flows);
        Outside = FlowCounts.Sum(Outside, other.Outside);
        First = other.First < First ? other.First : First;
        Last = other.Last > Last ? other.Last : Last;
    }

    /// <inheritdoc/>
    public readonly void WriteTo(IBufferWriter<byte> to)
    {
        to.U64((ulong)Flows);
        to.U64((ulong)Outside);
        to.U64((ulong)First.Ticks);
        to.U64((ulong)Last.Ticks);
    }

    /// <inheritdoc/>
    public static FlowSender ReadFrom(ref StateReader from) => new()
    {
        Flows = FlowCounts.ReadFrom(ref from),
        Outside = FlowCounts.ReadFrom(ref from),
        First = FlowTimes.ReadFrom(ref from),
        Last = FlowTimes.ReadFrom(ref from),
    };
}
