using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// A look-up as the varlink interface <c>io.systemd.Resolve.Monitor</c> tells it (systemd 252 to 257): <c>state</c>, for a failure <c>rcode</c>, the questions,
/// those whose aliases led to them, and the records of the answer, each with its bytes as base64. One belongs to one reader.
/// </summary>
/// <param name="row">Takes what is observed.</param>
sealed class SystemdResolvedJson(LogRow row)
{
    static readonly FieldTable OfLookUp = new(
        ("state", LogField.Kind), ("rcode", LogField.Rcode), ("question", LogField.First), ("collectedQuestions", LogField.Second), ("answer", LogField.Answers));

    static readonly FieldTable OfQuestion = new(("name", LogField.Name), ("type", LogField.Type));

    readonly JsonFields _fields = new(OfLookUp);
    readonly JsonFields _question = new(OfQuestion);
    readonly WireRecordList _records = new("raw");

    /// <summary>The records of the look-up read last, encoded.</summary>
    public ReadOnlySpan<byte> Records => _records.Written;

    /// <summary>Reads an object.</summary>
    public LineResult Read(ReadOnlySpan<byte> text, DateTime time)
    {
        if (!_fields.TryRead(text))
        {
            return LineResult.Malformed("no whole JSON object");
        }
        if (!_fields.Has(LogField.Kind) || _fields.Kind(LogField.First) != JsonKind.Array)
        {
            return LineResult.Malformed("no look-up of resolvectl monitor");
        }
        var state = _fields[LogField.Kind];
        var rcode = state.SequenceEqual("success"u8) ? 0 : state.SequenceEqual("rcode-failure"u8) ? DnsWords.Rcode(_fields[LogField.Rcode]) : null;
        ref var message = ref row.Begin(time, rcode is null ? Sides.Query : Sides.Query | Sides.Response, Leg.Client);
        message.Rcode = rcode;
        // What the program asked for came before the aliases.
        var asked = _fields.Kind(LogField.Second) == JsonKind.Array && TryQuestions(LogField.Second, ref message);
        if (!asked && !TryQuestions(LogField.First, ref message))
        {
            return LineResult.Malformed(LogRow.NoName);
        }
        var isRead = _records.TryRead(row, rcode is null ? [] : _fields.Written(LogField.Answers));
        message.ShowsAnswers = rcode is not null && !_records.IsDamaged;
        return isRead ? LineResult.Observed : LineResult.Malformed(JsonRecords.Problem);
    }

    /// <summary>Takes the name of the first question, and the type where all have the same: a program that asks for A and AAAA at once asks twice in one look-up.</summary>
    bool TryQuestions(LogField list, ref DnsMessage message)
    {
        var text = _fields.Written(list);
        var scanner = new JsonScanner(text);
        scanner.TryBegin((byte)'[');
        var isFirst = true;
        for (; scanner.TryItem(out var item); isFirst = false)
        {
            if (item.Kind != JsonKind.Object || !_question.TryRead(item.In(text)) || (isFirst && !row.TryName(_question[LogField.Name])))
            {
                return false;
            }
            var type = DnsWords.Type(_question[LogField.Type]);
            message.Type = isFirst || message.Type == type ? type : (ushort)0;
        }
        return !isFirst && !scanner.IsDamaged;
    }
}
