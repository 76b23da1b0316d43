using System.Collections.Immutable;
using Nameward.Engine.Intelligence.Feeds;

namespace Nameward.Engine.Intelligence;

/// <summary>A feed ready to be asked: its name, how it is taken, and its entries.</summary>
public sealed record IndicatorFeed
{
    /// <summary>What it is called in reports.</summary>
    public required string Name { get; init; }

    /// <summary>Its entries.</summary>
    public required IndicatorPack Pack { get; init; }

    /// <summary>How it is taken. Who names a file for one run trusts it.</summary>
    public FeedSettings Settings { get; init; } = new() { Trust = Trust.High };

    /// <summary>When it was made, or else read, UTC: until then its publisher stands by every entry of it; null where that is not known.</summary>
    public DateTime? Made { get; init; }

    /// <summary>The entries that somebody confirmed, and when last, by text.</summary>
    public ImmutableSortedDictionary<string, DateTime> Sightings { get; init; } = ImmutableSortedDictionary<string, DateTime>.Empty;

    /// <summary>Whether it comes from somewhere else, and not from a file of the site's own.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Why the last try to renew it failed, and since when; null where it did not.</summary>
    public string? Fault { get; init; }

    /// <summary>To whom what it says may be shown: the stricter of what it says itself and what was set.</summary>
    public Tlp Tlp => Settings.Tlp > Pack.About.Tlp ? Settings.Tlp : Pack.About.Tlp;

    /// <summary>The feed that a shelf keeps under a name; null where nothing of it is in force.</summary>
    /// <exception cref="InvalidDataException">Its entries are damaged.</exception>
    public static IndicatorFeed? Open(IFeedShelf shelf, FeedRecord record) => record.InForce is not { } reading || shelf.Pack(record.Name) is not { } bytes ? null : new()
    {
        Name = record.Name,
        Pack = IndicatorPack.Read(bytes),
        Settings = record.Settings,
        Made = reading.About.Made ?? reading.At,
        Sightings = shelf.Sightings(record.Name),
        IsPublic = record.Origin.StartsWith("http", StringComparison.OrdinalIgnoreCase),
        Fault = record.Fault,
    };

    /// <summary>Reads a whole content.</summary>
    /// <param name="name">What the feed is called in reports.</param>
    /// <param name="content">Its bytes, unpacked.</param>
    /// <param name="rejected">The first statements that were not understood.</param>
    /// <returns>The feed; null where the content is of no known form.</returns>
    public static IndicatorFeed? Read(string name, ReadOnlyMemory<byte> content, out IReadOnlyList<RejectedStatement> rejected)
    {
        content = WithoutMark(content);
        var builder = new IndicatorPackBuilder();
        var format = FeedFormatList.Identify(content.Span[..Math.Min(content.Length, FeedFormatList.HeadBytes)]);
        format?.Read(content, FeedReadingOptions.None, builder);
        rejected = builder.Samples;
        var pack = builder.Build();
        return format is null ? null : new() { Name = name, Pack = pack, Made = pack.About.Made };
    }

    /// <summary>A content without the mark of UTF-8 before it.</summary>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> content) => content.Span is [0xEF, 0xBB, 0xBF, ..] ? content[3..] : content;
}
