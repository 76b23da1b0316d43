namespace Nameward.Engine.Evidence.Formats;

/// <summary>What a <see cref="StatementCursor"/> stands behind.</summary>
enum StatementToken : byte
{
    /// <summary>The text is at its end.</summary>
    None,
    /// <summary>The text ends within a token, or where the next byte would decide what it is.</summary>
    Unfinished,
    /// <summary>A word without quotes.</summary>
    Word,
    /// <summary>A text in quotes, without them.</summary>
    Text,
    /// <summary>A comment.</summary>
    Comment,
    /// <summary>An opening brace.</summary>
    Open,
    /// <summary>A closing brace.</summary>
    Close,
    /// <summary>The semicolon at the end of a statement.</summary>
    End,
}
