using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>CRC-32 of ISO/IEC 13239, as gzip (RFC 1952 section 8), zip and the event logs of Windows use it: eight bytes at once over eight tables.</summary>
static class Crc32
{
    const uint Polynomial = 0xEDB8_8320;
    const int AtOnce = 8, Values = 256;

    static readonly uint[] Tables = MakeTables();

    /// <summary>The sum of some bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="before">The sum of those before them.</param>
    public static uint Of(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        var sum = ~before;
        for (; bytes.Length >= AtOnce; bytes = bytes[AtOnce..])
        {
            var (low, high) = (BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ sum, BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]));
            sum = Table(7, low) ^ Table(6, low >> 8) ^ Table(5, low >> 16) ^ Table(4, low >> 24)
                ^ Table(3, high) ^ Table(2, high >> 8) ^ Table(1, high >> 16) ^ Table(0, high >> 24);
        }
        foreach (var c in bytes)
        {
            sum = Table(0, sum ^ c) ^ sum >> 8;
        }
        return ~sum;
    }

    static uint Table(int table, uint value) => Tables[table * Values + (byte)value];

    static uint[] MakeTables()
    {
        var tables = new uint[AtOnce * Values];
        for (var value = 0; value < Values; value++)
        {
            var sum = (uint)value;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) != 0 ? sum >> 1 ^ Polynomial : sum >> 1;
            }
            tables[value] = sum;
        }
        for (var at = Values; at < tables.Length; at++)
        {
            var sum = tables[at - Values];
            tables[at] = tables[(byte)sum] ^ sum >> 8;
        }
        return tables;
    }
}
