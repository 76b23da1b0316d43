using System.Collections.Immutable;

namespace Nameward.Engine.Reports;

/// <summary>The terminal that a summary is written for.</summary>
public sealed record TerminalOptions
{
    /// <summary>Columns from which the wide form is used, and beyond which nothing grows.</summary>
    public const int WideColumns = 120;

    /// <summary>Columns of the terminal; 80 where that is not known.</summary>
    public int Columns { get; init; } = 80;
    /// <summary>What it can show.</summary>
    public Charset Charset { get; init; } = Charset.Utf8;
    /// <summary>Brackets for names and addresses.</summary>
    public IDefang Defang { get; init; } = new LastDotDefang();
    /// <summary>Whether every row of a table is shown, instead of those that say something of their own.</summary>
    public bool ListsAll { get; init; }
    /// <summary>The folder or file that was written; null where none was.</summary>
    public string? WrittenTo { get; init; }
    /// <summary>The files in it.</summary>
    public ImmutableArray<string> Written { get; init; } = [];
}
