using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What stands before what dnsmasq says: <c>[dnsmasq[pid]: ][UDP|TCP ][serial ][client/port ]</c> (<c>log_query</c> in cache.c). The header of syslog has the
/// first part taken off already, unless the time was left out too, as where a container's log is written. <c>log-queries=extra</c> adds the others: a number
/// for each look-up, which is not the id of its messages, and its client.
/// </summary>
readonly ref struct DnsmasqHead
{
    const int LongestTag = 32;

    /// <summary>Whether the program is named before the message; <c>dnsmasq-dhcp</c> and the like are others.</summary>
    public bool IsTagged { get; private init; }

    /// <summary>The client; <see cref="Address.None"/> where it is not shown.</summary>
    public Endpoint Client { get; private init; }

    /// <summary>How the client asked.</summary>
    public Transport Transport { get; private init; }

    /// <summary>What is said.</summary>
    public ReadOnlySpan<byte> Message { get; private init; }

    /// <summary>Takes a line apart; false where another part of dnsmasq wrote it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out DnsmasqHead head)
    {
        head = default;
        var end = text.StartsWith("dnsmasq"u8) ? text[..Math.Min(text.Length, LongestTag)].IndexOf(": "u8) : -1;
        if (end > 0 && !IsTag(text["dnsmasq"u8.Length..end]))
        {
            return false;
        }
        text = end > 0 ? text[(end + 2)..] : text;
        var transport = Transport.Unknown;
        if (TextWords.TryTake(ref text, "UDP "u8))
        {
            transport = Transport.Udp;
        }
        else if (TextWords.TryTake(ref text, "TCP "u8))
        {
            transport = Transport.Tcp;
        }
        TakeSerial(ref text);
        head = new() { IsTagged = end > 0, Client = TakeClient(ref text), Transport = transport, Message = text };
        return true;
    }

    static bool IsTag(ReadOnlySpan<byte> behindName) => behindName.IsEmpty || (behindName is [(byte)'[', .., (byte)']'] && Numbers.TryCount(behindName[1..^1], out _));

    static void TakeSerial(scoped ref ReadOnlySpan<byte> text)
    {
        var rest = text;
        text = Numbers.TryCount(TextWords.Take(ref rest), out _) ? rest : text;
    }

    static Endpoint TakeClient(scoped ref ReadOnlySpan<byte> text)
    {
        var rest = text;
        var word = TextWords.Take(ref rest);
        var slash = word.IndexOf((byte)'/');
        if (slash <= 0 || !Address.TryParse(word[..slash], out var address) || !Numbers.TryUInt16(word[(slash + 1)..], out var port))
        {
            return default;
        }
        text = rest;
        return new(address, port);
    }
}
