using System.Collections.Immutable;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>
/// Why an entry of a feed proves little by itself: it covers many who have nothing to do with each other, or somebody who is known to be harmless. Entries on shared
/// names and addresses are what makes most false alarms of lists; a mark keeps a match from escalating alone, and takes nothing from any other evidence.
/// </summary>
static class IndicatorMarks
{
    /// <summary>Bits of a prefix below which it covers more than one network of a site: IPv4 and IPv6.</summary>
    const int WidestV4 = 16, WidestV6 = 32;

    /// <summary>All marks of an entry, each in words.</summary>
    public static ImmutableArray<Sentence> Of(Indicator indicator, Scene scene) => indicator.Kind == IndicatorKind.Name ? OfName(indicator, scene) : OfAddresses(indicator, scene);

    static ImmutableArray<Sentence> OfName(Indicator indicator, Scene scene)
    {
        var marks = ImmutableArray.CreateBuilder<Sentence>();
        var name = indicator.Name;
        if (PublicSuffixes.Shipped.Lists(name))
        {
            marks.Add(Sentence.Of("a public suffix: anybody may have a name below it"));
        }
        if (FreeProviders.Of(name, scene.Site) is { IsWhole: true } provider)
        {
            marks.Add(Sentence.Of($"{provider.Words} as a whole, with all its customers"));
        }
        marks.AddRange(OfUse(scene, FeedUse.DynamicDns, name, isBelow: false, "a provider of dynamic DNS as a whole"));
        marks.AddRange(OfUse(scene, FeedUse.Shared, name, isBelow: false, "a name that many customers share"));
        marks.AddRange(OfUse(scene, FeedUse.Popular, indicator.Zone!, isBelow: false, "of a domain that most networks ask"));
        marks.AddRange(OfUse(scene, FeedUse.Resolvers, name, isBelow: true, "a public resolver"));
        marks.AddRange(OfUse(scene, FeedUse.Harmless, name, isBelow: true, "known to be harmless"));
        marks.AddRange(OfUse(scene, FeedUse.Sinkholes, name, isBelow: true, "a sinkhole: whoever asks may be a victim whose adversary is gone, or an analyst"));
        if (scene.Site.ProtectedZones.Concat(scene.Site.InternalZones).Any(zone => IsOfOne(name, zone)))
        {
            marks.Add(Sentence.Of("of a zone of this site, or one that it protects"));
        }
        return marks.DrainToImmutable();
    }

    static ImmutableArray<Sentence> OfAddresses(Indicator indicator, Scene scene)
    {
        var marks = ImmutableArray.CreateBuilder<Sentence>();
        var (network, first) = (indicator.Network, indicator.Network.First);
        if (network.Length < (first.IsV4 ? WidestV4 : WidestV6))
        {
            marks.Add(Sentence.Of("a wide range of addresses"));
        }
        if (PublicResolvers.OperatorOf(first) is { } resolver)
        {
            marks.Add(Sentence.Of($"a public resolver ({resolver})"));
        }
        marks.AddRange(OfUse(scene, FeedUse.Resolvers, first, "a public resolver"));
        marks.AddRange(OfUse(scene, FeedUse.Shared, first, "an address that many customers share"));
        marks.AddRange(OfUse(scene, FeedUse.Harmless, first, "known to be harmless"));
        marks.AddRange(OfUse(scene, FeedUse.Sinkholes, first, "a sinkhole: whoever is led there may be a victim whose adversary is gone"));
        if (scene.Site.IsApproved(first) == true)
        {
            marks.Add(Sentence.Of("a DNS server that this site approves"));
        }
        if (indicator.Feed.IsPublic && (first.IsInternal || (!scene.Site.Networks.IsEmpty && scene.Site.IsOurs(first))))
        {
            marks.Add(Sentence.Of("an address inside, which a public feed cannot know"));
        }
        return marks.DrainToImmutable();
    }

    /// <summary>Whether a list of a use has the name itself; where wanted, a parent of it too.</summary>
    static IEnumerable<Sentence> OfUse(Scene scene, FeedUse use, byte[] name, bool isBelow, string what) =>
        scene.Indicators[use].Of(name).Where(entry => isBelow || entry.Name.AsSpan().SequenceEqual(name)).Take(1).Select(entry => Named(entry, what));

    static IEnumerable<Sentence> OfUse(Scene scene, FeedUse use, Address address, string what) => scene.Indicators[use].Of(address).Take(1).Select(entry => Named(entry, what));

    static Sentence Named(Indicator entry, string what) => Sentence.Of($"{what} ({HostileText.Text(entry.List)})");

    /// <summary>Whether one of two names is the other, or lies below it.</summary>
    static bool IsOfOne(byte[] name, byte[] zone)
    {
        var (one, other) = (HostileText.Name(name), HostileText.Name(zone));
        return one == other || one.IsBelow(other) || other.IsBelow(one);
    }
}
