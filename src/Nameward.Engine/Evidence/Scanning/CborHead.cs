using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>What an item of CBOR begins with (RFC 8949 section 3): its type, and a value, a length or a count.</summary>
/// <param name="Major">The type.</param>
/// <param name="Argument">Value, length in bytes or count of items.</param>
/// <param name="IsIndefinite">Whether a break ends it in place of a count; as a simple value it is the break itself.</param>
/// <param name="Length">Its bytes; 0 where more are needed, below 0 where it is none.</param>
readonly record struct CborHead(CborMajor Major, ulong Argument, bool IsIndefinite, int Length)
{
    /// <summary>The break that ends an item of indefinite length (RFC 8949 section 3.2.1).</summary>
    public const byte Break = 0xFF;

    const int OneByte = 24, TwoBytes = 25, FourBytes = 26, EightBytes = 27, Indefinite = 31;

    /// <summary>Reads the head that <paramref name="bytes"/> begin with.</summary>
    public static CborHead Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return default;
        }
        var (major, info, rest) = ((CborMajor)(bytes[0] >> 5), bytes[0] & 31, bytes.Length - 1);
        return info switch
        {
            < OneByte => new(major, (ulong)info, false, 1),
            OneByte => rest < 1 ? default : new(major, bytes[1], false, 2),
            TwoBytes => rest < 2 ? default : new(major, BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]), false, 3),
            FourBytes => rest < 4 ? default : new(major, BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]), false, 5),
            EightBytes => rest < 8 ? default : new(major, BinaryPrimitives.ReadUInt64BigEndian(bytes[1..]), false, 9),
            Indefinite when major is not CborMajor.Unsigned and not CborMajor.Negative and not CborMajor.Tag => new(major, 0, true, 1),
            _ => new(major, 0, false, -1),
        };
    }
}
