using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>The check sum of gzip (RFC 1952 section 8) and zip (APPNOTE 6.3.10 section 4.4.7), eight bytes at a time.</summary>
static class Crc32
{
    const uint Polynomial = 0xEDB88320;
    const int Ways = 8;

    static readonly uint[] Table = MakeTable();

    /// <summary>The sum of the bytes so far and these; it begins with 0.</summary>
    public static uint Append(uint sum, ReadOnlySpan<byte> bytes)
    {
        sum = ~sum;
        var table = Table.AsSpan(0, Ways * 256);
        for (; bytes.Length >= Ways; bytes = bytes[Ways..])
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ sum;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            sum = table[(int)(7 * 256 + (low & 255))] ^ table[(int)(6 * 256 + (low >> 8 & 255))]
                ^ table[(int)(5 * 256 + (low >> 16 & 255))] ^ table[(int)(4 * 256 + (low >> 24))]
                ^ table[(int)(3 * 256 + (high & 255))] ^ table[(int)(2 * 256 + (high >> 8 & 255))]
                ^ table[(int)(256 + (high >> 16 & 255))] ^ table[(int)(high >> 24)];
        }
        foreach (var c in bytes)
        {
            sum = table[(int)((sum ^ c) & 255)] ^ sum >> 8;
        }
        return ~sum;
    }

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
