using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Nameward.Engine.Cases.Restoring;

namespace Nameward.Engine.Containment.Restoring;

/// <summary>
/// The difference of two texts as <c>patch -p0 --binary</c> takes it (POSIX, "patch", unified context). Lines are bytes up to a line feed, so that carriage returns stay. A line that holds a secret is never shown as context:
/// there are fewer lines of it then.
/// </summary>
static class UnifiedDiff
{
    const int MostContext = 3;

    const string NoLineEnd = "\n\\ No newline at end of file\n";

    static readonly byte[][] Secrets = [[.. "secret"u8], [.. "password"u8], [.. "private-key"u8]];

    /// <summary>The hunks with both header lines; null where the texts differ too much.</summary>
    /// <param name="name">The file's name: plain letters.</param>
    /// <param name="from">The text that it is applied to.</param>
    /// <param name="to">What comes out.</param>
    public static byte[]? Of(string name, byte[] from, byte[] to)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var (old, now) = (Lines(from), Lines(to));
        if (SequenceDifference.Of(Numbered(old, numbers), Numbered(now, numbers)) is not { } hunks)
        {
            return null;
        }
        var text = new MemoryStream();
        Say(text, $"--- {name}\n+++ {name}\n");
        for (var i = 0; i < hunks.Length;)
        {
            var end = i + 1;
            while (end < hunks.Length && hunks[end].OldStart - hunks[end - 1].OldStart - hunks[end - 1].OldLength <= 2 * MostContext && !HasSecret(old, hunks[end - 1].OldStart + hunks[end - 1].OldLength, hunks[end].OldStart))
            {
                end++;
            }
            Write(text, old, now, hunks[i..end], Context(old, hunks[i], hunks[end - 1], Half(hunks, i - 1), end == hunks.Length ? old.Count : Half(hunks, end - 1)));
            i = end;
        }
        return text.ToArray();
    }

    /// <summary>The middle between a hunk and the next one: context of neither goes beyond it.</summary>
    static int Half(ImmutableArray<DifferenceHunk> hunks, int i) => i < 0 ? 0 : (hunks[i].OldStart + hunks[i].OldLength + hunks[i + 1].OldStart) / 2;

    /// <summary>Lines of context on both sides: as many as there are without a secret among them and without meeting the next hunk; alike, or patch takes the hunk for one of the file's begin or end.</summary>
    static (int Before, int After) Context(List<ReadOnlyMemory<byte>> old, DifferenceHunk first, DifferenceHunk last, int from, int to)
    {
        var end = last.OldStart + last.OldLength;
        for (var lines = MostContext; lines > 0; lines--)
        {
            var (before, after) = (Math.Min(lines, first.OldStart), Math.Min(lines, old.Count - end));
            if (first.OldStart - before >= from && end + after <= to && !HasSecret(old, first.OldStart - before, first.OldStart) && !HasSecret(old, end, end + after))
            {
                return (before, after);
            }
        }
        return default;
    }

    static void Write(MemoryStream text, List<ReadOnlyMemory<byte>> old, List<ReadOnlyMemory<byte>> now, ImmutableArray<DifferenceHunk> hunks, (int Before, int After) context)
    {
        var (first, last) = (hunks[0], hunks[^1]);
        var (oldStart, nowStart) = (first.OldStart - context.Before, first.NewStart - context.Before);
        var (oldEnd, nowEnd) = (last.OldStart + last.OldLength + context.After, last.NewStart + last.NewLength + context.After);
        Say(text, $"@@ -{Range(oldStart, oldEnd)} +{Range(nowStart, nowEnd)} @@\n");
        var at = oldStart;
        foreach (var hunk in hunks)
        {
            Write(text, " ", old, at, hunk.OldStart);
            Write(text, "-", old, hunk.OldStart, hunk.OldStart + hunk.OldLength);
            Write(text, "+", now, hunk.NewStart, hunk.NewStart + hunk.NewLength);
            at = hunk.OldStart + hunk.OldLength;
        }
        Write(text, " ", old, at, oldEnd);
    }

    /// <summary>Counted from 1; of no line the one before.</summary>
    static string Range(int start, int end) => string.Create(CultureInfo.InvariantCulture, $"{(end > start ? start + 1 : start)},{end - start}");

    static void Write(MemoryStream text, string sign, List<ReadOnlyMemory<byte>> lines, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            Say(text, sign);
            var line = lines[i].Span;
            text.Write(line);
            if (line is not [.., (byte)'\n'])
            {
                Say(text, NoLineEnd);
            }
        }
    }

    static bool HasSecret(List<ReadOnlyMemory<byte>> lines, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            foreach (var secret in Secrets)
            {
                if (lines[i].Span.IndexOf(secret) >= 0)
                {
                    return true;
                }
            }
        }
        return false;
    }

    static List<ReadOnlyMemory<byte>> Lines(byte[] text)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        for (var at = 0; at < text.Length;)
        {
            var length = text.AsSpan(at).IndexOf((byte)'\n') is >= 0 and var end ? end + 1 : text.Length - at;
            lines.Add(text.AsMemory(at, length));
            at += length;
        }
        return lines;
    }

    static int[] Numbered(List<ReadOnlyMemory<byte>> lines, Dictionary<string, int> numbers) =>
        [.. lines.Select(line => Encoding.Latin1.GetString(line.Span)).Select(line => numbers.TryGetValue(line, out var number) ? number : numbers[line] = numbers.Count)];

    static void Say(MemoryStream text, string ours) => text.Write(Encoding.ASCII.GetBytes(ours));
}
