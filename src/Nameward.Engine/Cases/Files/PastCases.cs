using System.Collections.Immutable;

namespace Nameward.Engine.Cases.Files;

/// <summary>The kept cases as others are held against them.</summary>
public static class PastCases
{
    /// <summary>All cases of a store, by number.</summary>
    /// <exception cref="UserError">One of them is not as this program writes it.</exception>
    public static ImmutableArray<PastCase> Of(ICaseBook book) => [.. book.Heads().Where(head => head.Case is not null).Select(head => Of(KeptCase.Of(book, head)))];

    /// <summary>One case: what any of its triages had.</summary>
    public static PastCase Of(KeptCase kept) => new(kept.Number, kept.File.Opened, CaseWords.Of(kept.File.State), kept.File.Closing?.As, kept.File.Newest.Line,
        [.. kept.File.Runs.Reverse().SelectMany(run => run.Traits).DistinctBy(trait => trait.Key).Take(CaseTraits.Most)]);
}
