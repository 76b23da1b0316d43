using System.Text;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>The words of a pattern in the STIX patterning language (STIX 2.1, section 9).</summary>
ref struct StixTokens(string pattern)
{
    /// <summary>What a word is.</summary>
    public enum Kind
    {
        /// <summary>Behind the last word.</summary>
        End,
        /// <summary>A sign: brackets, comma, comparison.</summary>
        Sign,
        /// <summary>A keyword, path or number.</summary>
        Word,
        /// <summary>A text in quotes.</summary>
        Quoted,
        /// <summary>Something that is none of these.</summary>
        Broken,
    }

    int _at;

    /// <summary>What the present word is.</summary>
    public Kind Is { get; private set; }

    /// <summary>The present word; of a quoted text what stands between the quotes, without escapes.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Whether the present word is a sign.</summary>
    public readonly bool IsSign(string sign) => Is == Kind.Sign && Text == sign;

    /// <summary>Whether the present word is a keyword.</summary>
    public readonly bool IsWord(string word) => Is == Kind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Goes to the next word.</summary>
    public void Next()
    {
        while (_at < pattern.Length && char.IsWhiteSpace(pattern[_at]))
        {
            _at++;
        }
        if (_at == pattern.Length)
        {
            (Is, Text) = (Kind.End, "");
            return;
        }
        switch (pattern[_at])
        {
            case '[' or ']' or '(' or ')' or ',' or '=':
                Sign(1);
                break;
            case '!' or '<' or '>':
                Sign(_at + 1 < pattern.Length && pattern[_at + 1] is '=' or '>' ? 2 : 1);
                break;
            case '\'':
                Quote();
                break;
            default:
                Word();
                break;
        }
    }

    void Sign(int length)
    {
        length = Math.Min(length, pattern.Length - _at);
        (Is, Text) = (Kind.Sign, pattern.Substring(_at, length));
        _at += length;
    }

    /// <summary>A path holds quoted parts and list steps: <c>file:hashes.'SHA-256'</c>, <c>x:refs[*].value</c>. Before a quote, one letter tells its kind: <c>t'…'</c>.</summary>
    void Word()
    {
        var start = _at;
        while (_at < pattern.Length && IsOfPath(pattern[_at]))
        {
            _at++;
            if (_at < pattern.Length && pattern[_at] == '\'')
            {
                var end = pattern.IndexOf('\'', _at + 1);
                _at = end < 0 ? pattern.Length : end + 1;
            }
            else if (_at + 1 < pattern.Length && pattern[_at] == '[' && (pattern[_at + 1] == '*' || char.IsAsciiDigit(pattern[_at + 1])))
            {
                var end = pattern.IndexOf(']', _at);
                _at = end < 0 ? pattern.Length : end + 1;
            }
        }
        (Is, Text) = _at > start ? (Kind.Word, pattern[start.._at]) : (Kind.Broken, "");
    }

    static bool IsOfPath(char c) => char.IsAsciiLetterOrDigit(c) || c is ':' or '.' or '_' or '-' or '+';

    void Quote()
    {
        var text = new StringBuilder();
        for (_at++; _at < pattern.Length && pattern[_at] != '\''; _at++)
        {
            _at += pattern[_at] == '\\' && _at + 1 < pattern.Length ? 1 : 0;
            text.Append(pattern[_at]);
        }
        (Is, Text) = _at < pattern.Length ? (Kind.Quoted, text.ToString()) : (Kind.Broken, "");
        _at++;
        _at = Math.Min(_at, pattern.Length);
    }
}
