using System.Collections.Immutable;
using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Hosts;

/// <summary>
/// What a host pack looks for, as files of data beside its script: one zone or address a line. The script itself is the same for every case, so that nothing of a case can be syntax in it.
/// </summary>
static class SearchedFor
{
    /// <summary>Names of the files, which the scripts know.</summary>
    public const string Zones = "zones.txt", Servers = "servers.txt";

    /// <summary>The two files; names that are not plain are left out with a word.</summary>
    public static ImmutableArray<PackFile> Files(ContainDocument document, List<(Block, string)> leftOut)
    {
        var zones = new PackText(document, "#").Head("zones that the host pack looks for, each with all below it", ends: false);
        foreach (var block in document.Blocked.Where(block => block.Kind == BlockKind.Zone))
        {
            if (PlainName.Of(block) is { } name)
            {
                zones.Because(block).Line(name);
            }
            else
            {
                leftOut.Add((block, "the name holds bytes that the host pack has no safe notation for"));
            }
        }
        var servers = new PackText(document, "#").Head("addresses that the host pack looks for", ends: false);
        foreach (var address in Addresses(document))
        {
            servers.Line(address);
        }
        return [zones.As(Zones), servers.As(Servers)];
    }

    /// <summary>Addresses of servers that the case blocks or isolates, each once, in order.</summary>
    public static IEnumerable<string> Addresses(ContainDocument document) =>
        document.Blocked.Where(block => !block.IsName).Select(block => block.Address).Concat(document.Isolation.Servers.Select(server => server.Address)).Distinct().Order().Select(address => address.ToString());
}
