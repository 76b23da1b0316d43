using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads a stream of dnstap frames: a record is one data frame, its position the byte at which its length stands; control frames are no records. Where a length,
/// a control frame or the outline of a frame is damaged, the bytes up to the next sound dnstap frame are one malformed record. Streams may follow one another,
/// as where files were put together. Reading and skimming walk by the same code, so they agree.
/// </summary>
sealed class DnstapReader : IRecordReader
{
    const int LengthBytes = sizeof(uint);
    const int MostFrame = IRecordReader.LargestRecord - LengthBytes;

    /// <summary>Fields of a message that is read: the schema has 16, and what is unknown is passed over.</summary>
    const int MostFields = 256;

    Stage _stage;
    bool _hasBegun;
    bool _isOpen;
    long _offset;

    // Made when first read with: what is forked is kept for each block of a source.
    DnstapRow Row => field ??= new();

    /// <summary>A reader at the start of a source.</summary>
    public DnstapReader()
    {
    }

    DnstapReader(DnstapReader other) => (_stage, _hasBegun, _isOpen, _offset) = (other._stage, other._hasBegun, other._isOpen, other._offset);

    enum Stage : byte
    {
        Frames,
        Searching,
        OtherContent,
    }

    /// <inheritdoc/>
    public int Read(ReadOnlySpan<byte> block, bool isLast, IBatchWriter rows) => Walk(block, isLast, rows, Row);

    /// <inheritdoc/>
    public int Skim(ReadOnlySpan<byte> block, bool isLast, IBatchWriter inOrder) => Walk(block, isLast, NoRows.Instance, null);

    /// <inheritdoc/>
    public IRecordReader Fork() => new DnstapReader(this);

    int Walk(ReadOnlySpan<byte> block, bool isLast, IBatchWriter rows, DnstapRow? row)
    {
        var at = 0;
        while (at < block.Length)
        {
            var stage = _stage;
            var used = stage switch
            {
                Stage.Searching => Search(block[at..], isLast),
                Stage.OtherContent => block.Length - at,
                _ => ReadFrame(block[at..], _offset + at, isLast, rows, row),
            };
            at += used;
            if (used == 0 && stage == _stage)
            {
                break;
            }
        }
        _offset += at;
        if (isLast && _isOpen)
        {
            rows.Malformed(_offset, DnstapDamage.NoStop);
        }
        return at;
    }

    /// <summary>Reads one frame; 0 where it is not there as a whole.</summary>
    int ReadFrame(ReadOnlySpan<byte> rest, long offset, bool isLast, IBatchWriter rows, DnstapRow? row)
    {
        if (rest.Length < LengthBytes)
        {
            return isLast ? Lose(offset, DnstapDamage.FileEnds, rows) : 0;
        }
        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length == 0)
        {
            return ReadControl(rest, offset, isLast, rows);
        }
        if (length > MostFrame)
        {
            return Lose(offset, DnstapDamage.FrameLength, rows);
        }
        var end = LengthBytes + (int)length;
        if (rest.Length < end)
        {
            return isLast ? Lose(offset, DnstapDamage.FileEnds, rows) : 0;
        }
        if (!DnstapFrame.TryRead(rest[LengthBytes..end], MostFields, out var frame))
        {
            return Lose(offset, DnstapDamage.Frame, rows);
        }
        Begin(offset, rows);
        row?.Write(frame, offset, rows);
        return end;
    }

    int ReadControl(ReadOnlySpan<byte> rest, long offset, bool isLast, IBatchWriter rows)
    {
        var control = DnstapControl.Read(rest);
        if (control.Bytes <= 0)
        {
            return control.Bytes < 0 ? Lose(offset, DnstapDamage.Control, rows) : isLast ? Lose(offset, DnstapDamage.FileEnds, rows) : 0;
        }
        switch (control.Type)
        {
            case DnstapControlType.Start when control.Content == DnstapContent.Other:
                (_stage, _isOpen) = (Stage.OtherContent, false);
                rows.Malformed(offset, DnstapDamage.OtherContent);
                break;
            case DnstapControlType.Start:
                _hasBegun = _isOpen = true;
                break;
            case DnstapControlType.Stop or DnstapControlType.Finish:
                _isOpen = false;
                break;
        }
        return control.Bytes;
    }

    /// <summary>A data frame is at hand, which a START frame should stand before.</summary>
    void Begin(long offset, IBatchWriter rows)
    {
        if (!_hasBegun)
        {
            rows.Malformed(offset, DnstapDamage.NoStart);
        }
        _hasBegun = _isOpen = true;
    }

    int Lose(long offset, string because, IBatchWriter rows)
    {
        (_stage, _hasBegun, _isOpen) = (Stage.Searching, true, false);
        rows.Malformed(offset, because);
        return 1;
    }

    /// <summary>Moves to the next byte at which a sound frame stands.</summary>
    int Search(ReadOnlySpan<byte> bytes, bool isLast)
    {
        for (var at = 0; at < bytes.Length; at++)
        {
            var length = DnstapSearch.Frame(bytes[at..], MostFrame);
            if (length > 0)
            {
                _stage = Stage.Frames;
                return at;
            }
            if (length == 0 && !isLast)
            {
                return at;
            }
        }
        return bytes.Length;
    }
}
