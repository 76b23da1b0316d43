using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Nameward.App.Notices;

/// <summary>
/// The signature of a webhook by the Standard Webhooks specification 1.0 (standardwebhooks.com): HMAC-SHA-256 over the id, the time and the body with
/// dots between, in base64 behind <c>v1,</c>. Libraries of the specification verify it; docs/notify.md does in a few lines.
/// </summary>
static class WebhookSignature
{
    /// <summary>What a secret begins with.</summary>
    public const string Prefix = "whsec_";

    const int LeastBytes = 24, MostBytes = 64;

    /// <summary>The key that a secret holds; null where it is no secret of webhooks.</summary>
    public static byte[]? KeyOf(string secret)
    {
        var key = new byte[MostBytes + 2];
        return secret.StartsWith(Prefix, StringComparison.Ordinal) && Convert.TryFromBase64String(secret[Prefix.Length..], key, out var length) && length is >= LeastBytes and <= MostBytes ? key[..length] : null;
    }

    /// <summary>The value of the header <c>webhook-signature</c>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="id">The value of <c>webhook-id</c>.</param>
    /// <param name="time">The value of <c>webhook-timestamp</c>: seconds since 1970.</param>
    /// <param name="body">The body as it is sent.</param>
    public static string Of(byte[] key, string id, long time, ReadOnlySpan<byte> body)
    {
        using var sum = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        sum.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{time}.")));
        sum.AppendData(body);
        return "v1," + Convert.ToBase64String(sum.GetHashAndReset());
    }
}
