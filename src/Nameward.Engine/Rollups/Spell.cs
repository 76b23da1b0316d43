using System.Buffers;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>From when to when something was seen, and where first: free of order and of repetition.</summary>
struct Spell(DateTime first, DateTime last, SourcePosition at) : IKeptState<Spell>
{
    /// <summary>First time, UTC; <see cref="DateTime.MaxValue"/> where the evidence carries none.</summary>
    public DateTime First { get; private set; } = first == DateTime.MinValue ? DateTime.MaxValue : first;

    /// <summary>Last time, UTC; <see cref="DateTime.MinValue"/> where the evidence carries none.</summary>
    public DateTime Last { get; private set; } = last;

    /// <summary>The lowest position in the evidence.</summary>
    public SourcePosition At { get; private set; } = at;

    /// <inheritdoc/>
    public void Merge(in Spell other)
    {
        First = other.First < First ? other.First : First;
        Last = other.Last > Last ? other.Last : Last;
        At = other.At.CompareTo(At) < 0 ? other.At : At;
    }

    /// <inheritdoc/>
    public readonly void WriteTo(IBufferWriter<byte> to)
    {
        to.U64((ulong)First.Ticks);
        to.U64((ulong)Last.Ticks);
        to.U32((uint)At.Source);
        to.U64((ulong)At.Offset);
    }

    /// <inheritdoc/>
    public static Spell ReadFrom(ref StateReader from) =>
        new() { First = FlowTimes.ReadFrom(ref from), Last = FlowTimes.ReadFrom(ref from), At = new((int)from.U32(), (long)from.U64()) };
}
