using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Wire;

/// <summary>What stands between the owner of a resource record and its data (RFC 1035 section 4.1.3), but for the class.</summary>
/// <param name="Type">TYPE.</param>
/// <param name="Ttl">TTL, in seconds but for OPT.</param>
/// <param name="End">Offset in the message behind the data.</param>
readonly record struct RecordFrame(ushort Type, uint Ttl, int End)
{
    /// <summary>TYPE, CLASS, TTL and RDLENGTH.</summary>
    public const int Bytes = 10;

    /// <summary>Reads the first <see cref="Bytes"/> of <paramref name="bytes"/>, behind which the data stands at <paramref name="data"/>.</summary>
    public static RecordFrame Read(ReadOnlySpan<byte> bytes, int data)
    {
        var typeToTtl = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        return new((ushort)(typeToTtl >> 48), (uint)typeToTtl, data + BinaryPrimitives.ReadUInt16BigEndian(bytes[8..]));
    }
}
