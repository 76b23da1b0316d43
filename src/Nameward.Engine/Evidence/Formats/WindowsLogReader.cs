using System.Buffers.Binary;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads an event log of Windows as it lies on disk (.evtx, since Vista): a head of 4096 bytes, then chunks of 64 KiB, each of which stands alone. Layout by
/// https://github.com/libyal/libevtx/blob/main/documentation/Windows%20XML%20Event%20Log%20(EVTX).asciidoc. How many chunks there are is taken from the file and
/// not from its head, which is old in a log that was copied while in use. Chunks of zeros are room for events to come, unless chunks follow.
/// </summary>
sealed class WindowsLogReader : IRecordReader
{
    const int HeadBytes = 4096;
    const int HeadSummed = 120, HeadSum = 124;

    /// <summary>Bytes behind a chunk that tell what follows it: more than the head of one, which may be nearly all zeros.</summary>
    const int LookedAtBehind = 1024;

    readonly LocalClock _clock = new(TimeZoneInfo.Utc);
    long _offset;
    long _zeros;

    // Made when first read with: what is forked is kept for each block of a source.
    WindowsChunk Chunk => field ??= new();

    /// <summary>A reader at the start of a source.</summary>
    public WindowsLogReader()
    {
    }

    WindowsLogReader(WindowsLogReader other) => (_offset, _zeros) = (other._offset, other._zeros);

    /// <summary>The first bytes of a log.</summary>
    public static ReadOnlySpan<byte> Magic => "ElfFile\0"u8;

    /// <inheritdoc/>
    public IRecordReader Fork() => new WindowsLogReader(this);

    /// <inheritdoc/>
    public int Read(ReadOnlySpan<byte> block, bool isLast, IBatchWriter rows) => Walk(block, isLast, rows);

    /// <inheritdoc/>
    public int Skim(ReadOnlySpan<byte> block, bool isLast, IBatchWriter inOrder) => Walk(block, isLast, rows: null);

    int Walk(ReadOnlySpan<byte> block, bool isLast, IBatchWriter? rows)
    {
        var at = _offset == 0 ? WalkHead(block, isLast, rows) : 0;
        while (at < block.Length && _offset + at > 0)
        {
            var length = WalkChunk(block[at..], isLast, _offset + at, rows);
            if (length == 0)
            {
                break;
            }
            at += length;
        }
        _offset += at;
        return at;
    }

    static int WalkHead(ReadOnlySpan<byte> block, bool isLast, IBatchWriter? rows)
    {
        if (block.Length < HeadBytes)
        {
            if (isLast && !block.IsEmpty)
            {
                rows?.Malformed(0, "the file ends inside its header");
            }
            return isLast ? block.Length : 0;
        }
        if (Crc32.Append(0, block[..HeadSummed]) != BinaryPrimitives.ReadUInt32LittleEndian(block[HeadSum..]))
        {
            rows?.Malformed(0, "the checksum of the file's header does not fit");
        }
        return HeadBytes;
    }

    /// <summary>Reads a chunk, or what stands where one should.</summary>
    /// <returns>Bytes up to the next one; 0 where more of the source must be seen.</returns>
    int WalkChunk(ReadOnlySpan<byte> rest, bool isLast, long offset, IBatchWriter? rows)
    {
        if (rest.Length < WindowsChunk.Bytes && !isLast)
        {
            return 0;
        }
        var chunk = rest[..Math.Min(rest.Length, WindowsChunk.Bytes)];
        if (!chunk.ContainsAnyExcept((byte)0))
        {
            _zeros += chunk.Length == WindowsChunk.Bytes ? 1 : 0;
            return chunk.Length;
        }
        if (chunk.StartsWith(WindowsChunk.Magic))
        {
            return TakeChunk(rest, chunk, isLast, offset, rows);
        }
        return WalkDamage(rest, isLast, offset, rows);
    }

    int TakeChunk(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> chunk, bool isLast, long offset, IBatchWriter? rows)
    {
        if (rest.Length < WindowsChunk.Bytes + LookedAtBehind && !isLast)
        {
            return 0;
        }
        ReportZeros(offset, rows);
        if (rows is not null)
        {
            Chunk.Read(chunk, offset, _clock, rows);
        }
        var behind = rest[chunk.Length..];
        var next = behind[..Math.Min(behind.Length, LookedAtBehind)];
        // Only where no chunk follows bytes may be missing: else what an earlier use of the chunk left in it could pass for one.
        var isFollowed = next.StartsWith(WindowsChunk.Magic) || !next.ContainsAnyExcept((byte)0);
        return isFollowed ? chunk.Length : WindowsChunk.LengthUpToNext(chunk);
    }

    /// <summary>Steps to the next place where a chunk begins, at most over as many bytes as one has.</summary>
    int WalkDamage(ReadOnlySpan<byte> rest, bool isLast, long offset, IBatchWriter? rows)
    {
        var reach = WindowsChunk.Bytes + WindowsChunk.Magic.Length - 1;
        if (rest.Length < reach && !isLast)
        {
            return 0;
        }
        ReportZeros(offset, rows);
        rows?.Malformed(offset, rest.Length < WindowsChunk.Bytes ? WindowsChunk.FileEnds : "no chunk of an event log stands where one should");
        var next = rest[1..Math.Min(rest.Length, reach)].IndexOf(WindowsChunk.Magic);
        return next >= 0 ? next + 1 : Math.Min(rest.Length, WindowsChunk.Bytes);
    }

    /// <summary>Counts chunks of zeros, behind which others stand, as lost.</summary>
    void ReportZeros(long offset, IBatchWriter? rows)
    {
        for (; _zeros > 0; _zeros--)
        {
            rows?.Malformed(offset - _zeros * WindowsChunk.Bytes, "a chunk of zeros stands amid the log");
        }
    }
}
