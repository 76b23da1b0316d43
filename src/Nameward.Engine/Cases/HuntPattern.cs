using System.IO.Enumeration;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>
/// A name that is hunted for, ready to be held against names in wire form: what <see cref="HuntTerm.Fits(HostileText)"/> says of their text, of which hardly any is made.
/// </summary>
sealed class HuntPattern
{
    readonly string _text;
    readonly string? _below;
    readonly byte[]? _wire;
    readonly byte[] _run;

    /// <summary>The pattern of a term.</summary>
    public HuntPattern(HuntTerm term)
    {
        var isBelow = term.Value is ['.', ..];
        _text = isBelow ? term.Value[1..] : term.Value;
        _below = isBelow ? "*" + term.Value : null;
        _wire = _text.All(c => IsPlain(c) || c == '.') ? WireOf(_text) : null;
        _run = LongestRun(_text);
    }

    /// <summary>Whether a canonical name fits.</summary>
    public bool Fits(ReadOnlySpan<byte> name) => _wire is not null ? FitsWire(name) : name.IndexOf(_run) >= 0 && FitsText(name);

    bool FitsWire(ReadOnlySpan<byte> name)
    {
        if (!name.EndsWith(_wire))
        {
            return false;
        }
        // Bytes that look like the end of a name may begin within a label.
        var at = 0;
        while (_below is not null && at < name.Length - _wire!.Length)
        {
            at += name[at] + 1;
        }
        return at == name.Length - _wire!.Length;
    }

    bool FitsText(ReadOnlySpan<byte> name)
    {
        Span<char> room = stackalloc char[WireName.MaxText];
        ReadOnlySpan<char> text = room[..WireName.ToText(name, room)];
        return FileSystemName.MatchesSimpleExpression(_text, text) || (_below is not null && FileSystemName.MatchesSimpleExpression(_below, text));
    }

    static byte[]? WireOf(string text)
    {
        Span<byte> name = stackalloc byte[WireName.MaxBytes];
        var length = text is "" or "." ? 0 : WireName.FromText(Encoding.ASCII.GetBytes(text), name);
        return length > 0 ? name[..length].ToArray() : null;
    }

    /// <summary>The longest part that stands in the bytes of every name that fits; empty where none is sure to.</summary>
    static byte[] LongestRun(string text)
    {
        var (best, from) = ("", 0);
        for (var at = 0; at <= text.Length && !text.Contains('\\', StringComparison.Ordinal); at++)
        {
            if (at == text.Length || !IsPlain(text[at]))
            {
                best = at - from > best.Length ? text[from..at] : best;
                from = at + 1;
            }
        }
        return Encoding.ASCII.GetBytes(best);
    }

    static bool IsPlain(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_';
}
