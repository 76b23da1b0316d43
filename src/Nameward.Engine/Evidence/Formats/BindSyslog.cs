using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The syslog headers before a line of <c>named</c> (RFC 3164, RFC 5424, and rsyslog's file format with a time of ISO 8601). A relay may wrap a whole
/// message into a new one, so up to three are taken off; the innermost says which program wrote the line.
/// </summary>
static class BindSyslog
{
    const int MostRelays = 3;

    /// <summary>Words before a program's colon: the host, once more the host as some relays write it, and the program.</summary>
    const int MostWords = 3;

    /// <summary>Takes the headers off a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="stamp">The time of the innermost header.</param>
    /// <param name="marks">Whose line the innermost header says it is.</param>
    /// <returns>What stands behind them; all of the line where it has none.</returns>
    public static ReadOnlySpan<byte> Peel(ReadOnlySpan<byte> line, out BindStamp stamp, out BindMarks marks)
    {
        stamp = default;
        marks = BindMarks.None;
        for (var depth = 0; depth < MostRelays && TryPeel(ref line, ref stamp, ref marks); depth++)
        {
        }
        return line;
    }

    static bool TryPeel(ref ReadOnlySpan<byte> text, ref BindStamp stamp, ref BindMarks marks)
    {
        var rest = text;
        var hasPriority = TryTakePriority(ref rest);
        if (hasPriority && rest.StartsWith("1 "u8))
        {
            text = rest[2..];
            return TakeFields(ref text, ref stamp, ref marks);
        }
        var isOld = BindStamp.TryTakeSyslog(ref rest, out var time);
        if (!isOld && !BindStamp.TryTakeIso(ref rest, out time))
        {
            text = rest;
            return hasPriority;
        }
        var isHeader = isOld || hasPriority || TagOf(rest, out _) > 0;
        if (!isHeader)
        {
            return false;
        }
        stamp = time;
        text = rest;
        TakeTag(ref text, ref marks);
        return true;
    }

    /// <summary>Takes <c>&lt;30&gt;</c> off.</summary>
    static bool TryTakePriority(ref ReadOnlySpan<byte> text)
    {
        var end = text is [(byte)'<', ..] ? text[..Math.Min(text.Length, 5)].IndexOf((byte)'>') : -1;
        if (end < 2 || !Numbers.TryUInt16(text[1..end], out _))
        {
            return false;
        }
        text = text[(end + 1)..];
        return true;
    }

    /// <summary>Takes the fields of RFC 5424 section 6 off, from the time to the structured data.</summary>
    static bool TakeFields(ref ReadOnlySpan<byte> text, ref BindStamp stamp, ref BindMarks marks)
    {
        var isNil = text.StartsWith("- "u8);
        if (isNil)
        {
            text = text[2..];
        }
        if (!isNil && !BindStamp.TryTakeIso(ref text, out stamp))
        {
            marks = BindMarks.OtherProgram;
            return false;
        }
        BindText.TakeWord(ref text);
        marks = Whose(BindText.TakeWord(ref text));
        BindText.TakeWord(ref text);
        BindText.TakeWord(ref text);
        TakeStructuredData(ref text);
        text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        return true;
    }

    /// <summary>Takes <c>-</c> or elements in brackets off, in which a quoted value may hold a bracket, and a quote as <c>\"</c>.</summary>
    static void TakeStructuredData(ref ReadOnlySpan<byte> text)
    {
        if (text is not [(byte)'[', ..])
        {
            BindText.TakeWord(ref text);
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
    static void TakeTag(ref ReadOnlySpan<byte> text, ref BindMarks marks)
    {
        var host = text.IndexOf((byte)' ');
        if (host > 0 && host + 1 < text.Length && text[host + 1] == '<')
        {
            text = text[(host + 1)..];
            return;
        }
        var length = TagOf(text, out var program);
        marks = length > 0 ? Whose(program) : BindMarks.OtherProgram;
        text = text[length..];
    }

    /// <summary>Finds the program before the first colon: a word with a number in brackets, or one that is named alone.</summary>
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
        var isTag = bracket > 0 ? program[^1] == ']' && Numbers.TrySeconds(program[(bracket + 1)..^1], out _) : program.EndsWith("named"u8);
        program = isTag && bracket > 0 ? program[..bracket] : program;
        return isTag ? colon + 2 : 0;
    }

    /// <summary>Whose a line is, by the name of its program: distributions and containers call the server named, named-pkcs11, isc-bind, bind9 and so on.</summary>
    static BindMarks Whose(ReadOnlySpan<byte> program) => program.IndexOf("named"u8) >= 0 || program.IndexOf("bind"u8) >= 0 ? BindMarks.Named : BindMarks.OtherProgram;
}
