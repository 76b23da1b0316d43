using System.Buffers.Text;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>Text in which <c>%20</c> stands for one byte (RFC 3986 section 2.1).</summary>
static class PercentText
{
    /// <summary>Writes what a text stands for; a percent sign before anything but two digits is itself.</summary>
    /// <param name="text">The text.</param>
    /// <param name="to">At least as long.</param>
    /// <returns>Bytes written.</returns>
    public static int Decode(ReadOnlySpan<byte> text, Span<byte> to)
    {
        var used = 0;
        for (var at = 0; at < text.Length;)
        {
            var isEscape = text[at] == '%' && at + 2 < text.Length && Utf8Parser.TryParse(text.Slice(at + 1, 2), out byte value, out var digits, 'x') && digits == 2;
            to[used++] = isEscape ? Value(text.Slice(at + 1, 2)) : text[at];
            at += isEscape ? 3 : 1;
        }
        return used;
    }

    static byte Value(ReadOnlySpan<byte> digits) => Utf8Parser.TryParse(digits, out byte value, out _, 'x') ? value : (byte)0;
}
