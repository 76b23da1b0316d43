using System.Buffers;

namespace Nameward.Engine.Transcripts.Codecs;

/// <summary>
/// An encoding of bytes in symbols of a fixed number of bits each, the first symbol highest: hexadecimal, base32, base64 and base128 in any alphabet
/// (RFC 4648, and the tools' own). What is left of the last symbol is padding and is not looked at; signs of padding are not known.
/// </summary>
sealed class SymbolCodec
{
    const byte Foreign = 255;

    readonly byte[] _values = new byte[256];
    readonly int _bits;

    /// <summary>A codec for an alphabet of a power of two of symbols, in the order of their values.</summary>
    /// <param name="alphabet">The symbols.</param>
    /// <param name="foldsCase">Whether a letter of either case stands for the same value: resolvers may change it.</param>
    public SymbolCodec(ReadOnlySpan<byte> alphabet, bool foldsCase)
    {
        _bits = System.Numerics.BitOperations.Log2((uint)alphabet.Length);
        Array.Fill(_values, Foreign);
        for (var i = 0; i < alphabet.Length; i++)
        {
            _values[alphabet[i]] = (byte)i;
            if (foldsCase && char.IsAsciiLetter((char)alphabet[i]))
            {
                _values[alphabet[i] ^ 0x20] = (byte)i;
            }
        }
        Symbols = SearchValues.Create([.. Enumerable.Range(0, 256).Where(symbol => _values[symbol] != Foreign).Select(symbol => (byte)symbol)]);
    }

    /// <summary>RFC 4648 section 8.</summary>
    public static SymbolCodec Hex { get; } = new("0123456789abcdef"u8, foldsCase: true);

    /// <summary>RFC 4648 section 6: dnstt, OzymanDNS, DNSExfiltrator.</summary>
    public static SymbolCodec Base32 { get; } = new("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"u8, foldsCase: true);

    /// <summary>RFC 4648 section 4: dns2tcp (common/base64.c, 0.5.2), answers of OzymanDNS.</summary>
    public static SymbolCodec Base64 { get; } = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8, foldsCase: false);

    /// <summary>RFC 4648 section 5: DNSExfiltrator.</summary>
    public static SymbolCodec Base64Url { get; } = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8, foldsCase: false);

    /// <summary>The symbols, those of both cases where case is folded.</summary>
    public SearchValues<byte> Symbols { get; }

    /// <summary>Bits in a symbol.</summary>
    public int Bits => _bits;

    /// <summary>Value of a symbol; -1 where it is none.</summary>
    public int ValueOf(byte symbol) => _values[symbol] == Foreign ? -1 : _values[symbol];

    /// <summary>Decodes a text.</summary>
    /// <returns>Bytes written; -1 where a symbol is foreign, the last one could not be, or there is no room.</returns>
    public int Decode(ReadOnlySpan<byte> text, Span<byte> to)
    {
        var left = text.Length * _bits % 8;
        if (left >= _bits || text.Length * _bits / 8 > to.Length)
        {
            return -1;
        }
        int held = 0, bits = 0, at = 0;
        foreach (var symbol in text)
        {
            if (_values[symbol] == Foreign)
            {
                return -1;
            }
            held = (held << _bits | _values[symbol]) & 0xFFFF;
            bits += _bits;
            if (bits >= 8)
            {
                bits -= 8;
                to[at++] = (byte)(held >> bits);
            }
        }
        return at;
    }

    /// <summary>Decodes a text of which some may be foreign into bytes of their own; empty where it is none of this codec.</summary>
    public byte[] Decode(ReadOnlySpan<byte> text)
    {
        var to = new byte[text.Length];
        var length = Decode(text, to);
        return length > 0 ? to[..length] : [];
    }
}
