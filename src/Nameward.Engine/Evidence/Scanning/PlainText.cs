namespace Nameward.Engine.Evidence.Scanning;

/// <summary>What stands for itself in a text with escapes.</summary>
static class PlainText
{
    /// <summary>Moves what stands before the next <paramref name="mark"/>, or all where there is none, from a text to where it is written.</summary>
    /// <returns>Whether the text now begins with the mark.</returns>
    public static bool TakeUpTo(byte mark, scoped ref ReadOnlySpan<byte> text, Span<byte> to, ref int used)
    {
        var plain = text.IndexOf(mark);
        var length = plain < 0 ? text.Length : plain;
        text[..length].CopyTo(to[used..]);
        used += length;
        text = text[length..];
        return plain >= 0;
    }
}
