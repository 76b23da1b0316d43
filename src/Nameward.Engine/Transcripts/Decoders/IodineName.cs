using System.Buffers.Binary;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// The names of an iodine client, labels without dots (src/client.c, 0.7 and 0.8): a letter for the command, or the user's number in hexadecimal for data; then
/// bytes packed in Base32, or single digits of it.
/// </summary>
static class IodineName
{
    /// <summary>The version of the protocol that this knows.</summary>
    public const uint Version = 0x00000502;

    /// <summary>Users of one server.</summary>
    public const int Users = 16;

    /// <summary>What stands for data where a command has its letter.</summary>
    public const byte Data = (byte)'0';

    const byte Foreign = 0;

    /// <summary>Letters that the client sends to see whether they come back (handshake_upenc_autodetect): enough of each to be sure.</summary>
    static readonly byte[][] Probes =
    [
        [.. "aA-Aaahhh-Drink-mal-ein-J"u8], [.. "aA-La-fl"u8, 0xFB, .. "te-na"u8, 0xEF, .. "ve-fran"u8, 0xE7, .. "aise-est-retir"u8],
        [.. "aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStTuUvVwWxXyYzZ"u8],
        [.. "aA0123456789"u8, 0xBC, 0xBD, 0xBE, 0xBF, 0xC0, 0xC1, 0xC2, 0xC3], [.. "aA"u8, 0xD0, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8],
    ];

    /// <summary>The letter of the command in lower case, <see cref="Data"/> for data, and 0 for a name of another form.</summary>
    public static byte KindOf(ReadOnlySpan<byte> text) => (Lower(text), text.Length) switch
    {
        ((byte)'v', 11) or ((byte)'l', 32) or ((byte)'n', 9) or ((byte)'p', 8) => IsPacked(text) ? Lower(text) : Foreign,
        ((byte)'y' or (byte)'s' or (byte)'o', 6) => Digits(text[3..]) is null ? Foreign : Lower(text),
        ((byte)'i', 5) => Digits(text[2..]) is null ? Foreign : Lower(text),
        ((byte)'z' or (byte)'r', >= 6) => Digits(text[1..4]) is null ? Foreign : Lower(text),
        _ => IodineFragment.TryName(text, out _) ? Data : Foreign,
    };

    /// <summary>Number of the user whose name of some kind it is; -1 where that tells none.</summary>
    public static int UserOf(byte kind, ReadOnlySpan<byte> text) => kind switch
    {
        Data => text[0] <= '9' ? text[0] - '0' : (text[0] | 0x20) - 'a' + 10,
        (byte)'l' or (byte)'n' or (byte)'p' => Packed(text)[0],
        (byte)'i' or (byte)'s' or (byte)'o' => IodineAnswer.Base32.ValueOf(text[1]),
        (byte)'r' => IodineAnswer.Base32.ValueOf(text[1]) >> 1,
        _ => -1,
    };

    /// <summary>The bytes packed behind a command's letter; empty where it is no text of Base32, or what is left of its last digit is not zero.</summary>
    public static byte[] Packed(ReadOnlySpan<byte> text) =>
        text.Length > 1 && (IodineAnswer.Base32.ValueOf(text[^1]) & (1 << (text.Length - 1) * 5 % 8) - 1) == 0 ? IodineAnswer.Base32.Decode(text[1..]) : [];

    /// <summary>The number in three digits of Base32; null where they are none.</summary>
    public static int? Digits(ReadOnlySpan<byte> digits)
    {
        int first = IodineAnswer.Base32.ValueOf(digits[0]), second = IodineAnswer.Base32.ValueOf(digits[1]), third = IodineAnswer.Base32.ValueOf(digits[2]);
        return first < 0 || second < 0 || third < 0 ? null : first << 10 | second << 5 | third;
    }

    /// <summary>Whether a name asks for the version that this knows.</summary>
    public static bool IsVersion(ReadOnlySpan<byte> text) =>
        text.Length == 11 && Lower(text) == 'v' && IodineAnswer.Base32.Decode(text[1..]) is { Length: 6 } said && BinaryPrimitives.ReadUInt32BigEndian(said) == Version;

    /// <summary>Whether a name is the command "z", a counter of three digits and a probe. A log may fold case, and show "?" for what does not print.</summary>
    public static bool IsProbe(ReadOnlySpan<byte> text)
    {
        const int Before = 4;
        if (text.Length < Before || Lower(text) != 'z')
        {
            return false;
        }
        foreach (var probe in Probes)
        {
            if (text.Length >= Before + probe.Length && IsLike(text.Slice(Before, probe.Length), probe))
            {
                return true;
            }
        }
        return false;
    }

    static byte Lower(ReadOnlySpan<byte> text) => text.IsEmpty ? Foreign : (byte)(text[0] | 0x20);

    static bool IsPacked(ReadOnlySpan<byte> text) => Packed(text) is { Length: > 0 } packed && ((text[0] | 0x20) == 'v' || packed[0] < Users);

    static bool IsLike(ReadOnlySpan<byte> text, ReadOnlySpan<byte> probe)
    {
        const int MostHidden = 5;
        var hidden = 0;
        for (var i = 0; i < probe.Length; i++)
        {
            hidden += text[i] == '?' && probe[i] >= 0x80 ? 1 : 0;
            if (text[i] != probe[i] && !(text[i] == '?' && probe[i] >= 0x80) && !(char.IsAsciiLetter((char)probe[i]) && (text[i] | 0x20) == (probe[i] | 0x20)))
            {
                return false;
            }
        }
        return hidden < MostHidden;
    }
}
