using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>
/// Walks the fields of one message of Protocol Buffers (protobuf.dev, Encoding) in their order, without knowing what they mean. Messages inside are bytes, to be
/// walked by themselves, so nothing here recurses.
/// </summary>
ref struct ProtobufFields(ReadOnlySpan<byte> message)
{
    const int MostVarintBytes = 10;
    const ulong MostField = (1 << 29) - 1;

    ReadOnlySpan<byte> _rest = message;

    /// <summary>Number of the field.</summary>
    public int Field { get; private set; }

    /// <summary>How it is written.</summary>
    public ProtobufKind Kind { get; private set; }

    /// <summary>Its value, where it is no run of bytes.</summary>
    public ulong Number { get; private set; }

    /// <summary>Its value, where it is a run of bytes.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>Whether the walk ended before the message did.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Steps to the next field.</summary>
    public bool MoveNext()
    {
        if (_rest.IsEmpty || IsDamaged)
        {
            return false;
        }
        IsDamaged = !TryReadField();
        return !IsDamaged;
    }

    bool TryReadField()
    {
        if (!TryReadVarint(out var tag) || tag >> 3 is 0 or > MostField)
        {
            return false;
        }
        (Field, Kind) = ((int)(tag >> 3), (ProtobufKind)(tag & 7));
        switch (Kind)
        {
            case ProtobufKind.Varint:
                var isSound = TryReadVarint(out var number);
                Number = number;
                return isSound;
            case ProtobufKind.Bytes:
                return TryReadVarint(out var length) && TryTake(length);
            case ProtobufKind.Fixed32 when _rest.Length >= sizeof(uint):
                Number = BinaryPrimitives.ReadUInt32LittleEndian(_rest);
                _rest = _rest[sizeof(uint)..];
                return true;
            case ProtobufKind.Fixed64 when _rest.Length >= sizeof(ulong):
                Number = BinaryPrimitives.ReadUInt64LittleEndian(_rest);
                _rest = _rest[sizeof(ulong)..];
                return true;
            default:
                return false;
        }
    }

    bool TryTake(ulong length)
    {
        if (length > (ulong)_rest.Length)
        {
            return false;
        }
        Bytes = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return true;
    }

    bool TryReadVarint(out ulong value)
    {
        value = 0;
        for (var i = 0; i < _rest.Length && i < MostVarintBytes; i++)
        {
            value |= (ulong)(_rest[i] & 0x7F) << 7 * i;
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return true;
            }
        }
        return false;
    }
}
