using System.Buffers;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>What one value of a feed says: a name, the host of a URL, an address or prefix; or why it is none of these.</summary>
readonly ref struct FeedValue
{
    /// <summary>Longest value in bytes; URLs of phishing are some thousand.</summary>
    const int MostBytes = 16 << 10;

    const int WidestV4 = 8;
    const int WidestV6 = 16;

    static readonly SearchValues<byte> OfNames = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-."u8);
    static readonly SearchValues<byte> OfHashes = SearchValues.Create("abcdefABCDEF0123456789"u8);
    static readonly SearchValues<byte> OfRegex = SearchValues.Create("\\^$*+([|"u8);

    /// <summary>The name, canonical; empty where it is none.</summary>
    public ReadOnlySpan<byte> Name { get; private init; }

    /// <summary>The addresses; null where it is none.</summary>
    public Network? Network { get; private init; }

    /// <summary>Whether it was the host of a URL.</summary>
    public bool IsUrl { get; private init; }

    /// <summary>Whether it began with <c>*.</c>.</summary>
    public bool IsWildcard { get; private init; }

    /// <summary>Why it cannot be compared with DNS evidence; null where it can.</summary>
    public string? Passed { get; private init; }

    /// <summary>Why it is not understood; null where it is.</summary>
    public string? Rejected { get; private init; }

    /// <summary>Reads a value.</summary>
    /// <param name="text">The value, defanged or not.</param>
    /// <param name="room">256 bytes, where the name is written.</param>
    public static FeedValue Of(scoped ReadOnlySpan<byte> text, Span<byte> room)
    {
        text = text.Trim(" \t\r\n\"'`"u8);
        if (text.Length > MostBytes)
        {
            return new() { Rejected = Because.TooLong };
        }
        if (text is [(byte)'/', ..])
        {
            return new() { Passed = text.IndexOfAny(OfRegex) >= 0 ? Because.Regex : Because.Paths };
        }
        text = Refanged.Of(text);
        if (text.IndexOf("://"u8) is > 0 and < 32 and var scheme)
        {
            return OfHost(Authority(text[(scheme + 3)..]), room, isUrl: true);
        }
        return OfBare(text, room);
    }

    static FeedValue OfBare(scoped ReadOnlySpan<byte> text, Span<byte> room)
    {
        if (TryNetwork(text, out var network))
        {
            return OfNetwork(network, isUrl: false);
        }
        if (text.Length is 32 or 40 or 56 or 64 or 96 or 128 && text.IndexOfAnyExcept(OfHashes) < 0)
        {
            return new() { Passed = Because.Hashes };
        }
        var end = text.IndexOfAny((byte)'/', (byte)'?');
        if (text.IndexOf((byte)'@') is > 0 and var at && (end < 0 || at < end))
        {
            return new() { Passed = Because.Mail };
        }
        if (end < 0)
        {
            return OfHost(text, room, isUrl: false);
        }
        var isRange = text[(end + 1)..] is [_, ..] bits && bits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 && Address.TryParse(text[..end], out _);
        return isRange ? new() { Rejected = Because.NoValue } : OfHost(text[..end], room, isUrl: true);
    }

    /// <summary>The host of a URL, with its port: behind the user's name, before path, question and fragment.</summary>
    static ReadOnlySpan<byte> Authority(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny("/?#\\"u8);
        text = end < 0 ? text : text[..end];
        return text[(text.LastIndexOf((byte)'@') + 1)..];
    }

    static FeedValue OfHost(scoped ReadOnlySpan<byte> host, Span<byte> room, bool isUrl)
    {
        if (host is [(byte)'[', ..] && host.IndexOf((byte)']') is > 0 and var close)
        {
            return TryNetwork(host[1..close], out var bracketed) ? OfNetwork(bracketed, isUrl) : new() { Rejected = Because.NoValue };
        }
        if (host.Count((byte)':') == 1 && host.IndexOf((byte)':') is var colon && host[(colon + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
        {
            host = host[..colon];
        }
        return TryNetwork(host, out var network) ? OfNetwork(network, isUrl) : OfName(host, room, isUrl);
    }

    static FeedValue OfNetwork(Network network, bool isUrl)
    {
        var first = network.First;
        if (network.Length < (first.IsV4 ? WidestV4 : WidestV6))
        {
            return new() { Rejected = Because.TooWide };
        }
        return first.IsInternal || first.IsMulticast || first.IsUnspecified || (first.IsV4 && first.V4 >> 24 == 0)
            ? new() { Rejected = Because.NotPublic, Network = network }
            : new() { Network = network, IsUrl = isUrl };
    }

    static FeedValue OfName(scoped ReadOnlySpan<byte> text, Span<byte> room, bool isUrl)
    {
        var isWildcard = text.StartsWith("*."u8);
        text = text[(isWildcard ? 2 : text is [(byte)'.', _, ..] ? 1 : 0)..];
        if (text.IndexOfAnyExceptInRange((byte)0, (byte)127) >= 0)
        {
            var ascii = InternationalName.ToAscii(text);
            if (ascii is null)
            {
                return new() { Rejected = Because.NoInternational };
            }
            text = ascii;
        }
        if (text.IndexOfAnyExcept(OfNames) >= 0)
        {
            return text.IndexOfAny(" \t<>"u8) < 0 && text.IndexOf((byte)'*') >= 0 ? new() { Passed = Because.Patterns } : new() { Rejected = Because.NoValue };
        }
        var length = TryName(text, room);
        var fault = length == 0 || EndsInNumber(room[..length]) ? Because.NoValue : room[0] + 2 == length ? Because.OneLabel : null;
        return fault is null ? new() { Name = room[..length], IsUrl = isUrl, IsWildcard = isWildcard } : new() { Rejected = fault };
    }

    /// <summary>Writes a name of letters, digits, "-" and "_" in canonical form.</summary>
    /// <returns>Its length, or 0 where it is no name or the root.</returns>
    public static int TryName(ReadOnlySpan<byte> text, Span<byte> room)
    {
        if (text.Length > WireName.MaxBytes)
        {
            return 0;
        }
        var length = WireName.FromText(text, room);
        WireName.ToCanonical(room[..length], room);
        return length == 1 ? 0 : length;
    }

    /// <summary>Whether the last label is a number: then it is a broken address and no name (URL Standard, "ends in a number").</summary>
    static bool EndsInNumber(ReadOnlySpan<byte> name)
    {
        var at = 0;
        while (name[at] + at + 2 < name.Length)
        {
            at += name[at] + 1;
        }
        return name.Slice(at + 1, name[at]).IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }

    /// <summary>Reads an address, or an address and the bits that it shares.</summary>
    public static bool TryNetwork(ReadOnlySpan<byte> text, out Network network)
    {
        network = default;
        var slash = text.IndexOf((byte)'/');
        var most = (slash < 0 ? text : text[..slash]).IndexOf((byte)':') < 0 ? 32 : 128;
        if (!Address.TryParse(slash < 0 ? text : text[..slash], out var address))
        {
            return false;
        }
        var bits = most;
        if (slash >= 0 && (!System.Buffers.Text.Utf8Parser.TryParse(text[(slash + 1)..], out bits, out var used) || used != text.Length - slash - 1 || bits > most || bits < 0))
        {
            return false;
        }
        bits -= most == 128 && address.IsV4 ? 96 : 0;
        network = Observations.Network.Of(address, Math.Max(bits, 0));
        return true;
    }
}
