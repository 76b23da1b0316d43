using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>The words of which BIND makes its lines: none holds a space, for a space in a name is written <c>\032</c>.</summary>
static class BindText
{
    /// <summary>Why a line that ended too early cannot be read.</summary>
    public const string Cut = "the line is cut";

    /// <summary>Codes of a response, each at its number (IANA DNS parameters, RCODE); BIND writes the others as RESERVED11 to RESERVED15 or as a number.</summary>
    static readonly byte[][] Rcodes =
    [
        [.. "NOERROR"u8], [.. "FORMERR"u8], [.. "SERVFAIL"u8], [.. "NXDOMAIN"u8], [.. "NOTIMP"u8], [.. "REFUSED"u8], [.. "YXDOMAIN"u8], [.. "YXRRSET"u8],
        [.. "NXRRSET"u8], [.. "NOTAUTH"u8], [.. "NOTZONE"u8],
    ];

    /// <summary>Takes the next word and the space behind it off.</summary>
    public static ReadOnlySpan<byte> TakeWord(scoped ref ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)' ');
        var word = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[(end + 1)..];
        return word;
    }

    /// <summary>Whether a text is the first bytes of a beginning and no more: a line that ended too early.</summary>
    public static bool IsCut(ReadOnlySpan<byte> text, ReadOnlySpan<byte> beginning) => text.Length < beginning.Length && beginning.StartsWith(text);

    /// <summary>Takes the last of the parts that slashes separate off: a slash in a name is not escaped, so these are read from the right.</summary>
    public static ReadOnlySpan<byte> TakeLastPart(scoped ref ReadOnlySpan<byte> text)
    {
        var slash = text.LastIndexOf((byte)'/');
        var part = text[(slash + 1)..];
        text = slash < 0 ? [] : text[..slash];
        return part;
    }

    /// <summary>Reads <c>192.0.2.1</c> or <c>192.0.2.1#53</c>; the port is 0 where none is written.</summary>
    public static bool TryEndpoint(ReadOnlySpan<byte> text, out Endpoint endpoint)
    {
        var hash = text.LastIndexOf((byte)'#');
        ushort port = 0;
        var isRead = Address.TryParse(hash < 0 ? text : text[..hash], out var address) && (hash < 0 || Numbers.TryUInt16(text[(hash + 1)..], out port));
        endpoint = new(address, port);
        return isRead;
    }

    /// <summary>Number of a type; 0 where it is one that nobody knows.</summary>
    public static ushort Type(ReadOnlySpan<byte> name)
    {
        const int Longest = 16;
        if (name is [(byte)'A'])
        {
            return RecordTypes.A;
        }
        Span<char> chars = stackalloc char[Longest];
        return name.Length <= Longest && RecordTypes.TryParse(chars[..Encoding.Latin1.GetChars(name, chars)], out var type) ? type : (ushort)0;
    }

    /// <summary>Whether a word is a class: IN, CH, HS, NONE, ANY, CLASS256, RESERVED0.</summary>
    public static bool IsClass(ReadOnlySpan<byte> word) =>
        word.SequenceEqual("IN"u8) || word.SequenceEqual("CH"u8) || word.SequenceEqual("HS"u8) || word.SequenceEqual("NONE"u8) || word.SequenceEqual("ANY"u8)
        || (word.StartsWith("CLASS"u8) && Numbers.TryUInt16(word[5..], out _)) || word.SequenceEqual("RESERVED0"u8);

    /// <summary>Number of a code; null where the word is none.</summary>
    public static ushort? Rcode(ReadOnlySpan<byte> word)
    {
        for (var code = 0; code < Rcodes.Length; code++)
        {
            if (word.SequenceEqual(Rcodes[code]))
            {
                return (ushort)code;
            }
        }
        if (word.SequenceEqual("BADVERS"u8))
        {
            return 16;
        }
        if (word.SequenceEqual("BADCOOKIE"u8))
        {
            return 23;
        }
        return Numbers.TryUInt16(word.StartsWith("RESERVED"u8) ? word[8..] : word, out var number) ? number : null;
    }
}
