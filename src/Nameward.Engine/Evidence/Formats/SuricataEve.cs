namespace Nameward.Engine.Evidence.Formats;

/// <summary>The DNS events of Suricata's EVE log.</summary>
public sealed class SuricataEve : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "suricata-eve",
        Number = 50,
        Title = "Suricata EVE log, DNS events",
        Source = "https://docs.suricata.io/en/latest/output/eve/eve-json-format.html#event-type-dns; versions 1 to 3 of the event, Suricata 2 to 8",
        Positions = PositionKind.ByteOffset,
        Kind = "network sensor log",
        Tier = 1,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients | Carries.Servers | Carries.Ids | Carries.HeaderBits,
        Lacks = ["sizes of messages", "data of records that Suricata does not decode"],
        Unproven = "version 1 of the event: only 2 and 3 were to be had",
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new SuricataGrammar();
}
