using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Baselines;

/// <summary>A baseline after it has learned, and what it learned.</summary>
/// <param name="After">The baseline.</param>
/// <param name="Days">Each day of the evidence, ascending.</param>
sealed record Taught(Baseline After, ImmutableArray<TaughtDay> Days)
{
    /// <summary>Hours from the first message of a day to the last below which it is not learned: whole days would stand out beside it.</summary>
    public const int FewestHours = 8;

    const int SecondsOfHour = 3600;

    /// <summary>Teaches a baseline the days of some evidence.</summary>
    /// <param name="before">What is known already.</param>
    /// <param name="measuring">The days.</param>
    /// <param name="isLeftOut">Whether something is found of a client on a day: it is not learned then.</param>
    public static Taught Of(Baseline before, HostDayMeasuring measuring, Func<Address, ushort, bool> isLeftOut)
    {
        var (learned, told) = (new List<BaselineDay>(), ImmutableArray.CreateBuilder<TaughtDay>());
        foreach (var day in measuring.Days)
        {
            var hosts = measuring.Of(day);
            var clean = hosts.Where(host => !isLeftOut(host.Client, day)).ToList();
            var isShort = !hosts.IsEmpty && hosts.Max(host => host.Last) - hosts.Min(host => host.First) < FewestHours * SecondsOfHour;
            if (!isShort)
            {
                learned.Add(Learn(measuring, day, clean, hosts.Length - clean.Count));
            }
            told.Add(new(Baseline.DateOf(day), clean.Count(host => host.IsMeasured), hosts.Length - clean.Count, isShort, before.Days.Any(known => known.Day == day)));
        }
        return new(before.With(learned), told.DrainToImmutable());
    }

    /// <summary>The zones of clients that are left out are left out with them: a zone that only they asked must not pass for one that is known here.</summary>
    static BaselineDay Learn(HostDayMeasuring measuring, ushort day, List<HostDay> clean, int leftOut)
    {
        var (lone, shared) = measuring.ZonesOf(day);
        return BaselineDay.Of(day, clean, leftOut, lone, shared);
    }
}

/// <summary>What was learned of one day.</summary>
/// <param name="Date">The UTC day.</param>
/// <param name="Learned">Client-days that were learned.</param>
/// <param name="LeftOut">Client-days that were left out, because something is found of the client.</param>
/// <param name="IsTooShort">Whether the day was left out as a whole, because the evidence shows too little of it.</param>
/// <param name="TookPlace">Whether the day was known already.</param>
sealed record TaughtDay(DateOnly Date, int Learned, int LeftOut, bool IsTooShort, bool TookPlace);
