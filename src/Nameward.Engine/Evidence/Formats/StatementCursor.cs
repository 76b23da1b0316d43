using System.Buffers;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Walks over the tokens of a configuration that is written in statements and braces, as those of BIND and of ISC DHCP are: words, texts in quotes (which may
/// hold line feeds), and comments in the manners of C, C++ and the shell, which may begin in the middle of a word (BIND 9 ARM, "Comment Syntax").
/// </summary>
ref struct StatementCursor(ReadOnlySpan<byte> text)
{
    static readonly SearchValues<byte> EndsOfWords = SearchValues.Create(" \t\r\n\v\f{};\"#/"u8);

    readonly ReadOnlySpan<byte> _text = text;

    /// <summary>Where the last token begins.</summary>
    public int Start { get; private set; }

    /// <summary>Where the text goes on.</summary>
    public int At { get; private set; }

    /// <summary>The last token, without quotes; what is escaped in them stays so.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Whether the comment that the text ends within is one that the end of its line ends.</summary>
    public bool IsInLineComment { get; private set; }

    /// <summary>White space between tokens.</summary>
    public static ReadOnlySpan<byte> Spaces => " \t\r\n\v\f"u8;

    /// <summary>Takes the next token that is no comment.</summary>
    public StatementToken Next()
    {
        var token = NextOfAny();
        while (token == StatementToken.Comment)
        {
            token = NextOfAny();
        }
        return token;
    }

    /// <summary>Takes the next word or text.</summary>
    /// <returns>False where something else comes next, which is taken too.</returns>
    public bool TryNext(out ReadOnlySpan<byte> value)
    {
        var token = Next();
        value = Value;
        return token is StatementToken.Word or StatementToken.Text;
    }

    /// <summary>Takes the next token.</summary>
    public StatementToken NextOfAny()
    {
        var rest = _text[At..];
        At = _text.Length - rest.TrimStart(Spaces).Length;
        Start = At;
        Value = default;
        rest = _text[At..];
        return rest switch
        {
            [] => StatementToken.None,
            [(byte)'{', ..] => One(StatementToken.Open),
            [(byte)'}', ..] => One(StatementToken.Close),
            [(byte)';', ..] => One(StatementToken.End),
            [(byte)'"', ..] => Text(rest),
            [(byte)'/'] => StatementToken.Unfinished,
            [(byte)'#', ..] or [(byte)'/', (byte)'/', ..] => LineComment(rest),
            [(byte)'/', (byte)'*', ..] => LongComment(rest),
            _ => Word(rest),
        };
    }

    StatementToken One(StatementToken token)
    {
        At++;
        return token;
    }

    StatementToken Text(ReadOnlySpan<byte> rest)
    {
        var at = 1;
        for (; at < rest.Length && rest[at] != '"'; at++)
        {
            at += rest[at] == '\\' ? 1 : 0;
        }
        if (at >= rest.Length)
        {
            return StatementToken.Unfinished;
        }
        Value = rest[1..at];
        At += at + 1;
        return StatementToken.Text;
    }

    StatementToken LineComment(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)'\n');
        IsInLineComment = end < 0;
        At += end + 1;
        return end < 0 ? StatementToken.Unfinished : StatementToken.Comment;
    }

    StatementToken LongComment(ReadOnlySpan<byte> rest)
    {
        var end = rest[2..].IndexOf("*/"u8);
        At += end < 0 ? 0 : end + 4;
        return end < 0 ? StatementToken.Unfinished : StatementToken.Comment;
    }

    StatementToken Word(ReadOnlySpan<byte> rest)
    {
        var at = 0;
        for (; at < rest.Length; at++)
        {
            var next = rest[at..].IndexOfAny(EndsOfWords);
            at = next < 0 ? rest.Length : at + next;
            if (at >= rest.Length - 1 || rest[at] != '/' || rest[at + 1] is (byte)'/' or (byte)'*')
            {
                break;
            }
        }
        if (at >= rest.Length || (rest[at] == '/' && at == rest.Length - 1))
        {
            return StatementToken.Unfinished;
        }
        Value = rest[..at];
        At += at;
        return StatementToken.Word;
    }
}
