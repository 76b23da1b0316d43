using System.IO.Compression;

namespace Nameward.Engine.Transcripts.Codecs;

/// <summary>What a deflate stream (RFC 1951) holds, up to a limit: an adversary may send one that unpacks without end.</summary>
/// <param name="Content">What was unpacked.</param>
/// <param name="IsDamaged">Whether it broke off.</param>
/// <param name="IsTooMuch">Whether there is more than the limit.</param>
readonly record struct Inflated(byte[] Content, bool IsDamaged, bool IsTooMuch)
{
    /// <summary>Most bytes that are unpacked.</summary>
    public const int MostBytes = 64 << 20;

    /// <summary>Unpacks.</summary>
    /// <param name="packed">The stream, without a header.</param>
    /// <param name="most">Most bytes that are wanted.</param>
    public static Inflated Of(byte[] packed, int most = MostBytes)
    {
        using var content = new MemoryStream();
        var room = new byte[1 << 14];
        var isDamaged = false;
        try
        {
            using var stream = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
            for (int read; content.Length <= most && (read = stream.Read(room)) > 0;)
            {
                content.Write(room.AsSpan(0, read));
            }
        }
        // Damage is told as either, after what zlib calls it.
        catch (Exception damage) when (damage is InvalidDataException or IOException)
        {
            isDamaged = true;
        }
        var isTooMuch = content.Length > most;
        content.SetLength(Math.Min(most, content.Length));
        return new(content.ToArray(), isDamaged, isTooMuch);
    }
}
