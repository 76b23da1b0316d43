using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Nameward.Engine.Observations;

/// <summary>Resolvers that are open to everybody and known by name. To be on the list annotates a server; it never decides.</summary>
static class PublicResolvers
{
    static readonly Lazy<FrozenDictionary<Network, string>> Shipped = new(ReadShipped);

    // An address is looked up once for each length of a prefix that the list has.
    static readonly Lazy<ImmutableArray<(bool IsV4, int Length)>> Lengths = new(() => [.. Shipped.Value.Keys.Select(network => (network.First.IsV4, network.Length)).Distinct().Order()]);

    /// <summary>Who runs the resolver at an address; null where it is none of the well-known ones.</summary>
    public static string? OperatorOf(Address server)
    {
        foreach (var (isV4, length) in Lengths.Value)
        {
            if (server.IsV4 == isV4 && Shipped.Value.TryGetValue(Network.Of(server, length), out var name))
            {
                return name;
            }
        }
        return null;
    }

    static FrozenDictionary<Network, string> ReadShipped()
    {
        using var stream = typeof(PublicResolvers).Assembly.GetManifestResourceStream("public-resolvers.txt")!;
        using var text = new StreamReader(stream);
        var networks = new Dictionary<Network, string>();
        while (text.ReadLine() is { } line)
        {
            if (line.Split('\t') is [var name, var addresses])
            {
                foreach (var address in addresses.Split(' '))
                {
                    networks.Add(Parse(address), name);
                }
            }
        }
        return networks.ToFrozenDictionary();
    }

    static Network Parse(string text) => Network.TryParse(text, out var network, out _) ? network : throw new System.Diagnostics.UnreachableException(text);
}
