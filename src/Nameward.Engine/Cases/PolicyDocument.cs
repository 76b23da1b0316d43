using System.Collections.Immutable;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Cases;

/// <summary>The policy in force, and where each of its clauses comes from.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Origins">Where each clause comes from, by its id: "shipped", or a file with its line.</param>
/// <param name="Off">Shipped clauses that a file switches off.</param>
/// <param name="Warnings">What can be meant so, and seldom is, each with its place.</param>
public sealed record PolicyDocument(Policy Policy, ImmutableDictionary<string, string> Origins, ImmutableArray<string> Off, ImmutableArray<string> Warnings)
{
    /// <summary>The schema's name.</summary>
    public const string SchemaName = "nameward/policy/1";

    /// <summary>The policy that came with the program.</summary>
    public static PolicyDocument Shipped { get; } = new(Policy.Shipped, Policy.Shipped.Clauses.ToImmutableDictionary(clause => clause.Id, _ => "shipped"), [], []);
}
