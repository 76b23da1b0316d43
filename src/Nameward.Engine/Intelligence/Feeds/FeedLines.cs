namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>The lines of a content, one after the other, without their ends and the space around them.</summary>
ref struct FeedLines(ReadOnlySpan<byte> content)
{
    readonly ReadOnlySpan<byte> _content = FeedHead.WithoutMark(content);

    /// <summary>The line's number, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The line, trimmed.</summary>
    public ReadOnlySpan<byte> Line { get; private set; }

    /// <summary>Where it begins, counted behind a mark of byte order.</summary>
    public int Start { get; private set; }

    /// <summary>Where the next one begins.</summary>
    public int End { get; private set; }

    /// <summary>Reads a list of lines: comments may say something of the feed, other lines are statements; a page is no list.</summary>
    /// <param name="content">The list.</param>
    /// <param name="values">Takes what statements say.</param>
    /// <param name="to">Takes what comments say.</param>
    /// <param name="isComment">Whether a line is a comment.</param>
    /// <param name="statement">Takes a statement.</param>
    public static void Read(ReadOnlySpan<byte> content, ValueWriter values, IFeedWriter to, LineTest isComment, LineStatement statement)
    {
        if (FeedHead.IsPage(content))
        {
            values.Rejected(1, Because.WebPage, content);
            return;
        }
        var lines = new FeedLines(content);
        while (lines.Next())
        {
            if (isComment(lines.Line))
            {
                FeedNotes.Take(lines.Line, to);
            }
            else if (!lines.Line.IsEmpty)
            {
                statement(lines.Number, lines.Line, values);
            }
        }
    }

    /// <summary>Goes to the next line; false behind the last.</summary>
    public bool Next()
    {
        if (End >= _content.Length)
        {
            return false;
        }
        var rest = _content[End..];
        var length = rest.IndexOf((byte)'\n');
        (Start, End) = (End, length < 0 ? _content.Length : End + length + 1);
        Line = (length < 0 ? rest : rest[..length]).Trim(" \t\r\0\f\v"u8);
        Number++;
        return true;
    }
}

/// <summary>Tells something of a line.</summary>
delegate bool LineTest(ReadOnlySpan<byte> line);

/// <summary>Takes a statement of a list, by the number of its line.</summary>
delegate void LineStatement(long at, ReadOnlySpan<byte> line, ValueWriter values);
