using System.Buffers.Text;
using System.Text;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>The escapes of JSON strings (RFC 8259 section 7).</summary>
static class JsonText
{
    /// <summary>Bytes of the escape that <paramref name="text"/> begins with: 2 or 6; 0 where it begins with none.</summary>
    public static int EscapeLength(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2 || text[0] != '\\')
        {
            return 0;
        }
        return text[1] switch
        {
            (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t' => 2,
            (byte)'u' when text.Length >= 6 && TryHex(text.Slice(2, 4), out _) => 6,
            _ => 0,
        };
    }

    /// <summary>Writes what a checked string stands for, in UTF-8, never longer than its text. Half a surrogate pair becomes U+FFFD.</summary>
    /// <returns>Bytes written.</returns>
    public static int Decode(ReadOnlySpan<byte> text, Span<byte> to)
    {
        var used = 0;
        while (PlainText.TakeUpTo((byte)'\\', ref text, to, ref used))
        {
            var rune = text[1] == 'u' ? Unit(ref text) : Short(ref text);
            used += rune.EncodeToUtf8(to[used..]);
        }
        return used;
    }

    static Rune Short(ref ReadOnlySpan<byte> text)
    {
        var c = text[1];
        text = text[2..];
        return new(c switch
        {
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            _ => (char)c,
        });
    }

    static Rune Unit(ref ReadOnlySpan<byte> text)
    {
        TryHex(text.Slice(2, 4), out var unit);
        text = text[6..];
        if (Rune.TryCreate((char)unit, out var rune))
        {
            return rune;
        }
        if (EscapeLength(text) == 6 && TryHex(text.Slice(2, 4), out var low) && Rune.TryCreate((char)unit, (char)low, out rune))
        {
            text = text[6..];
            return rune;
        }
        return Rune.ReplacementChar;
    }

    static bool TryHex(ReadOnlySpan<byte> digits, out ushort value) =>
        Utf8Parser.TryParse(digits, out value, out var used, 'x') && used == digits.Length;
}
