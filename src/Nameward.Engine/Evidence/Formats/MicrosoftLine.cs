using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Tells the lines of the debug log apart. Each is judged alone, so that a damaged line harms no other.</summary>
static class MicrosoftLine
{
    /// <summary>How far into a line the word PACKET may stand: behind the longest date, time and thread id.</summary>
    const int PacketWithin = 80;

    /// <summary>Bytes of zero in a row that are no part of any line: a name and a string of TXT hold at most 255.</summary>
    const int ZerosOfNoLine = 256;

    /// <summary>The first words of a log (also of one that was wrapped).</summary>
    public static ReadOnlySpan<byte> Creation => "DNS Server log file creation at"u8;

    static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    static readonly byte[][] Fields =
    [
        .. new[]
        {
            "Date", "Time", "Thread ID", "Context", "Internal packet identifier", "UDP/TCP indicator", "Send/Receive indicator", "Remote IP", "Xid (hex)",
            "Query/Response", "Opcode", "[ Flags (hex)", "Flags (char codes)", "ResponseCode ]", "Question Type", "Question Name",
        }.Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    static readonly byte[][] Values =
    [
        .. new[]
        {
            "Field #", "-------", "blank = Query", "R = Re", "Q = Standard Query", "N = Notify", "U = Update", "? = Unknown", "A = Authoritative", "T = Truncated",
            "D = Recursion Desired",
        }.Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    /// <summary>
    /// Finds the end of the line that a block begins with: its line feed, zeros that are no part of it, or the end of the source.
    /// </summary>
    /// <param name="block">Begins with the line.</param>
    /// <param name="isLast">Whether the source ends with the block.</param>
    /// <param name="next">Where the next line begins.</param>
    /// <returns>Bytes of the line without its end; -1 where it does not end in the block.</returns>
    public static int EndOf(ReadOnlySpan<byte> block, bool isLast, out int next)
    {
        var end = block.IndexOfAny((byte)'\n', (byte)0);
        if (end < 0 || block[end] == 0)
        {
            return EndAmongZeros(block, Math.Max(end, 0), isLast, out next);
        }
        next = end + 1;
        return end > 0 && block[end - 1] == '\r' ? end - 1 : end;
    }

    static int EndAmongZeros(ReadOnlySpan<byte> block, int from, bool isLast, out int next)
    {
        Span<byte> zeros = stackalloc byte[ZerosOfNoLine];
        zeros.Clear();
        var end = block[from..].IndexOf((byte)'\n');
        var line = end < 0 ? block : block[..(from + end)];
        var gap = line[from..].IndexOf(zeros);
        if (gap >= 0)
        {
            next = from + gap;
            return next;
        }
        if (end >= 0)
        {
            next = line.Length + 1;
            return line.TrimEnd((byte)'\r').Length;
        }
        next = line.TrimEnd((byte)0).Length;
        return isLast ? next : -1;
    }

    /// <summary>What a line is, its end cut off.</summary>
    /// <param name="line">The line.</param>
    /// <param name="stamp">Its date and time; the default where it has none that can be read.</param>
    public static MicrosoftLineKind KindOf(ReadOnlySpan<byte> line, out MicrosoftStamp stamp)
    {
        stamp = default;
        if (line is [0, ..])
        {
            return MicrosoftLineKind.Zeros;
        }
        var mark = line.StartsWith(Mark) ? Mark.Length : 0;
        line = line[mark..];
        if (line.IsEmpty)
        {
            return MicrosoftLineKind.Blank;
        }
        if (line[0] is (byte)' ' or (byte)'\t')
        {
            return OfIndented(line.TrimStart(" \t"u8));
        }
        if (Numbers.IsDigit(line[0]) && MicrosoftStamp.TryRead(line, out stamp))
        {
            var context = line[stamp.Length..];
            stamp = stamp.Behind(mark);
            return context[context.IndexOf((byte)' ')..].StartsWith(" PACKET "u8) ? MicrosoftLineKind.Packet : MicrosoftLineKind.Event;
        }
        if (line.StartsWith(Creation) || line.StartsWith("Log file wrap at"u8) || line.StartsWith("Message logging key"u8))
        {
            return MicrosoftLineKind.Header;
        }
        return OfText(line[..Math.Min(line.Length, PacketWithin)]);
    }

    static MicrosoftLineKind OfText(ReadOnlySpan<byte> start)
    {
        if (start.IndexOf(" PACKET  "u8) >= 0)
        {
            return MicrosoftLineKind.Packet;
        }
        var word = start.IndexOf((byte)' ');
        return word > 0 && (start[word..].StartsWith(" response info at "u8) || start[word..].StartsWith(" question info at "u8))
            ? MicrosoftLineKind.Details
            : MicrosoftLineKind.Other;
    }

    static MicrosoftLineKind OfIndented(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text is [(byte)'\r'])
        {
            return MicrosoftLineKind.Blank;
        }
        // The key numbers its fields, and lists values of some of them.
        var isField = Numbers.IsDigit(text[0]);
        var words = isField ? text.TrimStart("0123456789"u8).TrimStart((byte)' ') : text;
        foreach (var start in isField ? Fields : Values)
        {
            if (words.StartsWith(start))
            {
                return MicrosoftLineKind.Header;
            }
        }
        return MicrosoftLineKind.Other;
    }
}
