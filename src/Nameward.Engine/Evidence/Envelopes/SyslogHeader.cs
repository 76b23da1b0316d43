using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>
/// The header before a line of syslog (RFC 3164, RFC 5424, rsyslog's file format with a time of ISO 8601, OpenWrt's <c>logread</c>) or of a container's
/// log (Kubernetes CRI). A relay may wrap a whole message into a new one: one call takes one header off.
/// </summary>
static class SyslogHeader
{
    /// <summary>Words before a program's colon: the host, once more the host or facility and severity as some relays write them, and the program.</summary>
    const int MostWords = 3;

    /// <summary>Programs that DNS logs come from and that some daemons name without a number in brackets.</summary>
    static readonly byte[][] BareNames =
    [
        [.. "named"u8], [.. "unbound"u8], [.. "dnsmasq"u8], [.. "pihole-FTL"u8], [.. "pdns_recursor"u8], [.. "pdns_server"u8], [.. "pdns"u8], [.. "coredns"u8],
        [.. "kresd"u8], [.. "knotd"u8], [.. "systemd-resolved"u8], [.. "AdGuardHome"u8], [.. "httpd"u8], [.. "dhcpd"u8], [.. "kea-dhcp4"u8], [.. "kea-dhcp6"u8], [.. "rsyslogd"u8], [.. "kernel"u8],
    ];

    /// <summary>Takes a header off.</summary>
    /// <param name="text">The line; what stands behind the header then.</param>
    /// <param name="header">What the header says; its message is not set.</param>
    /// <returns>False where none was found, or one that is damaged; then the text is what it was, but for a priority.</returns>
    public static bool TryTake(scoped ref ReadOnlySpan<byte> text, out LogLine header)
    {
        header = default;
        var rest = text;
        var hasPriority = TryTakePriority(ref rest);
        if (hasPriority && rest.StartsWith("1 "u8))
        {
            text = rest[2..];
            return TakeFields(ref text, out header);
        }
        var hasHost = !LogStamp.TryTakeCtime(ref rest, out var time);
        var isOld = !hasHost || LogStamp.TryTakeSyslog(ref rest, out time);
        if (!isOld && !LogStamp.TryTakeIso(ref rest, out time))
        {
            text = rest;
            return hasPriority;
        }
        if (!isOld && TryTakeContainer(ref rest))
        {
            text = rest;
            header = new() { Stamp = time };
            return true;
        }
        if (!isOld && !hasPriority && TagOf(rest, out _) == 0)
        {
            return false;
        }
        text = rest;
        var program = TakeTag(ref text, out var host);
        // logread of OpenWrt prints facility and severity where others name the host.
        header = new() { Stamp = time, HasHeader = true, Program = program, Host = hasHost ? host : [] };
        return true;
    }

    /// <summary>Takes <c>&lt;30&gt;</c> off.</summary>
    static bool TryTakePriority(scoped ref ReadOnlySpan<byte> text)
    {
        var end = text is [(byte)'<', ..] ? text[..Math.Min(text.Length, 5)].IndexOf((byte)'>') : -1;
        if (end < 2 || !Numbers.TryUInt16(text[1..end], out _))
        {
            return false;
        }
        text = text[(end + 1)..];
        return true;
    }

    /// <summary>Takes <c>stdout F </c> off: what the runtime of a container writes behind the time (Kubernetes CRI; P marks a part of a long line).</summary>
    static bool TryTakeContainer(scoped ref ReadOnlySpan<byte> text)
    {
        var isStream = text.Length > 9 && (text.StartsWith("stdout "u8) || text.StartsWith("stderr "u8)) && text[7] is (byte)'F' or (byte)'P' && text[8] == ' ';
        text = isStream ? text[9..] : text;
        return isStream;
    }

    /// <summary>Takes the fields of RFC 5424 section 6 off, from the time to the structured data.</summary>
    static bool TakeFields(scoped ref ReadOnlySpan<byte> text, out LogLine header)
    {
        var stamp = default(LogStamp);
        var isNil = text.StartsWith("- "u8);
        if (isNil)
        {
            text = text[2..];
        }
        if (!isNil && !LogStamp.TryTakeIso(ref text, out stamp))
        {
            header = new() { HasHeader = true };
            return false;
        }
        var host = TextWords.Take(ref text);
        header = new() { Stamp = stamp, HasHeader = true, Program = TextWords.Take(ref text), Host = host.SequenceEqual("-"u8) ? [] : host };
        TextWords.Take(ref text);
        // Junos says in the message id what happened and in structured data all there is to say of it: they are its message.
        if (text.IndexOf(" [junos@"u8) is > 0 and var data && data == text.IndexOf((byte)' '))
        {
            return true;
        }
        TextWords.Take(ref text);
        TakeStructuredData(ref text);
        text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        return true;
    }

    /// <summary>Takes <c>-</c> or elements in brackets off, in which a quoted value may hold a bracket, and a quote as <c>\"</c>.</summary>
    static void TakeStructuredData(scoped ref ReadOnlySpan<byte> text)
    {
        if (text is not [(byte)'[', ..])
        {
            TextWords.Take(ref text);
            return;
        }
        var isQuoted = false;
        var at = 1;
        for (; at < text.Length && (isQuoted || text[at] != ' ' || text[at - 1] != ']'); at++)
        {
            isQuoted ^= text[at] == '"';
            at += isQuoted && text[at] == '\\' ? 1 : 0;
        }
        text = at < text.Length ? text[(at + 1)..] : [];
    }

    /// <summary>Takes <c>host named[123]: </c> off, or the host before a header that a relay wrapped.</summary>
    /// <param name="text">The text; what stands behind the tag then.</param>
    /// <param name="host">The first word before the program; empty where there is none.</param>
    /// <returns>The program; empty where none is named.</returns>
    static ReadOnlySpan<byte> TakeTag(scoped ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> host)
    {
        var space = text.IndexOf((byte)' ');
        host = space > 0 ? text[..space] : [];
        if (space > 0 && space + 1 < text.Length && text[space + 1] == '<')
        {
            text = text[(space + 1)..];
            return [];
        }
        var length = TagOf(text, out var program);
        // The program is the first word where no host stands before it.
        host = host.Length > 0 && host.Length < length && !host.EndsWith(":"u8) ? host : [];
        text = text[length..];
        return program;
    }

    /// <summary>Finds the program before the first colon: a word with a number in brackets, or one that is known.</summary>
    /// <returns>Bytes of the tag and of what stands before it; 0 where there is none.</returns>
    static int TagOf(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> program)
    {
        var colon = text.IndexOf(": "u8);
        program = colon < 0 ? [] : text[..colon];
        if (program.Count((byte)' ') >= MostWords)
        {
            program = [];
        }
        program = program[(program.LastIndexOf((byte)' ') + 1)..];
        var bracket = program.IndexOf((byte)'[');
        var isTag = bracket > 0 ? program[^1] == ']' && Numbers.TrySeconds(program[(bracket + 1)..^1], out _) : IsBareName(program);
        program = isTag ? bracket > 0 ? program[..bracket] : program : [];
        return isTag ? colon + 2 : 0;
    }

    static bool IsBareName(ReadOnlySpan<byte> word)
    {
        foreach (var name in BareNames)
        {
            if (word.EndsWith(name))
            {
                return true;
            }
        }
        return false;
    }
}
