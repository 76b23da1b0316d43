using System.Text;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>Values that were made unclickable for readers (<c>hxxp://evil[.]example</c>), made whole again.</summary>
static class Refanged
{
    static readonly string[] Dots = ["[.]", "(.)", "{.}", "[dot]", "(dot)", "{dot}", "[.", ".]"];

    /// <summary>The value as it was before; the same bytes where nothing was changed.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> text)
    {
        var isBracketed = text.IndexOfAny("[({"u8) >= 0 && !IsAddress(text);
        var isScheme = FeedHead.BeginsWith(text, "hxxp") || FeedHead.BeginsWith(text, "h**p") || FeedHead.BeginsWith(text, "fxp:") || FeedHead.BeginsWith(text, "hxtp");
        return isBracketed || isScheme ? Encoding.Latin1.GetBytes(Whole(Encoding.Latin1.GetString(text), isScheme)) : text;
    }

    static string Whole(string text, bool isScheme)
    {
        if (isScheme)
        {
            text = text[0] is 'f' or 'F' ? "ftp" + text[3..] : "http" + text[4..];
        }
        text = text.Replace("[://]", "://", StringComparison.Ordinal).Replace("[:]", ":", StringComparison.Ordinal).Replace("[/]", "/", StringComparison.Ordinal);
        foreach (var dot in Dots)
        {
            text = text.Replace(dot, ".", StringComparison.OrdinalIgnoreCase);
        }
        return text;
    }

    /// <summary>An IPv6 address in brackets, alone or behind a scheme, is no defanging.</summary>
    static bool IsAddress(ReadOnlySpan<byte> text)
    {
        var open = text.IndexOf((byte)'[');
        var close = open < 0 ? -1 : text[open..].IndexOf((byte)']');
        return close > 3 && text.Slice(open, close).Count((byte)':') >= 2;
    }
}
