using System.Buffers;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>What is remembered of a lease in one of its days: free of order and of repetition.</summary>
struct LeaseSpell : IKeptState<LeaseSpell>
{
    /// <summary>From when, UTC; <see cref="DateTime.MaxValue"/> where the evidence carries no time.</summary>
    public DateTime From { get; private set; }

    /// <summary>The last time in the day that the server said so; <see cref="DateTime.MinValue"/> where it did in none of this day's records, or they carry no time.</summary>
    public DateTime Said { get; private set; }

    /// <summary>Until when, as was promised or found; the end of the day where it goes on.</summary>
    public DateTime Until { get; private set; }

    /// <summary>The last time in the day that it ended; <see cref="DateTime.MinValue"/> where it did not.</summary>
    public DateTime Over { get; private set; }

    /// <summary>The lowest position in the evidence.</summary>
    public SourcePosition At { get; private set; }

    /// <summary>The part of a lease that lies in one day.</summary>
    public static LeaseSpell Of(in HostLease lease, int day, bool isFirst, bool isLast)
    {
        var begin = DateTime.UnixEpoch.AddDays(day);
        return new()
        {
            From = lease.From == DateTime.MinValue ? DateTime.MaxValue : isFirst ? lease.From : begin,
            Said = isFirst && !lease.IsOver ? lease.From : DateTime.MinValue,
            Until = isLast ? lease.Until : begin.AddDays(1),
            Over = isLast && lease.IsOver ? lease.Until : DateTime.MinValue,
            At = lease.At,
        };
    }

    /// <inheritdoc/>
    public void Merge(in LeaseSpell other)
    {
        From = other.From < From ? other.From : From;
        Said = other.Said > Said ? other.Said : Said;
        Until = other.Until > Until ? other.Until : Until;
        Over = other.Over > Over ? other.Over : Over;
        At = other.At.CompareTo(At) < 0 ? other.At : At;
    }

    /// <inheritdoc/>
    public readonly void WriteTo(IBufferWriter<byte> to)
    {
        to.U64((ulong)From.Ticks);
        to.U64((ulong)Said.Ticks);
        to.U64((ulong)Until.Ticks);
        to.U64((ulong)Over.Ticks);
        to.U32((uint)At.Source);
        to.U64((ulong)At.Offset);
    }

    /// <inheritdoc/>
    public static LeaseSpell ReadFrom(ref StateReader from) => new()
    {
        From = FlowTimes.ReadFrom(ref from),
        Said = FlowTimes.ReadFrom(ref from),
        Until = FlowTimes.ReadFrom(ref from),
        Over = FlowTimes.ReadFrom(ref from),
        At = new((int)from.U32(), (long)from.U64()),
    };
}
