using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Sites;

/// <summary>What can be meant as it stands in a site file, but seldom is.</summary>
public static class SiteWarnings
{
    /// <summary>Shorter approved prefixes hold more hosts than anybody runs DNS servers.</summary>
    const int NarrowV4 = 24, NarrowV6 = 64;

    /// <summary>Every such thing, beginning with its key.</summary>
    public static IEnumerable<Placed<string>> Of(SiteSettings settings)
    {
        var approved = settings.ApprovedServers ?? [];
        return
        [
            .. Nested("networks", settings.Networks),
            .. Nested("servers.approved", approved),
            .. approved.Where(IsWide).Select(server => new Placed<string>($"servers.approved: {server.Value} approves whatever answers DNS at {Size(server.Value)} addresses", server.At)),
            .. approved.Where(server => IsOutside(server.Value, settings.Networks)).Select(server => new Placed<string>($"servers.approved: {server.Value} lies in none of the networks", server.At)),
            .. Twice("zones.internal", settings.InternalZones),
            .. Twice("zones.protected", settings.ProtectedZones),
            .. Twice("zones.dynamic", settings.DynamicZones),
        ];
    }

    // Prefixes are apart or one holds the other, and one that holds others sorts before them: the last that lay in none is the only one to look at.
    static IEnumerable<Placed<string>> Nested(string key, ImmutableArray<Placed<Network>> networks)
    {
        Placed<Network>? outer = null;
        foreach (var network in networks.OrderBy(network => network.Value).ThenBy(network => network.At))
        {
            if (outer is null || !outer.Value.Contains(network.Value))
            {
                outer = network;
                continue;
            }
            yield return new(outer.Value == network.Value
                ? $"{key}: {network.Value} stands there twice"
                : $"{key}: {network.Value} lies within {outer.Value}, which stands there too", network.At);
        }
    }

    static IEnumerable<Placed<string>> Twice(string key, ImmutableArray<Placed<byte[]>> zones) =>
        zones.Select(zone => (zone.At, Name: WireName.ToText(zone.Value))).GroupBy(zone => zone.Name)
            .SelectMany(same => same.Skip(1)).Select(zone => new Placed<string>($"{key}: {zone.Name} stands there twice", zone.At));

    // A resolver of others has a public address and a host's own stub a loopback one; an inside address that is not ours is a typing error as a rule.
    static bool IsOutside(Network server, ImmutableArray<Placed<Network>> networks) =>
        networks.Length > 0 && server.First.IsInternal && !IsLoopback(server.First) && !networks.Any(network => network.Value.Contains(server));

    static bool IsLoopback(Address address) => address.IsV4 ? address.V4 >> 24 == 127 : address is { High: 0, Low: 1 };

    static bool IsWide(Placed<Network> server) => server.Value.Length < (server.Value.First.IsV4 ? NarrowV4 : NarrowV6);

    static string Size(Network network) => network.First.IsV4
        ? (1L << (32 - network.Length)).ToString("N0", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"2^{128 - network.Length}");
}
