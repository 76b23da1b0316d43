namespace Nameward.App.Verbs;

/// <summary>What a verb prints on standard output.</summary>
enum OutputFormat
{
    /// <summary>A page for people.</summary>
    Table,
    /// <summary>One JSON document.</summary>
    Json,
    /// <summary>A page for a browser.</summary>
    Html,
    /// <summary>Comma-separated values (RFC 4180).</summary>
    Csv,
    /// <summary>CommonMark, to be filled in.</summary>
    Markdown,
}
