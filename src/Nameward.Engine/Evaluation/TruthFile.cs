using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evaluation;

/// <summary>One labelled file or folder, and what is known of it.</summary>
public sealed class TruthFile
{
    readonly ImmutableArray<TruthLine> _lines;

    TruthFile(string table, ImmutableArray<TruthLine> lines)
    {
        (Table, _lines) = (table, lines);
        Path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(table) ?? "", lines[0].Path);
        Sessions = [.. lines.Where(line => !line.IsBenign).GroupBy(line => (string.Join(',', line.Clients), line.Subject.Text)).Select(session => new TruthSession(session))];
    }

    /// <summary>The table that names it first, as the user named the table.</summary>
    public string Table { get; }
    /// <summary>Number of its first line in that table.</summary>
    public int Line => _lines[0].Number;
    /// <summary>The path as it stands in the table.</summary>
    public string PathInTable => _lines[0].Path;
    /// <summary>The path to open.</summary>
    public string Path { get; }
    /// <summary>The sessions in it, in the order of the table; none in a benign file.</summary>
    public ImmutableArray<TruthSession> Sessions { get; }
    /// <summary>Whether nothing happened in it.</summary>
    public bool IsBenign => Sessions.IsEmpty;

    /// <summary>Whether a line names this client; a line for all clients names each.</summary>
    public bool Names(Address client) => _lines.Any(line => !line.IsBenign && (line.Clients.IsEmpty || line.Clients.Contains(client)));

    /// <summary>The files of several tables, each file once, in the order of the tables.</summary>
    /// <param name="tables">The tables with their lines; each as the user named it.</param>
    public static ImmutableArray<TruthFile> Gather(IEnumerable<KeyValuePair<string, ImmutableArray<TruthLine>>> tables) =>
        [.. tables.SelectMany(table => table.Value.Select(line => (Table: table.Key, Line: line)))
            .GroupBy(row => System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(row.Table) ?? "", row.Line.Path)), StringComparer.Ordinal)
            .Select(file => new TruthFile(file.First().Table, [.. file.Select(row => row.Line)]))];
}
