namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Looks for the end of an object or list in JSON as Kea reads it: brackets in strings and in comments (<c>//</c>, <c>#</c>, <c>/* */</c>) are none. It may go on from
/// one block to the next. A string that does not end on its line is damage and ends with it.
/// </summary>
struct KeaBalance
{
    enum Within : byte
    {
        Plain,
        String,
        Escape,
        Slash,
        LineComment,
        BlockComment,
        Star,
    }

    int _depth;
    Within _within;

    /// <summary>Whether it stands inside of an object or list.</summary>
    public readonly bool IsOpen => _depth > 0;

    /// <summary>Goes on over a text.</summary>
    /// <returns>The bytes up to behind the last bracket; -1 where that is not in the text.</returns>
    public int Feed(ReadOnlySpan<byte> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            var before = _within;
            _within = Next(c);
            if (_within != Within.Plain || before is not (Within.Plain or Within.Slash))
            {
                continue;
            }
            _depth += c is (byte)'{' or (byte)'[' ? 1 : c is (byte)'}' or (byte)']' ? -1 : 0;
            if (_depth <= 0)
            {
                return at + 1;
            }
        }
        return -1;
    }

    readonly Within Next(byte c) => _within switch
    {
        Within.String => c switch { (byte)'\\' => Within.Escape, (byte)'"' or (byte)'\n' => Within.Plain, _ => Within.String },
        Within.Escape => c == '\n' ? Within.Plain : Within.String,
        Within.LineComment => c == '\n' ? Within.Plain : Within.LineComment,
        Within.BlockComment => c == '*' ? Within.Star : Within.BlockComment,
        Within.Star => c switch { (byte)'/' => Within.Plain, (byte)'*' => Within.Star, _ => Within.BlockComment },
        Within.Slash when c == '/' => Within.LineComment,
        Within.Slash when c == '*' => Within.BlockComment,
        _ => c switch { (byte)'"' => Within.String, (byte)'#' => Within.LineComment, (byte)'/' => Within.Slash, _ => Within.Plain },
    };
}
