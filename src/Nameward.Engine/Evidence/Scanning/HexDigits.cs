namespace Nameward.Engine.Evidence.Scanning;

/// <summary>Bytes written in hexadecimal digits.</summary>
static class HexDigits
{
    /// <summary>The value of a digit; -1 where it is none.</summary>
    public static int Value(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => -1,
    };

    /// <summary>Reads bytes of two digits each, between which any of some marks may stand.</summary>
    /// <param name="text">The text.</param>
    /// <param name="marks">What may stand between two bytes.</param>
    /// <param name="to">Takes the bytes; half as long as the text at least.</param>
    /// <param name="length">How many there are.</param>
    /// <returns>False where something else stands in the text, or half a byte.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, ReadOnlySpan<byte> marks, Span<byte> to, out int length)
    {
        length = 0;
        for (var at = 0; at < text.Length;)
        {
            if (marks.Contains(text[at]))
            {
                at++;
                continue;
            }
            var (high, low) = (Value(text[at]), at + 1 < text.Length ? Value(text[at + 1]) : -1);
            if (high < 0 || low < 0)
            {
                return false;
            }
            to[length++] = (byte)(high << 4 | low);
            at += 2;
        }
        return true;
    }
}
