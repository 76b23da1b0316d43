using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Nameward.Engine.Observations;

/// <summary>The check sum of gzip (RFC 1952 section 8), zip (APPNOTE 6.3.10 section 4.4.7), the event logs of Windows and the answers of Sliver, sixteen bytes at a time.</summary>
public static class Crc32
{
    const uint Polynomial = 0xEDB88320;
    const int Ways = 16;

    static readonly uint[] Table = MakeTable();

    /// <summary>The sum of the bytes so far and these; it begins with 0.</summary>
    public static uint Append(uint sum, ReadOnlySpan<byte> bytes)
    {
        sum = ~sum;
        var table = Table.AsSpan(0, Ways * 256);
        for (; bytes.Length >= Ways; bytes = bytes[Ways..])
        {
            sum = Four(table, 12, BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ sum)
                ^ Four(table, 8, BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]))
                ^ Four(table, 4, BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]))
                ^ Four(table, 0, BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]));
        }
        foreach (var c in bytes)
        {
            sum = table[(int)((sum ^ c) & 255)] ^ sum >> 8;
        }
        return ~sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static uint Four(ReadOnlySpan<uint> table, int behind, uint bytes) =>
        table[(int)((behind + 3) * 256 + (bytes & 255))] ^ table[(int)((behind + 2) * 256 + (bytes >> 8 & 255))]
        ^ table[(int)((behind + 1) * 256 + (bytes >> 16 & 255))] ^ table[(int)(behind * 256 + (bytes >> 24))];

    static uint[] MakeTable()
    {
        var table = new uint[Ways * 256];
        for (var i = 0U; i < 256; i++)
        {
            var sum = i;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) != 0 ? Polynomial ^ sum >> 1 : sum >> 1;
            }
            table[i] = sum;
        }
        for (var i = 256; i < table.Length; i++)
        {
            table[i] = table[table[i - 256] & 255] ^ table[i - 256] >> 8;
        }
        return table;
    }
}
