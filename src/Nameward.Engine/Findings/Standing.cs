using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>
/// What a match with an indicator is worth: how far the feed is trusted, how sure its publisher is, and how old the entry was when it was met. The age follows the
/// polynomial of MISP (Mokaddem et al.: "Taxonomy driven indicator scoring in MISP threat intelligence platforms", 2019): 1 - (age / lifetime)^2, counted from when the
/// entry was last seen or confirmed, so that a true sighting makes it new again.
/// </summary>
/// <param name="Indicator">The entry.</param>
/// <param name="Worth">0 to 1.</param>
/// <param name="Marks">Why it proves little by itself; empty where nothing speaks against it.</param>
/// <param name="Remarks">How old it was, and whether it was valid, in words.</param>
sealed record Standing(Indicator Indicator, double Worth, ImmutableArray<Sentence> Marks, ImmutableArray<string> Remarks)
{
    /// <summary>Worth from which a match stands alone.</summary>
    public const double AloneFrom = 0.5;

    /// <summary>Worth below which a match is for the record.</summary>
    public const double HintFrom = 0.2;

    /// <summary>Days after which an entry no longer counts where nobody says otherwise: names last longer than addresses, which are rented by the hour.</summary>
    public const int DaysOfName = 365, DaysOfAddress = 90;

    const double OfMedium = 0.7, OfLow = 0.35;

    /// <summary>Whether it stands alone: it may escalate without anything else.</summary>
    public bool StandsAlone => Marks.IsEmpty && Worth >= AloneFrom;

    /// <summary>What a match is worth.</summary>
    /// <param name="indicator">The entry.</param>
    /// <param name="hits">Where it was met; the best of them tells.</param>
    /// <param name="scene">What explains names.</param>
    public static Standing Of(Indicator indicator, ImmutableArray<IndicatorHit> hits, Scene scene)
    {
        var best = hits.Select(hit => AgeAt(indicator, hit)).DefaultIfEmpty(new(1, [])).MaxBy(age => age.Freshness)!;
        return new(indicator, TrustOf(indicator.Feed.Settings.Trust) * (indicator.Confidence ?? 100) / 100.0 * best.Freshness, IndicatorMarks.Of(indicator, scene), best.Remarks);
    }

    static double TrustOf(Trust trust) => trust switch { Trust.High => 1, Trust.Medium => OfMedium, _ => OfLow };

    static Age AgeAt(Indicator indicator, IndicatorHit hit)
    {
        if (EventTime.Known(hit.First) is not { } first || EventTime.Known(hit.Last) is not { } last)
        {
            return new(1, []);
        }
        if (indicator.Until is { } until && first >= until && !(indicator.Confirmed >= until))
        {
            return new(0, [$"no longer valid then: until {Day(until)}"]);
        }
        var lifetime = indicator.Feed.Settings.Expires ?? TimeSpan.FromDays(indicator.Kind == IndicatorKind.Name ? DaysOfName : DaysOfAddress);
        // An adversary's server stands before anybody writes of it; but not for longer than what is written of it holds.
        if (indicator.From is { } from && last < from - lifetime)
        {
            return new(0, [$"met long before it is said to be bad: from {Day(from)}"]);
        }
        return (indicator.LastSeen ?? indicator.Feed.Made) is { } seen ? Aged(seen, last, lifetime, indicator) : new(1, ["of unknown age"]);
    }

    static Age Aged(DateTime seen, DateTime met, TimeSpan lifetime, Indicator indicator)
    {
        var age = met > seen ? met - seen : TimeSpan.Zero;
        var part = age / lifetime;
        var what = indicator.Confirmed == seen ? "confirmed here" : indicator.LastSeen is null ? "the feed made" : "last seen";
        return new(part >= 1 ? 0 : 1 - part * part, [$"{what} {Day(seen)}, {(age < TimeSpan.FromDays(1) ? "not older than what it met" : $"{Quantity.Of((int)age.TotalDays, "day")} before it was met last")}"]);
    }

    static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    sealed record Age(double Freshness, ImmutableArray<string> Remarks);
}
