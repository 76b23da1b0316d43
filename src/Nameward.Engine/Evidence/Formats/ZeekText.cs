using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// How Zeek writes bytes as text (<c>ODesc</c> and <c>util.cc</c>, Zeek 2 to 8). In TSV a byte that does not print and a separator inside a value are
/// <c>\xNN</c>, a backslash is <c>\\</c>, and bytes that are valid UTF-8 stand for themselves. In JSON only bytes that are not valid UTF-8 become
/// <c>\xNN</c>, while a backslash stays single: a name that holds those four characters cannot be told from the byte. Names are the bytes of the wire
/// with dots between the labels: a dot inside a label cannot be told from one between two.
/// </summary>
static class ZeekText
{
    /// <summary>Writes the bytes that a value of the TSV form stands for; never more than its text has.</summary>
    /// <returns>Bytes written.</returns>
    public static int DecodeTsv(ReadOnlySpan<byte> text, Span<byte> to)
    {
        var used = 0;
        for (var i = 0; i < text.Length; used++)
        {
            var isPair = text[i] == '\\' && i + 1 < text.Length && text[i + 1] == '\\';
            i += isPair ? 1 : 0;
            to[used] = isPair ? text[i++] : HexEscapes.Take(text, ref i);
        }
        return used;
    }
}
