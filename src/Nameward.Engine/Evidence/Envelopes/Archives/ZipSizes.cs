using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Envelopes.Archives;

/// <summary>The numbers of a member of a zip archive that may be too large for their fields.</summary>
/// <param name="Unpacked">Bytes when unpacked.</param>
/// <param name="Packed">Bytes in the archive.</param>
/// <param name="Offset">Where its head stands.</param>
readonly record struct ZipSizes(long Unpacked, long Packed, long Offset)
{
    const ushort Zip64 = 1;

    /// <summary>With those that stand in the extra field, in this order, where the field is full of ones (PKWARE APPNOTE 6.3.10, section 4.5.3).</summary>
    public ZipSizes With(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            var (id, length) = (BinaryPrimitives.ReadUInt16LittleEndian(extra), BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]));
            extra = extra[4..];
            if (id == Zip64)
            {
                var numbers = extra[..Math.Min(length, extra.Length)];
                return new(Next(ref numbers, Unpacked), Next(ref numbers, Packed), Next(ref numbers, Offset));
            }
            extra = extra[Math.Min(length, extra.Length)..];
        }
        return this;
    }

    static long Next(ref ReadOnlySpan<byte> numbers, long value)
    {
        if (value != uint.MaxValue || numbers.Length < 8)
        {
            return value;
        }
        var next = BinaryPrimitives.ReadInt64LittleEndian(numbers);
        numbers = numbers[8..];
        return next;
    }
}
