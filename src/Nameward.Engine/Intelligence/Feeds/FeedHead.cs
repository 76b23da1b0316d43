using System.Text;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>What the first bytes of a content show, before any form is asked.</summary>
static class FeedHead
{
    /// <summary>The content without a mark of byte order (U+FEFF in UTF-8).</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> content) => content.StartsWith("\uFEFF"u8) ? content[3..] : content;

    /// <summary>Whether it is a page of the web: a login, a notice, an error of a proxy. Nothing in it is a feed.</summary>
    public static bool IsPage(ReadOnlySpan<byte> content)
    {
        content = Begin(content);
        while (content.StartsWith("<!--"u8) && content.IndexOf("-->"u8) is > 0 and var end)
        {
            content = content[(end + 3)..].TrimStart(" \t\r\n"u8);
        }
        return BeginsWith(content, "<!doctype html") || BeginsWith(content, "<html") || BeginsWith(content, "<head") || BeginsWith(content, "<body") || BeginsWith(content, "<script");
    }

    /// <summary>Whether it begins as a document in JSON. A bracket may also begin a section or an IPv6 address.</summary>
    public static bool IsJson(ReadOnlySpan<byte> content)
    {
        content = Begin(content);
        return content is [(byte)'{', ..] || (content is [(byte)'[', ..] && content[1..].TrimStart(" \t\r\n"u8) is [] or [(byte)'{' or (byte)'"' or (byte)'[' or (byte)']', ..]);
    }

    /// <summary>Whether it begins as a document in XML or HTML.</summary>
    public static bool IsMarkup(ReadOnlySpan<byte> content) => Begin(content) is [(byte)'<', ..];

    /// <summary>Whether it begins with letters, in any case.</summary>
    public static bool BeginsWith(ReadOnlySpan<byte> text, string letters) =>
        text.Length >= letters.Length && Ascii.EqualsIgnoreCase(text[..letters.Length], letters);

    static ReadOnlySpan<byte> Begin(ReadOnlySpan<byte> content) => WithoutMark(content).TrimStart(" \t\r\n"u8);
}
