using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Verdicts;

/// <summary>A part of the evidence that is missing, so that "no" cannot rest on the rest of it: a source that is damaged or silent for a time which no other source shows, or clients that were not judged.</summary>
/// <param name="Why">What is missing.</param>
sealed record Hole(Sentence Why)
{
    /// <summary>What would close it.</summary>
    public const string Missing = "the part of the evidence that is damaged, silent or was not judged: a whole copy of the source, or another that shows the same time";

    /// <summary>One record in so many that cannot be read is noise of any log; more is a part of it that is missing.</summary>
    const int OneIn = 100;

    /// <summary>The first hole in the sources that carry what a question is about; null for none.</summary>
    /// <param name="scene">What was seen.</param>
    /// <param name="gaps">When sources were silent that should not have been.</param>
    /// <param name="carries">Whether a source shows what the question is about.</param>
    public static Hole? In(Scene scene, ImmutableArray<SourceGap> gaps, Func<SourceReport, bool> carries)
    {
        if (scene.Seen.LacksClients)
        {
            return new(Sentence.Of("not every client was judged: there were more than fit into memory"));
        }
        var carrying = scene.Sources.Index().Where(source => carries(source.Item)).ToList();
        if (carrying.Find(source => source.Item.Damage is not null || source.Item.Malformed * OneIn > source.Item.Records) is { Item: { } damaged })
        {
            return new(damaged.Damage is null ? Sentence.Of($"{Quantity.Of((int)Math.Min(int.MaxValue, damaged.Malformed), "record")} of {damaged.Path} cannot be read") : Sentence.Of($"{damaged.Path} is damaged in part"));
        }
        var silent = gaps.Where(gap => carrying.Exists(source => source.Index == gap.Source) && !carrying.Exists(source => Shows(source.Index, source.Item, gap, gaps))).ToList();
        return silent.Count == 0 ? null : new(Sentence.Of($"{scene.Sources[silent[0].Source].Path} is silent from {silent[0].From:yyyy-MM-dd HH:mm} to {silent[0].To:yyyy-MM-dd HH:mm}, and no other source shows that time"));
    }

    static bool Shows(int index, SourceReport source, SourceGap gap, ImmutableArray<SourceGap> gaps) =>
        index != gap.Source && source.From <= gap.From && source.To >= gap.To && !gaps.Any(other => other.Source == index && other.From < gap.To && other.To > gap.From);
}
