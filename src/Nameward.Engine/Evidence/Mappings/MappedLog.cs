using System.Collections.Immutable;
using Nameward.Engine.Evidence.Formats;

namespace Nameward.Engine.Evidence.Mappings;

/// <summary>A log whose format a user tells: the same that the formats of the list with named fields are, made at run time from a mapping.</summary>
public sealed class MappedLog(Mapping mapping) : TableLog
{
    /// <summary>The id of every mapped log.</summary>
    public const string Id = "mapped";

    /// <summary>The mapping.</summary>
    public Mapping Mapping => mapping;

    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = Id,
        Number = 99,
        Title = "Mapped file",
        Source = "the mapping of whoever runs the program (--map)",
        Positions = PositionKind.ByteOffset,
        Kind = mapping.Kind ?? (mapping.Rows == MappedRows.Dns ? "DNS server log" : "flow records"),
        SeesEgress = mapping.SeesEgress,
        Tier = 3,
        Carries = CarriedBy(mapping),
        Lacks = LackedBy(mapping),
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new MappedGrammar(mapping, null);

    /// <inheritdoc/>
    public override IRecordReader Open(SourceContext source) =>
        new TableLogReader(() => new MappedGrammar(mapping, source.Remarks), source with { Zone = mapping["time"]?.Zone ?? source.Zone });

    /// <summary>What is to be said of a source of which no record had a field that the mapping names.</summary>
    internal IEnumerable<string> Absent(SourceRemarks remarks) =>
        mapping.Form == MappedForm.Csv ? [] : from field in mapping.Fields
                                              where field.Always is null && (remarks.SeenFields & 1ul << (int)field.Key.Field) == 0
                                              select $"{field.Key}: no record has {string.Join(" or ", field.From.Select(MappedColumns.Shown))}";

    static Carries CarriedBy(Mapping mapping)
    {
        var isDns = mapping.Rows == MappedRows.Dns;
        (bool IsThere, Carries What)[] all =
        [
            (!isDns, Carries.Flows), (isDns, Carries.Queries), (isDns && (mapping["rcode"] ?? mapping["answers"] ?? mapping["direction"]) is not null, Carries.Responses),
            (mapping["answers"] is not null, Carries.Records), (mapping["time"] is not null, Carries.Times), (mapping["client"] is not null, Carries.Clients),
            (mapping["server"] is not null, Carries.Servers), (mapping["id"] is not null, Carries.Ids), (mapping["bytes"] is not null, Carries.Sizes),
            ((mapping["host"] ?? mapping["user"] ?? mapping["process"]) is not null, Carries.Processes),
        ];
        return all.Where(carried => carried.IsThere).Aggregate(Carries.None, (sum, carried) => sum | carried.What);
    }

    /// <summary>What a person would miss, of what is not mapped.</summary>
    static ImmutableArray<string> LackedBy(Mapping mapping)
    {
        (string Key, MappedRows? Rows, string Lacks)[] all =
        [
            ("time", null, "times"), ("client", null, "clients"), ("server", null, "the server's address"), ("type", MappedRows.Dns, "types"), ("rcode", MappedRows.Dns, "codes of responses"),
            ("answers", MappedRows.Dns, "records of answers"), ("server_port", MappedRows.Flow, "the server's port"), ("up_bytes", MappedRows.Flow, "bytes from client to server"),
            ("down_bytes", MappedRows.Flow, "bytes from server to client"),
        ];
        return [.. all.Where(lacked => (lacked.Rows is null || lacked.Rows == mapping.Rows) && mapping[lacked.Key] is null).Select(lacked => lacked.Lacks)];
    }
}
