using System.Runtime.CompilerServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// What one client's use of one server gained since it was written to its <see cref="ServerUse"/>: two lines of memory, side by side, so that a message costs
/// no walk through the sets behind. Steps of time and segments that may be new wait here until there is no room for one more.
/// </summary>
struct UseLine
{
    const int MostSeconds = 12, MostSegments = 5;

    /// <summary>Stands for the use; 0 marks a free line.</summary>
    public readonly ulong Hash;
    long _first = long.MaxValue, _last;

    /// <summary>The number of the use.</summary>
    public readonly int Number;

    /// <summary>The number of the client in its shard; less than 0 where it was not asked for yet.</summary>
    public int Client = -1;
    uint _ttlEnd = uint.MaxValue;
    uint _lastSecond = uint.MaxValue, _lastSegment = uint.MaxValue;
    ushort _queries, _responses, _headers, _recursive, _authoritative;
    byte _secondShift, _segmentShift, _seconds, _segments;
    Waiting12 _waitingSeconds;
    Waiting5 _waitingSegments;

    /// <summary>An empty line of a use.</summary>
    public UseLine(ulong hash, int number) => (Hash, Number) = (hash, number);

    /// <summary>Whether the next message might find no room.</summary>
    public readonly bool IsFull => (_queries | _responses) >> 15 != 0 || _seconds == MostSeconds || _segments == MostSegments;

    /// <summary>Whether a time to live is lower than those that the use keeps.</summary>
    public readonly bool IsLow(uint ttl) => ttl < _ttlEnd;

    /// <summary>Adds a time to live to those that the use keeps.</summary>
    public void AddTtl(uint ttl, ServerUse use)
    {
        use.Ttls.Add(ttl);
        _ttlEnd = use.Ttls.End;
    }

    /// <summary>Counts a message of a segment (its <see cref="CompactRowWriter.SegmentCode"/>).</summary>
    public void Count(in DnsMessage message, uint segment)
    {
        _queries += (ushort)((int)message.Sides & 1);
        if ((message.Sides & Sides.Response) != 0)
        {
            var header = (int)message.Header;
            var shown = header >> 7;
            _responses++;
            _headers += (ushort)shown;
            _recursive += (ushort)(header >> 3 & shown);
            _authoritative += (ushort)(header & shown);
        }
        if (((segment ^ _lastSegment) >> _segmentShift) != 0)
        {
            _waitingSegments[_segments++] = _lastSegment = segment;
        }
        if (message.Time != DateTime.MinValue)
        {
            CountTime(message.Time);
        }
    }

    /// <summary>Writes what was counted to the use.</summary>
    public void Settle(ServerUse use)
    {
        use.AddCounts(_queries, _responses, _headers, _recursive, _authoritative);
        if (_last > 0)
        {
            use.AddTimes(new(_first, DateTimeKind.Utc), new(_last, DateTimeKind.Utc));
        }
        foreach (var second in _waitingSeconds[.._seconds])
        {
            use.Seconds.Add(second);
        }
        foreach (var segment in _waitingSegments[.._segments])
        {
            use.Segments.Add(segment);
        }
        (_secondShift, _segmentShift) = ((byte)use.Seconds.Shift, (byte)use.Segments.Shift);
        _ttlEnd = use.Ttls.End;
        (_queries, _responses, _headers, _recursive, _authoritative, _seconds, _segments) = (0, 0, 0, 0, 0, 0, 0);
    }

    void CountTime(DateTime time)
    {
        _first = Math.Min(_first, time.Ticks);
        _last = Math.Max(_last, time.Ticks);
        var second = ServerUse.SecondOf(time);
        if (((second ^ _lastSecond) >> _secondShift) != 0)
        {
            _waitingSeconds[_seconds++] = _lastSecond = second;
        }
    }

    [InlineArray(MostSeconds)]
    struct Waiting12
    {
        uint _number;
    }

    [InlineArray(MostSegments)]
    struct Waiting5
    {
        uint _number;
    }
}
