using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Reads the JSON form of <c>dns.log</c>, one object a line. No line knows of another.</summary>
sealed class ZeekDnsJsonReader : LineReader
{
    static readonly LineResult NoTexts = LineResult.Malformed("answers is not a list of texts");


    // Made when first read with: what is forked is kept for each block of a source.
    ZeekRow Row => field ??= new();
    ZeekJsonLine Line => field ??= new();
    byte[] Decoded { get => field ??= new byte[6 * WireName.MaxBytes]; set; }

    /// <summary>A reader at the start of a source.</summary>
    public ZeekDnsJsonReader()
    {
    }

    ZeekDnsJsonReader(ZeekDnsJsonReader other)
        : base(other)
    {
    }

    /// <inheritdoc/>
    public override IRecordReader Fork() => new ZeekDnsJsonReader(this);

    /// <inheritdoc/>
    protected override LineResult ReadLine(ReadOnlySpan<byte> line, long offset, IBatchWriter rows)
    {
        var result = ReadRow(line.Trim(" \t"u8));
        if (result.IsObserved)
        {
            Row.End(offset, canShowAnswers: true, rows);
        }
        return result;
    }

    /// <summary>
    /// Reads a line into <see cref="Row"/>. Lines of other logs are ignored. Unset fields are absent, so an absent type means that the query was
    /// not seen, and a response without answers had none.
    /// </summary>
    LineResult ReadRow(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty)
        {
            return LineResult.Ignored;
        }
        if (!Line.TryRead(line))
        {
            return LineResult.Malformed("the line is not one whole JSON object");
        }
        if (Line.IsOtherLog)
        {
            return LineResult.Ignored;
        }
        if (Line.Kind(ZeekField.Query) is not (JsonKind.None or JsonKind.Null or JsonKind.String or JsonKind.EscapedString))
        {
            return LineResult.Malformed("query is not a string");
        }
        var fields = Line.Fields(line);
        var result = Row.Begin(fields, Name(fields[ZeekField.Query], Line.Kind(ZeekField.Query)), canShowType: true);
        return result.IsObserved ? ReadAnswers(fields) : result;
    }

    ReadOnlySpan<byte> Name(ReadOnlySpan<byte> value, JsonKind kind)
    {
        if (kind != JsonKind.EscapedString)
        {
            return value;
        }
        var length = Unescape(value);
        return Decoded.AsSpan(0, ZeekText.DecodeJson(Decoded.AsSpan(0, length), Decoded));
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
        var text = Decoded.AsSpan(0, Unescape(value));
        return ZeekAnswers.IsExactStrings(text) ? text : Decoded.AsSpan(0, ZeekText.DecodeJson(text, Decoded));
    }

    /// <summary>Undoes the escapes of JSON into <see cref="Decoded"/>.</summary>
    int Unescape(ReadOnlySpan<byte> value)
    {
        if (value.Length > Decoded.Length)
        {
            Decoded = new byte[IRecordReader.LargestRecord];
        }
        return JsonText.Decode(value, Decoded);
    }

    /// <summary>Reads the list of answers; a single answer may stand without brackets, as some shippers write it.</summary>
    LineResult ReadAnswers(in ZeekFields fields)
    {
        ReadOnlySpan<byte> list = fields[ZeekField.Answers], ttlList = fields[ZeekField.Ttls];
        switch (Line.Kind(ZeekField.Answers))
        {
            case JsonKind.None or JsonKind.Null:
                return LineResult.Observed;
            case JsonKind.String or JsonKind.EscapedString:
                return Add(list, Line.Kind(ZeekField.Answers), ttlList);
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
        var isAdded = Row.Answers.TryAdd(Answer(answer, kind), seconds, Row.QuestionType);
        return isAdded ? LineResult.Observed : LineResult.Malformed(ZeekAnswers.TooLong);
    }
}
