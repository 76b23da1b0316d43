using System.Buffers.Text;
using System.Text;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>References in the text of XML (XML 1.0 sections 4.1 and 4.6): the five entities that need no declaration, and characters by number.</summary>
static class XmlText
{
    /// <summary>The longest reference that stands for something: <c>&amp;#x10FFFF;</c>, with zeros in front.</summary>
    const int LongestReference = 16;

    /// <summary>Writes what a text stands for, in UTF-8, never longer than the text. What is no reference, or one to a declared entity, stays as it stands.</summary>
    /// <returns>Bytes written.</returns>
    public static int Decode(ReadOnlySpan<byte> text, Span<byte> to)
    {
        var used = 0;
        while (PlainText.TakeUpTo((byte)'&', ref text, to, ref used))
        {
            var end = text[..Math.Min(text.Length, LongestReference)].IndexOf((byte)';');
            if (end > 0 && TryReference(text[1..end], out var rune))
            {
                used += rune.EncodeToUtf8(to[used..]);
                text = text[(end + 1)..];
            }
            else
            {
                to[used++] = (byte)'&';
                text = text[1..];
            }
        }
        return used;
    }

    /// <summary>Reads the name between ampersand and semicolon.</summary>
    public static bool TryReference(ReadOnlySpan<byte> name, out Rune rune)
    {
        rune = default;
        if (name is [(byte)'#', ..])
        {
            return TryNumber(name[1..], out var number) && Rune.TryCreate(number, out rune);
        }
        var c = name switch
        {
            _ when name.SequenceEqual("amp"u8) => '&',
            _ when name.SequenceEqual("lt"u8) => '<',
            _ when name.SequenceEqual("gt"u8) => '>',
            _ when name.SequenceEqual("quot"u8) => '"',
            _ when name.SequenceEqual("apos"u8) => '\'',
            _ => '\0',
        };
        rune = new(c);
        return c != '\0';
    }

    static bool TryNumber(ReadOnlySpan<byte> text, out uint number)
    {
        var isHex = text is [(byte)'x' or (byte)'X', ..];
        text = isHex ? text[1..] : text;
        return Utf8Parser.TryParse(text, out number, out var used, isHex ? 'x' : 'D') && used == text.Length && text[0] is not (byte)'+';
    }
}
