using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Names as the debug log writes them: <c>(3)www(7)example(3)com(0)</c>, each label behind the number of its bytes, which may be any. Where a name was
/// compressed in the message, a mark such as <c>[C00C]</c> stands before the labels that the pointer leads to, and they are written out.
/// </summary>
static class MicrosoftName
{
    const int MarkLength = 6;

    /// <summary>Reads the name that a text begins with.</summary>
    /// <param name="text">Begins with the name.</param>
    /// <param name="name">Takes it in wire form: room for <see cref="WireName.MaxBytes"/>.</param>
    /// <param name="used">Bytes of the text that it takes.</param>
    /// <returns>Bytes written; 0 where the text begins with no whole name.</returns>
    public static int Read(ReadOnlySpan<byte> text, Span<byte> name, out int used)
    {
        var written = 0;
        used = 0;
        while (TryLabel(text, ref used, out var label))
        {
            if (label.IsEmpty)
            {
                name[written] = 0;
                return written + 1;
            }
            // Behind each label there is room for the root.
            if (written + label.Length + 2 > WireName.MaxBytes)
            {
                return 0;
            }
            name[written] = (byte)label.Length;
            label.CopyTo(name[(written + 1)..]);
            written += label.Length + 1;
        }
        return 0;
    }

    static bool TryLabel(ReadOnlySpan<byte> text, ref int at, out ReadOnlySpan<byte> label)
    {
        label = [];
        while (IsMark(text[at..]))
        {
            at += MarkLength;
        }
        var rest = text[at..];
        var digits = rest[..Math.Min(rest.Length, 4)].IndexOf((byte)')') - 1;
        if (digits < 1 || rest[0] != '(' || !Numbers.TryUInt16(rest.Slice(1, digits), out var length)
            || length > WireName.MaxLabelBytes || rest.Length < digits + 2 + length)
        {
            return false;
        }
        label = rest.Slice(digits + 2, length);
        at += digits + 2 + length;
        return true;
    }

    static bool IsMark(ReadOnlySpan<byte> text) =>
        text.Length >= MarkLength && text[0] == '[' && text[MarkLength - 1] == ']' && MicrosoftStamp.IsHex(text[1..(MarkLength - 1)]);
}
