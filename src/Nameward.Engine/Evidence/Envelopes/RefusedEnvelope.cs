using System.Collections.Immutable;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>Envelopes that are recognised but not peeled off: without this they would be taken for damaged text.</summary>
static class RefusedEnvelope
{
    static readonly ImmutableArray<(byte[] Magic, string Damage)> Known =
    [
        ([0x28, 0xB5, 0x2F, 0xFD], "packed with zstd, which is read where the program zstd is on the PATH; install it, or unpack the file first: zstd -d FILE"),
        ([0xFD, .. "7zXZ"u8, 0], "packed with xz, which is not read; unpack it first: xz -dk FILE"),
        ([0x04, 0x22, 0x4D, 0x18], "packed with lz4, which is not read; unpack it first: lz4 -d FILE"),
        ([.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive, which is not read; unpack it first: 7z x FILE"),
    ];

    /// <summary>What to tell of a source that begins with <paramref name="head"/>, and what to do; null where it is in no such envelope.</summary>
    public static string? Of(ReadOnlySpan<byte> head)
    {
        foreach (var (magic, damage) in Known)
        {
            if (head.StartsWith(magic))
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
