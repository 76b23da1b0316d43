using System.Runtime.CompilerServices;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// One data frame of dnstap (dnstap.proto of dnstap.info, 2024): the outer <c>Dnstap</c> and the <c>Message</c> in it, as far as they are wanted. Identity, version,
/// policy, zone and fields that the schema does not have are passed over; of a field that stands twice, the last counts.
/// </summary>
ref struct DnstapFrame
{
    const int PayloadField = 14, TypeField = 15;
    const int MessageType = 1;
    const int QueryAddressField = 4, ResponseAddressField = 5, QueryMessageField = 10, ResponseMessageField = 14;
    const int MostKnown = 16;

    /// <summary>The kind of each field of <c>Message</c>, by its number; there is none of number 0.</summary>
    static ReadOnlySpan<ProtobufKind> Kinds =>
    [
        default,
        ProtobufKind.Varint, ProtobufKind.Varint, ProtobufKind.Varint, // type, socket_family, socket_protocol
        ProtobufKind.Bytes, ProtobufKind.Bytes, ProtobufKind.Varint, ProtobufKind.Varint, // addresses and ports of query and response
        ProtobufKind.Varint, ProtobufKind.Fixed32, ProtobufKind.Bytes, // query_time_sec, query_time_nsec, query_message
        ProtobufKind.Bytes, // query_zone
        ProtobufKind.Varint, ProtobufKind.Fixed32, ProtobufKind.Bytes, // response_time_sec, response_time_nsec, response_message
        ProtobufKind.Bytes, ProtobufKind.Varint, // policy, http_protocol
    ];

    Numbers _numbers;
    uint _present;

    /// <summary>Whether it holds a message; the schema allows for other kinds, which nobody writes yet.</summary>
    public bool IsMessage { get; private set; }

    /// <summary>Whose message it is and which: 1 AUTH_QUERY to 14 UPDATE_RESPONSE; 0 where missing.</summary>
    public readonly ulong Type => _numbers[1];

    /// <summary>1 IPv4, 2 IPv6; 0 where missing.</summary>
    public readonly ulong Family => _numbers[2];

    /// <summary>1 UDP, 2 TCP, 3 DOT, 4 DOH, 5 and 6 DNSCrypt, 7 DOQ; 0 where missing.</summary>
    public readonly ulong Protocol => _numbers[3];

    /// <summary>Port of whoever asks; 0 where missing.</summary>
    public readonly ulong QueryPort => _numbers[6];

    /// <summary>Port of whoever is asked; 0 where missing.</summary>
    public readonly ulong ResponsePort => _numbers[7];

    /// <summary>When the query came or went.</summary>
    public readonly DateTime QueryTime => Time(8);

    /// <summary>When the response came or went.</summary>
    public readonly DateTime ResponseTime => Time(12);

    /// <summary>Address of whoever asks, also in a response; empty where missing.</summary>
    public ReadOnlySpan<byte> QueryAddress { get; private set; }

    /// <summary>Address of whoever is asked; empty where missing.</summary>
    public ReadOnlySpan<byte> ResponseAddress { get; private set; }

    /// <summary>The query in wire form; empty where missing.</summary>
    public ReadOnlySpan<byte> QueryMessage { get; private set; }

    /// <summary>The response in wire form; empty where missing.</summary>
    public ReadOnlySpan<byte> ResponseMessage { get; private set; }

    /// <summary>Reads the bytes of a frame; false where they are no dnstap.</summary>
    /// <param name="bytes">The frame without its length.</param>
    /// <param name="mostFields">Fields that each of the two messages may have.</param>
    /// <param name="frame">What it says.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, int mostFields, out DnstapFrame frame)
    {
        frame = default;
        ReadOnlySpan<byte> payload = default;
        ulong type = 0;
        var hasPayload = false;
        var fields = new ProtobufFields(bytes);
        for (var left = mostFields; fields.MoveNext(); left--)
        {
            var expected = fields.Field == TypeField ? ProtobufKind.Varint : ProtobufKind.Bytes;
            if (left == 0 || (fields.Field is <= 3 or PayloadField or TypeField && fields.Kind != expected))
            {
                return false;
            }
            if (fields.Field == PayloadField)
            {
                payload = fields.Bytes;
                hasPayload = true;
            }
            type = fields.Field == TypeField ? fields.Number : type;
        }
        frame.IsMessage = hasPayload && type == MessageType;
        return !fields.IsDamaged && type != 0 && (!frame.IsMessage || frame.TryReadMessage(payload, mostFields));
    }

    bool TryReadMessage(ReadOnlySpan<byte> message, int mostFields)
    {
        var fields = new ProtobufFields(message);
        for (var left = mostFields; fields.MoveNext(); left--)
        {
            if (left == 0 || (fields.Field <= MostKnown && fields.Kind != Kinds[fields.Field]))
            {
                return false;
            }
            if (fields.Field <= MostKnown)
            {
                Keep(fields);
            }
        }
        return !fields.IsDamaged;
    }

    void Keep(in ProtobufFields fields)
    {
        _present |= 1u << fields.Field;
        switch (fields.Field)
        {
            case QueryAddressField:
                QueryAddress = fields.Bytes;
                break;
            case ResponseAddressField:
                ResponseAddress = fields.Bytes;
                break;
            case QueryMessageField:
                QueryMessage = fields.Bytes;
                break;
            case ResponseMessageField:
                ResponseMessage = fields.Bytes;
                break;
            default:
                _numbers[fields.Field] = fields.Number;
                break;
        }
    }

    /// <summary>The time whose seconds stand in one field and whose nanoseconds in the next; unset where the first is missing.</summary>
    readonly DateTime Time(int field) => (_present >> field & 1) == 0
        ? DateTime.MinValue
        : Capture.CaptureTime.Of((long)_numbers[field], (long)_numbers[field + 1] / TimeSpan.NanosecondsPerTick);

    [InlineArray(MostKnown + 1)]
    struct Numbers
    {
        ulong _first;
    }
}
