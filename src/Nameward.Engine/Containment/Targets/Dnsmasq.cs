using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Targets;

/// <summary>dnsmasq 2.89 (dnsmasq(8), --address, --bogus-nxdomain): names with all below them, and addresses in answers. It cannot log only.</summary>
sealed class Dnsmasq : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => "dnsmasq";

    /// <inheritdoc/>
    public string Product => "dnsmasq 2.89";

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var (label, canary) = (document.Label, Canary.NameOf(document));
        var text = new PackText(document, "#").Head("blocks; lay it into /etc/dnsmasq.d").Line($"address=/{canary}/{Canary.Address}");
        foreach (var block in document.Blocked)
        {
            if (Lines(document, block) is { } line)
            {
                text.Because(block).Line(line);
            }
            else
            {
                leftOut.Add((block, block.Kind == BlockKind.Zone ? PlainName.Why : "dnsmasq acts on names and on addresses in answers alone"));
            }
        }
        return new(Id, Product, [text.As($"{label}.conf")],
            [
                new(PackStage.Log, "dnsmasq cannot log without blocking: look at the preview in index.html instead."),
                new(PackStage.Apply, $"Copy {label}.conf into /etc/dnsmasq.d.", "dnsmasq --test && systemctl restart dnsmasq"),
                new(PackStage.Verify, $"The list answers for a name of its own: {Canary.Address}.", $"dig @127.0.0.1 {canary} A +short"),
                new(PackStage.Rollback, "Delete it again.", $"rm /etc/dnsmasq.d/{label}.conf && systemctl restart dnsmasq"),
            ],
            [.. leftOut]);
    }

    // "address=/name/" without an address answers that the name does not exist, "#" with 0.0.0.0 and ::.
    static string? Lines(ContainDocument document, Block block) => block.Kind switch
    {
        BlockKind.Zone when PlainName.Of(block) is { } name => document.Request.Action == BlockAction.Sinkhole ? $"address=/{name}/{document.Request.Sinkhole}" : $"address=/{name}/",
        BlockKind.AnswerAddress => $"bogus-nxdomain={block.Address}",
        _ => null,
    };
}
