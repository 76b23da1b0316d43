using System.Globalization;

namespace Nameward.Transform.Robustness;

/// <summary>The figures as a table in Markdown, the sessions lost by each transformation below it.</summary>
static class RobustnessTable
{
    /// <summary>Prints it.</summary>
    /// <param name="results">Each transformation with its sessions.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="to">Gets it.</param>
    public static void Print(IEnumerable<(string Transformation, IReadOnlyList<RobustnessRow> Rows)> results, TimeSpan took, TextWriter to)
    {
        var all = results.ToList();
        to.WriteLine("| transformation | sessions | escalated | watched or better | false findings (of these escalating) |");
        to.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (var (transformation, rows) in all)
        {
            to.WriteLine(Say($"| {transformation} | {rows.Count} | {rows.Count(row => row.IsEscalated)} | {rows.Count(row => row.IsWatched)} | {rows.Sum(row => row.FalseFindings)} ({rows.Sum(row => row.FalseEscalations)}) |"));
        }
        to.WriteLine(Say($"\n{took.TotalMinutes:F1} minutes\n"));
        foreach (var (transformation, rows) in all)
        {
            PrintLost(transformation, rows, to);
        }
    }

    static void PrintLost(string transformation, IReadOnlyList<RobustnessRow> rows, TextWriter to)
    {
        to.WriteLine(Say($"{transformation}: not escalated"));
        foreach (var row in rows.Where(row => !row.IsEscalated))
        {
            to.WriteLine(Say($"  {(row.IsWatched ? "watched" : "lost"),-7} {Bits(row.Bits),7} bits, {row.Exchanges,6} exchanges  {row.Truth.Client} {row.Truth.Subject} {row.Truth.Tool} {row.Truth.Path}"));
        }
        foreach (var other in rows.SelectMany(row => row.Others).GroupBy(other => other))
        {
            to.WriteLine(Say($"  false, {other.Count()} times: {other.Key}"));
        }
    }

    static string Bits(double? bits) => bits is { } some ? some.ToString("F2", CultureInfo.InvariantCulture) : "no";

    static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
