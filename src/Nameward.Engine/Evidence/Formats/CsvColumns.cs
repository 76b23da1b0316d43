using System.Collections.Immutable;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What the columns of a CSV file mean (RFC 4180), told by its header or known beforehand.</summary>
/// <param name="Separator">The byte between two cells: a comma, where a header has no other.</param>
/// <param name="Fields">What each column means; null where it is not read.</param>
sealed record CsvColumns(byte Separator, ImmutableArray<LogField?> Fields)
{
    /// <summary>The header, as it was written: where files were joined it comes again.</summary>
    public ImmutableArray<byte> Header { get; init; } = [];

    /// <summary>The columns that are read, by their numbers: of several that mean the same, the one that counts most comes first.</summary>
    public ImmutableArray<int> Order { get; init; } = [.. Enumerable.Range(0, Fields.Length).Where(column => Fields[column] is not null)];

    const int FewestNamed = 3;

    /// <summary>Reads what may be a header; null where the line is none: it names less than three columns of the table's.</summary>
    /// <param name="line">The line.</param>
    /// <param name="table">The columns that are read.</param>
    /// <param name="cells">Cuts the line; it holds its cells then.</param>
    public static CsvColumns? Of(ReadOnlySpan<byte> line, FieldTable table, CsvCells cells)
    {
        foreach (var separator in ",;\t "u8)
        {
            cells.Cut(line, separator);
            if (CountNamed(cells, table) >= FewestNamed)
            {
                return new(separator, FieldsOf(cells, table)) { Header = [.. line], Order = OrderOf(cells, table) };
            }
        }
        return null;
    }

    static int CountNamed(CsvCells cells, FieldTable table)
    {
        var named = 0;
        for (var i = 0; i < cells.Count; i++)
        {
            named += table.Root.FindColumn(cells[i])?.Field is null ? 0 : 1;
        }
        return named;
    }

    static ImmutableArray<LogField?> FieldsOf(CsvCells cells, FieldTable table) =>
        [.. Enumerable.Range(0, cells.Count).Select(i => table.Root.FindColumn(cells[i])?.Field)];

    static ImmutableArray<int> OrderOf(CsvCells cells, FieldTable table) =>
        [.. Enumerable.Range(0, cells.Count).Where(i => table.Root.FindColumn(cells[i])?.Field is not null).OrderBy(i => table.Root.FindColumn(cells[i])!.Rank)];

    /// <summary>Whether a line may be a header: none of its cells begins with a digit, as a time, an address or a number does of which each record has one.</summary>
    public static bool MayBeHeader(ReadOnlySpan<byte> line)
    {
        var isAtStart = true;
        foreach (var c in line)
        {
            if (isAtStart && Numbers.IsDigit(c))
            {
                return false;
            }
            isAtStart = c is (byte)',' or (byte)';' or (byte)'\t' || (isAtStart && c is (byte)'"' or (byte)' ');
        }
        return true;
    }
}
