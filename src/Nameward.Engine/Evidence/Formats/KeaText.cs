using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Makes JSON of what Kea takes for JSON, byte for byte, so that everything stays in its place: comments become spaces, an include becomes <c>null</c> where a value
/// is due and else spaces, and commas that separate nothing (Kea 2.1.5 and later pass over them) become spaces.
/// </summary>
static class KeaText
{
    /// <summary>What an include begins with.</summary>
    public static ReadOnlySpan<byte> IncludeMark => "<?include"u8;

    static ReadOnlySpan<byte> IncludeEnd => "?>"u8;

    /// <summary>Writes a text as JSON.</summary>
    /// <param name="text">The text.</param>
    /// <param name="to">As many bytes.</param>
    /// <param name="includes">Takes where includes stand.</param>
    public static void Clean(ReadOnlySpan<byte> text, Span<byte> to, List<Slice> includes)
    {
        includes.Clear();
        text.CopyTo(to);
        var last = -1;
        for (var at = 0; at < text.Length;)
        {
            var rest = text[at..];
            var blank = LengthOfComment(rest);
            if (rest.StartsWith(IncludeMark))
            {
                blank = LengthOfInclude(rest);
                includes.Add(new(at, blank));
            }
            if (blank > 0)
            {
                Blank(to.Slice(at, blank), isValue: rest[0] == '<' && last >= 0 && to[last] is (byte)':' or (byte)'[');
                last = to[at] == 'n' ? at : last;
                at += blank;
                continue;
            }
            TakeByte(to, at, ref last);
            at += rest[0] != '"' ? 1 : LengthOfString(rest) is > 0 and var length ? length : rest.Length;
        }
    }

    /// <summary>Bytes of a string with its quotes, up to the end of its line where it does not end there; 0 where neither is in the text.</summary>
    public static int LengthOfString(ReadOnlySpan<byte> text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] != '\n')
            {
                at++;
            }
            else if (text[at] is (byte)'"' or (byte)'\n')
            {
                return at + 1;
            }
        }
        return 0;
    }

    /// <summary>The name of the file in an include; empty where there is none.</summary>
    public static ReadOnlySpan<byte> FileOf(ReadOnlySpan<byte> include)
    {
        var start = include.IndexOf((byte)'"') + 1;
        var length = start == 0 ? -1 : include[start..].IndexOf((byte)'"');
        return length < 0 ? [] : include.Slice(start, length);
    }

    static int LengthOfInclude(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf(IncludeEnd);
        return end < 0 ? IncludeMark.Length : end + IncludeEnd.Length;
    }

    static int LengthOfComment(ReadOnlySpan<byte> text)
    {
        var isLine = text[0] == '#' || text.StartsWith("//"u8);
        if (!isLine && !text.StartsWith("/*"u8))
        {
            return 0;
        }
        var end = isLine ? text.IndexOf((byte)'\n') : text[2..].IndexOf("*/"u8) + 4;
        return end < (isLine ? 0 : 4) ? text.Length : end;
    }

    static void Blank(Span<byte> text, bool isValue)
    {
        text.Fill((byte)' ');
        if (isValue)
        {
            "null"u8.CopyTo(text);
        }
    }

    /// <summary>Looks at a byte that is no comment: a comma with nothing to separate gives way.</summary>
    static void TakeByte(Span<byte> to, int at, ref int last)
    {
        if (to[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            return;
        }
        var before = last < 0 ? (byte)'{' : to[last];
        if (to[at] == ',' && before is (byte)',' or (byte)'{' or (byte)'[')
        {
            to[at] = (byte)' ';
            return;
        }
        if (to[at] is (byte)'}' or (byte)']' && before == ',')
        {
            to[last] = (byte)' ';
        }
        last = at;
    }
}
