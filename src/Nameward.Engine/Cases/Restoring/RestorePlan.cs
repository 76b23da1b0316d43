using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Restoring;

/// <summary>What of the configuration is to be put back, and how to harden what is open.</summary>
/// <param name="Items">Each setting, by server.</param>
/// <param name="Files">The files in which some of them are put back.</param>
/// <param name="Advice">What to harden, by server.</param>
/// <param name="Notes">What must be known of it, each a sentence without its end.</param>
public sealed record RestorePlan(ImmutableArray<Restoration> Items, ImmutableArray<RestoredFile> Files, ImmutableArray<AdvisedServer> Advice, ImmutableArray<Sentence> Notes)
{
    /// <summary>The plan where nobody looked.</summary>
    public static RestorePlan Unread { get; } = new([], [], [], [Sentence.Of("the evidence was not read again: nobody looked what of the configuration is to be put back")]);

    /// <summary>Whether there is nothing to tell of.</summary>
    public bool IsEmpty => Items.IsEmpty && Advice.IsEmpty;
}
