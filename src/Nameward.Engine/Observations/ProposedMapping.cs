using System.Collections.Immutable;

namespace Nameward.Engine.Observations;

/// <summary>How sure a line of a proposed mapping is.</summary>
public enum Sureness
{
    /// <summary>Two kinds of evidence agree: names, values, ports.</summary>
    High,
    /// <summary>One kind says so.</summary>
    Medium,
    /// <summary>It is a guess.</summary>
    Low,
}

/// <summary>A mapping that is proposed for a file of a format that nobody told: how its records are written, which column is which field, and what is left out.</summary>
public sealed record ProposedMapping
{
    /// <summary>The file.</summary>
    public required HostileText Path { get; init; }
    /// <summary>The format that the file has, so that it needs no mapping; null where it has none that is known.</summary>
    public string? Format { get; init; }
    /// <summary>What a record is: <c>dns</c> or <c>flow</c>.</summary>
    public required string Rows { get; init; }
    /// <summary>What holds for the whole file, in the order in which it is written.</summary>
    public ImmutableArray<ProposedSetting> Settings { get; init; } = [];
    /// <summary>The fields.</summary>
    public ImmutableArray<ProposedField> Fields { get; init; } = [];
    /// <summary>Fields that would help and that no column holds, each with what to do.</summary>
    public ImmutableArray<MissingField> Missing { get; init; } = [];
    /// <summary>Columns that are left out.</summary>
    public ImmutableArray<UnusedColumn> Unused { get; init; } = [];
    /// <summary>What reading the looked-at records with the mapping came to.</summary>
    public required ProposedReading Reading { get; init; }
}

/// <summary>A setting of a proposed mapping: a word, or a group of options.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Word">The word; null where it is a group.</param>
/// <param name="Options">The options of the group, or the one list that it is.</param>
public sealed record ProposedSetting(string Key, string? Word, ImmutableArray<ProposedOption> Options);

/// <summary>A key with one value or several.</summary>
/// <param name="Key">The key; empty for a list that stands alone.</param>
/// <param name="Values">The values.</param>
public sealed record ProposedOption(string Key, ImmutableArray<HostileText> Values);

/// <summary>A field of a proposed mapping.</summary>
public sealed record ProposedField
{
    /// <summary>Its key.</summary>
    public required string Key { get; init; }
    /// <summary>Name or path of the column; empty where it has none.</summary>
    public required HostileText Column { get; init; }
    /// <summary>Number of the column where it is known by that alone; else 0.</summary>
    public int Number { get; init; }
    /// <summary>What else is said of it.</summary>
    public ImmutableArray<ProposedOption> Options { get; init; } = [];
    /// <summary>How sure it is.</summary>
    public required Sureness Sure { get; init; }
    /// <summary>Why.</summary>
    public required string Because { get; init; }
    /// <summary>What a person should look at; null where there is nothing.</summary>
    public string? Beware { get; init; }
    /// <summary>The column that would be taken in its place; null where there is none.</summary>
    public HostileText? RunnerUp { get; init; }
    /// <summary>A few of its values.</summary>
    public ImmutableArray<HostileText> Examples { get; init; } = [];
}

/// <summary>A field that no column holds.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Instead">What to write where it is known.</param>
/// <param name="Why">What is known of it.</param>
public sealed record MissingField(string Key, string Instead, string Why);

/// <summary>A column that is left out.</summary>
/// <param name="Column">Its name or path, or its number in words.</param>
/// <param name="Why">Why.</param>
/// <param name="Example">One of its values; null where it has none.</param>
public sealed record UnusedColumn(HostileText Column, string Why, HostileText? Example);

/// <summary>What the looked-at records read as.</summary>
/// <param name="Observed">Records that were read.</param>
/// <param name="Ignored">Records of no concern.</param>
/// <param name="Malformed">Records that cannot be read.</param>
/// <param name="Reasons">Why, the commonest first.</param>
/// <param name="First">The first few that were read.</param>
public sealed record ProposedReading(int Observed, int Ignored, int Malformed, ImmutableArray<string> Reasons, ImmutableArray<ProposedRow> First);

/// <summary>A record as it was read.</summary>
/// <param name="Time">When it was, UTC; null where it does not say.</param>
/// <param name="Text">What it says.</param>
public sealed record ProposedRow(DateTime? Time, Sentence Text);
