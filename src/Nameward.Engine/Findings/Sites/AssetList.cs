using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Sites;

/// <summary>The inventory of a site: what it knows of its hosts, by address and by name.</summary>
public sealed class AssetList
{
    readonly Dictionary<Network, Asset> _byNetwork = [];
    readonly SortedDictionary<HostileText, Asset> _byHost = new(HostileText.ByHost);

    // Address and prefix are looked up together: the family tells lengths of 32 from those of 128.
    readonly ImmutableArray<(bool IsV4, int Length)> _lengths;

    /// <summary>An inventory of these; of two of one range or one name the first counts.</summary>
    public AssetList(IEnumerable<Asset> assets)
    {
        var canonical = new List<string>();
        foreach (var asset in assets)
        {
            canonical.Add(asset.Canonical);
            if (asset.Network is { } network)
            {
                _byNetwork.TryAdd(network, asset);
            }
            if (asset.Host is { } host)
            {
                _byHost.TryAdd(HostileText.Text(host), asset);
            }
        }
        Count = canonical.Count;
        canonical.Sort(StringComparer.Ordinal);
        Canonical = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', canonical))));
        _lengths = [.. _byNetwork.Keys.Select(network => (network.First.IsV4, network.Length)).Distinct().OrderByDescending(length => length.Length)];
    }

    /// <summary>No inventory.</summary>
    public static AssetList None { get; } = new([]);

    /// <summary>How many entries it has.</summary>
    public int Count { get; }

    /// <summary>Whether it says nothing.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>The SHA-256 of all that it says, the same for every order.</summary>
    public string Canonical { get; }

    /// <summary>What is known of an address, the narrowest range first.</summary>
    public IEnumerable<Asset> Of(Address address)
    {
        foreach (var (isV4, length) in _lengths)
        {
            if (isV4 == address.IsV4 && _byNetwork.TryGetValue(Network.Of(address, length), out var asset))
            {
                yield return asset;
            }
        }
    }

    /// <summary>What is known of a host by its name; null where nothing is.</summary>
    public Asset? OfHost(HostileText name) => _byHost.TryGetValue(name, out var asset) && HostileText.Text(asset.Host!).IsOfSameHost(name) ? asset : null;
}
