using System.Buffers;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads a text with events as JSON: objects one a line, printed over many lines, or in an array. An object ends at its last brace; where a string does not
/// end on its line, or where the next line begins with a brace though one is open, it is cut there, so that a cut line harms no other.
/// </summary>
sealed class WindowsJsonReader : WindowsTextReader
{
    const byte NewLine = (byte)'\n';

    /// <summary>What stands between the objects of an array, or of a text without one.</summary>
    static readonly SearchValues<byte> Between = SearchValues.Create(" \t\r\n,[]"u8);

    // Made when first read with: what is forked is kept for each block of a source.
    WindowsJson Json => field ??= new();

    /// <summary>A reader at the start of a source.</summary>
    public WindowsJsonReader(TimeZoneInfo zone)
        : base(zone)
    {
    }

    WindowsJsonReader(WindowsJsonReader other)
        : base(other)
    {
    }

    /// <inheritdoc/>
    public override IRecordReader Fork() => new WindowsJsonReader(this);

    /// <summary>Whether a source that begins with these bytes is JSON.</summary>
    public static bool Begins(ReadOnlySpan<byte> text) => text is [(byte)'{' or (byte)'[', ..];

    /// <inheritdoc/>
    protected override WindowsParse Parse(ReadOnlySpan<byte> text, WindowsEvent to) => Json.Read(text, to);

    /// <inheritdoc/>
    protected override bool TryFind(ReadOnlySpan<byte> text, out int length)
    {
        var end = text.IndexOf(NewLine);
        length = end < 0 ? text.Length : end + 1;
        return end >= 0;
    }

    /// <inheritdoc/>
    protected override int Cut(ReadOnlySpan<byte> text, out WindowsUnit unit)
    {
        unit = WindowsUnit.Nothing;
        var between = text.IndexOfAnyExcept(Between);
        if (between != 0)
        {
            return between < 0 ? text.Length : between;
        }
        if (text[0] == '{')
        {
            return CutObject(text, out unit);
        }
        var end = text.IndexOf(NewLine);
        unit = end < 0 ? WindowsUnit.OpenJunk : WindowsUnit.Junk;
        return end < 0 ? text.Length : end + 1;
    }

    static int CutObject(ReadOnlySpan<byte> text, out WindowsUnit unit)
    {
        var depth = 0;
        for (var at = 0; at < text.Length;)
        {
            switch (text[at++])
            {
                case (byte)'"' when !TrySkipString(text, ref at):
                    unit = at < text.Length || text[^1] == NewLine ? WindowsUnit.Cut : WindowsUnit.OpenEvent;
                    return at;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)'}' or (byte)']':
                    depth--;
                    break;
                case NewLine when at < text.Length && text[at] == '{':
                    unit = WindowsUnit.Cut;
                    return at;
            }
            if (depth == 0)
            {
                unit = WindowsUnit.Event;
                return at;
            }
        }
        unit = WindowsUnit.OpenEvent;
        return text.Length;
    }

    /// <summary>Steps over the rest of a string; behind the line feed that it cannot hold, or to the end of the text, where it does not end.</summary>
    static bool TrySkipString(ReadOnlySpan<byte> text, ref int at)
    {
        while (at < text.Length)
        {
            var next = text[at..].IndexOfAny((byte)'"', (byte)'\\', NewLine);
            if (next < 0)
            {
                at = text.Length;
                return false;
            }
            at += next + 1;
            switch (text[at - 1])
            {
                case (byte)'"':
                    return true;
                case NewLine:
                    return false;
                default:
                    // What is escaped is one byte at least, and no line feed.
                    at += at < text.Length && text[at] != NewLine ? 1 : 0;
                    break;
            }
        }
        return false;
    }
}
