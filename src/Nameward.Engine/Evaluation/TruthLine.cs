using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evaluation;

/// <summary>One line of a table of labelled evidence: what is known to have happened in a file.</summary>
public sealed record TruthLine
{
    /// <summary>Number of the line in its table, from 1.</summary>
    public required int Number { get; init; }
    /// <summary>The file or folder, relative to the table.</summary>
    public required string Path { get; init; }
    /// <summary>Clients concerned, sorted, any of which is the true one; empty for "*".</summary>
    public required ImmutableArray<Address> Clients { get; init; }
    /// <summary>What it speaks through.</summary>
    public required TruthSubject Subject { get; init; }
    /// <summary>What it is, out of <see cref="TruthLabels.All"/>; several where all hold.</summary>
    public required ImmutableArray<string> Labels { get; init; }
    /// <summary>Id of the tool; "unknown" where it is none that has a name, null where the table says nothing.</summary>
    public required string? Tool { get; init; }
    /// <summary>When it began, UTC; null where that is not known.</summary>
    public required DateTime? Start { get; init; }
    /// <summary>When it ended, UTC; null where that is not known.</summary>
    public required DateTime? End { get; init; }
    /// <summary>Application bytes carried, both ways; null where that is not known.</summary>
    public required long? PayloadBytes { get; init; }
    /// <summary>Whether the notes say that it came to nothing, or that the file has only an edge of it.</summary>
    public required bool IsPartial { get; init; }

    /// <summary>Whether it says that nothing happened in the file.</summary>
    public bool IsBenign => Labels.Contains(TruthLabels.Benign);
}
