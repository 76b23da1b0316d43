using System.Text;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Evidence.Mappings;

namespace Nameward.Engine.Evidence.Proposals;

/// <summary>The first records of a file of cells with a mark between them.</summary>
sealed class CsvSample
{
    const int FewestColumns = 2, LinesLooked = 200;

    readonly CsvCells _cells = new();
    readonly List<byte[]> _records = [];
    readonly List<byte[]> _comments = [];
    byte _separator;
    int _width;

    /// <summary>The sample; null where the file is no table.</summary>
    public static SampledFile? Of(ReadOnlySpan<byte> head)
    {
        var sample = new CsvSample();
        sample.Cut(head);
        return sample._records.Count > 0 && sample.TrySeparator() ? sample.Read() : null;
    }

    void Cut(ReadOnlySpan<byte> head)
    {
        for (var rest = head; !rest.IsEmpty && _records.Count < SampledFile.MostRecords;)
        {
            var end = CsvCells.EndOfRecord(rest);
            var record = (end < 0 ? rest : rest[..end]).Trim(" \r"u8);
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (!record.IsEmpty)
            {
                (record[0] == '#' ? _comments : _records).Add(record.ToArray());
            }
        }
        // A file whose header alone begins with the mark of comments.
        if (_records.Count == 0 && _comments.Count == 1)
        {
            _records.AddRange(_comments);
            _comments.Clear();
        }
    }

    /// <summary>Finds the mark by which most records come to the same number of cells, which is the larger the better.</summary>
    bool TrySeparator()
    {
        var best = 0.0;
        foreach (var candidate in ",;\t| "u8)
        {
            var widths = _records.Take(LinesLooked).Select(record => Width(record, candidate)).ToList();
            var usual = widths.GroupBy(width => width).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).First();
            var share = usual.Count() / (double)widths.Count;
            // Spaces stand in texts too, and commas in numbers and lists.
            var worth = share * Math.Log2(usual.Key + 1) * (candidate == ' ' ? 0.5 : 1);
            if (usual.Key >= FewestColumns && share >= 0.5 && worth > best)
            {
                (best, _separator, _width) = (worth, candidate, usual.Key);
            }
        }
        return best > 0;
    }

    int Width(byte[] record, byte separator)
    {
        _cells.Cut(record, separator);
        return _cells.IsDamaged ? 0 : _cells.Count;
    }

    SampledFile Read()
    {
        // Text above the table, a title or the like, is neither header nor record.
        var first = _records.FindIndex(record => Width(record, _separator) == _width);
        var mark = HeaderMark(out var names);
        var hasHeader = mark.Length > 0 || IsHeader(_records[first]);
        if (mark.Length == 0 && hasHeader)
        {
            names = CellsOf(_records[first]);
        }
        var columns = Columns(hasHeader ? names : []);
        var records = _records.Skip(mark.Length == 0 && hasHeader ? first + 1 : first).ToList();
        Fill(columns, records);
        return new()
        {
            Form = MappedForm.Csv,
            Separator = _separator,
            HasHeader = hasHeader,
            HeaderMark = mark,
            Comment = _comments.Count > 0 ? "#" : "",
            Records = records.Count,
            Columns = columns,
        };
    }

    /// <summary>Sorts the cells of records into columns; a header that comes again, maybe with others, says where they stand from there on.</summary>
    void Fill(List<SampledColumn> columns, List<byte[]> records)
    {
        var byName = columns.Where(column => column.Place.Number == 0).ToDictionary(column => column.Name, StringComparer.OrdinalIgnoreCase);
        List<SampledColumn?> inOrder = [.. columns];
        for (var i = 0; i < records.Count; i++)
        {
            var cells = CellsOf(records[i]);
            if (_cells.IsDamaged || (cells.Count == 1 && _width > FewestColumns))
            {
                continue;
            }
            var names = cells.ConvertAll(Encoding.UTF8.GetString);
            if (byName.Count > 1 && names.Count(byName.ContainsKey) * 2 > names.Count)
            {
                inOrder = names.ConvertAll(name => byName.GetValueOrDefault(name));
                continue;
            }
            for (var column = 0; column < Math.Min(cells.Count, inOrder.Count); column++)
            {
                inOrder[column]?.Add(cells[column], i, cells[column] is [(byte)'[', .., (byte)']']);
            }
        }
    }

    List<byte[]> CellsOf(ReadOnlySpan<byte> record)
    {
        _cells.Cut(record, _separator);
        return [.. Enumerable.Range(0, _cells.Count).Select(cell => _cells[cell].ToArray())];
    }

    /// <summary>The first word of a comment that names as many columns as records have, as in <c>#Fields: date time</c>; empty where there is none.</summary>
    string HeaderMark(out List<byte[]> names)
    {
        names = [];
        foreach (var comment in _comments)
        {
            var end = comment.AsSpan().IndexOfAny(" \t:"u8);
            end = end > 0 && comment[end] == ':' ? end + 1 : end;
            if (end > 1 && CellsOf(comment.AsSpan(end).TrimStart(" \t"u8)) is var cells && cells.Count == _width)
            {
                names = cells;
                return Encoding.UTF8.GetString(comment.AsSpan(0, end));
            }
        }
        return "";
    }

    /// <summary>Whether the first record names columns: it holds no value of any kind, each cell is another, and names are what they look like.</summary>
    bool IsHeader(byte[] record)
    {
        var cells = CellsOf(record);
        var named = cells.Where(cell => cell.Length > 0).ToList();
        return named.Count * 2 >= cells.Count && named.Count >= FewestColumns
            && named.Select(Encoding.Latin1.GetString).Distinct(StringComparer.OrdinalIgnoreCase).Count() * 10 >= named.Count * 9
            && !named.Any(cell => ValueKinds.IsAddress(cell) || ValueKinds.IsNumber(cell) || ValueKinds.IsTime(cell) || ValueKinds.IsDottedName(cell)) && named.Any(cell => FieldWords.Knows(Encoding.UTF8.GetString(cell)));
    }

    List<SampledColumn> Columns(List<byte[]> names)
    {
        var count = Math.Min(MapColumn.MostColumns, Math.Max(_width, names.Count));
        return
        [
            .. Enumerable.Range(1, count).Select(number =>
            {
                var bytes = number <= names.Count ? names[number - 1] : [];
                var name = System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : "";
                var isOnly = name.Length > 0 && names.Count(other => Ascii.EqualsIgnoreCase(other, bytes)) == 1;
                // A name that another column has too, or that is no UTF-8, does not tell the column.
                return new SampledColumn(isOnly ? MapColumn.Named(name) : MapColumn.Numbered(number), name.Length > 0 ? name : Encoding.Latin1.GetString(bytes));
            }),
        ];
    }
}
