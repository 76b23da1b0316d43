using System.Collections.Immutable;

namespace Nameward.Transform.Robustness;

/// <summary>What became of one session after one transformation; the copy itself is gone.</summary>
/// <param name="Truth">The session as it was.</param>
/// <param name="Exchanges">Exchanges of the copy.</param>
/// <param name="IsEscalated">Whether it escalates.</param>
/// <param name="IsWatched">Whether it is watched or better.</param>
/// <param name="Bits">What it comes to; null where it says too little to be weighed.</param>
/// <param name="FalseFindings">Findings, watched or worse, that have nothing to do with the session.</param>
/// <param name="FalseEscalations">Of these, those that escalate.</param>
/// <param name="Others">These findings in words.</param>
sealed record RobustnessRow(LabelledSession Truth, int Exchanges, bool IsEscalated, bool IsWatched, double? Bits, int FalseFindings, int FalseEscalations, ImmutableArray<string> Others);
