namespace Nameward.Engine.Evidence.Envelopes.Archives;

/// <summary>Goes over a zip archive without its directory, from head to head: what is left of one that was cut.</summary>
sealed class ZipWalk(UnpackedBytes bytes, long length, ArchivePlace place)
{
    const int SizesBehind = 8;

    /// <summary>The files whose heads are there.</summary>
    public IEnumerable<ArchiveMember> Members()
    {
        for (var at = Find(0); at >= 0;)
        {
            var input = new PackedInput(new SliceBytes(bytes, at, length - at));
            if (ZipRecord.TryReadLocal(input) is not { } record)
            {
                yield break;
            }
            var data = at + record.Offset;
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
        var input = new PackedInput(new SliceBytes(bytes, from, Math.Max(0, length - from)));
        while (from <= length && input.Has(ZipRecord.LocalMagic.Length))
        {
            var ahead = input.Ahead.IndexOf(ZipRecord.LocalMagic);
            if (ahead >= 0)
            {
                return from + input.Position + ahead;
            }
            input.At = input.End - ZipRecord.LocalMagic.Length + 1;
        }
        return -1;
    }
}
