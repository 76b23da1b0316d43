using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Cases.Restoring;

/// <summary>One setting of a server or host that is to be put back: how it stood, how it stands, and why the one is the good one.</summary>
public sealed record Restoration
{
    /// <summary>The server or host; the file of its configuration where that names none.</summary>
    public required HostileText Server { get; init; }
    /// <summary>The product; null where nothing is written for it.</summary>
    public RestoreProduct? Product { get; init; }
    /// <summary>The file that shows how it stands.</summary>
    public HostileText? Path { get; init; }
    /// <summary>What of DNS it is about.</summary>
    public required ConfigurationKind Kind { get; init; }
    /// <summary>What has the property: a zone, a name, a scope; empty where it is the server itself.</summary>
    public HostileText Object { get; init; }
    /// <summary>Which property of that, in the product's own word.</summary>
    public HostileText Property { get; init; }
    /// <summary>The good value, empty where it is not to be there; null where none is known.</summary>
    public required HostileText? Good { get; init; }
    /// <summary>Today's value; empty where it is not there.</summary>
    public HostileText Today { get; init; }
    /// <summary>Why this is the good value, or why none is known.</summary>
    public required Sentence Because { get; init; }
    /// <summary>When it was changed, UTC, of several times the first that no ticket approves; null where that is not known.</summary>
    public DateTime? Changed { get; init; }
    /// <summary>Since when it may have been changed, UTC, where its moment is not known.</summary>
    public DateTime? Since { get; init; }
    /// <summary>Who changed it; null where the evidence does not tell.</summary>
    public HostileText? Actor { get; init; }
    /// <summary>The record that shows the change; null where there is none.</summary>
    public SourcePosition? At { get; init; }
    /// <summary>What the change is against the tickets; null where no change of it was seen.</summary>
    public ChangeOutcome? Outcome { get; init; }
    /// <summary>Whether a patch of the file takes it back.</summary>
    public bool IsInPatch { get; init; }

    /// <summary>Whether the evidence or the site file tells the good value.</summary>
    public bool IsProven => Good is not null;
}

/// <summary>A configuration file with the settings put back that can be.</summary>
/// <param name="Path">The file among the evidence.</param>
/// <param name="Product">Whose it is.</param>
/// <param name="Today">As it stands.</param>
/// <param name="Restored">With the settings put back.</param>
/// <param name="Items">What is put back in it.</param>
public sealed record RestoredFile(HostileText Path, RestoreProduct Product, byte[] Today, byte[] Restored, System.Collections.Immutable.ImmutableArray<Restoration> Items);
