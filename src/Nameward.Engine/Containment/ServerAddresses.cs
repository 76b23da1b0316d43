using System.Collections.Immutable;
using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment;

/// <summary>What firewalls act on: addresses of servers and of answers, each once.</summary>
static class ServerAddresses
{
    /// <summary>The blocks that are addresses, in order; the others are left out with a word.</summary>
    public static ImmutableArray<Block> Of(ContainDocument document, List<(Block, string)> leftOut)
    {
        leftOut.AddRange(document.Blocked.Where(block => !IsServer(block)).Select(block => (block, block.IsName ? "a firewall acts on addresses: the DNS targets block names" : "a host of the case: it is isolated, and not its traffic stopped here")));
        return [.. document.Blocked.Where(IsServer).DistinctBy(block => block.Address).OrderBy(block => block.Address)];
    }

    /// <summary>The same as a list, one a line with why before it: what products fetch or load as a table.</summary>
    public static PackFile Listed(ContainDocument document)
    {
        var text = new PackText(document, "#").Head("addresses of servers");
        foreach (var block in Of(document, []))
        {
            text.Because(block).Line($"{block.Address}");
        }
        return text.As($"{document.Label}.addresses.txt");
    }

    static bool IsServer(Block block) => block is { IsName: false, Kind: not BlockKind.Client };

    /// <summary>The pack of a firewall that has no address to block.</summary>
    public static TargetPack NothingFor(IContainmentTarget target, List<(Block, string)> leftOut) => new(target.Id, target.Product, [], [new(PackStage.Apply, "Nothing of the case is an address that it could block.")], [.. leftOut]);
}
