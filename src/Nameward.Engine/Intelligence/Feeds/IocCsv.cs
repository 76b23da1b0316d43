namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>
/// Indicators in columns that a header names, in the first line or in the comment before it (abuse.ch). Which column is what is told by its name alone, as
/// publishers add columns.
/// </summary>
sealed class IocCsv : IFeedFormat
{
    /// <summary>Longest line that may be a header.</summary>
    const int MostHeader = 8192;

    const int MostHeadLines = 200;

    /// <summary>The columns of URLhaus' dumps, which are told by their links where the header was cut off.</summary>
    static readonly string[] Urlhaus = ["id", "dateadded", "url", "url_status", "last_online", "threat", "tags", "urlhaus_link", "reporter"];

    /// <inheritdoc/>
    public FeedFormatInfo Info { get; } = new()
    {
        Id = "ioc-csv",
        Title = "indicators in CSV",
        Source = "RFC 4180; abuse.ch exports of URLhaus, ThreatFox, Feodo Tracker and SSLBL (2026); MISP CSV export 2.4",
    };

    /// <inheritdoc/>
    public FeedLikeness Sniff(ReadOnlySpan<byte> head)
    {
        if (FeedHead.IsMarkup(head) || FeedHead.IsJson(head) || Header(head, FeedReadingOptions.None) is not { } header)
        {
            return FeedLikeness.No;
        }
        return header.Names.Length > 1 ? FeedLikeness.Certain : FeedLikeness.Likely;
    }

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> content, FeedReadingOptions how, IFeedWriter to)
    {
        var values = new ValueWriter(to);
        var span = FeedHead.WithoutMark(content.Span);
        if (FeedHead.IsPage(span))
        {
            values.Rejected(1, Because.WebPage, span);
            return;
        }
        if (Header(span, how) is not { } header)
        {
            values.Rejected(1, "no header that names a value", span);
            return;
        }
        Notes(span[..header.End], to);
        var rows = new CsvRows(span[header.End..], header.Separator);
        while (rows.Next())
        {
            Row(rows, header, how, values);
        }
    }

    static void Notes(ReadOnlySpan<byte> head, IFeedWriter to)
    {
        var lines = new FeedLines(head);
        while (lines.Next())
        {
            if (PlainList.IsComment(lines.Line))
            {
                FeedNotes.Take(lines.Line, to);
            }
        }
    }

    static void Row(in CsvRows rows, CsvHeader header, FeedReadingOptions how, ValueWriter values)
    {
        var at = header.Lines + rows.Before + 1;
        if (rows.IsBroken)
        {
            values.Rejected(at, Because.OpenQuote, rows.Text);
            return;
        }
        if (rows.Text.IsEmpty || PlainList.IsComment(rows.Text))
        {
            return;
        }
        var cells = rows.Cells;
        IocRow.Write(at, names => header.First(names, cells), how, values);
    }

    /// <summary>The header, and where the rows begin; null where no line names a value.</summary>
    static CsvHeader? Header(ReadOnlySpan<byte> content, FeedReadingOptions how)
    {
        CsvHeader? commented = null;
        var lines = new FeedLines(content);
        while (lines.Number < MostHeadLines && lines.Next())
        {
            var line = lines.Line;
            if (PlainList.IsComment(line))
            {
                commented = Columns(line.TrimStart("#;/! "u8), how) is { Names.Length: > 1 } found ? found : commented;
                commented = commented is null ? null : commented with { End = lines.End, Lines = lines.Number };
            }
            else if (!line.IsEmpty)
            {
                return commented
                    ?? (Columns(line, how) is { } plain ? plain with { End = lines.End, Lines = lines.Number } : null)
                    ?? (IsUrlhaus(line) ? new(Urlhaus, (byte)',') { End = lines.Start, Lines = lines.Number - 1 } : null);
            }
        }
        return commented;
    }

    static CsvHeader? Columns(ReadOnlySpan<byte> line, FeedReadingOptions how)
    {
        if (line.Length > MostHeader)
        {
            return null;
        }
        var separator = Separator(line);
        var rows = new CsvRows(line, separator);
        if (!rows.Next() || rows.IsBroken)
        {
            return null;
        }
        string[] names = [.. rows.Cells.Select(IocNames.Usual)];
        var wanted = how.ValueColumn is { } own ? [IocNames.Usual(own)] : IocNames.Values;
        return Array.TrueForAll(names, IsName) && names.Intersect(wanted).Any() ? new(names, separator) : null;
    }

    /// <summary>Whether a cell may name a column: a date, an address or a number is a value, and its line no header.</summary>
    static bool IsName(string name) => name.Length < 64 && (name.Length == 0 || !char.IsAsciiDigit(name[0])) && name.AsSpan().IndexOfAny(":/[]@") < 0;

    /// <summary>The mark that stands most often in the header.</summary>
    static byte Separator(ReadOnlySpan<byte> line)
    {
        var best = (byte)',';
        foreach (var mark in ";\t|"u8)
        {
            best = line.Count(mark) > line.Count(best) ? mark : best;
        }
        return best;
    }

    static bool IsUrlhaus(ReadOnlySpan<byte> line)
    {
        var rows = new CsvRows(line[..Math.Min(line.Length, MostHeader)], (byte)',');
        return rows.Next() && rows.Cells.Count == Urlhaus.Length && rows.Cells[7].StartsWith("https://urlhaus.abuse.ch/url/", StringComparison.Ordinal);
    }
}
