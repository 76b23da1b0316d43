using System.CommandLine;
using System.Globalization;
using Nameward.App.Settings;
using Nameward.Engine;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary>The flag that names indicator lists.</summary>
static class IntelOption
{
    const string Flag = "--intel";

    /// <summary>The largest file that is taken for a list.</summary>
    const long MostBytes = 1L << 30;

    /// <summary>The flag.</summary>
    public static Option<string[]> Create() => new(Flag) { Description = $"Indicator list for this run, in any form of docs/feeds.md: one value a line, STIX, MISP, RPZ, hosts, CSV ... USE=FILE for one that explains: {string.Join(", ", FeedUseWords.All.Skip(1))}. Repeatable.", HelpName = "FILE" };

    /// <summary>Reads the lists that were named and those of the site file; those that cannot be used are left out, with the mistakes added.</summary>
    public static Indicators Read(string[]? paths, SiteFile site, List<Mistake> mistakes) => new(
    [
        .. (paths ?? []).Select(text => OfFlag(text, mistakes)).OfType<IndicatorFeed>(),
        .. site.Settings.Feeds.Select(feed => Open($"feeds: {feed.File}", feed.File, mistakes) is { } open ? open with { Name = feed.Name, Settings = new() { Use = feed.Use, Trust = feed.Trust, Expires = feed.Expires } } : null).OfType<IndicatorFeed>(),
    ]);

    static IndicatorFeed? OfFlag(string text, List<Mistake> mistakes)
    {
        var use = FeedUse.Indicators;
        var path = text.Split('=', 2) is [var word, var rest] && FeedUseWords.TryRead(word, out use) ? rest : text;
        return Open($"{Flag} {text}", path, mistakes) is { } feed ? feed with { Settings = feed.Settings with { Use = use } } : null;
    }

    static IndicatorFeed? Open(string asNamed, string path, List<Mistake> mistakes)
    {
        try
        {
            return Read(asNamed, path, File.ReadAllBytes(Sized(path)), mistakes);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            mistakes.Add(new($"{asNamed}: {(fault is FileNotFoundException or DirectoryNotFoundException or ArgumentException ? "there is no such file" : fault.Message)}", null, "name a readable file"));
            return null;
        }
    }

    static string Sized(string path) => new FileInfo(path).Length <= MostBytes ? path : throw new IOException("it is larger than 1 GB");

    /// <summary>A list of which some statements are not understood is taken as far as it goes, which is said; one of which most are not is somebody's mistake.</summary>
    static IndicatorFeed? Read(string asNamed, string path, byte[] content, List<Mistake> mistakes)
    {
        var feed = IndicatorFeed.Read(Path.GetFileName(path), content, out var rejected);
        var counts = feed?.Pack.Counts;
        if (counts is { Entries: > 0 } && counts.AllRejected <= counts.Entries)
        {
            return feed;
        }
        mistakes.Add(new($"{asNamed}: {(feed is null ? "no list of any form that is known" : string.Create(CultureInfo.InvariantCulture, $"{counts!.AllRejected} of {counts.Entries + counts.AllRejected} statements are not understood"))}", null,
            "a list of names, addresses or CIDR prefixes, in a form of docs/feeds.md"));
        mistakes.AddRange(rejected.Select(statement => MistakeText.NotUnderstood(asNamed, statement)));
        return null;
    }
}
