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

    /// <summary>Reads a header; null where the line is none: three columns of the table's and the name of the question among them.</summary>
    public static CsvColumns? Of(ReadOnlySpan<byte> line, FieldTable table)
    {
        foreach (var separator in ",;\t"u8)
        {
            var cells = new CsvCells();
            cells.Cut(line, separator);
            var fields = ImmutableArray.CreateBuilder<LogField?>();
            for (var i = 0; i < cells.Count; i++)
            {
                var field = table.Root.FindColumn(cells[i])?.Field;
                fields.Add(field is { } known && fields.Contains(known) ? null : field);
            }
            if (fields.Contains(LogField.Name) && fields.Count(field => field is not null) >= FewestNamed)
            {
                return new(separator, fields.ToImmutable()) { Header = [.. line] };
            }
        }
        return null;
    }
}
