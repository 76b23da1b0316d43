using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Reads the TSV form of <c>dns.log</c>. Of all that came before a row, only the header matters.</summary>
sealed class ZeekDnsReader : LineReader
{
    ZeekHeader _header = ZeekHeader.Start;
    int[] _ends = [];

    // Made when first read with: what is forked is kept for each block of a source.
    ZeekRow Row => field ??= new();
    Slice[] Pieces => field ??= new Slice[ZeekFields.Count];
    byte[] Decoded { get => field ??= new byte[4 * WireName.MaxBytes]; set; }

    /// <summary>A reader at the start of a source.</summary>
    public ZeekDnsReader()
    {
    }

    ZeekDnsReader(ZeekDnsReader other)
        : base(other) => _header = other._header;

    /// <inheritdoc/>
    public override IRecordReader Fork() => new ZeekDnsReader(this);

    /// <inheritdoc/>
    protected override void SkimLines(ReadOnlySpan<byte> lines)
    {
        while (true)
        {
            if (lines is [(byte)'#', ..])
            {
                var length = lines.IndexOf((byte)'\n');
                var line = length < 0 ? lines : lines[..length];
                _header = IsLong(line.Length) ? _header : _header.After(WithoutReturn(line));
            }
            var next = lines.IndexOf("\n#"u8);
            if (next < 0)
            {
                return;
            }
            lines = lines[(next + 1)..];
        }
    }

    /// <inheritdoc/>
    protected override LineResult ReadLine(ReadOnlySpan<byte> line, long offset, IBatchWriter rows)
    {
        if (line[0] == '#')
        {
            _header = _header.After(line);
            return LineResult.Ignored;
        }
        var result = ReadRow(line);
        if (result.IsObserved)
        {
            Row.End(offset, _header.Has(ZeekField.Answers), rows);
        }
        return result;
    }

    /// <summary>Reads a row into <see cref="Row"/>. Rows of another log in the same file are ignored.</summary>
    LineResult ReadRow(ReadOnlySpan<byte> line)
    {
        if (_header.IsOtherLog)
        {
            return LineResult.Ignored;
        }
        if (_header.Problem is { } problem)
        {
            return LineResult.Malformed(problem);
        }
        if (_ends.Length != _header.Columns)
        {
            _ends = new int[_header.Columns];
        }
        var count = FieldCutter.Cut(line, _header.Separator, _ends);
        // Zeek writes no empty field, so a line that ends with a separator was cut there.
        if (count != _header.Columns || line[^1] == _header.Separator)
        {
            return LineResult.Malformed(count > _header.Columns ? "more fields than #fields names" : "fewer fields than #fields names");
        }
        var fields = Fields(line);
        var result = Row.Begin(fields, Text(fields[ZeekField.Query]), _header.Has(ZeekField.Type) || _header.Has(ZeekField.TypeName));
        return !result.IsObserved || TryAnswers(fields) ? result : LineResult.Malformed(ZeekAnswers.TooLong);
    }

    ZeekFields Fields(ReadOnlySpan<byte> line)
    {
        var columns = _header.Column.AsSpan();
        var unset = _header.UnsetMark.Span;
        for (var field = 0; field < columns.Length; field++)
        {
            var column = columns[field];
            var piece = ZeekFields.Unset;
            if (column >= 0)
            {
                var start = column == 0 ? 0 : _ends[column - 1] + 1;
                var length = _ends[column] - start;
                piece = line.Slice(start, length).SequenceEqual(unset) ? piece : new(start, length);
            }
            Pieces[field] = piece;
        }
        return new(line, Pieces);
    }

    /// <summary>The bytes that a value stands for; valid until the next call.</summary>
    ReadOnlySpan<byte> Text(ReadOnlySpan<byte> value)
    {
        if (value.SequenceEqual(_header.EmptyMark.Span))
        {
            return [];
        }
        if (!value.Contains((byte)'\\'))
        {
            return value;
        }
        if (value.Length > Decoded.Length)
        {
            Decoded = new byte[IRecordReader.LargestRecord];
        }
        return Decoded.AsSpan(0, ZeekText.DecodeTsv(value, Decoded));
    }

    bool TryAnswers(in ZeekFields fields)
    {
        ReadOnlySpan<byte> answers = fields[ZeekField.Answers], ttls = fields[ZeekField.Ttls];
        if (answers.SequenceEqual(_header.EmptyMark.Span))
        {
            return true;
        }
        while (!answers.IsEmpty)
        {
            var answer = TakeItem(ref answers);
            var ttl = Numbers.TrySeconds(TakeItem(ref ttls), out var seconds) ? seconds : ResourceRecord.UnknownTtl;
            if (!answer.SequenceEqual(_header.UnsetMark.Span) && !Row.Answers.TryAdd(Text(answer), ttl, Row.QuestionType))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Takes the first item off a vector; a separator inside an item is escaped.</summary>
    ReadOnlySpan<byte> TakeItem(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf(_header.SetSeparator);
        var item = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        return item;
    }
}
