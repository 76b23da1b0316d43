using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// The digest with which a client of iodine logs in (src/login.c): MD5 of the first 32 bytes of the password, each four of them exclusive-or the challenge. In raw
/// UDP mode the client takes the challenge and one more, and the server answers with one less (src/client.c, handshake_raw_udp).
/// </summary>
static class IodineDigest
{
    const int PasswordBytes = 32;

    /// <summary>Whether a digest was made of a password; words for a transcript, empty where either is not known.</summary>
    /// <param name="digest">The digest on the wire.</param>
    /// <param name="secret">The password; null where the user does not know it.</param>
    /// <param name="challenge">The challenge with what is added to it; null where it was not seen.</param>
    public static string Verified(ReadOnlySpan<byte> digest, string? secret, uint? challenge) =>
        secret is null || challenge is null ? "" : IsOf(digest, secret, challenge.Value) ? ", made with the secret that is given" : ", not made with the secret that is given";

    /// <summary>Whether a digest was made of a password and a challenge.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "The protocol fixes MD5; a sum that was recorded is compared, and nothing is protected.")]
    public static bool IsOf(ReadOnlySpan<byte> digest, string secret, uint challenge)
    {
        Span<byte> password = stackalloc byte[PasswordBytes];
        password.Clear();
        var bytes = Encoding.UTF8.GetBytes(secret);
        bytes.AsSpan(0, Math.Min(bytes.Length, PasswordBytes)).CopyTo(password);
        for (var at = 0; at < PasswordBytes; at += sizeof(uint))
        {
            BinaryPrimitives.WriteUInt32BigEndian(password[at..], BinaryPrimitives.ReadUInt32BigEndian(password[at..]) ^ challenge);
        }
        Span<byte> made = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(password, made);
        return digest.SequenceEqual(made);
    }
}
