using System.Collections.Immutable;
using Nameward.Engine.Baselines;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A client whose day is unlike the days that are normal at its site. For each measure the part of normal client-days of its role with at least as much, itself counted among them, is a
/// conformal p-value: right whatever the distribution, if days are alike. 0.5 / sqrt(p) turns it into evidence of which the mean is at most 1 of what is normal (Vovk and Wang). Measures of one
/// family rise and fall together, and their mean counts once, which holds however they depend on each other; families are taken to be independent, and multiply. What n client-days
/// can show is bounded by themselves: a single family gives no more than log2(0.5 sqrt(n + 1)) bits, so that several must speak.
/// </summary>
sealed class DeviatesFromNormal : IDetector<DeviatingHost>
{
    const double LeastBits = -1, MostBits = 12;

    static readonly ImmutableArray<(HostMeasure Measure, Family Family)> Families =
    [
        (HostMeasure.Names, Family.Information), (HostMeasure.Zones, Family.Information),
        (HostMeasure.LoneNames, Family.Population), (HostMeasure.NamesInOneZone, Family.Population),
        (HostMeasure.MissingNames, Family.Answers), (HostMeasure.DataNames, Family.Type), (HostMeasure.Servers, Family.Servers), (HostMeasure.Hours, Family.Timing),
        (HostMeasure.NewZones, Family.Change),
    ];

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "deviates-from-normal",
        Title = "a client whose day is unlike what is normal here",
        Techniques = [],
        Triggers = [.. Families.Select(TriggerOf)],
        Harmless = "a new machine, role or program; a day of updates, a migration, a test of security; a host that came back after weeks; a holiday on which only servers work",
        Blind = "whatever is hidden in ordinary amounts; what went on already when the baseline was learned; a site of few client-days, of which several families must speak at once; "
            + $"without a baseline of {NormalDays.FewestDays} other days and {NormalDays.FewestClientDays} client-days nobody is judged. Where too little is known of a role, all clients stand for it",
        Verify =
        [
            "Read the figures: which of them is far from what the client itself does on other days?",
            "Look at its names of that day: nameward why-not with the client's address shows every channel, beacon and list of missing zones that it was weighed for.",
            "Ask whether others of its kind did the same that day: an update or a new program comes to many.",
            "Find the process: Sysmon event 22 or the EDR's DNS event on the client at the busiest time of the timeline.",
            "Innocent if its user or owner names the program or the change that explains it, and the figures fit that.",
        ],
        Respond = new(
            "Secure the evidence of the finding and the logs of the resolvers of that day, before they are rotated; of the client, what shows which program asked.",
            "Nothing by itself: unusual is not hostile. Where another finding names a zone or a server, contain that.",
            "Ask the client's user and owner what changed that day, and whether other clients of its kind changed alike; look at the same figures of the days after."),
        Sources =
        [
            "Vovk, Wang: E-values: calibration, combination and applications, Annals of Statistics 2021", "Vovk, Gammerman, Shafer: Algorithmic learning in a random world, 2005 (conformal p-values)",
            "ATT&CK T1583.002, and the analyst's third question: whether queries deviate from normal traffic",
        ],
    };

    /// <inheritdoc/>
    public void Judge(DeviatingHost subject, Scene scene, ICollection<Signal> signals)
    {
        foreach (var family in subject.Deviations.GroupBy(deviation => Families[deviation.Measure.Place].Family))
        {
            var bits = Math.Clamp(Math.Log2(family.Average(deviation => deviation.E)), LeastBits, MostBits);
            var most = family.MaxBy(deviation => deviation.E)!;
            foreach (var deviation in family)
            {
                signals.Add(SignalOf(deviation, family.Key, ReferenceEquals(deviation, most) ? bits : 0, subject));
            }
        }
    }

    static Trigger TriggerOf((HostMeasure Measure, Family Family) known) => new(known.Measure.Id, known.Family,
        $"{char.ToUpperInvariant(known.Measure.Many[0])}{known.Measure.Many[1..]}, by client and UTC day. p is the part of the client-days of its role with at least as much; log2 of the mean of 0.5 / sqrt(p) over the family, told at its strongest measure."
        + (known.Measure == HostMeasure.NewZones ? $" Only where {NormalDays.FewestDaysBefore} earlier days are known, and only zones that nobody else asked that day." : ""), new(LeastBits, MostBits));

    Signal SignalOf(Deviation deviation, Family family, double bits, DeviatingHost subject) =>
        Signal.Alike(Info, deviation.Measure.Id, family, deviation.Value, deviation.UsualMost, bits, () => Sentence.Of(deviation.InWords),
            bits > 0 ? Sentence.Of($"{subject.Client}: unusual for a {RoleWords.One(subject.Role)} of this site: {deviation.Did} in a day") : null);
}
