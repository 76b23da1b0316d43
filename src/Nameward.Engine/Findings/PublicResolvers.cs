using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>Resolvers that are open to everybody and known by name. To be on the list annotates a server; it never decides.</summary>
static class PublicResolvers
{
    static readonly Lazy<ImmutableArray<(Network Network, string Operator)>> Shipped = new(ReadShipped);

    /// <summary>Who runs the resolver at an address; null where it is none of the well-known ones.</summary>
    public static string? OperatorOf(Address server)
    {
        foreach (var (network, name) in Shipped.Value)
        {
            if (network.Contains(server))
            {
                return name;
            }
        }
        return null;
    }

    static ImmutableArray<(Network, string)> ReadShipped()
    {
        using var stream = typeof(PublicResolvers).Assembly.GetManifestResourceStream("public-resolvers.txt")!;
        using var text = new StreamReader(stream);
        var networks = ImmutableArray.CreateBuilder<(Network, string)>();
        while (text.ReadLine() is { } line)
        {
            if (line.Split('\t') is [var name, var addresses])
            {
                networks.AddRange(addresses.Split(' ').Select(address => (Parse(address), name)));
            }
        }
        return networks.ToImmutable();
    }

    static Network Parse(string text) => Network.TryParse(text, out var network, out _) ? network : throw new System.Diagnostics.UnreachableException(text);
}
