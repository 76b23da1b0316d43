using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence;

/// <summary>What the words on a command line come to.</summary>
/// <param name="Sources">Every file once, sorted by path in ordinal order; a source's ordinal is its place here.</param>
/// <param name="Notes">What was left out and why: files named twice, hidden members of folders.</param>
public sealed record LocatedEvidence(ImmutableArray<SourceFile> Sources, ImmutableArray<Sentence> Notes);
