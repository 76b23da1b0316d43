using System.Collections.Immutable;
using Nameward.App.Selftest;
using Nameward.Engine.Reports;
using Nameward.Engine.Tests;

namespace Nameward.App.Tests;

/// <summary>
/// Writes the tables of what is expected anew, with what was found: the last column of each row, and a row for each format. Which case is to fire and which to
/// stay quiet is written by people.
/// </summary>
static class SelftestTables
{
    static readonly ImmutableArray<(string Table, Func<string[], (string Group, string What)> Key)> Tables =
    [
        (MachineChecks.Expected, row => ("machine", row[0])),
        (SelftestRuns.Expected, row => ("decisions", row[0])),
        (DetectorChecks.Expected, row => ("detectors", $"{row[0]} {row[1]}: {row[3]}")),
        (ToolChecks.Expected, row => ("tools", $"{row[0]} {row[1]}")),
    ];

    public static void Accept(ImmutableArray<SelftestCheck> checks)
    {
        var found = checks.Where(check => check.Found is not null).DistinctBy(check => (check.Group, check.What)).ToDictionary(check => (check.Group, check.What), check => check.Found!);
        foreach (var (table, key) in Tables)
        {
            Rewrite(table, lines => lines.Select(line => line.StartsWith('#') ? line : WithLast(line, found.GetValueOrDefault(key(line.Split('\t'))))));
        }
        Rewrite(FormatChecks.Expected, lines => lines.Where(line => line.StartsWith('#')).Concat(checks.Where(check => check.Group == "formats").Select(check => $"{check.What}\t{check.Found}")));
    }

    static void Rewrite(string table, Func<IEnumerable<string>, IEnumerable<string>> change)
    {
        var path = Samples.Own($"samples/{table}");
        File.WriteAllText(path, string.Concat(change(File.ReadAllLines(path)).Select(line => line + "\n")));
    }

    static string WithLast(string line, string? found) => found is null ? line : line[..(line.LastIndexOf('\t') + 1)] + found;
}
