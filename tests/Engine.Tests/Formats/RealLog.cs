namespace Nameward.Engine.Tests.Formats;

/// <summary>A file of others, and what reading it gives.</summary>
/// <param name="Path">Where it lies among the shared samples.</param>
/// <param name="Format">The format that it is taken for; null where it is none.</param>
/// <param name="Observed">Records that show look-ups.</param>
/// <param name="Ignored">Well-formed records of no concern.</param>
/// <param name="Malformed">Records that cannot be read.</param>
/// <param name="Counted">How its records are counted without its reader.</param>
sealed record RealLog(string Path, string? Format = null, long Observed = 0, long Ignored = 0, long Malformed = 0, Counted Counted = Counted.Lines);
