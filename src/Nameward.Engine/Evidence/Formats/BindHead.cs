namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// A line of a BIND log taken apart: <c>[time ][category: ][severity: ]message</c>, with or without syslog headers before it. Each part is printed or
/// not as the channel's <c>print-time</c>, <c>print-category</c> and <c>print-severity</c> say (<c>isc_log_doit</c> in BIND's lib/isc/log.c, 9.9 to 9.20).
/// </summary>
readonly ref struct BindHead
{
    /// <summary>Longest words before a colon that are looked at.</summary>
    const int LongestWord = 32;

    /// <summary>The time of the line: that of <c>named</c> where it wrote one, else that of the innermost syslog header.</summary>
    public BindStamp Stamp { get; private init; }

    /// <summary>What stands before the message.</summary>
    public BindMarks Marks { get; private init; }

    /// <summary>The category; empty where it is not printed.</summary>
    public ReadOnlySpan<byte> Category { get; private init; }

    /// <summary>The message.</summary>
    public ReadOnlySpan<byte> Message { get; private init; }

    /// <summary>Whether another program than <c>named</c> wrote the line.</summary>
    public bool IsOfAnotherProgram => (Marks & BindMarks.OtherProgram) != 0;

    /// <summary>Whether the line is BIND's by what stands before the message or by how the message begins.</summary>
    public bool IsOfBind => Marks != BindMarks.None || BindWords.IsBeginning(Message);

    /// <summary>Whether no other program writes such a line: what stands before the message is BIND's alone.</summary>
    public bool IsSignature => (Marks & BindMarks.Named) != 0 || (Marks & (BindMarks.Category | BindMarks.Severity)) == (BindMarks.Category | BindMarks.Severity);

    /// <summary>Takes a line apart.</summary>
    public static BindHead Of(ReadOnlySpan<byte> line)
    {
        var text = BindSyslog.Peel(line, out var stamp, out var marks);
        if (BindStamp.TryTake(ref text, out var own))
        {
            stamp = own;
            marks |= BindMarks.OwnTime;
        }
        ReadOnlySpan<byte> category = [];
        if (TakeWords(ref text, out var words, BindMarks.Category))
        {
            category = words;
            marks |= BindMarks.Category;
        }
        if (TakeWords(ref text, out _, BindMarks.Severity))
        {
            marks |= BindMarks.Severity;
        }
        return new() { Stamp = stamp, Marks = marks, Category = category, Message = text };
    }

    /// <summary>Takes the words before a colon off where they are of the wanted kind.</summary>
    static bool TakeWords(scoped ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> words, BindMarks wanted)
    {
        var colon = text[..Math.Min(text.Length, LongestWord)].IndexOf(": "u8);
        words = colon < 0 ? [] : text[..colon];
        var isTaken = colon > 0 && (wanted == BindMarks.Category ? BindWords.IsCategory(words) : BindWords.IsSeverity(words));
        text = isTaken ? text[(colon + 2)..] : text;
        return isTaken;
    }
}
