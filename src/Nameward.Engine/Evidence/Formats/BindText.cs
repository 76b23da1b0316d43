namespace Nameward.Engine.Evidence.Formats;

/// <summary>The words of which BIND makes its lines: none holds a space, for a space in a name is written <c>\032</c>.</summary>
static class BindText
{
    /// <summary>Why a line that ended too early cannot be read.</summary>
    public const string Cut = "the line is cut";

    /// <summary>Whether a text is the first bytes of a beginning and no more: a line that ended too early.</summary>
    public static bool IsCut(ReadOnlySpan<byte> text, ReadOnlySpan<byte> beginning) => text.Length < beginning.Length && beginning.StartsWith(text);

    /// <summary>Takes the last of the parts that slashes separate off: a slash in a name is not escaped, so these are read from the right.</summary>
    public static ReadOnlySpan<byte> TakeLastPart(scoped ref ReadOnlySpan<byte> text)
    {
        var slash = text.LastIndexOf((byte)'/');
        var part = text[(slash + 1)..];
        text = slash < 0 ? [] : text[..slash];
        return part;
    }
}
