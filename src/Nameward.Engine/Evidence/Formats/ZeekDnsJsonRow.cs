using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads the rows of <c>dns.log</c> in its JSON form. Unset fields are absent, so an absent type means that the query was not seen, and a response
/// without answers had none.
/// </summary>
sealed class ZeekDnsJsonRow : IZeekJsonRow
{
    static readonly LineResult NoTexts = LineResult.Malformed("answers is not a list of texts");

    readonly ZeekDnsRow _row = new();
    byte[] _decoded = new byte[6 * WireName.MaxBytes];

    /// <inheritdoc/>
    public LineResult Read(in ZeekFields fields, ZeekJsonLine line, long offset, IBatchWriter rows)
    {
        var kind = line.Kind(ZeekField.Query);
        if (kind is not (JsonKind.None or JsonKind.Null or JsonKind.String or JsonKind.EscapedString))
        {
            return LineResult.Malformed("query is not a string");
        }
        var result = _row.Begin(fields, Name(fields[ZeekField.Query], kind), canShowType: true, rows);
        result = result.IsObserved ? ReadAnswers(fields, line.Kind(ZeekField.Answers)) : result;
        if (result.IsObserved)
        {
            _row.End(offset, canShowAnswers: true, rows);
        }
        return result;
    }

    ReadOnlySpan<byte> Name(ReadOnlySpan<byte> value, JsonKind kind)
    {
        if (kind != JsonKind.EscapedString)
        {
            return value;
        }
        var length = Unescape(value);
        return _decoded.AsSpan(0, HexEscapes.Decode(_decoded.AsSpan(0, length), _decoded));
    }

    /// <summary>
    /// The bytes of an answer. Text of TXT whose stated length fits as it stands has no bytes written as <c>\xNN</c>, whatever it looks like.
    /// </summary>
    ReadOnlySpan<byte> Answer(ReadOnlySpan<byte> value, JsonKind kind)
    {
        if (kind != JsonKind.EscapedString)
        {
            return value;
        }
        var text = _decoded.AsSpan(0, Unescape(value));
        return ZeekAnswers.IsExactStrings(text) ? text : _decoded.AsSpan(0, HexEscapes.Decode(text, _decoded));
    }

    /// <summary>Undoes the escapes of JSON into <see cref="_decoded"/>.</summary>
    int Unescape(ReadOnlySpan<byte> value)
    {
        if (value.Length > _decoded.Length)
        {
            _decoded = new byte[IRecordReader.LargestRecord];
        }
        return JsonText.Decode(value, _decoded);
    }

    /// <summary>Reads the list of answers; a single answer may stand without brackets, as some shippers write it.</summary>
    LineResult ReadAnswers(in ZeekFields fields, JsonKind kind)
    {
        ReadOnlySpan<byte> list = fields[ZeekField.Answers], ttlList = fields[ZeekField.Ttls];
        switch (kind)
        {
            case JsonKind.None or JsonKind.Null:
                return LineResult.Observed;
            case JsonKind.String or JsonKind.EscapedString:
                return Add(list, kind, ttlList);
        }
        var answers = new JsonScanner(list);
        answers.TryBegin((byte)'[');
        var ttls = new JsonScanner(ttlList);
        ttls.TryBegin((byte)'[');
        var result = LineResult.Observed;
        while (result.IsObserved && answers.TryItem(out var answer))
        {
            var ttl = ttls.TryItem(out var item) ? item.In(ttlList) : [];
            result = answer.Kind == JsonKind.Null ? result : Add(answer.In(list), answer.Kind, ttl);
        }
        return answers.IsDamaged ? NoTexts : result;
    }

    LineResult Add(ReadOnlySpan<byte> answer, JsonKind kind, ReadOnlySpan<byte> ttl)
    {
        if (kind is not (JsonKind.String or JsonKind.EscapedString))
        {
            return NoTexts;
        }
        var seconds = Numbers.TrySeconds(ttl, out var read) ? read : ResourceRecord.UnknownTtl;
        var isAdded = _row.Answers.TryAdd(Answer(answer, kind), seconds, _row.QuestionType);
        return isAdded ? LineResult.Observed : LineResult.Malformed(RecordTexts.TooLong);
    }
}
