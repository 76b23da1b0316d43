using System.Buffers.Binary;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads a chunk of an event log: a head with checksums, then records one behind the other, each with its length in front and behind. Sums that do not fit
/// are counted once, and the records are read all the same. A log that was copied while in use may hold more records than the head of its last chunk knows:
/// those whose numbers go on.
/// </summary>
sealed class WindowsChunk
{
    /// <summary>Bytes of a chunk.</summary>
    public const int Bytes = 65_536;

    /// <summary>Why the last record of a cut file is malformed.</summary>
    public const string FileEnds = "the file ends inside a chunk";

    const int FirstRecord = 512, RecordHead = 24, SmallestRecord = 28;
    const int FreeSpace = 48, RecordsSum = 52, HeadSummed = 120, Flags = 120, HeadSum = 124, OffsetsStart = 128;

    /// <summary>The flag of a chunk that was written without checksums.</summary>
    const uint HasNoSums = 4;

    readonly WindowsRows _rows = new(isBinary: true);
    readonly WindowsBinaryXml _xml;

    /// <summary>A reader of chunks.</summary>
    public WindowsChunk() => _xml = new(new(_rows.Event), _rows.Event);

    /// <summary>The first bytes of a chunk.</summary>
    public static ReadOnlySpan<byte> Magic => "ElfChnk\0"u8;

    static ReadOnlySpan<byte> RecordMagic => [0x2A, 0x2A, 0, 0];

    /// <summary>The event read last, and what it gave.</summary>
    internal WindowsRows Rows => _rows;

    /// <summary>Reads the records of a chunk.</summary>
    /// <param name="chunk">The chunk; fewer than <see cref="Bytes"/> where the file ends inside it.</param>
    /// <param name="offset">Where it begins in the source.</param>
    /// <param name="clock">The clock of the log; its times are all in UTC.</param>
    /// <param name="rows">Takes the records.</param>
    public void Read(ReadOnlySpan<byte> chunk, long offset, LocalClock clock, IBatchWriter rows)
    {
        var isWhole = chunk.Length == Bytes;
        var end = EndOfRecords(chunk);
        if (isWhole && ProblemOf(chunk, end) is { } problem)
        {
            rows.Malformed(offset, problem);
        }
        var at = FirstRecord;
        for (var last = 0ul; TryNext(chunk, ref at, end, last, isWhole, offset, rows);)
        {
            last = BinaryPrimitives.ReadUInt64LittleEndian(chunk[(at + 8)..]);
            at += TakeRecord(chunk, at, offset + at, clock, rows);
        }
        if (!isWhole)
        {
            rows.Malformed(offset + Math.Min(at, chunk.Length), FileEnds);
        }
    }

    /// <summary>Bytes of a chunk up to where another begins behind its records, as it does where bytes are missing; all of them where none does.</summary>
    public static int LengthUpToNext(ReadOnlySpan<byte> chunk)
    {
        var end = EndOfRecords(chunk);
        var next = chunk[end..].IndexOf(Magic);
        return next < 0 ? chunk.Length : end + next;
    }

    static int EndOfRecords(ReadOnlySpan<byte> chunk)
    {
        var free = chunk.Length >= FreeSpace + sizeof(uint) ? BinaryPrimitives.ReadUInt32LittleEndian(chunk[FreeSpace..]) : 0;
        return free is >= FirstRecord and <= Bytes ? Math.Min((int)free, chunk.Length) : chunk.Length;
    }

    static string? ProblemOf(ReadOnlySpan<byte> chunk, int end)
    {
        if ((BinaryPrimitives.ReadUInt32LittleEndian(chunk[Flags..]) & HasNoSums) != 0)
        {
            return null;
        }
        var head = Crc32.Append(Crc32.Append(0, chunk[..HeadSummed]), chunk[OffsetsStart..FirstRecord]);
        if (head != BinaryPrimitives.ReadUInt32LittleEndian(chunk[HeadSum..]))
        {
            return "the checksum of a chunk's header does not fit";
        }
        return Crc32.Append(0, chunk[FirstRecord..end]) == BinaryPrimitives.ReadUInt32LittleEndian(chunk[RecordsSum..]) ? null : "the checksum of a chunk's records does not fit";
    }

    /// <summary>Moves to the next record: the one that stands here, or the one behind damage, which is counted.</summary>
    static bool TryNext(ReadOnlySpan<byte> chunk, ref int at, int end, ulong last, bool isWhole, long offset, IBatchWriter rows)
    {
        if (IsRecord(chunk, at))
        {
            return at < end || BinaryPrimitives.ReadUInt64LittleEndian(chunk[(at + 8)..]) == last + 1;
        }
        if (at >= end)
        {
            return false;
        }
        var damaged = at;
        var next = at + 1;
        while (next < end && !IsRecord(chunk, next))
        {
            var found = chunk[next..end].IndexOf(RecordMagic);
            next = found < 0 ? end : found == 0 ? next + 1 : next + found;
        }
        if (isWhole || next < end)
        {
            rows.Malformed(offset + damaged, "no record stands where one should");
        }
        at = next < end ? next : at;
        return next < end;
    }

    static bool IsRecord(ReadOnlySpan<byte> chunk, int at)
    {
        if (at > chunk.Length - SmallestRecord || !chunk[at..].StartsWith(RecordMagic))
        {
            return false;
        }
        var length = BinaryPrimitives.ReadUInt32LittleEndian(chunk[(at + 4)..]);
        return length >= SmallestRecord && length <= chunk.Length - at
            && BinaryPrimitives.ReadUInt32LittleEndian(chunk[(at + (int)length - 4)..]) == length;
    }

    int TakeRecord(ReadOnlySpan<byte> chunk, int at, long offset, LocalClock clock, IBatchWriter rows)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(chunk[(at + 4)..]);
        if (_xml.TryRead(chunk, at + RecordHead, at + length - 4))
        {
            _rows.Take(clock, offset, rows);
        }
        else
        {
            rows.Malformed(offset, "the binary XML of a record cannot be read");
        }
        return length;
    }
}
