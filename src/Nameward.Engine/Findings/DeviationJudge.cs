using System.Collections.Immutable;
using Nameward.Engine.Baselines;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>
/// Weighs what clients do in a day against what is normal at their site: each day by itself, the gravest counts. Without a baseline of enough days nobody is weighed. It is never graver than
/// to be watched: that something is unusual says nothing of what it is.
/// </summary>
sealed class DeviationJudge(Scene scene)
{
    const int MostZonesRead = 8;

    /// <summary>The clients of at least <paramref name="from"/> bits, gravest first.</summary>
    /// <param name="from">Where to begin.</param>
    /// <param name="only">Where given, this client alone.</param>
    public ImmutableArray<Weighing> Judge(Bits from, Address? only = null)
    {
        // Without a baseline nobody is judged, and days are measured for words alone, where these are wanted.
        var days = scene.Normal is null ? [] : scene.JudgedDays.Where(day => day.IsJudged).ToList();
        var among = days.Sum(day => day.Hosts.Length);
        var prior = scene.ServerPrior(among);
        var weighings = days.SelectMany(day => day.Hosts.Where(host => only is null || host.Client == only).Select(host => Weigh(Subject(host, day, among), prior))).Where(weighing => weighing.Sum >= from);
        return [.. weighings.GroupBy(weighing => Of(weighing).Client).Select(client => client.MaxBy(weighing => weighing.Sum)!).OrderByDescending(weighing => weighing.Sum).ThenBy(weighing => Of(weighing).Client).Select(WithZones)];
    }

    static DeviatingHost Of(Weighing weighing) => (DeviatingHost)weighing.Subject;

    static DeviatingHost Subject(HostDay host, JudgedDay day, int among)
    {
        var normal = day.Normal!;
        var role = normal.RoleOf(host);
        var compared = normal.RoleToCompare(role);
        var deviations = HostMeasure.OfDay.Select(measure => Beside(measure, host.Values[measure.Place]));
        return new(host, role, [.. normal.NewZones(day.Lone[host.Client]) is { } zones ? deviations.Append(Beside(HostMeasure.NewZones, zones)) : deviations], among, []);

        Deviation Beside(HostMeasure measure, int value)
        {
            var own = normal.HistoryOf(host.Client, measure);
            return new(measure, value, normal.Of(compared, measure), compared, own.Count == 0 ? null : own.Max());
        }
    }

    Weighing Weigh(DeviatingHost subject, Bits prior) => Weighing.Of(subject, prior, DetectorList.OfDeviatingHosts, scene).AtMost(Level.Medium);

    Weighing WithZones(Weighing weighing) => weighing with { Subject = Of(weighing) with { Busiest = scene.Measuring.BusiestZones(Of(weighing).Client, Of(weighing).Host.Day, MostZonesRead) } };
}
