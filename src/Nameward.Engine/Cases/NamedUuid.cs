using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Nameward.Engine.Cases;

/// <summary>Ids made of what they name, so that the same thing has the same id in every file: UUID version 5 (RFC 9562 section 5.5).</summary>
static class NamedUuid
{
    const int Bytes = 16, VersionAt = 6, VariantAt = 8;

    /// <summary>The id of a name.</summary>
    /// <param name="space">The space in which the name is unique.</param>
    /// <param name="name">The name, as bytes.</param>
    [SuppressMessage("Security", "CA5350", Justification = "The RFC fixes SHA-1; the id names, and protects nothing.")]
    public static Guid Of(Guid space, ReadOnlySpan<byte> name)
    {
        var hashed = new byte[Bytes + name.Length].AsSpan();
        space.TryWriteBytes(hashed, bigEndian: true, out _);
        name.CopyTo(hashed[Bytes..]);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(hashed, hash);
        hash[VersionAt] = (byte)((hash[VersionAt] & 0x0F) | 0x50);
        hash[VariantAt] = (byte)((hash[VariantAt] & 0x3F) | 0x80);
        return new(hash[..Bytes], bigEndian: true);
    }
}
