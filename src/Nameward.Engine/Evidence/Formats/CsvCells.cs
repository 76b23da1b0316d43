namespace Nameward.Engine.Evidence.Formats;

/// <summary>The cells of one record of a CSV file (RFC 4180): a cell in quotes may hold separators, line feeds, and quotes as two of them. One belongs to one reader.</summary>
sealed class CsvCells
{
    const byte Quote = (byte)'"', LineFeed = (byte)'\n';

    /// <summary>Columns beyond these are not read: no log has so many.</summary>
    const int MostCells = 256;

    /// <summary>A quote that is not closed after so many lines or bytes is damage, and not a cell of many lines.</summary>
    const int MostLines = 8, MostQuoted = 16 << 10;

    readonly (int Start, int Length)[] _cells = new (int, int)[MostCells];
    byte[] _bytes = new byte[1024];

    /// <summary>How many cells the record has.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a quote was never closed.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>A cell, its quotes and the space around it taken off; empty where the record has no such cell.</summary>
    public ReadOnlySpan<byte> this[int cell] => cell < Count ? _bytes.AsSpan(_cells[cell].Start, _cells[cell].Length) : [];

    /// <summary>Cuts a record.</summary>
    public void Cut(ReadOnlySpan<byte> record, byte separator)
    {
        (Count, IsDamaged) = (0, false);
        if (_bytes.Length < record.Length)
        {
            _bytes = new byte[Math.Max(record.Length, 2 * _bytes.Length)];
        }
        var used = 0;
        for (var isMore = true; isMore && Count < MostCells;)
        {
            var start = used;
            record = record.TrimStart((byte)' ');
            used = record is [Quote, ..] ? TakeQuoted(ref record, used) : used;
            var end = record.IndexOf(separator);
            var rest = (end < 0 ? record : record[..end]).TrimEnd((byte)' ');
            rest.CopyTo(_bytes.AsSpan(used));
            used += rest.Length;
            _cells[Count++] = (start, used - start);
            isMore = end >= 0;
            record = isMore ? record[(end + 1)..] : [];
        }
    }

    /// <summary>
    /// Where the line feed stands that ends the record which <paramref name="text"/> begins with, or -1 where it is not there yet. A cell in quotes begins behind a
    /// separator; where such a quote is not closed in due course, the record ends with its first line.
    /// </summary>
    /// <param name="text">From the start of a record on.</param>
    /// <param name="mostLines">How many lines a cell may have.</param>
    /// <param name="mostQuoted">How many bytes one that has several may have.</param>
    public static int EndOfRecord(ReadOnlySpan<byte> text, int mostLines = MostLines, int mostQuoted = MostQuoted)
    {
        // No more is looked at than the largest record, however much is there: in any pieces a record ends at the same place.
        var most = text[..Math.Min(text.Length, IRecordReader.LargestRecord)];
        var end = EndWithin(most, mostLines, mostQuoted);
        return end < 0 && most.Length == IRecordReader.LargestRecord ? text.IndexOf(LineFeed) : end;
    }

    static int EndWithin(ReadOnlySpan<byte> text, int mostLines, int mostQuoted)
    {
        var first = text.IndexOf(LineFeed);
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOfAny(Quote, LineFeed);
            if (next < 0)
            {
                return -1;
            }
            at += next;
            if (text[at] == LineFeed)
            {
                return at;
            }
            at = text[..at].TrimEnd((byte)' ') is [] or [.., (byte)',' or (byte)';' or (byte)'\t' or LineFeed] ? EndOfQuoted(text, at, first, mostLines, mostQuoted) : at + 1;
            if (at < 0)
            {
                return at == Unclosed ? first : -1;
            }
        }
        return -1;
    }

    const int Open = -1, Unclosed = -2;

    /// <summary>Where it goes on behind a cell in quotes; <see cref="Open"/> where that is not to be seen yet.</summary>
    static int EndOfQuoted(ReadOnlySpan<byte> text, int start, int first, int mostLines, int mostQuoted)
    {
        var at = start + 1;
        while (true)
        {
            var next = text[at..].IndexOf(Quote);
            var inside = next < 0 ? text[(start + 1)..] : text[(start + 1)..(at + next)];
            if (first >= 0 && (inside.Length > mostQuoted || inside.Count(LineFeed) > mostLines))
            {
                return Unclosed;
            }
            if (next < 0)
            {
                return Open;
            }
            at += next + 1;
            if (at >= text.Length || text[at] != Quote)
            {
                return at;
            }
            at++;
        }
    }

    /// <summary>Takes a cell in quotes off and writes what it stands for.</summary>
    int TakeQuoted(scoped ref ReadOnlySpan<byte> record, int used)
    {
        record = record[1..];
        while (true)
        {
            var end = record.IndexOf(Quote);
            IsDamaged |= end < 0;
            var part = end < 0 ? record : record[..end];
            part.CopyTo(_bytes.AsSpan(used));
            used += part.Length;
            record = end < 0 ? [] : record[(end + 1)..];
            if (record is not [Quote, ..])
            {
                return used;
            }
            _bytes[used++] = Quote;
            record = record[1..];
        }
    }
}
