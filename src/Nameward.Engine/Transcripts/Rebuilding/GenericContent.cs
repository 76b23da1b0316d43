using System.IO.Compression;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>What content says for itself when it is put together: that it begins as a known format does, and unpacks.</summary>
static class GenericContent
{
    /// <summary>
    /// Bits by which content that begins as a known format does confirms how it was read: two bytes agree at least, with one of some 24 formats. What unpacks
    /// without an error confirms it by more: its codes and blocks fit, and the packer's sum where the end was seen.
    /// </summary>
    const double Signature = 11, Unpacks = 24;

    const int MostUnpacked = 1 << 20, FewestUnpacked = 32, Head = 1024;

    /// <summary>Bits that the beginning of some content says for it.</summary>
    public static double Bits(byte[] content) => ContentKind.Of(content.AsSpan(0, Math.Min(content.Length, Head))) switch
    {
        "text" or "data" or "random-looking" or "empty" or "http" => 0,
        "zlib" => Unpacked(content) is null ? 0 : Unpacks,
        "gzip" => Signature + (Unpacked(content) is null ? 0 : Unpacks),
        _ => Signature,
    };

    /// <summary>What gzip or zlib content holds, its first megabyte; null where it is none or does not unpack.</summary>
    public static byte[]? Unpacked(byte[] content)
    {
        var kind = ContentKind.Of(content.AsSpan(0, Math.Min(content.Length, Head)));
        if (kind is not ("gzip" or "zlib"))
        {
            return null;
        }
        var unpacked = new byte[MostUnpacked];
        var length = 0;
        try
        {
            using Stream packed = kind == "gzip" ? new GZipStream(new MemoryStream(content), CompressionMode.Decompress) : new ZLibStream(new MemoryStream(content), CompressionMode.Decompress);
            while (length < unpacked.Length && packed.Read(unpacked, length, unpacked.Length - length) is > 0 and var read)
            {
                length += read;
            }
        }
        // Damage is told as either; what came before it is good only where much did.
        catch (Exception damage) when (damage is InvalidDataException or IOException)
        {
            return null;
        }
        return length >= FewestUnpacked ? unpacked[..length] : null;
    }
}
