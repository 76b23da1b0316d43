using System.Text;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Proposals;

/// <summary>What a value may be, by the grammar of what logs write.</summary>
static class ValueKinds
{
    /// <summary>Codes that products write of responses (IANA DNS parameters, RCODE).</summary>
    const ushort LastRcode = 23;

    static readonly string[] InnerZones = ["local", "lan", "corp", "internal", "intern", "home", "arpa", "test", "example", "invalid", "localhost", "localdomain", "private", "ad", "onion", "alt"];

    static readonly string[] QueryWords = ["query", "request", "q", "queries", "req", "question", "abfrage", "anfrage", "256"], ResponseWords = ["response", "answer", "r", "reply", "resp", "res", "antwort", "257"],
        BothWords = ["both", "transaction", "lookup"];

    /// <summary>Whether a value is an address, maybe with a port behind it.</summary>
    public static bool IsAddress(ReadOnlySpan<byte> value) => value.Length >= 2 && (value.Contains((byte)'.') || value.Contains((byte)':')) && DnsWords.TryEndpoint(value, out var end) && !end.Address.IsNone;

    /// <summary>Whether a value is a whole number.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> value) => Numbers.TryCount(value.EndsWith(".0"u8) ? value[..^2] : value, out _);

    /// <summary>Whether a value is a decimal number.</summary>
    public static bool IsDecimal(ReadOnlySpan<byte> value) => Durations.TrySeconds(value, out _);

    /// <summary>Whether a value is true or false.</summary>
    public static bool IsBoolean(ReadOnlySpan<byte> value) => Ascii.EqualsIgnoreCase(value, "true"u8) || Ascii.EqualsIgnoreCase(value, "false"u8);

    /// <summary>Whether a value is a port.</summary>
    public static bool IsPort(ReadOnlySpan<byte> value) => Numbers.TryUInt16(value, out _);

    /// <summary>Whether a value is a time in one of the usual forms.</summary>
    public static bool IsTime(ReadOnlySpan<byte> value) => TimeGuess.IsInstant(value) || TimeGuess.LayoutOf(value) is not null;

    /// <summary>Whether a value is a type of a record by its name, in whichever manner.</summary>
    public static bool IsTypeWord(ReadOnlySpan<byte> value) => !value.IsEmpty && !Numbers.IsDigit(value[^1]) && value.Length <= 16 && DnsWords.Type(value) != 0
        || value.StartsWith("TYPE"u8) && DnsWords.Type(value) != 0 || value.Length <= 10 && RecordTypes.TryParse(Encoding.Latin1.GetString(value), out var type) && type > 0 && !IsNumber(value);

    /// <summary>Whether a value is the number of a type that somebody asks for.</summary>
    public static bool IsTypeNumber(ReadOnlySpan<byte> value) => Numbers.TryUInt16(value, out var type) && type > 0 && !RecordTypes.Name(type).StartsWith("TYPE", StringComparison.Ordinal);

    /// <summary>Whether a value is the name of a code.</summary>
    public static bool IsRcodeWord(ReadOnlySpan<byte> value) => !IsNumber(value) && DnsWords.Rcode(value) is not null;

    /// <summary>Whether a value is the number of a code.</summary>
    public static bool IsRcodeNumber(ReadOnlySpan<byte> value) => Numbers.TryUInt16(value, out var code) && code <= LastRcode;

    /// <summary>Whether a value is a way in which DNS travels.</summary>
    public static bool IsTransport(ReadOnlySpan<byte> value) => !IsNumber(value) && DnsWords.Transport(value) != Transport.Unknown;

    /// <summary>Whether a value is the name of an IP protocol.</summary>
    public static bool IsProtocolWord(ReadOnlySpan<byte> value) => !value.IsEmpty && !Numbers.IsDigit(value[0]) && FlowWords.Protocol(value) != 0;

    /// <summary>Whether a value is the number of an IP protocol that is in use.</summary>
    public static bool IsProtocolNumber(ReadOnlySpan<byte> value) => IsNumber(value) && FlowWords.Protocol(value) is Flow.Tcp or Flow.Udp or 1 or 2 or 47 or 50 or 58 or 132;

    /// <summary>Whether a value is what a firewall did.</summary>
    public static bool IsAction(ReadOnlySpan<byte> value) => value.Length <= 40 && FlowWords.Verdict(value) != FlowVerdict.Unknown;

    /// <summary>The side of an exchange that a word says; none where it says none.</summary>
    public static Sides SideOf(ReadOnlySpan<byte> value)
    {
        var word = value.Length <= 16 ? Encoding.Latin1.GetString(value).ToLowerInvariant() : "";
        return QueryWords.Contains(word) ? Sides.Query : ResponseWords.Contains(word) ? Sides.Response : BothWords.Contains(word) ? Sides.Query | Sides.Response : Sides.None;
    }

    /// <summary>Whether a value is a domain name, as logs write them in plain or with what products do to them.</summary>
    public static bool IsName(ReadOnlySpan<byte> value) => value.Length is > 0 and <= 1024 && !IsAddress(value) && value.ContainsAnyExceptInRange((byte)'0', (byte)'9')
        && (IsLabels(value) || (!value.ContainsAny(NoName) && WireName.FromText(Plain(value), stackalloc byte[WireName.MaxBytes]) > 0));

    /// <summary>Whether it is one of two labels and more, of which the last is a zone that exists, outside or inside; or one that only products write.</summary>
    public static bool IsDottedName(ReadOnlySpan<byte> value)
    {
        if (!IsName(value))
        {
            return false;
        }
        var text = Plain(value).TrimEnd((byte)'.');
        var dot = text.LastIndexOf((byte)'.');
        return IsLabels(value) || (dot > 0 && IsZone(text[(dot + 1)..])) || (dot < 0 && value is [_, _, .., (byte)'.']);
    }

    static readonly System.Buffers.SearchValues<byte> NoName = System.Buffers.SearchValues.Create(" /@:;,\"'|=<>{}?&$!^~`\t\r\n"u8);

    /// <summary>Whether a value has lengths in brackets in the place of dots.</summary>
    public static bool IsLabels(ReadOnlySpan<byte> value) =>
        value is [(byte)'(', ..] && MicrosoftName.Read(value, stackalloc byte[WireName.MaxBytes], out var used) > 0 && used == value.Length;

    static ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> value) =>
        value.IndexOf("[.]"u8) < 0 ? value : Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(value).Replace("[.]", ".", StringComparison.Ordinal));

    static bool IsZone(ReadOnlySpan<byte> label)
    {
        var lower = Encoding.Latin1.GetString(label).ToLowerInvariant();
        Span<byte> name = stackalloc byte[WireName.MaxBytes];
        var length = WireName.FromText(Encoding.Latin1.GetBytes(lower), name);
        return length > 0 && (InnerZones.Contains(lower) || PublicSuffixes.Shipped.Lists(name[..length]));
    }
}
