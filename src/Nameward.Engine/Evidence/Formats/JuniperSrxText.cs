using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The text of a session of Juniper's SRX:
/// <c>session closed TCP FIN: 192.0.2.7/40000->198.51.100.53/53 0x0 junos-dns-tcp 203.0.113.9/1024->198.51.100.53/53 0x0 source rule r1 N/A N/A 6 dns-out trust untrust 4711 5(300) 4(700) 2 ...</c>.
/// Columns came and went with releases: the protocol is the first number behind the translated ends, the policy stands behind it, counts are numbers with others in brackets.
/// </summary>
static class JuniperSrxText
{
    /// <summary>Reads the text behind the name of the event; null where all is well.</summary>
    public static LineResult? Read(ReadOnlySpan<byte> text, out Flow flow, out ReadOnlySpan<byte> rule)
    {
        flow = default;
        rule = [];
        if (!TryPair(ref text, out var client, out var server))
        {
            return LineResult.Malformed("a session without its two ends");
        }
        var rest = text;
        var isTranslated = TryPair(ref rest, out var clientBehind, out var serverBehind);
        text = isTranslated ? rest : text;
        var protocol = TakeProtocol(ref text);
        rule = TextWords.Take(ref text);
        flow = new()
        {
            Client = FlowWords.HasPorts(protocol) ? client : client with { Port = 0 },
            Server = FlowWords.HasPorts(protocol) ? server : server with { Port = 0 },
            Protocol = protocol,
            TranslatedClient = isTranslated ? FlowRow.Translated(clientBehind, client) : default,
            TranslatedServer = isTranslated ? FlowRow.Translated(serverBehind, server) : default,
        };
        flow = Counted(flow, text);
        return null;
    }

    /// <summary>Takes all up to the next <c>address/port->address/port</c> off.</summary>
    static bool TryPair(scoped ref ReadOnlySpan<byte> text, out Endpoint from, out Endpoint to)
    {
        (from, to) = (default, default);
        var arrow = text.IndexOf("->"u8);
        if (arrow < 0)
        {
            return false;
        }
        var left = text[(text[..arrow].LastIndexOf((byte)' ') + 1)..arrow];
        var right = text[(arrow + 2)..];
        var word = TextWords.Take(ref right);
        text = right;
        return FlowWords.TrySlashed(left, out from) && FlowWords.TrySlashed(word, out to);
    }

    /// <summary>Takes all up to the protocol off: <c>6</c>, or <c>1(8)</c> with the type of ICMP.</summary>
    static byte TakeProtocol(scoped ref ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var word = TextWords.Take(ref text);
            word = word.IndexOf((byte)'(') is > 0 and var bracket ? word[..bracket] : word;
            if (Numbers.TryUInt16(word, out var number) && number <= byte.MaxValue)
            {
                return (byte)number;
            }
        }
        return 0;
    }

    /// <summary>Reads <c>5(300) 4(700) 2</c>: packets and bytes from the client, from the server, and seconds. A record that begins a session has none.</summary>
    static Flow Counted(in Flow flow, ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            if (TryCounts(TextWords.Take(ref text), out var upPackets, out var upBytes) && TryCounts(TextWords.Take(ref text), out var downPackets, out var downBytes))
            {
                return flow with
                {
                    UpPackets = upPackets,
                    UpBytes = upBytes,
                    DownPackets = downPackets,
                    DownBytes = downBytes,
                    Duration = Durations.TrySeconds(TextWords.Take(ref text), out var lasted) ? lasted : default,
                    IsAnswered = FlowRow.AnsweredBy(downPackets, downBytes),
                };
            }
        }
        return flow with { UpPackets = Flow.Unknown, UpBytes = Flow.Unknown, DownPackets = Flow.Unknown, DownBytes = Flow.Unknown };
    }

    static bool TryCounts(ReadOnlySpan<byte> word, out long packets, out long bytes)
    {
        bytes = 0;
        var bracket = word.IndexOf((byte)'(');
        return Numbers.TryCount(bracket > 0 ? word[..bracket] : [], out packets) && word is [.., (byte)')'] && Numbers.TryCount(word[(bracket + 1)..^1], out bytes);
    }
}
