using System.Buffers.Text;
using System.Text;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>What the comments at the head of a list say of it: <c>Title: …</c>, <c>Last modified: …</c>, <c>Number of entries: …</c>.</summary>
static class FeedNotes
{
    const int MostLine = 300;

    static readonly string[] Made = ["last modified", "last updated", "last update", "generated on", "generated", "updated", "date", "time updated"];
    static readonly string[] Counts = ["number of entries", "number of domain entries", "domains", "entries", "number of domains", "total number of network filters", "number of unique domains"];
    static readonly string[] Publishers = ["author", "maintainer", "publisher", "copyright by"];

    /// <summary>Hands over what a comment says, where it says something.</summary>
    public static void Take(ReadOnlySpan<byte> comment, IFeedWriter to)
    {
        comment = comment.Trim("#!;/ \t\r*"u8);
        var colon = comment.IndexOf((byte)':');
        if (colon <= 0 || comment.Length > MostLine)
        {
            return;
        }
        var key = Encoding.UTF8.GetString(comment[..colon]).Trim();
        var value = comment[(colon + 1)..].Trim(" \t"u8);
        if (About(key, value) is { } about)
        {
            to.About(about);
        }
    }

    static FeedAbout? About(string key, ReadOnlySpan<byte> value)
    {
        if (key.Equals("title", StringComparison.OrdinalIgnoreCase))
        {
            return new() { Title = Encoding.UTF8.GetString(value) };
        }
        if (Has(Publishers, key))
        {
            return new() { Publisher = Encoding.UTF8.GetString(value) };
        }
        if (Has(Made, key) && FeedTime.Of(value) is { } made)
        {
            return new() { Made = made };
        }
        return Has(Counts, key) && Utf8Parser.TryParse(value, out long count, out var used) && used == value.Length && count >= 0 ? new() { Declared = count } : null;
    }

    static bool Has(string[] words, string key) => Array.Exists(words, word => word.Equals(key, StringComparison.OrdinalIgnoreCase));
}
