using Nameward.Engine.Cases.Trails;

namespace Nameward.Engine.Cases.Files;

/// <summary>A case as a store keeps it.</summary>
/// <param name="Head">Where its trail ends, and its number in the store.</param>
/// <param name="File">The case.</param>
/// <param name="Problem">What is wrong with its trail; null where the trail is whole.</param>
public sealed record KeptCase(TrailHead Head, CaseFile File, string? Problem)
{
    /// <summary>Its number in the store.</summary>
    public int Number => Head.Case ?? 0;

    /// <summary>The case of a trail of a store.</summary>
    /// <param name="book">The store.</param>
    /// <param name="head">Where the trail ends.</param>
    /// <exception cref="UserError">Its rows are gone or are not as this program writes them.</exception>
    public static KeptCase Of(ICaseBook book, TrailHead head)
    {
        var rows = book.Rows(head.Subject);
        var problem = TrailChain.Check(rows, head);
        return rows.IsEmpty ? throw new UserError($"case {head.Case}: {problem}", null, "nameward restore BACKUP  puts a backup in the place of the store") : new(head, CaseFile.Of(rows), problem);
    }

    /// <summary>The order of a list: open before closed, then by decision, gravest first, then by number.</summary>
    public static IComparer<KeptCase> GravestFirst { get; } = Comparer<KeptCase>.Create((one, other) => (one.File.IsClosed, Rank(one), one.Number).CompareTo((other.File.IsClosed, Rank(other), other.Number)));

    static int Rank(KeptCase kept) => kept.File.Newest.Decision switch { "escalate" => 0, "watch" => 1, _ => 2 };
}
