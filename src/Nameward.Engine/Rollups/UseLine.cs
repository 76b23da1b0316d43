using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// What one client's use of one server gained since it was written to its <see cref="ServerUse"/>: one line of memory, so that a message costs no walk
/// through the sets behind. These are asked only for what the line does not know to be there already: another segment, another step of time, a time to
/// live below those that are kept.
/// </summary>
struct UseLine
{
    public readonly ulong Hash;
    public readonly ServerUse? Use;
    long _first = long.MaxValue, _last;
    KnownStep _second, _segment;
    uint _ttlEnd;
    ushort _queries, _responses, _headers, _recursive, _authoritative;

    /// <summary>An empty line of a use.</summary>
    public UseLine(ulong hash, ServerUse use)
    {
        (Hash, Use) = (hash, use);
        (_second, _segment) = (KnownStep.None, KnownStep.None);
        _ttlEnd = use.Ttls.End;
    }

    /// <summary>Whether a counter cannot count further.</summary>
    public readonly bool IsFull => (_queries | _responses) >> 15 != 0;

    /// <summary>Counts a message.</summary>
    public void Count(in DnsMessage message, IObservationBatch batch)
    {
        _queries += (ushort)((int)message.Sides & 1);
        if ((message.Sides & Sides.Response) != 0)
        {
            CountResponse(message, batch);
        }
        if (CompactRowWriter.SegmentCode(batch.Segment) is var segment && !_segment.Holds(segment))
        {
            _segment = Use!.Segments.Occupy(segment);
        }
        if (message.Time != DateTime.MinValue)
        {
            _first = Math.Min(_first, message.Time.Ticks);
            _last = Math.Max(_last, message.Time.Ticks);
            if (ServerUse.SecondOf(message.Time) is var second && !_second.Holds(second))
            {
                _second = Use!.Seconds.Occupy(second);
            }
        }
    }

    /// <summary>Writes what was counted to the use.</summary>
    public void Settle()
    {
        if (Use is null)
        {
            return;
        }
        Use.AddCounts(_queries, _responses, _headers, _recursive, _authoritative);
        if (_last > 0)
        {
            Use.AddTimes(new(_first, DateTimeKind.Utc), new(_last, DateTimeKind.Utc));
        }
        (_queries, _responses, _headers, _recursive, _authoritative) = (0, 0, 0, 0, 0);
    }

    void CountResponse(in DnsMessage message, IObservationBatch batch)
    {
        var header = (int)message.Header;
        var shown = header >> 7;
        _responses++;
        _headers += (ushort)shown;
        _recursive += (ushort)(header >> 3 & shown);
        _authoritative += (ushort)(header & shown);
        foreach (var record in new ResourceRecords(batch.Bytes(message.Answers)))
        {
            if (record.Ttl < _ttlEnd && record.Section == Section.Answer)
            {
                Use!.Ttls.Add(record.Ttl);
                _ttlEnd = Use.Ttls.End;
            }
        }
    }
}
