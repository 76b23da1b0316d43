using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>A case that the store keeps, as far as others are held against it.</summary>
/// <param name="Number">Its number in this store.</param>
/// <param name="Opened">When it was opened, UTC: wall time.</param>
/// <param name="State">"open", "in-progress", "waiting", "contained" or "closed".</param>
/// <param name="ClosedAs">"true-positive", "benign" or "duplicate"; null where it is not closed.</param>
/// <param name="Line">Its verdict in one line.</param>
/// <param name="Traits">What another may share with it.</param>
public sealed record PastCase(long Number, DateTime Opened, string State, string? ClosedAs, Sentence Line, ImmutableArray<CaseTrait> Traits)
{
    /// <summary>How it stands, in words: "closed as true-positive", or its state.</summary>
    public string Standing => ClosedAs is { } verdict ? $"closed as {verdict}" : State;

    /// <summary>Whether somebody found that nothing was behind it: what it has, harmless traffic has.</summary>
    public bool IsBenign => ClosedAs == "benign";
}
