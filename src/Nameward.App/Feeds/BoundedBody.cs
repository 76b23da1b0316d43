using System.IO.Compression;

namespace Nameward.App.Feeds;

/// <summary>Reads a body that may be endless, slow, packed a thousandfold or broken off, within bounds of bytes.</summary>
static class BoundedBody
{
    const int Step = 1 << 16;

    static readonly byte[] Mark = "the end of what was packed\n"u8.ToArray();
    static readonly byte[] PackedMark = Pack(Mark);

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="packed">The stream as it comes.</param>
    /// <param name="coding">How it is packed: <c>gzip</c>, <c>deflate</c>, <c>br</c>, or empty (RFC 9110 section 8.4.1).</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="beat">Called before every step, so that a clock of idleness begins anew.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="FeedFault">It is too large, packed in a way that is not known, or broken.</exception>
    public static async Task<byte[]> Read(Stream packed, string coding, FetchLimits limits, Action beat, CancellationToken cancel)
    {
        var isGzip = coding is "gzip" or "x-gzip";
        await using var counted = new CountedStream(packed, limits.Packed, isGzip ? PackedMark : default, beat);
        await using var unpacked = Unpack(counted, coding);
        try
        {
            var content = await ReadAll(unpacked, limits.Unpacked, cancel).ConfigureAwait(false);
            return isGzip ? WithoutMark(content) : content;
        }
        catch (InvalidDataException fault)
        {
            throw new FeedFault($"the content is no whole {coding}", fault);
        }
    }

    /// <summary>Reads what is unpacked already.</summary>
    /// <exception cref="FeedFault">It is too large.</exception>
    public static async Task<byte[]> ReadAll(Stream unpacked, long most, CancellationToken cancel)
    {
        using var content = new MemoryStream();
        var step = new byte[Step];
        while (await unpacked.ReadAsync(step, cancel).ConfigureAwait(false) is > 0 and var read)
        {
            if (content.Length + read > most)
            {
                throw new FeedFault($"it is larger than {FeedWords.Size(most)} unpacked");
            }
            content.Write(step, 0, read);
        }
        return content.ToArray();
    }

    static Stream Unpack(Stream packed, string coding) => coding switch
    {
        "" or "identity" => packed,
        "gzip" or "x-gzip" => new GZipStream(packed, CompressionMode.Decompress),
        "deflate" => new ZLibStream(packed, CompressionMode.Decompress),
        "br" => new BrotliStream(packed, CompressionMode.Decompress),
        _ => throw new FeedFault("the server packs it in a way that was not asked for"),
    };

    // The framework takes a stream that breaks off for one that ends. So a member of ours is put behind it (RFC 1952 section 2.2 allows several): it comes out
    // at the end only where all before it was whole.
    static byte[] WithoutMark(byte[] content) => content.AsSpan().EndsWith(Mark) ? content[..^Mark.Length] : throw new FeedFault("the content is no whole gzip: it breaks off");

    static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }
        return packed.ToArray();
    }
}
