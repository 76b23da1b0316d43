using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>A trait that two have.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Trait">The trait as the later of both has it.</param>
/// <param name="Bits">Bits for one origin, as rare as it is; 0 where it is common.</param>
readonly record struct SharedTrait(TraitKind Kind, CaseTrait Trait, double Bits)
{
    /// <summary>When a kept case saw it last, UTC; null where none is compared, or it is not known.</summary>
    public DateTime? SeenThere { get; init; }

    /// <summary>In words: "same name-server address 203.0.113.66 (10 bits), seen there until 2026-10-03".</summary>
    public Sentence Words => Sentence.Of($"same {Kind.Words} {Trait.Value} ({Bits:0.#} bits){(SeenThere is { } last ? string.Create(CultureInfo.InvariantCulture, $", seen there until {last:yyyy-MM-dd}") : "")}");

    /// <summary>
    /// Of each group the strongest, strongest first: what follows from one another counts once. Whoever has the same zone has its answers and the day of its registration with it.
    /// </summary>
    public static ImmutableArray<SharedTrait> Counted(IEnumerable<SharedTrait> shared)
    {
        var strongest = shared.Where(one => one.Bits > 0).GroupBy(one => one.Kind.Group).Select(group => group.MaxBy(one => one.Bits)).ToList();
        var isSameZone = strongest.Exists(one => one.Kind.Id == TraitKind.Zone);
        return [.. strongest.Where(one => !isSameZone || one.Kind.Group is not (TraitGroup.Target or TraitGroup.Registration)).OrderByDescending(one => one.Bits).ThenBy(one => one.Kind.Id, StringComparer.Ordinal)];
    }
}
