using System.Text;
using Nameward.Engine.Intelligence;

namespace Nameward.App.Feeds;

/// <summary>What is looked at before a reading takes the place of the one before it.</summary>
static class FeedChecks
{
    const int Usual = 10;
    const long TooFewToCompare = 100, TooShortToCompare = 4096;

    /// <summary>Why a content is no feed at all; null where nothing speaks against it.</summary>
    public static string? OfContent(ReadOnlySpan<byte> content)
    {
        var head = Encoding.Latin1.GetString(content[..Math.Min(content.Length, 2048)]).TrimStart();
        if (head.Length == 0)
        {
            return "it is empty";
        }
        return head[0] == '<' && ((string[])["<html", "<!doctype html", "<head>", "<script", "<body"]).Any(tag => head.Contains(tag, StringComparison.OrdinalIgnoreCase))
            ? "it is a page of HTML, as of a login or of a fault, and no feed" : null;
    }

    /// <summary>Why a reading is not taken over whatever the user says: there is nothing in it; null where there is.</summary>
    public static string? OfReading(FeedCounts counts) => counts.Entries > 0 ? null
        : counts.AllRejected > 0 ? $"no name and no address is in it; {Rejected(counts)}"
        : counts.Passed.Count > 0 ? $"no name and no address is in it, only {string.Join(", ", counts.Passed.Take(3).Select(kind => $"{FeedWords.Count(kind.Value)} {kind.Key}"))}"
        : "no entry is in it";

    /// <summary>Why a reading is taken over only where the user insists; null where nothing speaks against it.</summary>
    /// <param name="reading">The new one.</param>
    /// <param name="inForce">What it would take the place of; null for nothing.</param>
    public static string? OfChange(FeedReading reading, FeedReading? inForce)
    {
        var counts = reading.Counts;
        var statements = counts.Entries + counts.Repeated + counts.AllRejected + counts.Passed.Values.Sum();
        if (counts.AllRejected > statements / 2)
        {
            return $"more of it is not understood than is; {Rejected(counts)}";
        }
        // A publisher's own count may be off by a few, where it counts comments or leaves doubles out; one that is cut off lacks more.
        if (reading.About.Declared is { } declared && statements + statements / 50 < declared)
        {
            return $"it is cut off: it says that it has {FeedWords.Count(declared)} entries, and {FeedWords.Count(statements)} came";
        }
        return inForce is null ? null : Leap(counts.Entries, inForce.Counts.Entries, TooFewToCompare, "entries") ?? Leap(reading.Bytes, inForce.Bytes, TooShortToCompare, "bytes");
    }

    static string? Leap(long now, long before, long least, string what) => Math.Max(now, before) < least ? null
        : now > before * Usual ? $"it has {FeedWords.Count(now)} {what}, more than ten times the {FeedWords.Count(before)} in force"
        : now < before / Usual ? $"it has {FeedWords.Count(now)} {what}, less than a tenth of the {FeedWords.Count(before)} in force" : null;

    static string Rejected(FeedCounts counts)
    {
        var most = counts.Rejected.MaxBy(reason => reason.Value);
        return $"{FeedWords.Count(counts.AllRejected)} not understood, most often: {most.Key}";
    }
}
