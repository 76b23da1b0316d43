namespace Nameward.Engine.Evidence.Scanning;

/// <summary>
/// A reader of evidence in which every line is a record. It cuts the blocks into lines, whatever their pieces, keeps the offset, and skips a line
/// that is longer than <see cref="IRecordReader.LargestRecord"/> as one malformed record without holding it.
/// </summary>
abstract class LineReader : IRecordReader
{
    const byte NewLine = (byte)'\n';

    long _offset;
    bool _insideLongLine;

    /// <summary>A reader at the start of a source.</summary>
    protected LineReader()
    {
    }

    /// <summary>A reader that stands where <paramref name="other"/> stands.</summary>
    protected LineReader(LineReader other) => (_offset, _insideLongLine) = (other._offset, other._insideLongLine);

    /// <summary>
    /// Reads one line, which is not empty; its end and the mark of UTF-8 at the start of a source are cut off. What is observed is handed to
    /// <paramref name="rows"/>, all else is left to the caller.
    /// </summary>
    protected abstract LineResult ReadLine(ReadOnlySpan<byte> line, long offset, IBatchWriter rows);

    /// <summary>
    /// Where the line ends that <paramref name="text"/> begins with, or -1. A reader that finds more on the way may keep it for <see cref="ReadLine"/>,
    /// which is called for the same line next, if it is read at all.
    /// </summary>
    protected virtual int EndOfLine(ReadOnlySpan<byte> text) => text.IndexOf(NewLine);

    /// <summary>
    /// Reads lines from <paramref name="at"/> on, many in one go. A reader that can do so leaves those that are out of the ordinary, and the last one of a block
    /// that has no end, to be read one by one.
    /// </summary>
    /// <param name="block">The block.</param>
    /// <param name="at">Where in it a line begins.</param>
    /// <param name="offset">Where the block begins in the source.</param>
    /// <param name="rows">Takes the records.</param>
    /// <returns>Where the first line begins that was not read; never behind the end of a line.</returns>
    protected virtual int ReadLines(ReadOnlySpan<byte> block, int at, long offset, IBatchWriter rows) => at;

    /// <summary>Walks over whole lines without reading them; keeps what later lines need.</summary>
    protected virtual void SkimLines(ReadOnlySpan<byte> lines)
    {
    }

    /// <summary>Whether a line may hold line feeds, so that <see cref="EndOfLine"/> alone tells where it ends; such lines are skimmed one by one.</summary>
    protected virtual bool HasBreaksInLines => false;

    /// <summary>Walks over one line, which is not empty, where <see cref="HasBreaksInLines"/>.</summary>
    protected virtual void SkimLine(ReadOnlySpan<byte> line)
    {
    }

    /// <inheritdoc/>
    public abstract IRecordReader Fork();

    /// <inheritdoc/>
    public int Read(ReadOnlySpan<byte> block, bool isLast, IBatchWriter rows)
    {
        var at = EndOfLongLine(block);
        for (at = ReadLines(block, at, _offset, rows); EndOfLine(block[at..]) is >= 0 and var length; at = ReadLines(block, at, _offset, rows))
        {
            TakeLine(block.Slice(at, length), _offset + at, rows);
            at += length + 1;
        }
        if (IsLong(block.Length - at) || (isLast && at < block.Length))
        {
            TakeLine(block[at..], _offset + at, rows);
        }
        return Consume(block, at, isLast);
    }

    /// <inheritdoc/>
    public int Skim(ReadOnlySpan<byte> block, bool isLast, IBatchWriter inOrder)
    {
        if (HasBreaksInLines)
        {
            return SkimOneByOne(block, isLast);
        }
        var start = EndOfLongLine(block);
        var at = Math.Max(start, block.LastIndexOf(NewLine) + 1);
        if (isLast && !IsLong(block.Length - at))
        {
            at = block.Length;
        }
        if (at > start)
        {
            SkimLines(WithoutMark(block[start..at], _offset + start));
        }
        return Consume(block, at, isLast);
    }

    int SkimOneByOne(ReadOnlySpan<byte> block, bool isLast)
    {
        var at = EndOfLongLine(block);
        for (; EndOfLine(block[at..]) is >= 0 and var length; at += length + 1)
        {
            SkimOne(block.Slice(at, length), _offset + at);
        }
        if (isLast && at < block.Length)
        {
            SkimOne(block[at..], _offset + at);
        }
        return Consume(block, at, isLast);
    }

    void SkimOne(ReadOnlySpan<byte> line, long offset)
    {
        line = IsLong(line.Length) ? [] : WithoutReturn(WithoutMark(line, offset));
        if (!line.IsEmpty)
        {
            SkimLine(line);
        }
    }

    /// <summary>A line without its end: a CR before the line feed belongs to it.</summary>
    protected static ReadOnlySpan<byte> WithoutReturn(ReadOnlySpan<byte> line) => line is [.., (byte)'\r'] ? line[..^1] : line;

    /// <summary>Whether a line of this many bytes, its end not counted, is a longer record than any that is read.</summary>
    protected static bool IsLong(int length) => length >= IRecordReader.LargestRecord;

    static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> line, long offset) => offset == 0 && line.StartsWith("\uFEFF"u8) ? line[3..] : line;

    void TakeLine(ReadOnlySpan<byte> line, long offset, IBatchWriter rows)
    {
        var result = IsLong(line.Length) ? LineResult.Malformed("the line is longer than 1 MiB") : LineResult.Ignored;
        line = WithoutReturn(WithoutMark(line, offset));
        if (result.Because is null && !line.IsEmpty)
        {
            result = ReadLine(line, offset, rows);
        }
        if (result.Because is { } because)
        {
            rows.Malformed(offset, because);
        }
        else if (!result.IsObserved)
        {
            rows.Ignored(offset);
        }
    }

    /// <summary>Where the rest of a long line, which was reported when it began, ends in this block.</summary>
    int EndOfLongLine(ReadOnlySpan<byte> block)
    {
        if (!_insideLongLine)
        {
            return 0;
        }
        var end = block.IndexOf(NewLine);
        _insideLongLine = end < 0;
        return end < 0 ? block.Length : end + 1;
    }

    /// <summary>Settles what is left behind the last line end at <paramref name="at"/>: a long line and the end of the source leave nothing.</summary>
    int Consume(ReadOnlySpan<byte> block, int at, bool isLast)
    {
        if (IsLong(block.Length - at))
        {
            _insideLongLine = true;
            at = block.Length;
        }
        at = isLast ? block.Length : at;
        _offset += at;
        return at;
    }
}
