using System.Globalization;
using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Reports.Contain;

/// <summary>The words of containment that terminal, page and JSON have in common.</summary>
static class ContainWords
{
    public static string Of(PackStage stage) => stage switch { PackStage.Log => "log", PackStage.Apply => "block", PackStage.Verify => "verify", _ => "rollback" };

    /// <summary>Whom a block would have hit, in one sentence.</summary>
    public static string Of(BlastRadius? radius) => radius switch
    {
        null => "nobody looked whom it would hit",
        { Queries: 0 } => "would have hit nobody",
        _ => $"would have hit {Figures.Count(radius.Clients, "client")}, {Outside(radius)}; {Figures.Count(radius.Queries, "query", "queries")}{(radius.Names > 0 ? $" for {Figures.Count(radius.Names, "name")}" : "")}{(radius.Days > 1 ? $" on {Figures.Count(radius.Days, "day")}" : "")}{(radius.IsAtLeast ? ", at least" : "")}",
    };

    /// <summary>Whom it would have hit in what the store remembers, in one sentence; null where there is none.</summary>
    public static string? InTheStore(BlastRadius? radius) => radius is null ? null : $"in the store: {Of(radius)}{(radius.Queries > 0 && radius.First is { } first ? $", first {first.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "")}";

    public static string Headline(ContainDocument document)
    {
        var (blocked, refused) = (document.Blocked.Count(), document.Blocks.Count(block => !block.IsBlocked));
        return blocked + refused == 0 ? "Nothing to block" : $"{Figures.Headline(blocked, "thing")} to block{(refused == 0 ? "" : $", {Figures.Word(refused)} left alone")}";
    }

    static string Outside(BlastRadius radius) => radius.ClientsOutside == 0 ? "none outside the findings" : $"{Figures.Count(radius.ClientsOutside)} outside the findings";
}
