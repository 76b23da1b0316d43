using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads a configuration that is written in statements and braces. A record is a statement with all braces in it, the head of a block of statements, or a comment
/// between them; spaces, and what closes a block, are none. What is open around a record goes on to each reader that is forked.
/// </summary>
sealed class StatementReader : IRecordReader
{
    readonly StatementGrammar _grammar;
    long _offset;
    bool _isInLongRecord;

    /// <summary>A reader at the start of a source.</summary>
    public StatementReader(StatementGrammar grammar) => _grammar = grammar;

    StatementReader(StatementReader other) => (_grammar, _offset, _isInLongRecord) = (other._grammar.Fork(), other._offset, other._isInLongRecord);

    /// <inheritdoc/>
    public int Read(ReadOnlySpan<byte> block, bool isLast, IBatchWriter rows)
    {
        var at = EndOfLongRecord(block);
        at += _offset + at == 0 && block.StartsWith("\uFEFF"u8) ? 3 : 0;
        while (TryTake(block, ref at, isLast, rows))
        {
        }
        at = isLast ? block.Length : at;
        _offset += at;
        return at;
    }

    /// <inheritdoc/>
    public int Skim(ReadOnlySpan<byte> block, bool isLast, IBatchWriter inOrder) => Read(block, isLast, NoRows.Instance);

    /// <inheritdoc/>
    public IRecordReader Fork() => new StatementReader(this);

    /// <summary>Takes the next record off.</summary>
    /// <returns>False where it is not whole yet, or there is none.</returns>
    bool TryTake(ReadOnlySpan<byte> block, ref int at, bool isLast, IBatchWriter rows)
    {
        at = block.Length - block[at..].TrimStart(StatementCursor.Spaces).Length;
        if (at == block.Length)
        {
            return false;
        }
        if (block[at] == ';')
        {
            at++;
            return true;
        }
        var text = block.Slice(at, Math.Min(block.Length - at, IRecordReader.LargestRecord));
        var cut = StatementCut.Of(text, _grammar);
        if (cut.Length > 0)
        {
            Take(cut.Part, text[..cut.Length], _offset + at, rows);
            at += cut.Length;
            return true;
        }
        return TryTakeRest(block, ref at, isLast, cut.Part == StatementPart.UnfinishedComment, rows);
    }

    /// <summary>Settles a record without an end: it is too long, or the last one, or more of it is to come.</summary>
    bool TryTakeRest(ReadOnlySpan<byte> block, ref int at, bool isLast, bool isComment, IBatchWriter rows)
    {
        if (block.Length - at >= IRecordReader.LargestRecord)
        {
            rows.Malformed(_offset + at, "the line is longer than 1 MiB");
            _isInLongRecord = true;
            at += IRecordReader.LargestRecord;
            at += EndOfLongRecord(block[at..]);
            return true;
        }
        if (!isLast)
        {
            return false;
        }
        if (isComment)
        {
            rows.Ignored(_offset + at);
        }
        else
        {
            rows.Malformed(_offset + at, "the file ends within a statement");
        }
        at = block.Length;
        return false;
    }

    void Take(StatementPart part, ReadOnlySpan<byte> text, long offset, IBatchWriter rows)
    {
        if (part == StatementPart.EndOfBlock && _grammar.Close())
        {
            return;
        }
        var result = part switch
        {
            StatementPart.Comment => LineResult.Ignored,
            StatementPart.Block => _grammar.Open(text, offset, rows),
            StatementPart.Statement => _grammar.Read(text, offset, rows),
            StatementPart.EndOfBlock => LineResult.Malformed("a brace that closes nothing"),
            _ => LineResult.Malformed("a statement without its semicolon"),
        };
        if (result.Because is { } because)
        {
            rows.Malformed(offset, because);
        }
        else if (!result.IsObserved)
        {
            rows.Ignored(offset);
        }
    }

    /// <summary>Where reading goes on behind a record that was too long: at the next line.</summary>
    int EndOfLongRecord(ReadOnlySpan<byte> block)
    {
        if (!_isInLongRecord)
        {
            return 0;
        }
        var end = block.IndexOf((byte)'\n');
        _isInLongRecord = end < 0;
        return end < 0 ? block.Length : end + 1;
    }
}
