using System.Buffers;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// What is remembered of one client's queries for names of which the evidence shows only that their bytes do not print: when there were any, and when they were
/// for types that hosts do not ask for. Which seconds are occupied is free of repetition; the count of queries is additive, and so of one format.
/// </summary>
struct HiddenNameUse : IKeptState<HiddenNameUse>
{
    /// <summary>Of no query.</summary>
    public HiddenNameUse()
    {
    }

    /// <summary>Queries.</summary>
    public long Queries { get; private set; }

    /// <summary>Seconds of the day with a query.</summary>
    public OccupiedSet Seconds { get; private set; } = new();

    /// <summary>Of these, those with a query for NULL, KEY or a private type.</summary>
    public OccupiedSet Rare { get; private set; } = new();

    /// <summary>Of these, those with a query for CNAME or MX, which nobody asks of a name that does not print.</summary>
    public OccupiedSet Pointers { get; private set; } = new();

    /// <summary>First query, UTC; <see cref="DateTime.MaxValue"/> where the evidence carries no time.</summary>
    public DateTime First { get; private set; } = DateTime.MaxValue;

    /// <summary>Last query, UTC; <see cref="DateTime.MinValue"/> where the evidence carries no time.</summary>
    public DateTime Last { get; private set; } = DateTime.MinValue;

    /// <summary>What is remembered of one query alone.</summary>
    public static HiddenNameUse Of(in DnsMessage message)
    {
        var use = new HiddenNameUse { Queries = 1 };
        if (message.Time != DateTime.MinValue)
        {
            (use.First, use.Last) = (message.Time, message.Time);
        }
        var second = (uint)(message.Time.TimeOfDay.Ticks / TimeSpan.TicksPerSecond);
        use.Seconds.Add(second);
        switch (message.Type)
        {
            case RecordTypes.Null or RecordTypes.Key or >= RecordTypes.FirstPrivate:
                use.Rare.Add(second);
                break;
            case RecordTypes.Cname or RecordTypes.Mx:
                use.Pointers.Add(second);
                break;
        }
        return use;
    }

    /// <inheritdoc/>
    public void Merge(in HiddenNameUse other)
    {
        Queries = FlowCounts.Sum(Queries, other.Queries);
        Seconds.Merge(other.Seconds);
        Rare.Merge(other.Rare);
        Pointers.Merge(other.Pointers);
        First = other.First < First ? other.First : First;
        Last = other.Last > Last ? other.Last : Last;
    }

    /// <inheritdoc/>
    public readonly void WriteTo(IBufferWriter<byte> to)
    {
        to.U64((ulong)Queries);
        Seconds.WriteTo(to);
        Rare.WriteTo(to);
        Pointers.WriteTo(to);
        to.U64((ulong)First.Ticks);
        to.U64((ulong)Last.Ticks);
    }

    /// <inheritdoc/>
    public static HiddenNameUse ReadFrom(ref StateReader from) => new()
    {
        Queries = FlowCounts.ReadFrom(ref from),
        Seconds = OccupiedSet.ReadFrom(ref from),
        Rare = OccupiedSet.ReadFrom(ref from),
        Pointers = OccupiedSet.ReadFrom(ref from),
        First = FlowTimes.ReadFrom(ref from),
        Last = FlowTimes.ReadFrom(ref from),
    };
}
