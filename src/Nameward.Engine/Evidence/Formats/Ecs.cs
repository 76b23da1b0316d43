namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Events of the Elastic Common Schema that show look-ups or conversations, as they leave Elasticsearch (documents, hits with <c>_source</c> or <c>fields</c>) or Kibana
/// (CSV). Documents that hold the line of a log that is known are read as that log.
/// </summary>
public sealed class Ecs : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "ecs",
        Number = 90,
        Title = "Elastic Common Schema events",
        Source = "https://www.elastic.co/docs/reference/ecs; ECS 1.0 to 9.2, Packetbeat, Filebeat, Kibana's CSV reports",
        Positions = PositionKind.ByteOffset,
        Kind = "SIEM export",
        Tier = 1,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients | Carries.Servers | Carries.Ids | Carries.Flows | Carries.Processes,
        Lacks = ["header bits", "sizes of messages", "events whose ends have names and no addresses", "what the query of the export left out"],
        Unproven = "no real event of DNS or of a conversation was to be had but those of other formats in Elastic's shipping: written by the schema",
    };

    internal override Likeness Sureness => Likeness.Possible;

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new EcsGrammar();
}
