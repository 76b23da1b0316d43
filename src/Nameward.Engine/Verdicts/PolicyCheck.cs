using System.Collections.Immutable;

namespace Nameward.Engine.Verdicts;

/// <summary>What is wrong with a clause.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="Other">A clause that it cannot stand beside; null where it is wrong by itself.</param>
/// <param name="What">What is wrong, to stand behind the clause's id.</param>
/// <param name="Do">What to write instead.</param>
public sealed record PolicyFault(Clause Clause, Clause? Other, string What, string Do);

/// <summary>Looks a policy through for clauses that can never decide anything.</summary>
public static class PolicyCheck
{
    /// <summary>Clauses that can never fire, always fire, or never matter beside another. At most one fault for a clause.</summary>
    public static ImmutableArray<PolicyFault> Of(ImmutableArray<Clause> clauses) =>
        [.. clauses.Select((clause, index) => Alone(clause) ?? Beside(clause, clauses, index)).OfType<PolicyFault>()];

    /// <summary>Whether no clause escalates: a policy may be meant so, and seldom is.</summary>
    public static bool NeverEscalates(Policy policy) => policy.Clauses.All(clause => clause.Then < Decision.Escalate);

    static PolicyFault? Alone(Clause clause) => clause.Then == Decision.Close ? new(clause, null, "decides close, which is what is decided where no clause fires", "write watch or escalate")
        : clause.When.Fault is { } fault ? new(clause, null, $"{fault}", "write a condition that some evidence meets, and other evidence does not") : null;

    // A ruling names only the clauses of its decision: where a graver one always fires too, the lesser is never heard of.
    static PolicyFault? Beside(Clause clause, ImmutableArray<Clause> clauses, int index)
    {
        if (clauses.FirstOrDefault(other => other.Then > clause.Then && clause.When.Implies(other.When)) is { } graver)
        {
            return new(clause, graver, $"never decides: wherever it fires, {graver.Id} fires too, and is graver", $"take {clause.Id} off, or ask for less in it than {graver.Id} does");
        }
        var same = clauses.Take(index).FirstOrDefault(other => other.Then == clause.Then && clause.When.Implies(other.When) && other.When.Implies(clause.When));
        return same is null ? null : new(clause, same, $"asks for the same as {same.Id} and decides the same", "keep one of them");
    }
}
