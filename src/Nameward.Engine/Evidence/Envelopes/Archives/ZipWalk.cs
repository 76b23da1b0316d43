namespace Nameward.Engine.Evidence.Envelopes.Archives;

/// <summary>Goes over a zip archive without its directory, from head to head: what is left of one that was cut.</summary>
sealed class ZipWalk(UnpackedBytes bytes, long length, ArchivePlace place)
{
    const int SizesBehind = 8;

    PackedInput _input = new([]);
    long _start;

    /// <summary>The files whose heads are there.</summary>
    public IEnumerable<ArchiveMember> Members()
    {
        for (var at = Find(0); at >= 0;)
        {
            GoTo(at);
            if (ZipRecord.TryReadLocal(_input) is not { } record)
            {
                yield break;
            }
            var data = _start + record.Offset;
            var isKnown = (record.Flags & SizesBehind) == 0;
            at = Find(isKnown ? data + Math.Clamp(record.Packed, 0, length) : data);
            record = isKnown ? record : record with { Packed = (at < 0 ? length : at) - data, Unpacked = -1 };
            if (record.IsFile)
            {
                yield return record.ToMember(place, data);
            }
        }
    }

    long Find(long from)
    {
        GoTo(from);
        while (from <= length && _input.Has(ZipRecord.LocalMagic.Length))
        {
            var ahead = _input.Ahead.IndexOf(ZipRecord.LocalMagic);
            if (ahead >= 0)
            {
                return _start + _input.Position + ahead;
            }
            _input.At = _input.End - ZipRecord.LocalMagic.Length + 1;
        }
        return -1;
    }

    /// <summary>Goes on to a place; through what is at hand, where it reaches so far: there may be a head every thirty bytes.</summary>
    void GoTo(long at)
    {
        var ahead = at - _start - _input.Position;
        if (ahead <= _input.Ahead.Length && _input.End > 0)
        {
            _input.At += (int)ahead;
            return;
        }
        _start = at;
        _input = new(new SliceBytes(bytes, at, Math.Max(0, length - at)));
    }
}
