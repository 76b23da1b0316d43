using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence;

/// <summary>Everything that intelligence says: what adversaries use, and the lists that explain it.</summary>
public sealed class Indicators
{
    readonly ImmutableDictionary<FeedUse, Lazy<FeedSet>> _byUse;

    /// <summary>All feeds, of any use; the names that came with the program are added.</summary>
    public Indicators(ImmutableArray<IndicatorFeed> feeds)
    {
        All = feeds;
        _byUse = Enum.GetValues<FeedUse>().ToImmutableDictionary(use => use,
            use => new Lazy<FeedSet>(() => new([.. feeds.Concat(ReferenceNames.Feeds).Where(feed => feed.Settings.Use == use)])));
    }

    /// <summary>No feed at all.</summary>
    public static Indicators None { get; } = new([]);

    /// <summary>Every feed that was given, of any use.</summary>
    public ImmutableArray<IndicatorFeed> All { get; }

    /// <summary>The feeds of what adversaries use.</summary>
    public ImmutableArray<IndicatorFeed> Feeds => Listed.Feeds;

    /// <summary>Whether there is no feed of what adversaries use.</summary>
    public bool IsEmpty => Feeds.IsEmpty;

    /// <summary>Entries that are names.</summary>
    public long Names => Listed.Names;

    /// <summary>Entries that are addresses or prefixes.</summary>
    public long Networks => Listed.Networks;

    /// <summary>The feeds of a use, with what came with the program.</summary>
    public FeedSet this[FeedUse use] => _byUse[use].Value;

    /// <summary>What adversaries use.</summary>
    internal FeedSet Listed => this[FeedUse.Indicators];

    /// <summary>The most specific entry of each feed that covers a name, in canonical wire form.</summary>
    public ImmutableArray<Indicator> Of(ReadOnlySpan<byte> name) => Listed.Of(name);

    /// <summary>The narrowest entry of each feed that holds an address.</summary>
    public ImmutableArray<Indicator> Of(Address address) => Listed.Of(address);
}
