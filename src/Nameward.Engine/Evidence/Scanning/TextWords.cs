namespace Nameward.Engine.Evidence.Scanning;

/// <summary>Words of a line, taken off its front one by one.</summary>
static class TextWords
{
    /// <summary>Takes the next word and the space behind it off; two spaces in a row have an empty word between them.</summary>
    public static ReadOnlySpan<byte> Take(scoped ref ReadOnlySpan<byte> text) => TakeUntil(ref text, (byte)' ');

    /// <summary>Takes the last word and the space before it off.</summary>
    public static ReadOnlySpan<byte> TakeLast(scoped ref ReadOnlySpan<byte> text)
    {
        var start = text.LastIndexOf((byte)' ');
        var word = text[(start + 1)..];
        text = start < 0 ? [] : text[..start];
        return word;
    }

    /// <summary>Takes what stands before the next <paramref name="mark"/>, and the mark itself, off; all where there is none.</summary>
    public static ReadOnlySpan<byte> TakeUntil(scoped ref ReadOnlySpan<byte> text, byte mark)
    {
        var end = text.IndexOf(mark);
        var word = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[(end + 1)..];
        return word;
    }

    /// <summary>Takes <paramref name="beginning"/> off where the text begins with it.</summary>
    public static bool TryTake(scoped ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> beginning)
    {
        var isThere = text.StartsWith(beginning);
        text = isThere ? text[beginning.Length..] : text;
        return isThere;
    }
}
