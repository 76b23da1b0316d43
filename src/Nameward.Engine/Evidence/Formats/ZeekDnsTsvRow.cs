using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Reads the rows of <c>dns.log</c> in its TSV form.</summary>
sealed class ZeekDnsTsvRow : IZeekTsvRow
{
    readonly ZeekDnsRow _row = new();
    readonly ZeekDnsPlainRow _plain = new();
    byte[] _decoded = new byte[4 * WireName.MaxBytes];

    /// <inheritdoc/>
    public LineResult Read(in ZeekFields fields, ZeekHeader header, long offset, IBatchWriter rows)
    {
        var canShowType = header.Has(ZeekField.Type) || header.Has(ZeekField.TypeName);
        var result = _row.Begin(fields, Text(fields[ZeekField.Query], header, fields.MayBeEscaped), canShowType, rows);
        if (result.IsObserved && !TryAnswers(fields, header))
        {
            return LineResult.Malformed(RecordTexts.TooLong);
        }
        if (result.IsObserved)
        {
            _row.End(offset, header.Has(ZeekField.Answers), rows);
        }
        return result;
    }

    /// <inheritdoc/>
    public bool TryReadPlain(ReadOnlySpan<byte> text, ReadOnlySpan<int> cuts, ZeekHeader header, long offset, BatchWriter rows) =>
        _plain.TryRead(text, cuts, header, offset, rows);

    /// <summary>The bytes that a value stands for; valid until the next call.</summary>
    ReadOnlySpan<byte> Text(ReadOnlySpan<byte> value, ZeekHeader header, bool mayBeEscaped)
    {
        if (value.SequenceEqual(header.EmptyMark.Span))
        {
            return [];
        }
        if (!mayBeEscaped || !value.Contains((byte)'\\'))
        {
            return value;
        }
        if (value.Length > _decoded.Length)
        {
            _decoded = new byte[IRecordReader.LargestRecord];
        }
        return _decoded.AsSpan(0, ZeekText.DecodeTsv(value, _decoded));
    }

    bool TryAnswers(in ZeekFields fields, ZeekHeader header)
    {
        var answers = fields.Piece(ZeekField.Answers);
        var ttls = fields[ZeekField.Ttls];
        if (answers.Length <= 0 || fields[ZeekField.Answers].SequenceEqual(header.EmptyMark.Span))
        {
            return true;
        }
        for (var (at, end) = (answers.Start, answers.Start + answers.Length); at < end;)
        {
            var answer = new Slice(at, ItemLength(fields.Line[at..end], header.SetSeparator));
            at += answer.Length + 1;
            var ttlLength = ItemLength(ttls, header.SetSeparator);
            var ttl = Numbers.TrySeconds(ttls[..ttlLength], out var seconds) ? seconds : ResourceRecord.UnknownTtl;
            ttls = ttlLength < ttls.Length ? ttls[(ttlLength + 1)..] : [];
            if (!TryAnswer(fields, answer, header, ttl))
            {
                return false;
            }
        }
        return true;
    }

    bool TryAnswer(in ZeekFields fields, Slice answer, ZeekHeader header, uint ttl)
    {
        var records = _row.Answers;
        // No address is a mark or escaped.
        if (ZeekAnswers.MayBeAddress(_row.QuestionType) && Ipv4Text.TryRead(fields.Line, answer.Start, answer.Length, out var v4))
        {
            return records.TryAdd(v4, ttl);
        }
        var text = fields.Line.Slice(answer.Start, answer.Length);
        return text.SequenceEqual(header.UnsetMark.Span) || records.TryAdd(Text(text, header, fields.MayBeEscaped), ttl, _row.QuestionType);
    }

    /// <summary>Length of the first item of a vector; a separator inside an item is escaped.</summary>
    static int ItemLength(ReadOnlySpan<byte> items, byte separator)
    {
        var end = items.IndexOf(separator);
        return end < 0 ? items.Length : end;
    }
}
