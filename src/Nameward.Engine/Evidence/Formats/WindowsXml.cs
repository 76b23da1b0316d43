using System.Buffers;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads one event from the text of its XML, as <c>wevtutil qe /f:xml</c>, the event viewer and forwarders write it. Names of elements have no prefix there.
/// Comments and processing instructions are stepped over; a document type cannot stand inside an event, so that no entity is ever declared.
/// </summary>
static class WindowsXml
{
    static readonly SearchValues<byte> EndsOfNames = SearchValues.Create(" \t\r\n=/>\"'<"u8);

    /// <summary>Reads an event.</summary>
    /// <param name="text">From the start tag of <c>Event</c> to its end tag.</param>
    /// <param name="to">Takes its elements.</param>
    /// <param name="written">What <paramref name="to"/> fills.</param>
    /// <returns>False where it is not well-formed.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, WindowsElements to, WindowsEvent written)
    {
        Span<Slice> open = stackalloc Slice[WindowsElements.MostDepth + 1];
        var depth = 0;
        to.Begin();
        for (var at = 0; at < text.Length;)
        {
            var tag = text[at..].IndexOf((byte)'<');
            if (tag != 0)
            {
                var length = tag < 0 ? text.Length - at : tag;
                TakeText(text.Slice(at, length), to, written);
                at += length;
            }
            else if (!TryMarkup(text, ref at, open, ref depth, to, written))
            {
                return false;
            }
        }
        written.End();
        return depth == 0 && to.IsClosed;
    }

    static bool TryMarkup(ReadOnlySpan<byte> text, ref int at, Span<Slice> open, ref int depth, WindowsElements to, WindowsEvent written)
    {
        var rest = text[at..];
        if (rest.StartsWith("</"u8))
        {
            return depth > 0 && TryEnd(text, ref at, open[--depth], to);
        }
        if (rest.StartsWith("<![CDATA["u8))
        {
            var start = at + "<![CDATA[".Length;
            if (!TrySkip(text, ref at, "]]>"u8))
            {
                return false;
            }
            if (to.Target != WindowsField.None)
            {
                written.Copy(text[start..(at - 3)]);
            }
            return true;
        }
        if (rest.StartsWith("<!--"u8) || rest.StartsWith("<?"u8))
        {
            return TrySkip(text, ref at, rest[1] == '?' ? "?>"u8 : "-->"u8);
        }
        return TryStart(text, ref at, open, ref depth, to, written);
    }

    static bool TrySkip(ReadOnlySpan<byte> text, ref int at, ReadOnlySpan<byte> end)
    {
        var length = text[at..].IndexOf(end);
        at += length + end.Length;
        return length >= 0;
    }

    static bool TryStart(ReadOnlySpan<byte> text, ref int at, Span<Slice> open, ref int depth, WindowsElements to, WindowsEvent written)
    {
        at++;
        var name = NameAt(text, at);
        at += name.Length;
        if (name.Length == 0 || !to.Open(name.Of(text)))
        {
            return false;
        }
        while (TryAttribute(text, ref at, to, written))
        {
        }
        SkipSpace(text, ref at);
        var isEmpty = at < text.Length && text[at] == '/';
        at += isEmpty ? 1 : 0;
        if (at >= text.Length || text[at] != '>')
        {
            return false;
        }
        at++;
        to.Content();
        if (isEmpty)
        {
            to.Close();
        }
        else
        {
            open[depth++] = name.Slice;
        }
        return true;
    }

    static bool TryEnd(ReadOnlySpan<byte> text, ref int at, Slice opened, WindowsElements to)
    {
        at += 2;
        var name = NameAt(text, at);
        at += name.Length;
        SkipSpace(text, ref at);
        if (at >= text.Length || text[at] != '>' || !name.Of(text).SequenceEqual(text.Slice(opened.Start, opened.Length)))
        {
            return false;
        }
        at++;
        to.Close();
        return true;
    }

    /// <summary>Reads <c>name="value"</c> with either quote; false where none stands there.</summary>
    static bool TryAttribute(ReadOnlySpan<byte> text, ref int at, WindowsElements to, WindowsEvent written)
    {
        var start = at;
        SkipSpace(text, ref start);
        var name = NameAt(text, start);
        start += name.Length;
        SkipSpace(text, ref start);
        if (name.Length == 0 || start >= text.Length || text[start] != '=')
        {
            return false;
        }
        start++;
        SkipSpace(text, ref start);
        if (start >= text.Length || text[start] is not ((byte)'"' or (byte)'\''))
        {
            return false;
        }
        var value = text[(start + 1)..];
        var length = value.IndexOf(text[start]);
        if (length < 0)
        {
            return false;
        }
        to.Attribute(name.Of(text));
        TakeText(value[..length], to, written);
        to.EndAttribute();
        at = start + length + 2;
        return true;
    }

    static void TakeText(ReadOnlySpan<byte> text, WindowsElements to, WindowsEvent written)
    {
        if (to.Target != WindowsField.None && written.TryRoom(text.Length, out var room))
        {
            written.Advance(XmlText.Decode(text, room));
        }
    }

    static void SkipSpace(ReadOnlySpan<byte> text, ref int at)
    {
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            at++;
        }
    }

    static Name NameAt(ReadOnlySpan<byte> text, int at)
    {
        var start = Math.Min(at, text.Length);
        var length = text[start..].IndexOfAny(EndsOfNames);
        return new(new(start, length < 0 ? text.Length - start : length));
    }

    readonly record struct Name(Slice Slice)
    {
        public int Length => Slice.Length;

        public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> text) => text.Slice(Slice.Start, Slice.Length);
    }
}
