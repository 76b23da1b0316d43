using System.Collections.Immutable;
using System.Diagnostics;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>
/// Networks from which operators serve the names of very many customers, as they publish them themselves (cloudflare.com/ips, api.fastly.com/public-ip-list, the custom-domain pages of GitHub, Shopify, Squarespace and
/// Wix; 2026): that two zones lead there says nothing of who runs them. Feeds of use <c>shared</c> add to them.
/// </summary>
static class SharedNetworks
{
    static readonly Lazy<ImmutableArray<(Network Network, string Operator)>> All = new(() =>
    [
        .. Of("Cloudflare", "103.21.244.0/22", "103.22.200.0/22", "103.31.4.0/22", "104.16.0.0/13", "104.24.0.0/14", "108.162.192.0/18", "131.0.72.0/22", "141.101.64.0/18", "162.158.0.0/15",
            "172.64.0.0/13", "173.245.48.0/20", "188.114.96.0/20", "190.93.240.0/20", "197.234.240.0/22", "198.41.128.0/17",
            "2400:cb00::/32", "2405:8100::/32", "2405:b500::/32", "2606:4700::/32", "2803:f800::/32", "2a06:98c0::/29", "2c0f:f248::/32"),
        .. Of("Fastly", "151.101.0.0/16", "199.232.0.0/16", "2a04:4e40::/32", "2a04:4e42::/32"),
        .. Of("GitHub Pages", "185.199.108.0/22", "2606:50c0:8000::/46"),
        .. Of("Shopify", "23.227.38.0/23"),
        .. Of("Squarespace", "198.49.23.0/24", "198.185.159.0/24"),
        .. Of("Wix", "185.230.60.0/22"),
    ]);

    /// <summary>Who serves many customers from an address; null where nobody is known to.</summary>
    public static string? OperatorOf(Address address) => All.Value.FirstOrDefault(shared => shared.Network.Contains(address)).Operator;

    static IEnumerable<(Network, string)> Of(string name, params string[] networks) =>
        networks.Select(text => Network.TryParse(text, out var network, out _) ? (network, name) : throw new UnreachableException(text));
}
