using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;

namespace Nameward.Engine.Cases.Blocks;

/// <summary>
/// Why something must not be blocked: it is the site's own or protected, anybody may have a name below it, or others who have nothing to do with the case share it. A wrong block hurts more than
/// what it is meant to stop.
/// </summary>
static class BlockGuard
{
    /// <summary>Why; null where nothing speaks against it.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="name">The name in canonical wire form; empty for addresses.</param>
    /// <param name="address">The address; none for names.</param>
    /// <param name="site">What the site says of itself.</param>
    /// <param name="isRelay">Whether a client asks for others; null where nobody looked.</param>
    public static Sentence? Refusal(BlockKind kind, byte[] name, Address address, SiteFacts site, Func<Address, bool>? isRelay) =>
        kind is BlockKind.Zone or BlockKind.NameServer ? OfName(name, site) : kind == BlockKind.Client ? OfClient(address, site, isRelay) : OfAddress(address, site);

    static Sentence? OfName(byte[] name, SiteFacts site)
    {
        if (name.Length <= 1 || PublicSuffixes.Shipped.Lists(name) || PublicSuffixes.Shipped.SuffixStart(name) == 0)
        {
            return Sentence.Of("a public suffix: anybody may have a name below it");
        }
        if (FreeProviders.Of(name, site) is { IsWhole: true } provider)
        {
            return Sentence.Of($"{provider.Words} as a whole, with all its customers");
        }
        return Own(name, site.InternalZones) is { } inside ? Sentence.Of($"the site's own zone {inside}")
            : Own(name, site.ProtectedZones) is { } kept ? Sentence.Of($"the site protects {kept}") : null;
    }

    static Sentence? OfAddress(Address address, SiteFacts site)
    {
        if (site.IsApproved(address) == true)
        {
            return Sentence.Of("a DNS server that the site approves");
        }
        if (address.IsUnspecified || address.IsMulticast || address.IsInternal || (!site.Networks.IsEmpty && site.IsOurs(address)))
        {
            return Sentence.Of("an address inside: isolate the host that has it");
        }
        return PublicResolvers.OperatorOf(address) is { } resolver ? Sentence.Of($"a public resolver ({resolver}): hosts that must not ask it are held by \"DNS only through the approved resolvers\"")
            : SharedNetworks.OperatorOf(address) is { } operates ? Sentence.Of($"{operates} serves many customers there") : null;
    }

    static Sentence? OfClient(Address address, SiteFacts site, Func<Address, bool>? isRelay) =>
        site.IsApproved(address) == true ? Sentence.Of("a DNS server that the site approves")
        : isRelay is null ? Sentence.Of("not known to ask for itself alone: the evidence was not read again")
        : isRelay(address) ? Sentence.Of("an address that asks for others too: all of them would lose DNS") : null;

    /// <summary>The zone of a list that a name is, lies below, or stands above.</summary>
    static HostileText? Own(byte[] name, ImmutableArray<byte[]> zones)
    {
        foreach (var zone in zones)
        {
            if (ProfileSubject.IsBelow(name, zone) || ProfileSubject.IsBelow(zone, name))
            {
                return HostileText.Name(zone);
            }
        }
        return null;
    }
}
