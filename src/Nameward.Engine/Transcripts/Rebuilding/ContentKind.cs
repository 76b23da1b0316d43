namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>What content looks like: by the signature at its beginning, else by the distribution of its bytes. It is a hint for people, and nothing is opened.</summary>
/// <remarks>Signatures: RFC 1952 (gzip), RFC 1950 (zlib), PKWARE APPNOTE 4.3.6 (zip), PE/COFF and ELF, PNG, JFIF, GIF89a, ISO 32000 (PDF), RFC 4253 (SSH), RFC 8446 (TLS).</remarks>
static class ContentKind
{
    const int Sample = 1 << 16;

    static readonly (byte[] Signature, int At, string Kind)[] Signatures =
    [
        ([.. "SSH-"u8], 0, "ssh"), ([0x1F, 0x8B, 0x08], 0, "gzip"), ([.. "PK"u8, 3, 4], 0, "zip"), ([.. "PK"u8, 5, 6], 0, "zip"), ([.. "MZ"u8], 0, "pe"), ([0x7F, .. "ELF"u8], 0, "elf"),
        ([0x89, .. "PNG"u8, 0x0D, 0x0A, 0x1A, 0x0A], 0, "png"), ([0xFF, 0xD8, 0xFF], 0, "jpeg"), ([.. "GIF8"u8], 0, "gif"), ([.. "%PDF-"u8], 0, "pdf"), ([.. "BZh"u8], 0, "bzip2"),
        ([0xFD, .. "7zXZ"u8, 0], 0, "xz"), ([0x28, 0xB5, 0x2F, 0xFD], 0, "zstd"), ([.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], 0, "7z"), ([.. "Rar!"u8, 0x1A, 0x07], 0, "rar"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], 0, "ole"), ([.. "SQLite format 3"u8, 0], 0, "sqlite"), ([.. "ustar"u8], 257, "tar"), ([0xD4, 0xC3, 0xB2, 0xA1], 0, "pcap"), ([0x4D, 0x3C, 0xB2, 0xA1], 0, "pcap"),
        ([0x16, 0x03, 0x01], 0, "tls"), ([0x16, 0x03, 0x03], 0, "tls"), ([.. "-----BEGIN "u8], 0, "pem"),
        ([.. "GET "u8], 0, "http"), ([.. "POST "u8], 0, "http"), ([.. "HTTP/1."u8], 0, "http"),
    ];

    /// <summary>One word: the name of a format, "text", "zlib", "random-looking" (packed or encrypted), "data", or "empty".</summary>
    public static string Of(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
        {
            return "empty";
        }
        if (SignatureOf(content) is { } known)
        {
            return known.Kind;
        }
        var sample = content[..Math.Min(content.Length, Sample)];
        return IsZlib(content) ? "zlib" : IsText(sample) ? "text" : IsRandomLooking(sample) ? "random-looking" : "data";
    }

    /// <summary>How many formats are known by their signature.</summary>
    public static int Formats => Signatures.Length;

    /// <summary>Bytes of the signature that some content begins with; 0 where it is none that is known.</summary>
    public static int SignatureBytes(ReadOnlySpan<byte> content) => SignatureOf(content)?.Signature.Length ?? 0;

    static (byte[] Signature, string Kind)? SignatureOf(ReadOnlySpan<byte> content)
    {
        foreach (var (signature, at, kind) in Signatures)
        {
            if (content.Length >= at + signature.Length && content.Slice(at, signature.Length).SequenceEqual(signature))
            {
                return (signature, kind);
            }
        }
        return null;
    }

    // CMF of 32 kB windows, and the check of five bits (RFC 1950 section 2.2): one in a thousand by accident, so that it stands behind all signatures.
    static bool IsZlib(ReadOnlySpan<byte> content) => content.Length > 8 && content[0] == 0x78 && (content[0] << 8 | content[1]) % 31 == 0 && (content[1] & 0x20) == 0;

    /// <summary>Whether it is UTF-8, or ASCII but for one byte in a hundred, and as few of it are control characters.</summary>
    public static bool IsText(ReadOnlySpan<byte> sample)
    {
        int controls = 0, foreign = 0;
        foreach (var value in sample)
        {
            controls += (value < 0x20 && value is not ((byte)'\t' or (byte)'\n' or (byte)'\r')) || value == 0x7F ? 1 : 0;
            foreign += value >= 0x80 ? 1 : 0;
        }
        // A sample may end inside a character.
        return controls * 100 <= sample.Length && (foreign * 100 <= sample.Length || System.Text.Unicode.Utf8.IsValid(sample[..^Math.Min(3, sample.Length - 1)]));
    }

    /// <summary>
    /// Whether the bytes are spread as those of packed or encrypted content: Pearson's statistic over the 256 values stays below its 0.1 % quantile for uniform
    /// bytes (about 330; 255 degrees of freedom). Below 1 kB too little is told, and packed content alone is not as even as that.
    /// </summary>
    static bool IsRandomLooking(ReadOnlySpan<byte> sample)
    {
        const int Fewest = 1024;
        const double Most = 330;
        if (sample.Length < Fewest)
        {
            return false;
        }
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (var value in sample)
        {
            counts[value]++;
        }
        var expected = sample.Length / 256.0;
        var sum = 0.0;
        foreach (var count in counts)
        {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum < Most;
    }
}
