using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Restoring;

/// <summary>Good values against the servers that the site approves.</summary>
static class ApprovedServers
{
    /// <summary>
    /// A setting whose good value the site can stand for: one that names resolvers which it does not approve is no good value; those that it approves take its place for hosts, and for nobody else: a server that forwards to
    /// them may be one of them.
    /// </summary>
    public static Restoration Checked(Restoration item, SiteFacts site)
    {
        if (item.Kind is not (ConfigurationKind.Forwarders or ConfigurationKind.Resolvers or ConfigurationKind.AnnouncedServers) || site.ApprovedServers is not { } approved)
        {
            return item;
        }
        if (item.Good is { } good && ConfiguredValue.Addresses(good).All(server => site.IsApproved(server) == true || MisconfigurationJudge.IsOfThisHost(server) || item.Kind == ConfigurationKind.Forwarders))
        {
            return item;
        }
        var isV6 = ConfiguredValue.Addresses(item.Today).Any(server => !server.IsV4);
        ImmutableArray<Address> servers = [.. approved.Where(network => network.IsOne && network.First.IsV4 != isV6).Select(network => network.First)];
        return item.Kind == ConfigurationKind.Forwarders || servers.IsEmpty ? item
            : item with { Good = HostileText.Joined(servers.Select(HostileText.Address)), Because = Sentence.Of("the site file approves these servers") };
    }
}
