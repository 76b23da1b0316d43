using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Restoring;

/// <summary>In which block each piece of a configuration file stands, so that the closing brace of one zone is not taken for that of another.</summary>
static class PieceBlocks
{
    /// <summary>For each piece the head of its innermost block, of a clause with the line behind it, which names it; empty outside of all.</summary>
    public static string[] Of(StatedText text) => text.Pieces.Any(piece => piece.Role == PieceRole.End) ? InBraces(text) : InClauses(text);

    static string[] InBraces(StatedText text)
    {
        var (blocks, open) = (new string[text.Pieces.Length], new Stack<string>());
        for (var i = 0; i < blocks.Length; i++)
        {
            var piece = text.Pieces[i];
            if (piece.Role == PieceRole.Head)
            {
                open.Push(Encoding.Latin1.GetString(text.Of(piece)));
            }
            blocks[i] = open.TryPeek(out var innermost) ? innermost : "";
            if (piece.Role == PieceRole.End)
            {
                open.TryPop(out _);
            }
        }
        return blocks;
    }

    static string[] InClauses(StatedText text)
    {
        var (blocks, clause) = (new string[text.Pieces.Length], "");
        for (var i = 0; i < blocks.Length; i++)
        {
            var piece = text.Pieces[i];
            if (piece.Role == PieceRole.Head)
            {
                var name = text.Pieces.Skip(i + 1).Take(MostBlank).FirstOrDefault(next => next.Role != PieceRole.Blank);
                clause = Encoding.Latin1.GetString(text.Of(piece)) + (name is null ? "" : Encoding.Latin1.GetString(text.Of(name)));
            }
            // Lines between two clauses are of neither.
            blocks[i] = piece.Role == PieceRole.Blank ? "" : clause;
        }
        return blocks;
    }

    /// <summary>Lines behind a head in which its name is looked for.</summary>
    const int MostBlank = 20;
}
