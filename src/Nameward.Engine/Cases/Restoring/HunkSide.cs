using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Restoring;

/// <summary>What one of two texts has in a stretch by which they differ.</summary>
/// <param name="Text">The text.</param>
/// <param name="Pieces">Its pieces there.</param>
/// <param name="IsTaken">Which of them go back: settings that are taken back, and all of a block in which nothing else of concern stands.</param>
sealed record HunkSide(StatedText Text, ImmutableArray<TextPiece> Pieces, ImmutableArray<bool> IsTaken)
{
    /// <summary>Whether a setting goes back.</summary>
    public bool HasTaken => IsTaken.Contains(true);

    /// <summary>Whether a setting stands there that stays as it is.</summary>
    public bool HasKept => Pieces.Where((piece, i) => piece.Role == PieceRole.Setting && !IsTaken[i]).Any();

    /// <summary>The side of a text.</summary>
    public static HunkSide Of(StatedText text, int start, int length, IReadOnlySet<SettingName> settings)
    {
        var pieces = text.Pieces[start..(start + length)];
        var taken = pieces.Select(piece => piece.Says.Any(statement => settings.Contains(SettingName.Of(statement)))).ToArray();
        var hasEnds = text.Pieces.Any(piece => piece.Role == PieceRole.End);
        for (var i = 0; i < length; i++)
        {
            var end = pieces[i].Role != PieceRole.Head ? -1 : hasEnds ? EndOfBlock(pieces, i) : EndOfClause(text, start, length, i);
            if (end > i && IsWholly(pieces, taken, i, end))
            {
                taken.AsSpan(i, end - i).Fill(true);
                i = end - 1;
            }
        }
        return new(text, pieces, [.. taken]);
    }

    /// <summary>Whether all that a block states goes back, and it states something.</summary>
    static bool IsWholly(ImmutableArray<TextPiece> pieces, bool[] taken, int start, int end)
    {
        var says = Enumerable.Range(start, end - start).Where(i => !pieces[i].Says.IsEmpty).ToList();
        return says.Count > 0 && says.TrueForAll(i => taken[i]);
    }

    /// <summary>Behind the brace that closes the block; -1 where that lies elsewhere.</summary>
    static int EndOfBlock(ImmutableArray<TextPiece> pieces, int start)
    {
        var depth = 0;
        for (var i = start; i < pieces.Length; i++)
        {
            depth += pieces[i].Role switch { PieceRole.Head => 1, PieceRole.End => -1, _ => 0 };
            if (depth == 0)
            {
                return i + 1;
            }
        }
        return -1;
    }

    /// <summary>Where the next clause begins; -1 where this one goes on behind the stretch.</summary>
    static int EndOfClause(StatedText text, int start, int length, int at)
    {
        for (var i = at + 1; i < length; i++)
        {
            if (text.Pieces[start + i].Role == PieceRole.Head)
            {
                return i;
            }
        }
        return start + length == text.Pieces.Length || text.Pieces[start + length].Role == PieceRole.Head ? length : -1;
    }
}
