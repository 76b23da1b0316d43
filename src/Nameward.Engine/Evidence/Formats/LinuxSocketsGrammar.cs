using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Lines of ss: <c>udp ESTAB 0 0 10.0.3.7:40000 203.0.113.66:53 users:(("name",pid=812,fd=4))</c>. The host pack adds who and which file that is: <c>user=NAME exe=PATH</c>, the path last, for it may
/// hold spaces. A program may call itself anything in 15 bytes, quotes and brackets too.
/// </summary>
sealed class LinuxSocketsGrammar : ILogGrammar
{
    const string NoLine = "no line of ss";

    /// <inheritdoc/>
    public bool IsProgram(ReadOnlySpan<byte> program) => program.IsEmpty || program.SequenceEqual("ss"u8);

    /// <inheritdoc/>
    public LogStamp TakeStamp(scoped ref ReadOnlySpan<byte> message) => default;

    /// <inheritdoc/>
    public Likeness Look(in LogLine line)
    {
        var text = line.Message;
        return TryEnds(ref text, out _, out _, out _, out _) ? Likeness.Likely : Likeness.No;
    }

    /// <inheritdoc/>
    public LineResult Read(in LogLine line, DateTime time, long offset, IBatchWriter rows)
    {
        var text = line.Message;
        if (text.StartsWith("Netid "u8))
        {
            return LineResult.Ignored;
        }
        if (!TryEnds(ref text, out var protocol, out var isOpen, out var local, out var remote))
        {
            return LineResult.Malformed(NoLine);
        }
        TakeProgram(ref text, out var name, out var id);
        var user = ValueOf(ref text, " user="u8, toEnd: false);
        var path = ValueOf(ref text, " exe="u8, toEnd: true);
        return SocketRow.Say(local, remote, protocol, isOpen, new() { Host = line.Host, User = user, Process = path.IsEmpty ? name : path, ProcessId = id }, time, offset, rows);
    }

    static bool TryEnds(scoped ref ReadOnlySpan<byte> text, out byte protocol, out bool? isOpen, out Endpoint local, out Endpoint remote)
    {
        (local, remote, isOpen) = (default, default, null);
        var netid = Column(ref text);
        protocol = netid.SequenceEqual("udp"u8) ? Flow.Udp : netid.SequenceEqual("tcp"u8) ? Flow.Tcp : (byte)0;
        var state = Column(ref text);
        isOpen = state.SequenceEqual("ESTAB"u8) && protocol == Flow.Tcp ? true : state.SequenceEqual("SYN-SENT"u8) ? false : null;
        return protocol != 0 && Numbers.TryCount(Column(ref text), out _) && Numbers.TryCount(Column(ref text), out _) && TryEnd(Column(ref text), out local) && TryEnd(Column(ref text), out remote);
    }

    static ReadOnlySpan<byte> Column(scoped ref ReadOnlySpan<byte> text)
    {
        text = text.TrimStart((byte)' ');
        var end = text.IndexOf((byte)' ');
        var column = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[end..];
        return column;
    }

    /// <summary><c>10.0.3.7:53</c>, <c>[2001:db8::1]:53</c>, <c>127.0.0.53%lo:53</c>, <c>*:53</c> and <c>0.0.0.0:*</c> of whoever waits for anybody.</summary>
    static bool TryEnd(ReadOnlySpan<byte> text, out Endpoint end)
    {
        end = default;
        var colon = text.LastIndexOf((byte)':');
        if (colon <= 0 || (text[(colon + 1)..] is not [(byte)'*'] && !Numbers.TryUInt16(text[(colon + 1)..], out _)))
        {
            return false;
        }
        Numbers.TryUInt16(text[(colon + 1)..], out var port);
        var address = text[..colon];
        address = address.IndexOf((byte)'%') is >= 0 and var zone ? address[..zone] : address;
        address = address.Trim("[]"u8);
        if (address is [(byte)'*'])
        {
            end = new(default, port);
            return true;
        }
        var isRead = Address.TryParse(address, out var parsed);
        end = new(parsed, port);
        return isRead;
    }

    /// <summary>The first program of the list, and steps behind the list.</summary>
    static void TakeProgram(scoped ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> name, out uint id)
    {
        name = [];
        id = 0;
        var users = text.IndexOf("users:((\""u8);
        if (users < 0)
        {
            return;
        }
        text = text[(users + "users:((\""u8.Length)..];
        var isFirst = true;
        while (text.IndexOf("\",pid="u8) is >= 0 and var end)
        {
            var here = text[..end];
            text = text[(end + "\",pid="u8.Length)..];
            var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (isFirst && Numbers.TryCount(digits < 0 ? text : text[..digits], out var number) && number <= uint.MaxValue)
            {
                name = here;
                id = (uint)number;
            }
            isFirst = false;
            // Behind the number of the file another program follows, or the list ends.
            var close = text.IndexOf((byte)')');
            text = close < 0 ? [] : text[close..];
            if (!text.StartsWith("),(\""u8))
            {
                return;
            }
            text = text["),(\""u8.Length..];
        }
    }

    static ReadOnlySpan<byte> ValueOf(scoped ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> key, bool toEnd)
    {
        var at = text.IndexOf(key);
        if (at < 0)
        {
            return [];
        }
        text = text[(at + key.Length)..];
        var end = toEnd ? -1 : text.IndexOf((byte)' ');
        var value = end < 0 ? text : text[..end];
        text = text[value.Length..];
        return value;
    }
}
