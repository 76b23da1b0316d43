using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Targets;

/// <summary>
/// nftables 1.0 (nft(8)): a table of its own for the case, which stands beside every other and is deleted as one. A second file holds hosts to the approved resolvers (ports 53 and 853).
/// </summary>
sealed class Nftables : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => "nftables";

    /// <inheritdoc/>
    public string Product => "nftables 1.0";

    /// <inheritdoc/>
    public PackOwner Owner => PackOwner.Firewall;

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var table = document.Label.Replace('-', '_');
        var addresses = ServerAddresses.Of(document, leftOut);
        var files = new List<PackFile>();
        var steps = new List<PackStep>();
        if (addresses.Length > 0)
        {
            files.Add(Table(document, table, addresses, "stage 1: counts and logs what goes to the servers", "").As($"{document.Label}.log.nft"));
            files.Add(Table(document, table, addresses, "stage 2: drops what goes to the servers; load it in place of stage 1", " drop").As($"{document.Label}.block.nft"));
            steps.Add(new(PackStage.Log, "Load stage 1 on each router and firewall, and give it a day.", $"nft -f {document.Label}.log.nft"));
            steps.Add(new(PackStage.Apply, "Load stage 2; it takes the place of stage 1.", $"nft -f {document.Label}.block.nft"));
            steps.Add(new(PackStage.Verify, "Its counters say what it dropped.", $"nft list table inet {table}"));
            steps.Add(new(PackStage.Rollback, "Delete the table: nothing else is in it.", $"nft delete table inet {table}"));
        }
        if (OnlyApproved(document, $"{table}_dns") is { } only)
        {
            files.Add(only.As($"{document.Label}-dns-only.nft"));
            steps.Add(new(PackStage.Apply, "Apart from the case: let DNS leave only towards and from the approved resolvers.", $"nft -f {document.Label}-dns-only.nft"));
            steps.Add(new(PackStage.Rollback, "Delete that table.", $"nft delete table inet {table}_dns"));
        }
        else
        {
            steps.Add(new(PackStage.Apply, "DNS is not held to the approved resolvers: the site file names none (servers.approved)."));
        }
        return new(Id, Product, [.. files], [.. steps], [.. leftOut]);
    }

    static PackText Table(ContainDocument document, string table, IReadOnlyList<Block> blocks, string what, string verdict)
    {
        var text = new PackText(document, "#").Head(what).Lines($"table inet {table}", $"delete table inet {table}", $"table inet {table} {{");
        foreach (var (set, type, isV4) in new[] { ("servers4", "ipv4_addr", true), ("servers6", "ipv6_addr", false) })
        {
            var of = blocks.Where(block => block.Address.IsV4 == isV4).ToList();
            text.Line($"  set {set} {{ type {type};{(of.Count == 0 ? "" : " elements = {")}");
            foreach (var block in of)
            {
                text.Because(block).Line($"    {block.Address},");
            }
            text.Line(of.Count == 0 ? "  }" : "  } }");
        }
        foreach (var hook in new[] { "output", "forward" })
        {
            text.Lines($"  chain {hook} {{", $"    type filter hook {hook} priority filter - 5; policy accept;",
                $"    ip daddr @servers4 counter log prefix \"{document.Label}: \"{verdict}", $"    ip6 daddr @servers6 counter log prefix \"{document.Label}: \"{verdict}", "  }");
        }
        return text.Line("}");
    }

    static PackText? OnlyApproved(ContainDocument document, string table)
    {
        if (document.Approved is not { Length: > 0 } approved)
        {
            return null;
        }
        var text = new PackText(document, "#").Head("DNS only through the approved resolvers").Lines($"table inet {table}", $"delete table inet {table}", $"table inet {table} {{");
        var ports = "meta l4proto { tcp, udp } th dport { 53, 853 }";
        foreach (var hook in new[] { "output", "forward" })
        {
            text.Lines($"  chain {hook} {{", $"    type filter hook {hook} priority filter - 4; policy accept;", "    oifname \"lo\" accept");
            foreach (var server in approved)
            {
                var family = server.First.IsV4 ? "ip" : "ip6";
                text.Lines($"    {family} daddr {server} {ports} accept", $"    {family} saddr {server} {ports} accept");
            }
            text.Lines($"    {ports} counter log prefix \"{document.Label} dns: \" reject", "  }");
        }
        return text.Line("}");
    }
}
