using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Mappings;

/// <summary>What a user says of a file that no format knows: what its records are, how they are written, and which of their columns is which field of ours.</summary>
public sealed record Mapping
{
    /// <summary>The version of the form in which a mapping is written.</summary>
    public const string Version = "1";

    /// <summary>What a record is.</summary>
    public required MappedRows Rows { get; init; }
    /// <summary>How records are written.</summary>
    public required MappedForm Form { get; init; }
    /// <summary>Of CSV, the byte between two cells; null to tell it from the header.</summary>
    public byte? Separator { get; init; }
    /// <summary>Of CSV, whether a line names the columns; else they go by their numbers.</summary>
    public bool HasHeader { get; init; } = true;
    /// <summary>Of CSV, what the line begins with that names the columns, as in <c>#Fields:</c>; empty where it is a line like any other.</summary>
    public string HeaderMark { get; init; } = "";
    /// <summary>Of CSV, what lines begin with that are no records; empty where there are none.</summary>
    public string Comment { get; init; } = "";
    /// <summary>The fields, each key once.</summary>
    public ImmutableArray<MappedField> Fields { get; init; } = [];
    /// <summary>Values that mean that there is none.</summary>
    public ImmutableArray<string> Empty { get; init; } = ["-"];
    /// <summary>Whether a record shows one direction, so that it says who sent it and not who began; else its client began.</summary>
    public bool IsOneWay { get; init; }
    /// <summary>Which part of a look-up's way the records show; null to tell it from whether they name the server.</summary>
    public Leg? Leg { get; init; }
    /// <summary>Which of the runbook's log sources it is; null for the usual one of its rows.</summary>
    public string? Kind { get; init; }
    /// <summary>Whether it shows whatever leaves a network.</summary>
    public bool SeesEgress { get; init; }
    /// <summary>SHA-256 of the file that it was read from, in hexadecimal digits; empty where there is none.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>Where a field stands; null where it is not mapped.</summary>
    public MappedField? this[string word] => Fields.FirstOrDefault(mapped => mapped.Key.Word == word);

    /// <summary>The fields without which a record says nothing.</summary>
    public IEnumerable<MappedField> Required => Fields.Where(mapped => Rows == MappedRows.Dns ? mapped.Key.Word == "name" : mapped.Key.Word is "client" or "server");

    /// <summary>The kinds of log source that a mapping can say.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["DNS server log", "network sensor log", "flow records", "firewall log", "packet capture", "host and process records"];
}
