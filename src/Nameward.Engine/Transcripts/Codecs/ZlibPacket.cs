using System.Buffers;
using System.IO.Compression;

namespace Nameward.Engine.Transcripts.Codecs;

/// <summary>A packet packed with zlib (RFC 1950), as tunnels send them; its Adler-32 is verified.</summary>
static class ZlibPacket
{
    const int MostBytes = 1 << 16;

    /// <summary>Unpacks; null where it is no zlib stream, it is damaged or it holds more than an IP packet can.</summary>
    public static byte[]? Inflate(byte[] packed, int length)
    {
        // CMF and FLG: deflate, and a check of five bits (RFC 1950 section 2.2); spares an exception for nearly all that is not packed.
        // FDICT: nothing that tunnels send needs a dictionary agreed on before.
        const int Deflate = 8, Dictionary = 0x20;
        if (length < 8 || (packed[0] & 15) != Deflate || (packed[0] << 8 | packed[1]) % 31 != 0 || (packed[1] & Dictionary) != 0)
        {
            return null;
        }
        var room = ArrayPool<byte>.Shared.Rent(MostBytes);
        try
        {
            using var stream = new ZLibStream(new MemoryStream(packed, 0, length), CompressionMode.Decompress);
            var read = stream.ReadAtLeast(room.AsSpan(0, MostBytes), MostBytes, throwOnEndOfStream: false);
            return read is > 0 and < MostBytes ? room[..read] : null;
        }
        // Damage is told as either, after what zlib calls it.
        catch (Exception damage) when (damage is InvalidDataException or IOException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }
}
