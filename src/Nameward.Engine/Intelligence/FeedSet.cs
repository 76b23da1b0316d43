using System.Collections.Concurrent;
using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence;

/// <summary>
/// Feeds of one use, asked together. A table of bits over the hashes of all names says of nearly every name at once that none lists it or a parent of it, so that a
/// look-up costs the same for one entry as for millions.
/// </summary>
public sealed class FeedSet
{
    const int BitsPerName = 16, LeastBits = 10, MostBits = 34, BitsPerWord = 6;
    const ulong Odd = 0x9E3779B97F4A7C15;

    readonly ulong[] _bits;
    readonly int _shift;
    readonly ConcurrentDictionary<(int Feed, int Entry), Indicator> _met = new();

    /// <summary>Feeds to be asked together.</summary>
    public FeedSet(ImmutableArray<IndicatorFeed> feeds)
    {
        Feeds = feeds;
        var bits = LeastBits;
        while (1L << bits < feeds.Sum(feed => (long)feed.Pack.Names) * BitsPerName && bits < MostBits)
        {
            bits++;
        }
        (_bits, _shift) = (new ulong[1 << (bits - BitsPerWord)], 64 - bits);
        foreach (var feed in feeds)
        {
            foreach (var hash in feed.Pack.Hashes)
            {
                Set(hash >> _shift);
                Set(hash * Odd >> _shift);
            }
        }
    }

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
            mayBe |= Has(hash >> _shift) && Has(hash * Odd >> _shift);
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
        for (var feed = 0; feed < Feeds.Length; feed++)
        {
            if (Feeds[feed].Pack.Find(address, isNameServer) is var entry and >= 0)
            {
                found.Add(At(feed, entry));
            }
        }
    }

    Indicator At(int feed, int entry) => _met.GetOrAdd((feed, entry), key => new(Feeds[key.Feed], key.Entry));

    bool Has(ulong bit) => (_bits[bit >> BitsPerWord] & 1UL << (int)bit) != 0;

    void Set(ulong bit) => _bits[bit >> BitsPerWord] |= 1UL << (int)bit;
}
