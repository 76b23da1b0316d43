using Nameward.Engine.Baselines;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>Puts together what a baseline holds.</summary>
public static class BaselineDocumentBuilder
{
    /// <summary>Stands for no day of the evidence: nothing is left out.</summary>
    const ushort NoDay = 0;

    /// <summary>The document.</summary>
    public static BaselineDocument Build(Baseline baseline)
    {
        var normal = new NormalDays(baseline, NoDay);
        return new()
        {
            Days = [.. baseline.Days.Select(day => new BaselineDayRow(Baseline.DateOf(day.Day), day.ClientDays, day.LeftOut))],
            ClientDays = normal.ClientDays,
            Suffices = normal.AreEnough,
            Roles = [.. Enum.GetValues<HostRole>().Select(role => Role(role, baseline, normal)).Where(role => role.Clients + role.ClientDays > 0)],
            Quantiles = [.. MeasuredRoles(normal).SelectMany(role => HostMeasure.All.Select(measure => Quantiles(role, measure, normal)))],
            ShippedClientDays = ShippedFigures.ClientDays,
            Warnings = [.. Warnings(normal)],
        };
    }

    /// <summary>Where the site is far above what is shipped: it may be so here, or something that was learned is not normal.</summary>
    static IEnumerable<Sentence> Warnings(NormalDays normal) =>
        ShippedFigures.FarAbove(measure => normal.Of(null, measure)).Select(far => Sentence.Of(
            $"{far.Percent} % of client-days here {far.Measure.Does} up to {Quantity.Count(far.Site)} {far.Measure.Unit(far.Site)}, of recorded networks up to {Quantity.Count(far.Usual)}: more than {ShippedFigures.TimesToTell} times as many; see that nothing was learned that is not normal"));

    static BaselineRoleRow Role(HostRole role, Baseline baseline, NormalDays normal) => new(BaselineFile.Word(role),
        baseline.Days.SelectMany(day => day.Clients).Where(client => client.Role == role).Select(client => client.Client).Distinct().Count(),
        baseline.Days.Sum(day => day.Roles.TryGetValue(role, out var known) ? known[0].Total : 0), normal.RoleToCompare(role) is not null);

    static IEnumerable<HostRole?> MeasuredRoles(NormalDays normal) =>
        Enum.GetValues<HostRole>().Where(role => normal.RoleToCompare(role) is not null).Cast<HostRole?>().Prepend(null);

    static BaselineQuantiles Quantiles(HostRole? role, HostMeasure measure, NormalDays normal)
    {
        var histogram = normal.Of(role, measure);
        return new(role is { } of ? BaselineFile.Word(of) : null, measure.Id, measure.Title,
            histogram.Total == 0 ? null : [.. ShippedQuantiles.Percents.Select(percent => histogram.Quantile(percent)!.Value)], ShippedFigures.Of(measure)?.Figures);
    }
}
