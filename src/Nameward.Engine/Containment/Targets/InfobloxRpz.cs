using System.Collections.Immutable;
using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Targets;

/// <summary>
/// Infoblox NIOS 8 (CSV Import Reference, "CSV Import for Response Policy Zones"): rules of a local response policy zone, on names, addresses in answers and clients. An empty canonical name says that a
/// name does not exist, an asterisk that it has no such record; the parent zone is written from the right.
/// </summary>
sealed class InfobloxRpz : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => "infoblox-rpz";

    /// <inheritdoc/>
    public string Product => "Infoblox NIOS 8, local RPZ";

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var (label, zone) = (document.Label, RpzZone.NameOf(document));
        var parent = string.Join('.', zone.Split('.').Reverse());
        var action = document.Request.Action == BlockAction.NoData ? "*" : "";
        var file = new PackText(document, "#").Line("header-responsepolicyzone,fqdn*,zone_format*,rpz_policy,view").Line($"responsepolicyzone,{zone},FORWARD,DISABLED,default");
        var named = document.Blocked.Where(block => Why(document, block, leftOut)).ToLookup(block => block.Kind);
        Rules(file, "responsepolicycnamerecord", [Canary.NameOf(document), .. document.Request.Action == BlockAction.Sinkhole ? [] : named[BlockKind.Zone].SelectMany(Names)]);
        Rules(file, "responsepolicyipaddress", [.. named[BlockKind.AnswerAddress].Select(block => $"{block.Address}")]);
        Rules(file, "responsepolicyclientipaddress", [.. named[BlockKind.Client].Select(block => $"{block.Address}")]);
        if (document.Request.Action == BlockAction.Sinkhole)
        {
            file.Line("header-responsepolicyarecord,address*,fqdn*,comment,parent_zone,view");
            foreach (var name in named[BlockKind.Zone].SelectMany(Names))
            {
                file.Line($"responsepolicyarecord,{document.Request.Sinkhole},{name}.{zone},{label},{parent},default");
            }
        }
        return new(Id, Product, [file.As($"{label}.csv")],
            [
                new(PackStage.Log, $"Data Management, DNS, CSV Import: add {label}.csv. It makes the zone {zone} with the policy DISABLED, which logs what it would do. Give it a day."),
                new(PackStage.Apply, $"Set the policy of {zone} to Given, and restart the services."),
                new(PackStage.Verify, "A name of its own does not exist, and the log of RPZ hits names it.", $"dig @127.0.0.1 {Canary.NameOf(document)} A"),
                new(PackStage.Rollback, $"Delete the zone {zone}, and restart the services."),
            ],
            [.. leftOut]);

        void Rules(PackText text, string kind, ImmutableArray<string> names)
        {
            if (names.Length > 0)
            {
                text.Line($"header-{kind},fqdn*,canonical_name,comment,disabled,parent_zone,view");
            }
            foreach (var name in names)
            {
                text.Line($"{kind},{name}.{zone},{action},{label},FALSE,{parent},default");
            }
        }
    }

    static IEnumerable<string> Names(Block block) => [$"{PlainName.Of(block)}", $"*.{PlainName.Of(block)}"];

    static bool Why(ContainDocument document, Block block, List<(Block, string)> leftOut)
    {
        var why = block.Kind switch
        {
            BlockKind.Zone when PlainName.Of(block) is null => PlainName.Why,
            BlockKind.Zone when !RpzZone.Fits(document, block) => "the name is too long to stand in a policy zone",
            BlockKind.Zone when document.Request is { Action: BlockAction.Sinkhole, Sinkhole.IsV4: false } => "a sinkhole with an IPv6 address is not written for this product",
            BlockKind.Zone => null,
            BlockKind.AnswerAddress or BlockKind.Client when block.Address.IsV4 => null,
            BlockKind.AnswerAddress or BlockKind.Client => "rules on IPv6 addresses are not written for this product",
            _ => "imported rules act on names, addresses in answers and clients alone",
        };
        if (why is not null)
        {
            leftOut.Add((block, why));
        }
        return why is null;
    }
}
