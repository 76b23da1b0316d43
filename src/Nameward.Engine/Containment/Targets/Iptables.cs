using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Targets;

/// <summary>iptables and ip6tables 1.8 (iptables-restore(8)): a chain of its own for the case, into which OUTPUT and FORWARD jump.</summary>
sealed class Iptables : IContainmentTarget
{
    // A chain's name has 28 characters at most.
    const int MostChain = 28;

    /// <inheritdoc/>
    public string Id => "iptables";

    /// <inheritdoc/>
    public string Product => "iptables 1.8";

    /// <inheritdoc/>
    public PackOwner Owner => PackOwner.Firewall;

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var chain = document.Label.Length <= MostChain ? document.Label : document.Label[..MostChain];
        var files = new List<PackFile>();
        var steps = new List<PackStep>();
        foreach (var family in ServerAddresses.Of(document, leftOut).GroupBy(block => block.Address.IsV4).OrderByDescending(family => family.Key))
        {
            var (tool, digit) = family.Key ? ("iptables", "4") : ("ip6tables", "6");
            files.Add(Rules(document, chain, family, "stage 1: logs what goes to the servers", drops: false).As($"{document.Label}.log.rules{digit}"));
            files.Add(Rules(document, chain, family, "stage 2: drops what goes to the servers; load it in place of stage 1", drops: true).As($"{document.Label}.block.rules{digit}"));
            steps.Add(new(PackStage.Log, "Load stage 1, let it be the first that is asked, and give it a day.", $"{tool}-restore --noflush {document.Label}.log.rules{digit} && {tool} -I OUTPUT -j {chain} && {tool} -I FORWARD -j {chain}"));
            steps.Add(new(PackStage.Apply, "Load stage 2; the jumps stay as they are.", $"{tool}-restore --noflush {document.Label}.block.rules{digit}"));
            steps.Add(new(PackStage.Verify, "Its counters say what it dropped.", $"{tool} -L {chain} -n -v"));
            steps.Add(new(PackStage.Rollback, "Take the jumps out, and delete the chain.", $"{tool} -D OUTPUT -j {chain} && {tool} -D FORWARD -j {chain} && {tool} -F {chain} && {tool} -X {chain}"));
        }
        return new(Id, Product, [.. files], [.. steps], [.. leftOut]);
    }

    static PackText Rules(ContainDocument document, string chain, IEnumerable<Block> blocks, string what, bool drops)
    {
        // A chain that is declared is emptied first, the others are left alone.
        var text = new PackText(document, "#").Head(what).Lines("*filter", $":{chain} - [0:0]");
        foreach (var block in blocks)
        {
            text.Because(block).Line($"-A {chain} -d {block.Address} -j LOG --log-prefix \"{chain} \"");
            if (drops)
            {
                text.Line($"-A {chain} -d {block.Address} -j DROP");
            }
        }
        return text.Line("COMMIT");
    }
}
