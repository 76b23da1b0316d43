using System.Buffers.Text;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>
/// Bytes written as <c>\xNN</c> where they do not print, or are no UTF-8. The backslash itself is not escaped, so a text that holds those four characters
/// cannot be told from the byte.
/// </summary>
static class HexEscapes
{
    /// <summary>Writes the bytes that a text stands for; never more than it has, so that it may be written over itself.</summary>
    /// <returns>Bytes written.</returns>
    public static int Decode(ReadOnlySpan<byte> text, Span<byte> to)
    {
        var used = 0;
        for (var i = 0; i < text.Length; used++)
        {
            to[used] = Take(text, ref i);
        }
        return used;
    }

    /// <summary>The byte that stands at a place, which is moved behind it.</summary>
    public static byte Take(ReadOnlySpan<byte> text, ref int at)
    {
        if (text[at] == '\\' && at + 3 < text.Length && text[at + 1] == 'x'
            && Utf8Parser.TryParse(text.Slice(at + 2, 2), out byte value, out var used, 'x') && used == 2)
        {
            at += 4;
            return value;
        }
        return text[at++];
    }
}
