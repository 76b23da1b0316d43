using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Envelopes.Archives;

/// <summary>
/// The directory at the end of a zip archive (PKWARE APPNOTE 6.3.10, sections 4.3.12 to 4.3.16), read in a stream: System.IO.Compression would hold all of it, and
/// it may be made to be large.
/// </summary>
sealed class ZipDirectory(UnpackedBytes bytes, long length, ArchivePlace place)
{
    const int EndBytes = 22, LocatorBytes = 20, End64Bytes = 56, MostComment = 0xFFFF;

    /// <summary>What is wrong with the archive; complete when there are no more members.</summary>
    public string? Damage { get; private set; }

    static ReadOnlySpan<byte> EndMagic => "PK\x05\x06"u8;

    /// <summary>Whether bytes begin as a zip archive does: with a member, with the end of an empty one, or with the mark of one in pieces.</summary>
    public static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith(ZipRecord.LocalMagic) || head.StartsWith(EndMagic) || head.StartsWith("PK\x07\x08PK\x03\x04"u8);

    /// <summary>Its files, without folders and links.</summary>
    public IEnumerable<ArchiveMember> Members()
    {
        if (FindEnd() is not { } end)
        {
            Damage = "the zip archive has no directory at its end, it may be cut; only members whose heads are there were found";
            return new ZipWalk(bytes, length, place).Members();
        }
        return Members(end);
    }

    IEnumerable<ArchiveMember> Members(Directory end)
    {
        var input = new PackedInput(new SliceBytes(bytes, end.Start, length - end.Start));
        var count = 0L;
        for (; count < end.Count && ZipRecord.TryRead(input) is { } record; count++)
        {
            if (record.IsFile)
            {
                yield return record.ToMember(place, bytes, end.Shift);
            }
        }
        if (count < end.Count)
        {
            Damage = Words.Say($"the directory of the zip archive is damaged: {count:N0} of {end.Count:N0} entries could be read");
        }
    }

    Directory? FindEnd()
    {
        var from = Math.Max(0, length - EndBytes - MostComment);
        var tail = Read(from, (int)(length - from));
        for (var at = tail.AsSpan().LastIndexOf(EndMagic); at >= 0; at = tail.AsSpan(0, at).LastIndexOf(EndMagic))
        {
            if (tail.Length - at >= EndBytes && ReadEnd(tail.AsSpan(at), from + at) is { } end)
            {
                return end;
            }
        }
        return null;
    }

    Directory? ReadEnd(ReadOnlySpan<byte> end, long at)
    {
        long count = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]), start = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        if (count == 0xFFFF || size == uint.MaxValue || start == uint.MaxValue)
        {
            return Read(at - LocatorBytes, LocatorBytes) is { Length: LocatorBytes } locator && locator.AsSpan().StartsWith("PK\x06\x07"u8)
                ? ReadEnd64(BinaryPrimitives.ReadInt64LittleEndian(locator.AsSpan(8))) ?? Checked(start, size, at, count)
                : Checked(start, size, at, count);
        }
        return Checked(start, size, at, count);
    }

    Directory? ReadEnd64(long at) => Read(at, End64Bytes) is { Length: End64Bytes } end && end.AsSpan().StartsWith("PK\x06\x06"u8)
        ? Checked(BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(48)), BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(40)), at,
            BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(32)))
        : null;

    // Where something stands in front of the archive, all offsets in it are short by so much: the directory ends where its end begins.
    Directory? Checked(long start, long size, long end, long count)
    {
        var shift = end - size - start;
        var isThere = size >= 0 && start >= 0 && shift >= 0 && (count == 0 || IsEntry(start + shift));
        return isThere ? new(start + shift, count, shift) : null;
    }

    bool IsEntry(long at) => Read(at, ZipRecord.EntryMagic.Length).AsSpan().SequenceEqual(ZipRecord.EntryMagic);

    byte[] Read(long at, int count)
    {
        var read = new byte[count];
        return at >= 0 && at <= length && bytes.SkipTo(at) ? read[..bytes.Fill(read)] : [];
    }

    readonly record struct Directory(long Start, long Count, long Shift);
}
