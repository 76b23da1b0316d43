using System.Collections.Immutable;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What the columns of a CSV file mean (RFC 4180), told by its header or known beforehand.</summary>
/// <param name="Separator">The byte between two cells: a comma, where a header has no other.</param>
/// <param name="Fields">What each column means; null where it is not read.</param>
sealed record CsvColumns(byte Separator, ImmutableArray<LogField?> Fields)
{
    /// <summary>The header, as it was written: where files were joined it comes again.</summary>
    public ImmutableArray<byte> Header { get; init; } = [];

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
                return new(separator, FieldsOf(cells, table)) { Header = [.. line] };
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

    /// <summary>Where two columns mean the same, the first is read.</summary>
    static ImmutableArray<LogField?> FieldsOf(CsvCells cells, FieldTable table)
    {
        var fields = ImmutableArray.CreateBuilder<LogField?>(cells.Count);
        for (var i = 0; i < cells.Count; i++)
        {
            var field = table.Root.FindColumn(cells[i])?.Field;
            fields.Add(field is { } known && fields.Contains(known) ? null : field);
        }
        return fields.ToImmutable();
    }
}
