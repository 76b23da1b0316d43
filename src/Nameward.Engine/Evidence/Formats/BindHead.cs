using Nameward.Engine.Evidence.Envelopes;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// A line of a BIND log taken apart: <c>[time ][category: ][severity: ]message</c>. Each part is printed or
/// not as the channel's <c>print-time</c>, <c>print-category</c> and <c>print-severity</c> say (<c>isc_log_doit</c> in BIND's lib/isc/log.c, 9.9 to 9.20).
/// </summary>
readonly ref struct BindHead
{
    /// <summary>Longest words before a colon that are looked at.</summary>
    const int LongestWord = 32;

    /// <summary>What stands before the message.</summary>
    public BindMarks Marks { get; private init; }

    /// <summary>The category; empty where it is not printed.</summary>
    public ReadOnlySpan<byte> Category { get; private init; }

    /// <summary>The severity; empty where it is not printed.</summary>
    public ReadOnlySpan<byte> Severity { get; private init; }

    /// <summary>The message.</summary>
    public ReadOnlySpan<byte> Message { get; private init; }

    /// <summary>Whether the line is BIND's by what stands before the message or by how the message begins.</summary>
    public bool IsOfBind => Marks != BindMarks.None || BindWords.IsBeginning(Message);

    /// <summary>Whether no other program writes such a line: what stands before the message is BIND's alone.</summary>
    public bool IsSignature => (Marks & BindMarks.Named) != 0 || (Marks & (BindMarks.Category | BindMarks.Severity)) == (BindMarks.Category | BindMarks.Severity);

    /// <summary>Takes a line apart that is out of its envelopes.</summary>
    public static BindHead Of(in LogLine line)
    {
        var text = line.Message;
        var marks = (line.HasHeader ? BindMarks.Named : BindMarks.None) | (line.Stamp.IsNone ? BindMarks.None : BindMarks.OwnTime);
        ReadOnlySpan<byte> category = [];
        if (TakeWords(ref text, out var words, BindMarks.Category))
        {
            category = words;
            marks |= BindMarks.Category;
        }
        ReadOnlySpan<byte> severity = [];
        if (TakeWords(ref text, out words, BindMarks.Severity))
        {
            severity = words;
            marks |= BindMarks.Severity;
        }
        return new() { Marks = marks, Category = category, Severity = severity, Message = text };
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
