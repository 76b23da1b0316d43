using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Evidence.Formats;

namespace Nameward.Engine.Evidence.Mappings;

/// <summary>Finds the columns of a mapping in the header of a CSV file, which may come again in the middle with others.</summary>
sealed class MappedColumns
{
    /// <summary>Columns of a file that are named in a remark, and letters of each.</summary>
    const int MostNamed = 20, MostLetters = 40;

    static readonly byte[] Separators = [.. ",;\t|"u8];

    readonly Mapping _mapping;
    readonly FieldTable _table;
    readonly SourceRemarks? _remarks;
    readonly byte[] _mark;
    readonly byte[] _comment;
    readonly ImmutableArray<byte[]> _anchors;
    readonly CsvColumns? _numbered;

    public MappedColumns(Mapping mapping, FieldTable table, SourceRemarks? remarks)
    {
        (_mapping, _table, _remarks) = (mapping, table, remarks);
        (_mark, _comment) = (Encoding.UTF8.GetBytes(mapping.HeaderMark), Encoding.UTF8.GetBytes(mapping.Comment));
        _anchors = [.. mapping.Required.SelectMany(field => field.From).Where(from => from.Number == 0).Select(from => Encoding.UTF8.GetBytes(from.Name))];
        _numbered = mapping.HasHeader ? null : new(mapping.Separator ?? (byte)',', Numbered());
    }

    /// <summary>The columns of a file that names none.</summary>
    public CsvColumns? WithoutHeader => _numbered;

    /// <summary>Whether a line is no record and no header.</summary>
    public bool IsAside(ReadOnlySpan<byte> line) => _comment.Length > 0 && line.StartsWith(_comment) && (_mark.Length == 0 || !line.StartsWith(_mark));

    /// <summary>Whether a line below the header may be another one: it names a column without which nothing is read.</summary>
    public bool MayBeHeader(ReadOnlySpan<byte> line)
    {
        if (_numbered is not null || _mapping.Form != MappedForm.Csv || line is [(byte)'{', ..])
        {
            return false;
        }
        if (_mark.Length > 0)
        {
            return line.StartsWith(_mark);
        }
        foreach (var anchor in _anchors)
        {
            if (line.IndexOf(anchor) >= 0)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>What the columns of a header mean; null where the line is none: it must name the columns without which nothing is read.</summary>
    public CsvColumns? Of(ReadOnlySpan<byte> line, CsvCells cells)
    {
        if (_mapping.Form != MappedForm.Csv || (_mark.Length > 0 && !line.StartsWith(_mark)))
        {
            return null;
        }
        var names = line[_mark.Length..];
        names = _mark.Length == 0 ? names : names.TrimStart(" \t"u8);
        var (best, separator) = (-1, (byte)',');
        foreach (var candidate in _mapping.Separator is { } given ? [given] : Separators)
        {
            cells.Cut(names, candidate);
            var named = Enumerable.Range(0, cells.Count).Count(column => FieldOf(cells, column) is not null);
            (best, separator) = named > best ? (named, candidate) : (best, separator);
        }
        cells.Cut(names, separator);
        return Judge(line, cells, separator);
    }

    CsvColumns? Judge(ReadOnlySpan<byte> line, CsvCells cells, byte separator)
    {
        var fields = ImmutableArray.CreateBuilder<LogField?>(cells.Count);
        for (var i = 0; i < cells.Count; i++)
        {
            var field = FieldOf(cells, i);
            fields.Add(field is { } known && fields.Contains(known) ? null : field);
        }
        var missing = _mapping.Fields.Where(field => field.Always is null && !fields.Contains(field.Key.Field)).ToList();
        // A line that names no column at all is text before the header, or a row whose header was lost.
        if (missing.Count == _mapping.Fields.Count(field => field.Always is null))
        {
            return null;
        }
        Tell(missing, cells);
        return missing.Any(field => _mapping.Required.Contains(field)) ? null : new(separator, fields.ToImmutable()) { Header = [.. line] };
    }

    void Tell(List<MappedField> missing, CsvCells cells)
    {
        if (missing.Count == 0 || _remarks is null)
        {
            return;
        }
        var names = Enumerable.Range(0, cells.Count).Select(i => Encoding.UTF8.GetString(cells[i])).ToList();
        foreach (var field in missing)
        {
            _remarks.Tell($"{Missing(field, names)}; there are {Named(names)}");
        }
    }

    /// <summary>Says that a file does not have a column that a mapping names, what is near to it.</summary>
    public static string Missing(MappedField field, IReadOnlyList<string> there)
    {
        var wanted = string.Join(" or ", field.From.Select(Shown));
        var near = field.From.SelectMany(from => NearNames.To(from.Name, there)).FirstOrDefault();
        return $"{field.Key}: there is no column {wanted}{(near is null ? "" : $", but {Harmless(near)}")}";
    }

    /// <summary>The columns of a file, as many as a person reads.</summary>
    public static string Named(IReadOnlyList<string> there) =>
        string.Join(", ", there.Take(MostNamed).Select(Harmless)) + (there.Count > MostNamed ? Envelopes.Words.Say($" and {there.Count - MostNamed} more") : "");

    /// <summary>A column as it is said to a person.</summary>
    public static string Shown(MapColumn column) => Harmless(column.ToString());

    // Whoever wrote the file chose the names: what could mean something to a terminal or a page is left out.
    static string Harmless(string name) =>
        string.Concat(name.Take(MostLetters).Select(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '.' or '_' or '-' or ':' or '@' or '/' || (c > 0xA0 && char.IsLetter(c)) ? c : '?'))
        + (name.Length > MostLetters ? "..." : "");

    LogField? FieldOf(CsvCells cells, int column) => _table.Root.FindColumn(cells[column])?.Field
        ?? FieldOfNumber(column + 1);

    LogField? FieldOfNumber(int number)
    {
        foreach (var field in _mapping.Fields)
        {
            if (field.From.Any(from => from.Number == number))
            {
                return field.Key.Field;
            }
            if (field.And is { } second && second.Number == number)
            {
                return MapKey.SecondOfTime;
            }
        }
        return null;
    }

    ImmutableArray<LogField?> Numbered()
    {
        var last = _mapping.Fields.SelectMany(field => field.From.Append(field.And ?? default)).Select(from => from.Number).DefaultIfEmpty().Max();
        return [.. Enumerable.Range(1, Math.Max(last, 1)).Select(FieldOfNumber)];
    }
}
