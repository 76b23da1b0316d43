namespace Nameward.Engine.Transcripts.Codecs;

/// <summary>
/// A number written with 58 digits, the highest first; each leading zero digit stands for a zero byte. Sliver uses it where a resolver keeps the case of
/// names (implant/sliver/encoders/base58_alphabet.go, 1.5).
/// </summary>
sealed class Base58
{
    const int Digits = 58;

    readonly sbyte[] _values = new sbyte[256];
    readonly byte _zero;

    /// <summary>A codec for an alphabet of 58 digits, in the order of their values.</summary>
    public Base58(ReadOnlySpan<byte> alphabet)
    {
        Array.Fill(_values, (sbyte)-1);
        for (var i = 0; i < alphabet.Length; i++)
        {
            _values[alphabet[i]] = (sbyte)i;
        }
        _zero = alphabet[0];
    }

    /// <summary>Decodes a text; empty where it holds another digit or nothing.</summary>
    public byte[] Decode(ReadOnlySpan<byte> text)
    {
        Span<byte> number = new byte[text.Length];
        var length = 0;
        foreach (var digit in text)
        {
            int carry = _values[digit];
            if (carry < 0)
            {
                return [];
            }
            for (var i = 0; i < length; i++, carry >>= 8)
            {
                carry += number[i] * Digits;
                number[i] = (byte)carry;
            }
            if (carry > 0)
            {
                number[length++] = (byte)carry;
            }
        }
        var zeros = text.Length - text.TrimStart(_zero).Length;
        var bytes = new byte[zeros + length];
        for (var i = 0; i < length; i++)
        {
            bytes[zeros + i] = number[length - 1 - i];
        }
        return bytes;
    }
}
