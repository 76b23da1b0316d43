using System.Buffers.Binary;

namespace Nameward.Bench.Generating;

/// <summary>Records on their way to a stream: text, numbers and wire fields are laid down as bytes, without a string in between.</summary>
sealed class OutputBuffer(Stream output)
{
    // A record is shorter than the room that is kept for it: a packet has at most 64 KiB.
    const int Size = 1 << 20, RoomForRecord = 128 << 10;

    readonly byte[] _bytes = new byte[Size];
    int _used;

    Span<byte> Free => _bytes.AsSpan(_used);

    public void Text(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Free);
        _used += text.Length;
    }

    public void Byte(int value) => _bytes[_used++] = (byte)value;

    /// <summary>A number in decimal.</summary>
    public void Number(long value)
    {
        value.TryFormat(Free, out var written, provider: System.Globalization.CultureInfo.InvariantCulture);
        _used += written;
    }

    /// <summary>A number in hexadecimal, without leading zeros, in small letters.</summary>
    public void Hexadecimal(ushort value)
    {
        for (var shift = value == 0 ? 0 : System.Numerics.BitOperations.Log2(value) & ~3; shift >= 0; shift -= 4)
        {
            Byte("0123456789abcdef"u8[value >> shift & 15]);
        }
    }

    /// <summary>Microseconds as seconds with six decimals.</summary>
    public void Seconds(long microseconds)
    {
        Number(microseconds / 1_000_000);
        Byte('.');
        var rest = (int)(microseconds % 1_000_000);
        for (var i = 5; i >= 0; i--)
        {
            _bytes[_used + i] = (byte)('0' + rest % 10);
            rest /= 10;
        }
        _used += 6;
    }

    public void BigEndian16(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(Free, (ushort)value);
        _used += sizeof(ushort);
    }

    public void BigEndian32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Free, value);
        _used += sizeof(uint);
    }

    public void LittleEndian32(long value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Free, (uint)value);
        _used += sizeof(uint);
    }

    /// <summary>What stands here so far of the bytes since <paramref name="start"/>, to be changed in place.</summary>
    public Span<byte> Since(int start) => _bytes.AsSpan(start, _used - start);

    /// <summary>A place that <see cref="Since"/> takes, good until the record ends.</summary>
    public int Here => _used;

    /// <summary>Ends a record; a buffer that is nearly full is written out.</summary>
    public void EndRecord()
    {
        if (_used > Size - RoomForRecord)
        {
            Flush();
        }
    }

    /// <summary>Writes out what is left.</summary>
    public void Flush()
    {
        output.Write(_bytes, 0, _used);
        _used = 0;
    }
}
