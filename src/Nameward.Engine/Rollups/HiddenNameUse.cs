using System.Buffers;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// What is remembered of one client's look-ups of names that the evidence does not show whole: when there were any, and when they were for types that hosts do
/// not ask for. Which seconds are occupied is free of repetition; the counts are additive, and so of one format.
/// </summary>
struct HiddenNameUse : IKeptState<HiddenNameUse>
{
    /// <summary>Of no query.</summary>
    public HiddenNameUse()
    {
    }

    long _queries;
    long _responses;

    /// <summary>Look-ups: their queries, or their responses where the evidence shows more of these, as a log of replies alone does.</summary>
    public readonly long LookUps => Math.Max(_queries, _responses);

    /// <summary>Seconds of the day with a message.</summary>
    public OccupiedSet Seconds { get; private set; } = new();

    /// <summary>Of these, those with one for NULL, KEY or a private type.</summary>
    public OccupiedSet Rare { get; private set; } = new();

    /// <summary>Of these, those with one for CNAME or MX, which hosts hardly ask of names that hide in a log.</summary>
    public OccupiedSet Pointers { get; private set; } = new();

    /// <summary>First message, UTC; <see cref="DateTime.MaxValue"/> where the evidence carries no time.</summary>
    public DateTime First { get; private set; } = DateTime.MaxValue;

    /// <summary>Last message, UTC; <see cref="DateTime.MinValue"/> where the evidence carries no time.</summary>
    public DateTime Last { get; private set; } = DateTime.MinValue;

    /// <summary>What is remembered of one message alone.</summary>
    public static HiddenNameUse Of(in DnsMessage message)
    {
        var use = new HiddenNameUse
        {
            _queries = (message.Sides & Sides.Query) != 0 ? 1 : 0,
            _responses = (message.Sides & Sides.Response) != 0 ? 1 : 0,
        };
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
        _queries = FlowCounts.Sum(_queries, other._queries);
        _responses = FlowCounts.Sum(_responses, other._responses);
        Seconds.Merge(other.Seconds);
        Rare.Merge(other.Rare);
        Pointers.Merge(other.Pointers);
        First = other.First < First ? other.First : First;
        Last = other.Last > Last ? other.Last : Last;
    }

    /// <inheritdoc/>
    public readonly void WriteTo(IBufferWriter<byte> to)
    {
        to.U64((ulong)_queries);
        to.U64((ulong)_responses);
        Seconds.WriteTo(to);
        Rare.WriteTo(to);
        Pointers.WriteTo(to);
        to.U64((ulong)First.Ticks);
        to.U64((ulong)Last.Ticks);
    }

    /// <inheritdoc/>
    public static HiddenNameUse ReadFrom(ref StateReader from) => new()
    {
        _queries = FlowCounts.ReadFrom(ref from),
        _responses = FlowCounts.ReadFrom(ref from),
        Seconds = OccupiedSet.ReadFrom(ref from),
        Rare = OccupiedSet.ReadFrom(ref from),
        Pointers = OccupiedSet.ReadFrom(ref from),
        First = FlowTimes.ReadFrom(ref from),
        Last = FlowTimes.ReadFrom(ref from),
    };
}
