namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads a text with events as XML: one a line, all on one line or printed over many lines, with or without a root, several files one behind the other. An
/// event ends at its end tag, or where the next one begins; what stands in comments and CDATA sections is neither.
/// </summary>
sealed class WindowsXmlReader : WindowsTextReader
{
    // Made when first read with: what is forked is kept for each block of a source.
    WindowsElements? _elements;

    /// <summary>A reader at the start of a source.</summary>
    public WindowsXmlReader(TimeZoneInfo zone)
        : base(zone)
    {
    }

    WindowsXmlReader(WindowsXmlReader other)
        : base(other)
    {
    }

    static ReadOnlySpan<byte> Tag => "<Event"u8;

    static ReadOnlySpan<byte> EndTag => "</Event"u8;

    /// <inheritdoc/>
    public override IRecordReader Fork() => new WindowsXmlReader(this);

    /// <summary>Whether a source that begins with these bytes is XML.</summary>
    public static bool Begins(ReadOnlySpan<byte> text) => text is [(byte)'<', ..];

    /// <inheritdoc/>
    protected override WindowsParse Parse(ReadOnlySpan<byte> text, WindowsEvent to)
    {
        _elements ??= new(to);
        return WindowsXml.TryRead(text, _elements, to) ? WindowsParse.Event : WindowsParse.Damaged;
    }

    /// <inheritdoc/>
    protected override bool TryFind(ReadOnlySpan<byte> text, out int length)
    {
        for (length = 0; length < text.Length;)
        {
            var next = text[length..].IndexOf(Tag);
            if (next < 0)
            {
                length = Math.Max(length, text.Length - Tag.Length);
                return false;
            }
            length += next;
            if (length + Tag.Length == text.Length)
            {
                return false;
            }
            if (IsTag(text[length..], Tag))
            {
                return true;
            }
            length += Tag.Length;
        }
        return false;
    }

    /// <inheritdoc/>
    protected override int Cut(ReadOnlySpan<byte> text, out WindowsUnit unit)
    {
        unit = WindowsUnit.Nothing;
        var space = text.IndexOfAnyExcept(" \t\r\n"u8);
        if (space != 0)
        {
            return space < 0 ? text.Length : space;
        }
        if (IsTag(text, Tag))
        {
            return CutEventTag(text, out unit);
        }
        var end = EndOfOther(text);
        if (end.IsEmpty && text.Length <= "</Events"u8.Length && text[0] == '<')
        {
            // It may become any of the tags.
            unit = WindowsUnit.OpenJunk;
            return text.Length;
        }
        return end.IsEmpty ? CutJunk(text, out unit) : CutAt(text, end, out unit);
    }

    /// <summary>What ends the thing beside events that a text begins with; empty where it begins with none.</summary>
    static ReadOnlySpan<byte> EndOfOther(ReadOnlySpan<byte> text) => text switch
    {
        _ when text.StartsWith("<?"u8) => "?>"u8,
        _ when text.StartsWith("<!--"u8) => "-->"u8,
        _ when text.StartsWith("<!D"u8) || IsTag(text, "<Events"u8) || IsTag(text, "</Events"u8) => ">"u8,
        _ => [],
    };

    static int CutAt(ReadOnlySpan<byte> text, ReadOnlySpan<byte> end, out WindowsUnit unit)
    {
        var length = text.IndexOf(end);
        unit = length < 0 ? WindowsUnit.OpenJunk : WindowsUnit.Nothing;
        return length < 0 ? text.Length : length + end.Length;
    }

    /// <summary>Cuts up to the end of the line or to an event; no byte behind that is looked at, so that many such pieces cost no more than one.</summary>
    static int CutJunk(ReadOnlySpan<byte> text, out WindowsUnit unit)
    {
        unit = WindowsUnit.Junk;
        for (var at = 1; text[at..].IndexOfAny((byte)'\n', (byte)'<') is >= 0 and var next; at++)
        {
            at += next;
            if (text[at] == '\n')
            {
                return at + 1;
            }
            if (text[at..].StartsWith(Tag))
            {
                return at;
            }
        }
        unit = WindowsUnit.OpenJunk;
        return text.Length;
    }

    static int CutEventTag(ReadOnlySpan<byte> text, out WindowsUnit unit)
    {
        unit = WindowsUnit.OpenEvent;
        for (var at = Tag.Length; at < text.Length;)
        {
            var next = text[at..].IndexOf((byte)'<');
            if (next < 0)
            {
                return text.Length;
            }
            at += next;
            var rest = text[at..];
            if (IsTag(rest, EndTag))
            {
                return CutAtEnd(text, at, out unit);
            }
            if (IsTag(rest, Tag))
            {
                unit = WindowsUnit.Cut;
                return at;
            }
            var length = LengthOfOpaque(rest);
            if (length < 0)
            {
                return text.Length;
            }
            at += length;
        }
        return text.Length;
    }

    static int CutAtEnd(ReadOnlySpan<byte> text, int at, out WindowsUnit unit)
    {
        var length = text[at..].IndexOf((byte)'>');
        unit = length < 0 ? WindowsUnit.OpenEvent : WindowsUnit.Event;
        return length < 0 ? text.Length : at + length + 1;
    }

    /// <summary>Bytes of a comment or CDATA section, or of the first byte of any other markup; -1 where its end is not in sight.</summary>
    static int LengthOfOpaque(ReadOnlySpan<byte> text)
    {
        var end = text.StartsWith("<![CDATA["u8) ? "]]>"u8 : text.StartsWith("<!--"u8) ? "-->"u8 : [];
        if (end.IsEmpty)
        {
            return 1;
        }
        var length = text.IndexOf(end);
        return length < 0 ? -1 : length + end.Length;
    }

    /// <summary>Whether a text begins with a tag and with what ends its name.</summary>
    static bool IsTag(ReadOnlySpan<byte> text, ReadOnlySpan<byte> tag) =>
        text.StartsWith(tag) && text.Length > tag.Length && text[tag.Length] is (byte)' ' or (byte)'>' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'/';
}
