using System.Buffers;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Cases;

/// <summary>Look-ups that are put together. Legs and formats are counted apart, since one look-up may be logged by several, and the largest is told.</summary>
/// <param name="key">What they have in common: <see cref="HuntGroupKey"/>.</param>
sealed class HuntGroup(byte[] key)
{
    /// <summary>Clients and names are counted exactly up to here, and within 1/sqrt(510) = 4.4 % (one sigma) above.</summary>
    const int ExactUpTo = 512;
    const int KnownLegs = 4;

    Lane[] _lanes = new Lane[1];
    int _laneCount;

    /// <summary>What they have in common.</summary>
    public byte[] Key { get; } = key;
    /// <summary>Earliest time; <see cref="DateTime.MaxValue"/> where none is known.</summary>
    public DateTime First { get; private set; } = DateTime.MaxValue;
    /// <summary>Latest time.</summary>
    public DateTime Last { get; private set; } = DateTime.MinValue;
    /// <summary>How many may have been counted before it was let go.</summary>
    public long Missed { get; init; }
    /// <summary>Who asked.</summary>
    public BottomK<Distinct> Clients { get; } = new(ExactUpTo);
    /// <summary>What was asked for.</summary>
    public BottomK<Distinct> Names { get; } = new(ExactUpTo);

    /// <summary>Queries, or responses where more of these were seen, of the lane that has most.</summary>
    public long Count
    {
        get
        {
            var most = 0L;
            foreach (ref readonly var lane in _lanes.AsSpan(0, _laneCount))
            {
                most = Math.Max(most, Math.Max(lane.Queries, lane.Responses));
            }
            return most;
        }
    }

    /// <summary>Counts a message.</summary>
    public void Add(in DnsMessage message, byte format)
    {
        ref var lane = ref LaneOf(format * KnownLegs + (int)message.Leg);
        lane.Queries += (message.Sides & Sides.Query) != 0 ? 1 : 0;
        lane.Responses += (message.Sides & Sides.Response) != 0 ? 1 : 0;
        if (message.Time != DateTime.MinValue)
        {
            See(message.Time, message.Time);
        }
    }

    /// <summary>Takes in what another segment counted of the same.</summary>
    public void Merge(HuntGroup other)
    {
        foreach (ref readonly var lane in other._lanes.AsSpan(0, other._laneCount))
        {
            ref var mine = ref LaneOf(lane.Number);
            mine.Queries += lane.Queries;
            mine.Responses += lane.Responses;
        }
        See(other.First, other.Last);
        Clients.Merge(other.Clients);
        Names.Merge(other.Names);
    }

    void See(DateTime first, DateTime last) => (First, Last) = (first < First ? first : First, last > Last ? last : Last);

    ref Lane LaneOf(int number)
    {
        for (var at = 0; at < _laneCount; at++)
        {
            if (_lanes[at].Number == number)
            {
                return ref _lanes[at];
            }
        }
        if (_laneCount == _lanes.Length)
        {
            Array.Resize(ref _lanes, _laneCount * 2);
        }
        _lanes[_laneCount].Number = number;
        return ref _lanes[_laneCount++];
    }

    struct Lane
    {
        public int Number;
        public long Queries;
        public long Responses;
    }
}

/// <summary>One of many things that are counted once each.</summary>
readonly struct Distinct(ulong hash) : ISampled<Distinct>
{
    /// <inheritdoc/>
    public ulong Hash { get; } = hash;

    /// <inheritdoc/>
    public void Join(in Distinct other)
    {
    }

    /// <inheritdoc/>
    public void WriteTo(IBufferWriter<byte> to) => to.U64(Hash);

    /// <inheritdoc/>
    public static Distinct ReadFrom(ref StateReader from) => new(from.U64());
}
