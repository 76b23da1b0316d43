using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Restoring;

/// <summary>
/// Takes single settings of a configuration file back to how an earlier one has them, and leaves everything else as it stands today. What comes out is read again: where it does not say exactly what it should, there is
/// no result.
/// </summary>
static class TakingBack
{
    /// <summary>The text with the settings taken back; null where the texts differ too much, or what comes out is not what it should be.</summary>
    /// <param name="good">How the settings stood.</param>
    /// <param name="today">How the file stands.</param>
    /// <param name="settings">The settings that are taken back.</param>
    public static StatedText? Of(StatedText good, StatedText today, IReadOnlySet<SettingName> settings)
    {
        var (old, now) = Numbered(good, today);
        if (SequenceDifference.Of(old, now) is not { } hunks)
        {
            return null;
        }
        var (to, at) = (new MemoryStream(), 0);
        for (var i = 0; i < hunks.Length; i++)
        {
            var hunk = Slid(hunks[i], at, i + 1 < hunks.Length ? hunks[i + 1].NewStart : now.Length, good, today, old, now);
            Write(to, today, today.Pieces[at..hunk.NewStart]);
            HunkTakenBack.WriteTo(to, HunkSide.Of(good, hunk.OldStart, hunk.OldLength, settings), HunkSide.Of(today, hunk.NewStart, hunk.NewLength, settings));
            at = hunk.NewStart + hunk.NewLength;
        }
        Write(to, today, today.Pieces[at..]);
        var result = today.Again(to.ToArray());
        return result.Faults <= today.Faults && Says(result, good, today, settings) ? result : null;
    }

    /// <summary>Whether each setting that is taken back stands as in the earlier file, and each other one as today.</summary>
    static bool Says(StatedText result, StatedText good, StatedText today, IReadOnlySet<SettingName> settings)
    {
        var (is_, was, stands) = (Values(result), Values(good), Values(today));
        return is_.Keys.Union(was.Keys).Union(stands.Keys).All(setting => Value(is_, setting) == Value(settings.Contains(setting) ? was : stands, setting));
    }

    static HostileText Value(Dictionary<SettingName, HostileText> values, SettingName setting) => values.GetValueOrDefault(setting);

    static Dictionary<SettingName, HostileText> Values(StatedText text) =>
        text.Pieces.SelectMany(piece => piece.Says).GroupBy(SettingName.Of).ToDictionary(setting => setting.Key, setting => SettingName.Joined(setting.Select(statement => statement.Value)));

    static void Write(MemoryStream to, StatedText text, IEnumerable<TextPiece> pieces)
    {
        foreach (var piece in pieces)
        {
            to.Write(text.Of(piece));
        }
    }

    /// <summary>Equal pieces have equal numbers: those of the same bytes that are the same setting, in blocks of the same name.</summary>
    static (int[] Old, int[] Now) Numbered(StatedText good, StatedText today)
    {
        var numbers = new Dictionary<(string Bytes, PieceRole Role, SettingName Setting, string Block), int>();
        int[] Of(StatedText text)
        {
            var blocks = PieceBlocks.Of(text);
            return [.. text.Pieces.Select((piece, i) =>
            {
                // All that one statement says is of one object: its bytes tell the rest.
                var content = (Encoding.Latin1.GetString(text.Of(piece)), piece.Role, piece.Says.IsEmpty ? default : SettingName.Of(piece.Says[0]), blocks[i]);
                return numbers.TryGetValue(content, out var number) ? number : numbers[content] = numbers.Count;
            })];
        }
        return (Of(good), Of(today));
    }

    /// <summary>What came or went as a whole may be told in several ways where its ends are alike: as beginning with the head of its block, where it can be.</summary>
    static DifferenceHunk Slid(DifferenceHunk hunk, int from, int to, StatedText good, StatedText today, int[] old, int[] now)
    {
        if (hunk.OldLength > 0 && hunk.NewLength > 0)
        {
            return hunk;
        }
        var (pieces, numbers, start, length) = hunk.NewLength > 0 ? (today.Pieces, now, hunk.NewStart, hunk.NewLength) : (good.Pieces, old, hunk.OldStart, hunk.OldLength);
        var (up, down) = (from - hunk.NewStart, to - hunk.NewStart - hunk.NewLength);
        for (var by = 0; by >= up; by--)
        {
            if (pieces[start + by].Role == PieceRole.Head)
            {
                return hunk with { OldStart = hunk.OldStart + by, NewStart = hunk.NewStart + by };
            }
            if (start + by == 0 || numbers[start + by - 1] != numbers[start + by + length - 1])
            {
                break;
            }
        }
        for (var by = 0; by < down && start + by + length < numbers.Length && numbers[start + by] == numbers[start + by + length];)
        {
            by++;
            if (pieces[start + by].Role == PieceRole.Head)
            {
                return hunk with { OldStart = hunk.OldStart + by, NewStart = hunk.NewStart + by };
            }
        }
        return hunk;
    }
}
