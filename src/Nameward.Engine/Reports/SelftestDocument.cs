using System.Collections.Immutable;

namespace Nameward.Engine.Reports;

/// <summary>The program's own proof on one machine, schema <c>nameward/selftest/1</c>.</summary>
/// <param name="Version">The program's version.</param>
/// <param name="Machine">What it runs on: a name and what is so, in order; nothing of it is judged.</param>
/// <param name="Checks">Every check, in order.</param>
public sealed record SelftestDocument(string Version, ImmutableArray<KeyValuePair<string, string>> Machine, ImmutableArray<SelftestCheck> Checks)
{
    /// <summary>Whether none failed.</summary>
    public bool Held => Count(SelftestOutcome.Failed) == 0;

    /// <summary>What to do where one failed; null where none did.</summary>
    public string? Do => Held ? null : "do not rely on verdicts of this copy: install it again, and if that does not help, send the output of nameward selftest --format json to whoever gave you the program";

    /// <summary>How many checks came to <paramref name="outcome"/>.</summary>
    public int Count(SelftestOutcome outcome) => Checks.Count(check => check.Outcome == outcome);
}
