using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>A kept case that shares something with what is looked at.</summary>
/// <param name="Case">Its number in the store.</param>
/// <param name="Opened">When it was opened, UTC.</param>
/// <param name="State">How it stands: "open", "closed as benign".</param>
/// <param name="Line">Its verdict in one line.</param>
/// <param name="Bits">Bits for one origin.</param>
/// <param name="Reasons">What both have, what is worth most first.</param>
/// <param name="Findings">Ids of the findings of this record that have it.</param>
public sealed record RelatedCase(long Case, DateTime Opened, string State, Sentence Line, double Bits, ImmutableArray<Sentence> Reasons, ImmutableArray<string> Findings);

/// <summary>Two findings of one record that share something.</summary>
/// <param name="Findings">Ids of both.</param>
/// <param name="Bits">Bits for one origin.</param>
/// <param name="Reasons">What both have, what is worth most first.</param>
public sealed record LinkedFindings(ImmutableArray<string> Findings, double Bits, ImmutableArray<Sentence> Reasons);
