using System.Collections.Immutable;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>Envelopes that are recognised but not peeled off: without this they would be taken for damaged text.</summary>
static class RefusedEnvelope
{
    const int TarMagicAt = 257;
    const string ToUtf8 = "iconv -f UTF-16 -t UTF-8 FILE, or Get-Content FILE | Set-Content -Encoding utf8 COPY";

    static readonly ImmutableArray<(byte[] Magic, int At, string Damage)> Known =
    [
        ([0x28, 0xB5, 0x2F, 0xFD], 0, "packed with zstd, which is not read; unpack it first: zstd -d FILE"),
        ([0xFD, .. "7zXZ"u8, 0], 0, "packed with xz, which is not read; unpack it first: xz -dk FILE"),
        ([0x04, 0x22, 0x4D, 0x18], 0, "packed with lz4, which is not read; unpack it first: lz4 -d FILE"),
        ([.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], 0, "a 7z archive, which is not read; unpack it first: 7z x FILE"),
        ([.. "PK"u8, 3, 4], 0, "a zip archive, which is not read; unpack it first: unzip FILE -d FOLDER, then name the folder"),
        ([.. "ustar"u8], TarMagicAt, "a tar archive, which is not read; unpack it first: tar -xf FILE -C FOLDER, then name the folder"),
        ([0x1F, 0x8B, 8], 0, "packed with gzip twice; unpack it once first: gzip -dk FILE"),
        ([0xFF, 0xFE], 0, "text in UTF-16, which is not read; convert it first: " + ToUtf8),
        ([0xFE, 0xFF], 0, "text in UTF-16, which is not read; convert it first: " + ToUtf8),
    ];

    /// <summary>What to tell of a source that begins with <paramref name="head"/>, and what to do; null where it is in no such envelope.</summary>
    public static string? Of(ReadOnlySpan<byte> head)
    {
        foreach (var (magic, at, damage) in Known)
        {
            if (head.Length >= at + magic.Length && head[at..].StartsWith(magic))
            {
                return damage;
            }
        }
        return IsBzip2(head) ? "packed with bzip2, which is not read; unpack it first: bzip2 -dk FILE" : null;
    }

    // "BZh", the block size, then the block magic (the digits of pi), which no text holds.
    static bool IsBzip2(ReadOnlySpan<byte> head) =>
        head is [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, ..];
}
