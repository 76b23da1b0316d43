using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Sites;

/// <summary>What the parts of a suppression mean that somebody wrote: on the command line, in a site file.</summary>
public static class SuppressionText
{
    const int MostReason = 500;

    /// <summary>The parts that a scope may have, by name.</summary>
    public static ImmutableArray<string> Parts { get; } = ["zone", "client", "server", "detector"];

    /// <summary>The zone: a suffix under which anybody registers would hide an adversary's zones too.</summary>
    public static Understood<byte[]> Zone(string text)
    {
        var zone = SiteText.Zone(text);
        return zone.Value is { } name && PublicSuffixes.Shipped.Lists(name)
            ? Understood.Not<byte[]>("is a public suffix: anybody may register a zone below it, and all of them would be hidden", "name the zone that is meant")
            : zone;
    }

    /// <summary>A detector.</summary>
    public static Understood<string> Detector(string text) => DetectorInfo.All.Any(detector => detector.Id == text)
        ? Understood.As(text)
        : Understood.Not<string>("is no detector", Nearest(text) is { } near ? $"write {near}" : "nameward detectors  lists them");

    /// <summary>Why it is suppressed.</summary>
    public static Understood<string> Reason(string text) => text.Trim() switch
    {
        "" => Understood.Not<string>("is no reason", "say why, so that somebody else can tell whether it still holds"),
        { Length: > MostReason } => Understood.Not<string>($"is longer than {MostReason} characters", "say it shorter, or name the ticket that says it"),
        var reason => Understood.As(reason),
    };

    /// <summary>Its end: the beginning of a day, or a moment, in UTC. One that is over is understood.</summary>
    /// <param name="text">The text.</param>
    /// <param name="now">The wall clock.</param>
    public static Understood<DateTime> Until(string text, DateTime now)
    {
        const DateTimeStyles Utc = DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal;
        if (!DateTime.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK"], CultureInfo.InvariantCulture, Utc, out var until))
        {
            return Understood.Not<DateTime>("is no day", "write the day on which it ends, as in 2027-01-31, or a moment (RFC 3339, UTC)");
        }
        return until <= now.AddDays(Suppression.MostDays) ? Understood.As(until)
            : Understood.Not<DateTime>($"is more than {Suppression.MostDays} days off", "write an earlier day; who still wants it then decides anew");
    }

    /// <summary>For how long it holds.</summary>
    public static Understood<TimeSpan> For(string text) => SiteText.Age(text) is { Wrong: null } span && span.Value > TimeSpan.FromDays(Suppression.MostDays)
        ? Understood.Not<TimeSpan>($"is longer than {Suppression.MostDays} days", $"write at most {Suppression.MostDays}d; who still wants it then decides anew")
        : SiteText.Age(text);

    static string? Nearest(string text) => DetectorInfo.All.Select(detector => detector.Id)
        .FirstOrDefault(id => id.StartsWith(text, StringComparison.Ordinal) || (text.Length > 3 && id.Contains(text, StringComparison.Ordinal)));
}
