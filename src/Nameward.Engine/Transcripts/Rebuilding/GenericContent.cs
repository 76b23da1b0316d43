using System.Buffers.Binary;
using System.IO.Compression;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>What content says for itself when it is put together: that it begins as a known format does, and unpacks.</summary>
static class GenericContent
{
    /// <summary>
    /// Bits by which content that unpacks to <see cref="FewestUnpacked"/> bytes without an error confirms how it was read, beside its header: of three million
    /// strings of 120 random bytes, one in 2,600 does so as a deflate stream (zlib 1.3).
    /// </summary>
    const double Unpacks = 11;

    /// <summary>Bits of the header of zlib: a byte, five bits of check and one of a dictionary (RFC 1950 section 2.2).</summary>
    const double ZlibHeader = 14;

    const int MostUnpacked = 1 << 20, FewestUnpacked = 32, Head = 1024;

    /// <summary>
    /// Bits that the beginning of some content says for it: those of the signature, without the ones that name the format among all. Signatures of text are
    /// counted as text.
    /// </summary>
    public static double Bits(byte[] content)
    {
        var head = content.AsSpan(0, Math.Min(content.Length, Head));
        var signature = 8.0 * ContentKind.SignatureBytes(head) - Math.Log2(ContentKind.Formats);
        return ContentKind.Of(head) switch
        {
            "text" or "data" or "random-looking" or "empty" or "http" or "pem" => 0,
            "zlib" => Unpacked(content) is null ? 0 : ZlibHeader - Math.Log2(ContentKind.Formats) + Unpacks,
            "gzip" => signature + (Unpacked(content) is null ? 0 : Unpacks),
            _ => signature,
        };
    }

    /// <summary>What gzip, zlib or the first file of zip content holds, its first megabyte; null where it is none or does not unpack.</summary>
    public static GenericUnpacked? Unpacked(byte[] content)
    {
        var kind = ContentKind.Of(content.AsSpan(0, Math.Min(content.Length, Head)));
        if (Packed(kind, content) is not { } packed)
        {
            return null;
        }
        var unpacked = new byte[MostUnpacked + 1];
        var length = 0;
        try
        {
            using var stream = packed;
            while (length < unpacked.Length && stream.Read(unpacked, length, unpacked.Length - length) is > 0 and var read)
            {
                length += read;
            }
        }
        // Damage is told as either; what came before it is good only where much did.
        catch (Exception damage) when (damage is InvalidDataException or IOException)
        {
            return null;
        }
        return length >= FewestUnpacked ? new(unpacked[..Math.Min(length, MostUnpacked)], length > MostUnpacked) : null;
    }

    static Stream? Packed(string kind, byte[] content) => kind switch
    {
        "gzip" => new GZipStream(new MemoryStream(content), CompressionMode.Decompress),
        "zlib" => new ZLibStream(new MemoryStream(content), CompressionMode.Decompress),
        "zip" => Zipped(content),
        _ => null,
    };

    /// <summary>The first file of a zip archive that is deflated and not encrypted (PKWARE APPNOTE 4.3.7, 4.4.4, 4.4.5).</summary>
    static DeflateStream? Zipped(byte[] content)
    {
        const int Header = 30, Deflated = 8;
        if (content.Length < Header || (content[6] & 1) != 0 || BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(8)) != Deflated)
        {
            return null;
        }
        var at = Header + BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(26)) + BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(28));
        return at < content.Length ? new(new MemoryStream(content, at, content.Length - at), CompressionMode.Decompress) : null;
    }
}

/// <summary>What packed content holds.</summary>
/// <param name="Content">The first of it.</param>
/// <param name="IsTooMuch">Whether it goes on: an adversary may send content that unpacks without end.</param>
sealed record GenericUnpacked(byte[] Content, bool IsTooMuch);
