namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads a text whose records are pieces of one line or of many: objects, elements, blocks. A subclass says where a piece ends; what it remembers from one piece to
/// the next it learns while it cuts, so that pieces that are walked over need not be read. A piece whose end is not within
/// <see cref="IRecordReader.LargestRecord"/> is one malformed record, behind whose line it goes on, unless the subclass knows better.
/// </summary>
abstract class PieceReader : IRecordReader
{
    /// <summary>Why a piece is malformed whose line does not end in due course.</summary>
    public const string LongLine = "the line is longer than 1 MiB";

    long _offset;
    bool _isInLongLine;

    /// <summary>A reader at the start of a source.</summary>
    protected PieceReader()
    {
    }

    /// <summary>A reader that stands where <paramref name="other"/> stands.</summary>
    protected PieceReader(PieceReader other) => (_offset, _isInLongLine) = (other._offset, other._isInLongLine);

    static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    /// <summary>Cuts the piece that a text begins with. What it finds holds however much more text follows.</summary>
    /// <param name="text">The text, never more than <see cref="IRecordReader.LargestRecord"/> bytes.</param>
    /// <param name="isFull">Whether there are so many, so that a piece whose end is not in it is too long.</param>
    /// <returns>Its bytes; 0 where its end is not to be seen.</returns>
    protected abstract int Cut(ReadOnlySpan<byte> text, bool isFull);

    /// <summary>Reads the piece that was cut last.</summary>
    /// <param name="piece">Its bytes.</param>
    /// <param name="isCut">Whether the source ends before the piece does: then it is one record at least.</param>
    /// <param name="offset">Where it begins in the source.</param>
    /// <param name="rows">Takes its records.</param>
    protected abstract void Take(ReadOnlySpan<byte> piece, bool isCut, long offset, IBatchWriter rows);

    /// <inheritdoc/>
    public abstract IRecordReader Fork();

    /// <inheritdoc/>
    public int Read(ReadOnlySpan<byte> block, bool isLast, IBatchWriter rows) => Walk(block, isLast, rows);

    /// <inheritdoc/>
    public int Skim(ReadOnlySpan<byte> block, bool isLast, IBatchWriter inOrder) => Walk(block, isLast, rows: null);

    int Walk(ReadOnlySpan<byte> block, bool isLast, IBatchWriter? rows)
    {
        var at = _offset == 0 && block.StartsWith(Mark) ? Mark.Length : 0;
        while (at < block.Length)
        {
            var length = _isInLongLine ? EndOfLongLine(block[at..]) : Step(block[at..], isLast, _offset + at, rows);
            if (length == 0)
            {
                break;
            }
            at += length;
        }
        _offset += at;
        return at;
    }

    int EndOfLongLine(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)'\n');
        _isInLongLine = end < 0;
        return end < 0 ? rest.Length : end + 1;
    }

    /// <summary>Takes one piece.</summary>
    /// <returns>Its bytes; 0 where more of the source must be seen.</returns>
    int Step(ReadOnlySpan<byte> rest, bool isLast, long offset, IBatchWriter? rows)
    {
        var isFull = rest.Length >= IRecordReader.LargestRecord;
        var window = isFull ? rest[..IRecordReader.LargestRecord] : rest;
        var length = Cut(window, isFull);
        if (length > 0)
        {
            if (rows is not null)
            {
                Take(window[..length], isCut: false, offset, rows);
            }
            return length;
        }
        if (isFull)
        {
            _isInLongLine = true;
            rows?.Malformed(offset, LongLine);
            return window.Length;
        }
        if (isLast && rows is not null)
        {
            Take(rest, isCut: true, offset, rows);
        }
        return isLast ? rest.Length : 0;
    }
}
