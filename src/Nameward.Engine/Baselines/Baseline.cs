using System.Collections.Immutable;

namespace Nameward.Engine.Baselines;

/// <summary>
/// What is normal at a site: what was learned of its newest <see cref="MostDays"/> UTC days, each by itself. A day that is learned again takes the place of what was learned of it
/// before, so the same days give the same baseline in whatever order they come and however they are shared out.
/// </summary>
public sealed class Baseline
{
    /// <summary>Days that count, back from the newest: four weeks, so that each day of the week is there four times.</summary>
    public const int MostDays = 28;

    readonly ImmutableSortedDictionary<ushort, BaselineDay> _days;

    Baseline(ImmutableSortedDictionary<ushort, BaselineDay> days) => _days = days;

    /// <summary>One that has learned nothing.</summary>
    public static Baseline Empty { get; } = new(ImmutableSortedDictionary<ushort, BaselineDay>.Empty);

    /// <summary>The days, ascending.</summary>
    internal IEnumerable<BaselineDay> Days => _days.Values;

    /// <summary>How many days were learned.</summary>
    public int Count => _days.Count;

    /// <summary>The same with days learned, which take the place of those of the same date; days too far back from the newest are forgotten.</summary>
    internal Baseline With(IEnumerable<BaselineDay> days)
    {
        var all = _days.SetItems(days.Select(day => KeyValuePair.Create(day.Day, day)));
        var oldest = all.IsEmpty ? 0 : all.Keys.Max() - MostDays;
        return new(all.RemoveRange(all.Keys.Where(day => day <= oldest)));
    }

    /// <summary>The date of a day.</summary>
    internal static DateOnly DateOf(ushort day) => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(day);
}
