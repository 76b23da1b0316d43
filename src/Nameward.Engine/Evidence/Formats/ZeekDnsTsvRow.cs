using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Reads the rows of <c>dns.log</c> in its TSV form.</summary>
sealed class ZeekDnsTsvRow : IZeekTsvRow
{
    readonly ZeekDnsRow _row = new();
    byte[] _decoded = new byte[4 * WireName.MaxBytes];

    /// <inheritdoc/>
    public LineResult Read(in ZeekFields fields, ZeekHeader header, long offset, IBatchWriter rows)
    {
        var canShowType = header.Has(ZeekField.Type) || header.Has(ZeekField.TypeName);
        var result = _row.Begin(fields, Text(fields[ZeekField.Query], header), canShowType);
        if (result.IsObserved && !TryAnswers(fields, header))
        {
            return LineResult.Malformed(ZeekAnswers.TooLong);
        }
        if (result.IsObserved)
        {
            _row.End(offset, header.Has(ZeekField.Answers), rows);
        }
        return result;
    }

    /// <summary>The bytes that a value stands for; valid until the next call.</summary>
    ReadOnlySpan<byte> Text(ReadOnlySpan<byte> value, ZeekHeader header)
    {
        if (value.SequenceEqual(header.EmptyMark.Span))
        {
            return [];
        }
        if (!value.Contains((byte)'\\'))
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
        ReadOnlySpan<byte> answers = fields[ZeekField.Answers], ttls = fields[ZeekField.Ttls];
        if (answers.SequenceEqual(header.EmptyMark.Span))
        {
            return true;
        }
        while (!answers.IsEmpty)
        {
            var answer = TakeItem(ref answers, header.SetSeparator);
            var ttl = Numbers.TrySeconds(TakeItem(ref ttls, header.SetSeparator), out var seconds) ? seconds : ResourceRecord.UnknownTtl;
            if (!answer.SequenceEqual(header.UnsetMark.Span) && !_row.Answers.TryAdd(Text(answer, header), ttl, _row.QuestionType))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Takes the first item off a vector; a separator inside an item is escaped.</summary>
    static ReadOnlySpan<byte> TakeItem(ref ReadOnlySpan<byte> rest, byte separator)
    {
        var end = rest.IndexOf(separator);
        var item = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        return item;
    }
}
