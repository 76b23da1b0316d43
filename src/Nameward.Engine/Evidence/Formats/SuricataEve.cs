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
        Lacks = ["sizes of messages", "data of records that Suricata does not decode"],
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new SuricataGrammar();
}
