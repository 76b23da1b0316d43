using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Evidence.Wire;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// A list of records in JSON, each an object of which one member is the base64 of a whole record in wire form: owner, type, class, TTL and data, names uncompressed.
/// They are put together to the message that carried them, and that is read as far as it is sound. One belongs to one reader.
/// </summary>
/// <param name="member">Name of that member.</param>
sealed class WireRecordList(string member)
{
    const ushort Response = 0x8000, Internet = 1;
    const int QuestionEnd = 2 * sizeof(ushort), AnswerCount = 6;

    readonly JsonFields _fields = new(new((member, LogField.Answers)));
    readonly WireParser _parser = new();
    readonly byte[] _message = new byte[ushort.MaxValue];
    int _length;
    ushort _count;

    /// <summary>Whether no record was read.</summary>
    public bool IsEmpty => Written.IsEmpty;

    /// <summary>The records read last, encoded.</summary>
    public ReadOnlySpan<byte> Written => _count == 0 ? [] : _parser.Records;

    /// <summary>Whether there is a record that was not read.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Reads the records that answer a row, whose name was taken; true, and no records, where there is no list. False where it is none of such objects.</summary>
    public bool TryRead(LogRow row, ReadOnlySpan<byte> list)
    {
        Begin(row.Name, row.Message.Type);
        var scanner = new JsonScanner(list);
        if (list.IsEmpty || !scanner.TryBegin((byte)'['))
        {
            return true;
        }
        while (scanner.TryItem(out var item))
        {
            if (item.Kind != JsonKind.Object || !_fields.TryRead(item.In(list)))
            {
                return false;
            }
            IsDamaged |= !TryAppend(_fields[LogField.Answers]);
        }
        BinaryPrimitives.WriteUInt16BigEndian(_message.AsSpan(AnswerCount), _count);
        IsDamaged |= _count > 0 && !_parser.Parse(_message.AsSpan(0, _length), _length).IsWellFormed;
        return !scanner.IsDamaged;
    }

    /// <summary>Writes header and question.</summary>
    void Begin(ReadOnlySpan<byte> name, ushort type)
    {
        var header = _message.AsSpan(0, WireHeader.Bytes);
        header.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], Response);
        BinaryPrimitives.WriteUInt16BigEndian(header[4..], 1);
        name.CopyTo(_message.AsSpan(WireHeader.Bytes));
        var end = _message.AsSpan(WireHeader.Bytes + name.Length, QuestionEnd);
        BinaryPrimitives.WriteUInt16BigEndian(end, type);
        BinaryPrimitives.WriteUInt16BigEndian(end[2..], Internet);
        (_length, _count, IsDamaged) = (WireHeader.Bytes + name.Length + QuestionEnd, 0, false);
    }

    bool TryAppend(ReadOnlySpan<byte> base64)
    {
        var isRead = Base64.DecodeFromUtf8(base64, _message.AsSpan(_length), out _, out var written) == OperationStatus.Done && written > 0;
        _length += isRead ? written : 0;
        _count += (ushort)(isRead ? 1 : 0);
        return isRead;
    }
}
