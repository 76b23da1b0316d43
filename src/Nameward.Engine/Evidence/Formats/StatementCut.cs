namespace Nameward.Engine.Evidence.Formats;

/// <summary>What the next record of a configuration in statements is.</summary>
enum StatementPart : byte
{
    /// <summary>The text ends before the record does.</summary>
    Unfinished,
    /// <summary>The same, and it is a comment that the end of its line ends.</summary>
    UnfinishedComment,
    /// <summary>A comment between statements.</summary>
    Comment,
    /// <summary>A statement with its semicolon, and all braces in it.</summary>
    Statement,
    /// <summary>The head of a block of statements, with its opening brace.</summary>
    Block,
    /// <summary>The end of a block.</summary>
    EndOfBlock,
    /// <summary>Words that a closing brace ends: their semicolon is missing.</summary>
    Bare,
}

/// <summary>The next record of a configuration in statements.</summary>
/// <param name="Part">What it is.</param>
/// <param name="Length">Its bytes, semicolon or opening brace too.</param>
readonly record struct StatementCut(StatementPart Part, int Length)
{
    /// <summary>Cuts the record off that a text begins with, in front of which is no space and no semicolon.</summary>
    public static StatementCut Of(ReadOnlySpan<byte> text, StatementGrammar grammar)
    {
        var cursor = new StatementCursor(text);
        switch (cursor.NextOfAny())
        {
            case StatementToken.Comment:
                return new(StatementPart.Comment, cursor.At);
            case StatementToken.Close:
                return new(StatementPart.EndOfBlock, cursor.At);
            case StatementToken.Unfinished when cursor.IsInLineComment:
                return new(StatementPart.UnfinishedComment, 0);
            default:
                cursor = new(text);
                return OfStatement(text, ref cursor, grammar);
        }
    }

    static StatementCut OfStatement(ReadOnlySpan<byte> text, ref StatementCursor cursor, StatementGrammar grammar)
    {
        var depth = 0;
        while (true)
        {
            switch (cursor.Next())
            {
                case StatementToken.End when depth == 0:
                    return new(StatementPart.Statement, cursor.At);
                case StatementToken.Open when depth == 0 && grammar.OpensBlock(text[..cursor.At]):
                    return new(StatementPart.Block, cursor.At);
                case StatementToken.Open:
                    depth++;
                    break;
                case StatementToken.Close when depth == 0:
                    return new(StatementPart.Bare, cursor.Start);
                case StatementToken.Close:
                    depth--;
                    break;
                case StatementToken.None or StatementToken.Unfinished:
                    return default;
            }
        }
    }
}
