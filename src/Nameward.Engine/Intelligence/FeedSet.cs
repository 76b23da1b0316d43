using System.Collections.Concurrent;
using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence;

/// <summary>
/// Feeds of one use, asked together. Tables of bits say of nearly every name and address at once that none lists it or a parent of it, so that a look-up costs the same for
/// one entry as for millions.
/// </summary>
public sealed class FeedSet
{
    readonly BitTable _names, _zones;
    readonly AddressBlocks _blocks = new();
    readonly ConcurrentDictionary<(int Feed, int Entry), Indicator> _met = new();

    /// <summary>Feeds to be asked together.</summary>
    public FeedSet(ImmutableArray<IndicatorFeed> feeds)
    {
        Feeds = feeds;
        var count = feeds.Sum(feed => (long)feed.Pack.Names);
        (_names, _zones) = (new(count), new(count));
        foreach (var pack in feeds.Select(feed => feed.Pack))
        {
            _names.Add(pack.Hashes);
            _zones.Add(pack.Zones);
            ListsSuffixes |= HasSuffix(pack);
            for (var entry = pack.Names; entry < pack.Count; entry++)
            {
                _blocks.Add(pack.NetworkOf(entry));
            }
        }
    }

    /// <summary>Whether a public suffix is listed: then an entry may cover a zone whose own names none has.</summary>
    internal bool ListsSuffixes { get; }

    /// <summary>Whether a zone (its chained hash) has a name that is listed; false is certain.</summary>
    internal bool MayListIn(ulong zone) => _zones.MayHave(zone);

    /// <summary>Whether an address is listed; false is certain.</summary>
    internal bool MayHold(Address address) => _blocks.MayHold(address);

    /// <summary>The feeds.</summary>
    public ImmutableArray<IndicatorFeed> Feeds { get; }

    /// <summary>Entries that are names.</summary>
    public long Names => Feeds.Sum(feed => feed.Pack.Counts.Names);

    /// <summary>Entries that are addresses or prefixes.</summary>
    public long Networks => Feeds.Sum(feed => feed.Pack.Counts.Networks);

    /// <summary>The most specific entry of each feed that covers a name, in canonical wire form.</summary>
    public ImmutableArray<Indicator> Of(ReadOnlySpan<byte> name)
    {
        var found = new List<Indicator>();
        Find(name, isNameServer: true, found);
        return [.. found];
    }

    /// <summary>The narrowest entry of each feed that holds an address.</summary>
    public ImmutableArray<Indicator> Of(Address address)
    {
        var found = new List<Indicator>();
        Find(address, isNameServer: true, found);
        return [.. found];
    }

    /// <summary>Adds the most specific entry of each feed that covers a name where it is met.</summary>
    internal void Find(ReadOnlySpan<byte> name, bool isNameServer, List<Indicator> found)
    {
        Span<byte> labels = stackalloc byte[WireName.MaxLabels];
        Span<ulong> hashes = stackalloc ulong[WireName.MaxLabels];
        var count = WireName.Labels(name, labels);
        var hash = NameHashing.Seed;
        var mayBe = false;
        for (var i = count - 1; i >= 0; i--)
        {
            hash = WyHash.Of(name.Slice(labels[i] + 1, name[labels[i]]), hash);
            hashes[i] = hash;
            mayBe |= _names.MayHave(hash);
        }
        for (var feed = 0; mayBe && feed < Feeds.Length; feed++)
        {
            if (Feeds[feed].Pack.Find(name, labels[..count], hashes[..count], isNameServer) is var entry and >= 0)
            {
                found.Add(At(feed, entry));
            }
        }
    }

    /// <summary>Adds the narrowest entry of each feed that holds an address where it is met.</summary>
    internal void Find(Address address, bool isNameServer, List<Indicator> found)
    {
        for (var feed = 0; MayHold(address) && feed < Feeds.Length; feed++)
        {
            if (Feeds[feed].Pack.Find(address, isNameServer) is var entry and >= 0)
            {
                found.Add(At(feed, entry));
            }
        }
    }

    Indicator At(int feed, int entry) => _met.GetOrAdd((feed, entry), key => new(Feeds[key.Feed], key.Entry));

    /// <summary>Only a suffix is its own zone with no label before it, or a registrable domain that is listed as a whole.</summary>
    static bool HasSuffix(IndicatorPack pack)
    {
        for (var entry = 0; entry < pack.Names; entry++)
        {
            if (pack.Zones[entry] == pack.Hashes[entry] && PublicSuffixes.Shipped.Lists(pack.NameOf(entry)))
            {
                return true;
            }
        }
        return false;
    }
}
