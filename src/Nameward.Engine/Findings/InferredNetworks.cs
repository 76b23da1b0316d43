using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>
/// The ranges that a site's own hosts lie in, told from the addresses for inside use in the evidence: for each block of such addresses the smallest
/// ranges of a usual size that are few. A range that no seen host lies in is not told, so this is a proposal and no inventory.
/// </summary>
static class InferredNetworks
{
    /// <summary>More ranges of one size than that are told as ranges of the next larger size.</summary>
    const int MostOfOneLength = 4;

    // RFC 1918 section 3; RFC 4193 section 3.1: a site's own prefix has 48 bits, that of a link 64.
    static readonly ImmutableArray<Block> Blocks =
    [
        new(Network.Of(Address.FromV4(0x0A00_0000), 8), [24, 16, 8]),
        new(Network.Of(Address.FromV4(0xAC10_0000), 12), [24, 16, 12]),
        new(Network.Of(Address.FromV4(0xC0A8_0000), 16), [24, 16]),
        new(Network.Of(new Address(0xFC00_0000_0000_0000, 0), 7), [64, 48, 7]),
    ];

    /// <summary>The ranges, lowest first; none where no host has an address for inside use.</summary>
    public static ImmutableArray<InferredNetwork> Of(IEnumerable<Address> hosts)
    {
        var all = hosts.Distinct().ToList();
        return [.. Blocks.SelectMany(block => Within(block, all.FindAll(block.Whole.Contains))).OrderBy(network => network.Range)];
    }

    static List<InferredNetwork> Within(Block block, List<Address> hosts)
    {
        var bySize = block.Lengths.Select(length => hosts.GroupBy(host => Network.Of(host, length)).Select(range => new InferredNetwork(range.Key, range.Count())).ToList());
        return bySize.First(ranges => ranges.Count <= MostOfOneLength);
    }

    /// <summary>A block for inside use, and the lengths of the ranges that sites cut it into, down to that of the block itself.</summary>
    sealed record Block(Network Whole, ImmutableArray<int> Lengths);
}

/// <summary>A range that seen hosts lie in.</summary>
/// <param name="Range">The range.</param>
/// <param name="Hosts">Hosts seen in it: clients and servers that answer.</param>
sealed record InferredNetwork(Network Range, int Hosts);
