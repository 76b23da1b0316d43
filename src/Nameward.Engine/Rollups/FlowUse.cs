using System.Buffers;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>What is remembered of one client's flows to one server's port. Counts end at the largest number and never wrap.</summary>
public record struct FlowUse : IKeptState<FlowUse>
{
    /// <summary>Of no flow.</summary>
    public FlowUse()
    {
    }

    /// <summary>Flows.</summary>
    public long Flows { get; private set; }

    /// <summary>Flows that the server was seen to answer.</summary>
    public long Answered { get; private set; }

    /// <summary>Flows of which the evidence says that no answer was seen; of the others it says neither.</summary>
    public long Unanswered { get; private set; }

    /// <summary>Bytes from client to server, of those flows of which the evidence says it.</summary>
    public long UpBytes { get; private set; }

    /// <summary>Bytes from server to client, of those flows of which the evidence says it.</summary>
    public long DownBytes { get; private set; }

    /// <summary>Begin of the first flow, UTC; <see cref="DateTime.MaxValue"/> where the evidence carries no time.</summary>
    public DateTime First { get; private set; } = DateTime.MaxValue;

    /// <summary>End of the last flow, UTC; <see cref="DateTime.MinValue"/> where the evidence carries no time.</summary>
    public DateTime Last { get; private set; } = DateTime.MinValue;

    /// <summary>What is remembered of one flow alone.</summary>
    public static FlowUse Of(in Flow flow)
    {
        var (first, last) = FlowTimes.Of(flow);
        return new()
        {
            Flows = 1,
            Answered = flow.IsAnswered == true ? 1 : 0,
            Unanswered = flow.IsAnswered == false ? 1 : 0,
            UpBytes = Math.Max(flow.UpBytes, 0),
            DownBytes = Math.Max(flow.DownBytes, 0),
            First = first,
            Last = last,
        };
    }

    /// <inheritdoc/>
    public void Merge(in FlowUse other)
    {
        Flows = FlowCounts.Sum(Flows, other.Flows);
        Answered = FlowCounts.Sum(Answered, other.Answered);
        Unanswered = FlowCounts.Sum(Unanswered, other.Unanswered);
        UpBytes = FlowCounts.Sum(UpBytes, other.UpBytes);
        DownBytes = FlowCounts.Sum(DownBytes, other.DownBytes);
        First = other.First < First ? other.First : First;
        Last = other.Last > Last ? other.Last : Last;
    }

    /// <inheritdoc/>
    public readonly void WriteTo(IBufferWriter<byte> to)
    {
        to.U64((ulong)Flows);
        to.U64((ulong)Answered);
        to.U64((ulong)Unanswered);
        to.U64((ulong)UpBytes);
        to.U64((ulong)DownBytes);
        to.U64((ulong)First.Ticks);
        to.U64((ulong)Last.Ticks);
    }

    /// <inheritdoc/>
    public static FlowUse ReadFrom(ref StateReader from) => new()
    {
        Flows = FlowCounts.ReadFrom(ref from),
        Answered = FlowCounts.ReadFrom(ref from),
        Unanswered = FlowCounts.ReadFrom(ref from),
        UpBytes = FlowCounts.ReadFrom(ref from),
        DownBytes = FlowCounts.ReadFrom(ref from),
        First = FlowTimes.ReadFrom(ref from),
        Last = FlowTimes.ReadFrom(ref from),
    };
}
