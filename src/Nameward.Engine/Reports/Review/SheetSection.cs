using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.Review;

/// <summary>A section of a review, as every page of it shows it.</summary>
/// <param name="Id">Its id on a page.</param>
/// <param name="Row">What it is, in a word or two.</param>
/// <param name="Headline">What it says.</param>
/// <param name="Parts">Its parts, in order.</param>
sealed record SheetSection(string Id, string Row, Sentence Headline, ImmutableArray<SheetPart> Parts);

/// <summary>A part of a section: paragraphs, or a table.</summary>
/// <param name="Lines">Paragraphs, or the items of a list.</param>
/// <param name="Title">What stands over the list; null for paragraphs.</param>
/// <param name="Columns">The columns of a table; of numbers where the name begins with #. Empty for no table.</param>
/// <param name="Rows">The rows of the table.</param>
sealed record SheetPart(ImmutableArray<Sentence> Lines, string? Title, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<SheetCell>> Rows)
{
    /// <summary>Paragraphs.</summary>
    public static SheetPart Paragraphs(params ImmutableArray<Sentence> lines) => new(lines, null, [], []);

    /// <summary>A list.</summary>
    public static SheetPart List(string title, ImmutableArray<Sentence> items) => new(items, title, [], []);

    /// <summary>A table; its caption is its one line.</summary>
    public static SheetPart Table(string caption, ImmutableArray<string> columns, IEnumerable<ImmutableArray<SheetCell>> rows) => new([Sentence.Of(caption)], null, columns, [.. rows]);
}

/// <summary>A cell of a table.</summary>
/// <param name="Text">What stands in it.</param>
/// <param name="Kind">How it is shown.</param>
readonly record struct SheetCell(Sentence Text, SheetCellKind Kind = SheetCellKind.Plain)
{
    /// <summary>A time in full.</summary>
    public static SheetCell Time(DateTime? time) => new(Sentence.Of(ReviewWords.Time(time)), SheetCellKind.Whole);

    /// <summary>Words of ours.</summary>
    public static SheetCell Ours(string words) => new(Sentence.Of(words));

    /// <summary>What an adversary may have written; that it is not known where it is not.</summary>
    public static SheetCell Known(HostileText? text) => text is { } known ? new(Sentence.Of($"{known}")) : Ours("not known");

    /// <summary>A blank.</summary>
    public static SheetCell ToFillIn(string what) => new(Sentence.Of($"[to fill in: {what}]"), SheetCellKind.Blank);
}

/// <summary>How a cell is shown.</summary>
enum SheetCellKind
{
    /// <summary>As any text.</summary>
    Plain,
    /// <summary>On one line.</summary>
    Whole,
    /// <summary>As something that somebody has to fill in.</summary>
    Blank,
}
