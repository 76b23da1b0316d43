using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Nameward.Engine.Findings;

/// <summary>
/// The smallest set of signals that brings a subject to another side of a line: those without which it would be under it, or those that would take it over it if each
/// gave the most that its detector can give. Facts that decide alone are taken away where they hold it up, and never wished for.
/// </summary>
sealed class LineSearch(Bits prior, ImmutableArray<Signal> signals)
{
    /// <summary>Most signals that are looked at together to come over a line: more together are no near miss.</summary>
    public const int MostTogether = 3;

    const int MostLookedAt = 24;

    static readonly ImmutableDictionary<(string Detector, string Signal), Trigger> Triggers =
        DetectorList.All.SelectMany(info => info.Triggers.Select(trigger => (Key: (info.Id, trigger.Signal), trigger))).GroupBy(pair => pair.Key).ToImmutableDictionary(pair => pair.Key, pair => pair.First().trigger);

    /// <summary>The signals without which the level would be less than <paramref name="line"/>, strongest first; empty where it is, or where the start alone reaches it.</summary>
    public ImmutableArray<Signal> Without(Level line)
    {
        if (LevelWithout([]) < line)
        {
            return [];
        }
        var facts = signals.Where(signal => signal.Settles || signal.Family == Family.Proof).ToImmutableArray();
        var ways = new[] { Shortest(line, facts, signal => signal.AsBrowsing), Shortest(line, facts, signal => signal.AsLookUps) };
        return ways.Where(way => !way.IsDefault).OrderBy(way => way.Length).FirstOrDefault([]);
    }

    /// <summary>
    /// The fewest signals that would reach <paramref name="line"/> if each gave the most that it can, at most <see cref="MostTogether"/>; empty where no so few would,
    /// or where it is reached.
    /// </summary>
    public ImmutableArray<Signal> Over(Level line)
    {
        var promising = signals.Where(CanGiveMore).OrderByDescending(signal => Bits.Of(MostOf(signal).Browsing + MostOf(signal).LookUps)).ThenBy(signal => signal.Id, StringComparer.Ordinal).Take(MostLookedAt).ToImmutableArray();
        if (LevelWithout([]) >= line)
        {
            return [];
        }
        for (var size = 1; size <= MostTogether; size++)
        {
            if (TryChoose(promising, size, line, out var chosen))
            {
                return chosen.Value;
            }
        }
        return [];
    }

    Level LevelWithout(ImmutableArray<Signal> left) => LevelOf([.. signals.Where(signal => !left.Contains(signal))]);

    Level LevelOf(List<Signal> kept) => Weighing.LevelOf(Weighing.SumOf(prior, kept), kept);

    ImmutableArray<Signal> Shortest(Level line, ImmutableArray<Signal> facts, Func<Signal, Bits> bits)
    {
        var left = facts;
        foreach (var signal in signals.Where(signal => !facts.Contains(signal) && bits(signal) > Bits.Zero).OrderByDescending(bits).ThenBy(signal => signal.Id, StringComparer.Ordinal))
        {
            if (LevelWithout(left) < line)
            {
                break;
            }
            left = left.Add(signal);
        }
        return LevelWithout(left) < line ? left : default;
    }

    bool TryChoose(ImmutableArray<Signal> from, int size, Level line, [NotNullWhen(true)] out ImmutableArray<Signal>? chosen)
    {
        var places = Enumerable.Range(0, size).ToArray();
        while (size <= from.Length)
        {
            var picked = places.Select(place => from[place]).ToImmutableArray();
            if (LevelOf([.. signals.Select(signal => picked.Contains(signal) ? AtMost(signal) : signal)]) >= line)
            {
                chosen = picked;
                return true;
            }
            var last = size - 1;
            while (last >= 0 && places[last] == from.Length - size + last)
            {
                last--;
            }
            if (last < 0)
            {
                break;
            }
            places[last]++;
            for (var next = last + 1; next < size; next++)
            {
                places[next] = places[next - 1] + 1;
            }
        }
        chosen = null;
        return false;
    }

    static bool CanGiveMore(Signal signal) => signal.Family is not (Family.Proof or Family.Intelligence) && TriggerOf(signal) is { Settles: false }
        && AtMost(signal) is var most && (most.AsBrowsing > signal.AsBrowsing || most.AsLookUps > signal.AsLookUps);

    static Signal AtMost(Signal signal)
    {
        var (browsing, lookUps) = MostOf(signal);
        return signal with { AsBrowsing = Larger(signal.AsBrowsing, Bits.Of(browsing)), AsLookUps = Larger(signal.AsLookUps, Bits.Of(lookUps)) };
    }

    /// <summary>The most that a signal can give under each explanation; where only the evidence bounds it, as much as makes a finding critical.</summary>
    static (double Browsing, double LookUps) MostOf(Signal signal) =>
        TriggerOf(signal) is { } trigger ? (trigger.AsBrowsing.Most ?? Unbounded, trigger.AsLookUps.Most ?? Unbounded) : (signal.AsBrowsing.Value, signal.AsLookUps.Value);

    static double Unbounded => Weighing.CriticalFrom.Value;

    static Bits Larger(Bits a, Bits b) => a > b ? a : b;

    static Trigger? TriggerOf(Signal signal) => Triggers.GetValueOrDefault((signal.Detector, signal.Id));
}
