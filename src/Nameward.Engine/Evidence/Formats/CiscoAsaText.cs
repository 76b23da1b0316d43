using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>The texts of those messages of Cisco's firewalls that name two ends.</summary>
static class CiscoAsaText
{
    /// <summary>Why a message is malformed that lacks an end.</summary>
    public const string NoEnds = "a connection without its two ends";

    static ReadOnlySpan<byte> To => " to "u8;

    /// <summary>Reads a message; those of no connection are ignored.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="text">Its text.</param>
    /// <param name="flow">The flow, without time and place.</param>
    /// <param name="rule">The access list that decided.</param>
    public static LineResult Read(uint id, ReadOnlySpan<byte> text, out Flow flow, out ReadOnlySpan<byte> rule)
    {
        rule = RuleOf(id, text);
        return id switch
        {
            302013 or 302015 or 302305 => Built(text, " for "u8, out flow),
            302303 => Built(text, " from "u8, out flow),
            302014 or 302016 or 302306 => Teardown(text, " for "u8, out flow),
            302304 => Teardown(text, " from "u8, out flow),
            302020 or 302021 => Icmp(text, out flow),
            106100 or 106102 or 106103 => Listed(text, out flow),
            106010 or 106014 or 106023 or 305006 or 313004 or 313005 => Packet(text, " src "u8, " dst "u8, FlowVerdict.Denied, out flow),
            106001 or 106002 or 106006 or 106007 or 106012 or 106015 or 106016 or 106017 or 106020 or 106021 or 106022 or 500004
                or 710003 or 710004 or 710005 or 710006 or (>= 410001 and <= 410004) => Packet(text, " from "u8, To, FlowVerdict.Denied, out flow),
            710002 => Packet(text, " from "u8, To, FlowVerdict.Allowed, out flow),
            110002 or 110003 => Packet(text, " from "u8, To, FlowVerdict.Unknown, out flow),
            >= 338001 and <= 338204 => Packet(text, " from "u8, To, text.IndexOf("dropped"u8) >= 0 ? FlowVerdict.Denied : FlowVerdict.Allowed, out flow),
            _ => None(out flow),
        };
    }

    /// <summary>Reads the two ends of a text, by the words before each.</summary>
    public static bool TryEnds(ReadOnlySpan<byte> text, ReadOnlySpan<byte> before, ReadOnlySpan<byte> between, out CiscoEnd first, out CiscoEnd second)
    {
        (first, second) = (default, default);
        var start = text.IndexOf(before);
        text = start < 0 ? [] : text[(start + before.Length)..];
        var next = text.IndexOf(between);
        var rest = next < 0 ? [] : text[(next + between.Length)..];
        return CiscoEnd.TryTake(ref text, out first) && CiscoEnd.TryTake(ref rest, out second);
    }

    static LineResult None(out Flow flow)
    {
        flow = default;
        return LineResult.Ignored;
    }

    /// <summary>A text with both words has names of hosts in place of addresses (<c>names</c> in the configuration); else it is cut.</summary>
    static LineResult Unread(ReadOnlySpan<byte> text, ReadOnlySpan<byte> before, ReadOnlySpan<byte> between) =>
        text.IndexOf(before) is >= 0 and var start && text[start..].IndexOf(between) is > 0 and var next && start + next + between.Length < text.Length && !HasNumbers(text[start..])
            ? LineResult.Ignored : LineResult.Malformed(NoEnds);

    /// <summary>Whether what stands where an end should begins as an address of IPv4 does.</summary>
    static bool HasNumbers(ReadOnlySpan<byte> text) => text.IndexOf((byte)':') is >= 0 and var colon && colon + 1 < text.Length && Numbers.IsDigit(text[colon + 1]);

    static Flow FlowOf(ReadOnlySpan<byte> head, Endpoint client, Endpoint server)
    {
        byte protocol = 0;
        while (protocol == 0 && !head.IsEmpty)
        {
            protocol = FlowWords.Protocol(TextWords.Take(ref head));
        }
        var hasPorts = FlowWords.HasPorts(protocol);
        return new()
        {
            Client = hasPorts ? client : client with { Port = 0 },
            Server = hasPorts ? server : server with { Port = 0 },
            Protocol = protocol,
            UpBytes = Flow.Unknown,
            DownBytes = Flow.Unknown,
            UpPackets = Flow.Unknown,
            DownPackets = Flow.Unknown,
        };
    }

    /// <summary><c>Built outbound UDP connection 17 for outside:198.51.100.53/53 (198.51.100.53/53) to inside:192.0.2.7/40000 (203.0.113.9/1024)</c>: the second end began what is outbound.</summary>
    static LineResult Built(ReadOnlySpan<byte> text, ReadOnlySpan<byte> before, out Flow flow)
    {
        flow = default;
        if (!TryEnds(text, before, To, out var client, out var server))
        {
            return Unread(text, before, To);
        }
        var head = text[..text.IndexOf(before)];
        (client, server) = head.IndexOf("outbound"u8) >= 0 ? (server, client) : (client, server);
        flow = FlowOf(head, client.Real, server.Seen) with
        {
            Verdict = FlowVerdict.Allowed,
            TranslatedClient = FlowRow.Translated(client.Seen, client.Real),
            TranslatedServer = FlowRow.Translated(server.Real, server.Seen),
        };
        return LineResult.Observed;
    }

    /// <summary><c>Teardown UDP connection 17 for outside:198.51.100.53/53 to inside:192.0.2.7/40000 duration 0:02:01 bytes 390</c>: who began is not said.</summary>
    static LineResult Teardown(ReadOnlySpan<byte> text, ReadOnlySpan<byte> before, out Flow flow)
    {
        flow = default;
        if (!TryEnds(text, before, To, out var client, out var server))
        {
            return Unread(text, before, To);
        }
        var isSilent = text.IndexOf("SYN Timeout"u8) >= 0 || text.IndexOf(" bytes 0"u8) is >= 0 and var zero && (zero + 8 == text.Length || text[zero + 8] == ' ');
        flow = FlowOf(text[..text.IndexOf(before)], client.Real, server.Real).WithServerFound() with
        {
            Verdict = FlowVerdict.Allowed,
            Duration = DurationIn(text),
            IsAnswered = isSilent ? false : null,
        };
        return LineResult.Observed;
    }

    /// <summary><c>Built inbound ICMP connection for faddr 198.51.100.9/1 gaddr 203.0.113.9/0 laddr 192.0.2.7/0</c>: the foreign end, the local one as it is seen and as it is.</summary>
    static LineResult Icmp(ReadOnlySpan<byte> text, out Flow flow)
    {
        flow = default;
        if (!TryEnds(text, " faddr "u8, " gaddr "u8, out var foreign, out var seen) || !TryEnds(text, " gaddr "u8, " laddr "u8, out _, out var local))
        {
            return Unread(text, " faddr "u8, " laddr "u8);
        }
        Endpoint outside = foreign.Real with { Port = 0 }, mapped = seen.Real with { Port = 0 }, inside = local.Real with { Port = 0 };
        var head = text[..text.IndexOf(" faddr "u8)];
        var isInbound = head.IndexOf("inbound"u8) >= 0;
        flow = FlowOf(head, isInbound ? outside : inside, isInbound ? mapped : outside) with
        {
            Verdict = FlowVerdict.Allowed,
            TranslatedClient = isInbound ? default : FlowRow.Translated(mapped, inside),
            TranslatedServer = isInbound ? FlowRow.Translated(inside, mapped) : default,
        };
        return LineResult.Observed;
    }

    /// <summary><c>access-list NAME permitted udp inside/192.0.2.7(40000) -> outside/198.51.100.53(53) hit-cnt 1 first hit</c>.</summary>
    static LineResult Listed(ReadOnlySpan<byte> text, out Flow flow)
    {
        flow = default;
        var arrow = text.IndexOf(" -> "u8);
        var head = arrow < 0 ? [] : text[..arrow];
        var from = TextWords.TakeLast(ref head);
        var rest = arrow < 0 ? [] : text[(arrow + 4)..];
        if (!CiscoEnd.TryOfList(from, out var client) || !CiscoEnd.TryOfList(TextWords.Take(ref rest), out var server))
        {
            return arrow < 0 ? LineResult.Malformed(NoEnds) : LineResult.Ignored;
        }
        var protocol = TextWords.TakeLast(ref head);
        var verdict = FlowWords.Verdict(TextWords.TakeLast(ref head));
        var hits = TextWords.Take(ref rest).SequenceEqual("hit-cnt"u8) && Numbers.TryCount(TextWords.Take(ref rest), out var count) ? count : Flow.Unknown;
        flow = FlowOf(protocol, client, server) with { Verdict = verdict, UpPackets = hits };
        // What is allowed is the packet that begins a connection.
        flow = verdict == FlowVerdict.Denied ? (flow with { IsAnswered = false }).WithServerFound() : flow;
        return LineResult.Observed;
    }

    /// <summary>One packet: who sent it, and who was to have it.</summary>
    static LineResult Packet(ReadOnlySpan<byte> text, ReadOnlySpan<byte> before, ReadOnlySpan<byte> between, FlowVerdict verdict, out Flow flow)
    {
        flow = default;
        if (!TryEnds(text, before, between, out var client, out var server))
        {
            return Unread(text, before, between);
        }
        var flags = text.IndexOf(" flags "u8) is >= 0 and var at ? text[at..] : [];
        var bits = (flags.IndexOf("SYN"u8) >= 0 ? Flow.TcpSyn : 0) | (flags.IndexOf("ACK"u8) >= 0 ? Flow.TcpAck : 0);
        bool? isAnswered = verdict == FlowVerdict.Allowed ? null : false;
        flow = (FlowOf(text[..text.IndexOf(before)], client.Real, server.Real) with { Verdict = verdict, UpPackets = 1, IsAnswered = isAnswered }).WithServerFound(bits);
        return LineResult.Observed;
    }

    /// <summary>The list behind <c>by access-group</c>, or the one that the message begins with.</summary>
    static ReadOnlySpan<byte> RuleOf(uint id, ReadOnlySpan<byte> text)
    {
        if (id is 106100 or 106102 or 106103)
        {
            TextWords.Take(ref text);
            return TextWords.Take(ref text);
        }
        var group = text.IndexOf(" by access-group "u8);
        text = group < 0 ? [] : text[(group + " by access-group ".Length)..];
        return TextWords.Take(ref text).Trim((byte)'"');
    }

    /// <summary>Reads <c>duration 0:02:01</c>: hours, minutes, seconds.</summary>
    static TimeSpan DurationIn(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOf(" duration "u8);
        var rest = at < 0 ? [] : text[(at + " duration ".Length)..];
        var word = TextWords.Take(ref rest);
        return Numbers.TryUInt16(TextWords.TakeUntil(ref word, (byte)':'), out var hours) && Numbers.TryUInt16(TextWords.TakeUntil(ref word, (byte)':'), out var minutes)
            && Numbers.TryUInt16(word, out var seconds)
            ? new TimeSpan(hours, minutes, seconds) : default;
    }
}
