using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// When a client asked one server and when others, as a sequence of short spells of time, and how unlikely such an order is if each spell had chosen its
/// server regardless of the time. All arrangements of a sequence are then equally likely (exchangeability), so the chance is counted and nothing is fitted.
/// </summary>
sealed class Arrangements
{
    /// <summary>Steps of time that make one spell: what is asked within them belongs together, as the names of one page do.</summary>
    const int StepsOfSpell = 2;

    readonly int _shift;
    readonly (uint At, bool IsIts)[] _spells;

    Arrangements(IEnumerable<(uint, bool)> spells, int shift) => (_spells, _shift) = ([.. spells.Order()], shift);

    /// <summary>The sequence of one client.</summary>
    /// <param name="its">When it asked the server in question.</param>
    /// <param name="others">When it asked its other servers.</param>
    public static Arrangements Of(OccupiedSet its, IEnumerable<OccupiedSet> others)
    {
        var rest = others.ToList();
        var shift = rest.Append(its).Max(set => set.Shift) + StepsOfSpell;
        return new(Spells(its, shift).Select(at => (at, true)).Concat(rest.SelectMany(set => Spells(set, shift)).Distinct().Select(at => (at, false))), shift);
    }

    /// <summary>Spells in all.</summary>
    public int Count => _spells.Length;

    /// <summary>Spells of the server in question.</summary>
    public int Its => _spells.Count(spell => spell.IsIts);

    /// <summary>Spells before the first of the server in question.</summary>
    public int Before => _spells.TakeWhile(spell => !spell.IsIts).Count();

    /// <summary>Spells of other servers between the first and the last of the one in question.</summary>
    public int Between => Count - Before - After - Its;

    /// <summary>Spells behind the last of the server in question.</summary>
    public int After => Enumerable.Reverse(_spells).TakeWhile(spell => !spell.IsIts).Count();

    /// <summary>Bits against chance that the server's spells lie together as closely as they do, wherever that is.</summary>
    public double BitsOfLyingTogether
    {
        get
        {
            var window = Its + Between;
            return Math.Max(0, Combinations.Log2(Count, Its) - Combinations.Log2(window, Its) - Math.Log2(Count - window + 1));
        }
    }

    /// <summary>Spells before a second of Unix time.</summary>
    public int CountBefore(uint second) => _spells.Count(spell => spell.At < second >> _shift);

    /// <summary>Bits against chance that none of the first <paramref name="silent"/> spells is the server's.</summary>
    public double BitsOfSilence(int silent) => Math.Max(0, Combinations.Log2(Count, Its) - Combinations.Log2(Count - silent, Its));

    static IEnumerable<uint> Spells(OccupiedSet set, int shift) => set.Steps.ToArray().Select(step => step >> (shift - set.Shift)).Distinct();
}
