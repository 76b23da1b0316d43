using System.Collections.Immutable;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Layouts;

/// <summary>The pieces of a configuration in statements and braces: each statement, each head of a block, each closing brace.</summary>
static class StatementPieces
{
    /// <summary>Cuts a text.</summary>
    public static ImmutableArray<TextPiece> Of(byte[] text, StatementGrammar grammar, StatementRows rows)
    {
        var pieces = new PieceList(text);
        for (var at = 0; at < text.Length;)
        {
            at = text.Length - text.AsSpan(at).TrimStart(StatementCursor.Spaces).Length;
            var cut = at == text.Length ? default : text[at] == ';' ? new(StatementPart.Comment, 1) : StatementCut.Of(text.AsSpan(at), grammar);
            if (cut.Length <= 0)
            {
                break;
            }
            var end = at + cut.Length;
            switch (cut.Part)
            {
                case StatementPart.Block:
                    grammar.Open(text.AsSpan(at, cut.Length), at, NoRows.Instance);
                    pieces.Add(at, end, PieceRole.Head, rows.At(at));
                    break;
                case StatementPart.EndOfBlock:
                    grammar.Close();
                    end = EndOfBrace(text, end);
                    pieces.Add(at, end, PieceRole.End, []);
                    break;
                case StatementPart.Comment:
                    pieces.Add(at, end, PieceRole.Blank, []);
                    break;
                default:
                    pieces.Add(at, end, PieceRole.Setting, rows.At(at));
                    break;
            }
            at = end;
        }
        return pieces.Finish();
    }

    /// <summary>A closing brace has its semicolon with it.</summary>
    static int EndOfBrace(byte[] text, int end)
    {
        var next = text.Length - text.AsSpan(end).TrimStart(StatementCursor.Spaces).Length;
        return next < text.Length && text[next] == ';' ? next + 1 : end;
    }
}
