using System.Collections.Immutable;
using Nameward.Engine;
using Nameward.Engine.Evaluation;
using Nameward.Engine.Evidence;

namespace Nameward.App.Verbs;

/// <summary>A labelled file that was found where its table says.</summary>
/// <param name="Truth">What is known of it.</param>
/// <param name="Evidence">What it comes to: the file, or all files of the folder.</param>
/// <param name="Bytes">Its bytes as it lies there.</param>
sealed record LabelledEvidence(TruthFile Truth, LocatedEvidence Evidence, long Bytes);

/// <summary>What the user asked of <c>evaluate</c>, checked.</summary>
sealed record EvaluateRequest
{
    /// <summary>The labelled files, in the order of the tables.</summary>
    public required ImmutableArray<LabelledEvidence> Files { get; init; }
    /// <summary>By what each file is judged.</summary>
    public InvestigationSettings Settings { get; init; } = new();
    /// <summary>Whether each file is replayed until the moment at which it first escalates.</summary>
    public bool When { get; init; }
    /// <summary>What to print.</summary>
    public OutputFormat Format { get; init; }
    /// <summary>Where the plot goes; null for none.</summary>
    public string? Plot { get; init; }
    /// <summary>Whether every session gets a line.</summary>
    public bool All { get; init; }
    /// <summary>Threads that read.</summary>
    public int Threads { get; init; } = 1;
    /// <summary>No progress and no page for people.</summary>
    public bool Quiet { get; init; }
    /// <summary>No colour.</summary>
    public bool NoColor { get; init; }
}
