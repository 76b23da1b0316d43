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
