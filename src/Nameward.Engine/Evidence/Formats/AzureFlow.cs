namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The flow logs of Azure's network security groups (versions 1 and 2) and of its virtual networks (version 4): blobs with many flows in a record (<c>PT1H.json</c>), and records with one
/// flow each, as collectors make of them. Each tuple is a flow. One conversation has several: one when it begins, which counts nothing, one every few minutes and one at its end, which count what was sent
/// since the tuple before. A blob is written anew while its hour lasts: of copies of one blob each tuple counts again in sums, and only once in all that decides.
/// </summary>
public sealed class AzureFlow : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "azure-flow",
        Number = 86,
        Title = "Azure NSG and VNet flow log",
        Source = "https://learn.microsoft.com/azure/network-watcher/nsg-flow-logs-overview, https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview; versions 1, 2 and 4",
        Positions = PositionKind.ByteOffset,
        Kind = "flow records",
        SeesEgress = true,
        Tier = 1,
        Carries = Carries.Flows | Carries.Times | Carries.Clients | Carries.Servers,
        Lacks = ["names", "translations", "how long a conversation lasted", "bytes and packets, in version 1", "records of a minute that are longer than 1 MiB"],
        Unproven = "whole blobs were written by the documentation: of real ones only records with one flow each were to be had",
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new AzureFlowGrammar();
}
