using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>What would bring a weighing over or under a line, in words.</summary>
static class LineText
{
    /// <summary>The smallest changes, the line that is held first; then what holds the level whatever the bits.</summary>
    /// <param name="search">Looks for the signals.</param>
    /// <param name="sum">Start and signals together.</param>
    /// <param name="level">How grave it is.</param>
    /// <param name="byBits">How grave it would be by its bits alone.</param>
    /// <param name="most">The gravest that a subject of its kind can be; where a record does not tell it, any.</param>
    public static ImmutableArray<Sentence> WouldChange(LineSearch search, Bits sum, Level level, Level byBits, Level most)
    {
        var changes = ImmutableArray.CreateBuilder<Sentence>();
        if (level < byBits)
        {
            changes.Add(Sentence.Of($"its bits alone would make it {Words.Of(byBits)}; a subject of this kind is at most {Words.Of(level)} without a fact that settles it"));
        }
        foreach (var (line, words) in new[] { (Level.High, "escalate"), (Level.Medium, "be watched") })
        {
            if (level >= line && Held(search.Without(line)) is { } held)
            {
                changes.Add(Sentence.Of($"it would not {words} without {held}"));
            }
            else if (level < line && byBits < line)
            {
                changes.Add(line > most ? Sentence.Of($"a subject of this kind can not {words}, whatever it weighs") : Reached(search.Over(line), words));
            }
        }
        if (level == Level.Medium && byBits == Level.Medium && sum >= Weighing.EscalatesFrom)
        {
            changes.Add(Sentence.Of($"it has the bits to escalate, but not {Weighing.FewestFamilies} families of {Weighing.FamilyCounts.Value} bits"));
        }
        return changes.DrainToImmutable();
    }

    static string? Held(ImmutableArray<Signal> signals) => signals.IsEmpty ? null : Ids(signals);

    static Sentence Reached(ImmutableArray<Signal> signals, string words) => signals.IsEmpty
        ? Sentence.Of($"no {LineSearch.MostTogether} signals together could make it {words}")
        : Sentence.Of($"it would {words} with {Ids(signals)} at {(signals.Length == 1 ? "its" : "their")} most");

    static string Ids(ImmutableArray<Signal> signals)
    {
        const int MostNamed = 6;
        var named = signals.Take(MostNamed).Select(signal => signal.Id).ToList();
        var rest = signals.Length - named.Count;
        return rest > 0 ? $"{string.Join(", ", named)} and {rest} more" : named.Count == 1 ? named[0] : $"{string.Join(", ", named.SkipLast(1))} and {named[^1]}";
    }
}
