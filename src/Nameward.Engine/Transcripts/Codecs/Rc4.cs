namespace Nameward.Engine.Transcripts.Codecs;

/// <summary>The stream cipher RC4: DNSExfiltrator encrypts with it (dnsexfiltrator.py), and to decrypt is the same.</summary>
static class Rc4
{
    /// <summary>Encrypts or decrypts.</summary>
    /// <param name="key">The key, not empty.</param>
    /// <param name="data">From the first byte on.</param>
    public static byte[] Apply(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
    {
        Span<byte> state = stackalloc byte[256];
        for (var i = 0; i < state.Length; i++)
        {
            state[i] = (byte)i;
        }
        byte j = 0;
        for (var i = 0; i < state.Length; i++)
        {
            j += (byte)(state[i] + key[i % key.Length]);
            (state[i], state[j]) = (state[j], state[i]);
        }
        var result = new byte[data.Length];
        (byte x, byte y) = (0, 0);
        for (var i = 0; i < data.Length; i++)
        {
            y += state[++x];
            (state[x], state[y]) = (state[y], state[x]);
            result[i] = (byte)(data[i] ^ state[(byte)(state[x] + state[y])]);
        }
        return result;
    }
}
