using System.Collections.Immutable;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;

namespace Nameward.Engine.Cases.Alerting;

/// <summary>Tries the rules of a plan on evidence: how often each fires on the case, and how often on all else. It belongs to one thread.</summary>
/// <param name="plan">The rules.</param>
/// <param name="isBenign">Whether nothing of the evidence is of the case: it is known to be good.</param>
sealed class AlertSink(AlertPlan plan, bool isBenign) : IObservationSink
{
    /// <summary>Names that are counted one by one, of all forms together.</summary>
    const int MostNames = 3_000_000;

    readonly HashSet<Address> _servers = [.. plan.Case.Findings.Where(finding => finding.Zones.IsEmpty).Select(finding => finding.Server).OfType<Address>()];
    readonly ImmutableArray<byte[]> _zones = [.. plan.Case.Findings.SelectMany(finding => finding.Zones.Concat(finding.Traits.Where(trait => trait.Kind == BlockKind.Zone).Select(trait => trait.Name))).DistinctBy(Convert.ToHexString)];
    readonly RadiusCount _all = new();

    /// <summary>For each rule, what it finds of the case.</summary>
    public RadiusCount[] OfCase { get; } = [.. plan.Rules.Select(_ => new RadiusCount())];

    /// <summary>For each rule, what else it finds.</summary>
    public RadiusCount[] OfOthers { get; } = [.. plan.Rules.Select(_ => new RadiusCount())];

    /// <summary>For each form of each finding, its names in the case.</summary>
    public FormCount[][] FormsOfCase { get; } = Counts(plan);

    /// <summary>For each form of each finding, its names elsewhere.</summary>
    public FormCount[][] FormsOfOthers { get; } = Counts(plan);

    /// <summary>How much there is that is not of the case.</summary>
    public BlastRadius Others => _all.Sum([]);

    static FormCount[][] Counts(AlertPlan plan) => [.. plan.Forms.Select(trial => trial.Forms.Select(_ => new FormCount(MostNames / plan.Forms.Sum(all => all.Forms.Length))).ToArray())];

    /// <inheritdoc/>
    public void Take(IObservationBatch batch)
    {
        foreach (ref readonly var message in batch.Messages)
        {
            if (!message.Server.IsOfTheLink)
            {
                var name = message.IsNameHidden ? [] : batch.Bytes(message.Name);
                var isOfCase = !isBenign && (_servers.Contains(message.Server.Address) || IsBelowAny(name, _zones));
                Try(message, name, batch.Bytes(message.Answers), isOfCase);
                if ((message.Sides & Sides.Query) != 0)
                {
                    Count(message, name, isOfCase);
                }
            }
        }
        foreach (ref readonly var flow in batch.Flows)
        {
            for (var i = 0; i < plan.Rules.Length; i++)
            {
                if (plan.Rules[i].Condition is SpeaksTo speaks && flow.Server.Address == speaks.Server)
                {
                    (isBenign ? OfOthers : OfCase)[i].Add(flow.At, flow.Time, flow.Client.Address, 0);
                }
            }
        }
    }

    void Try(in DnsMessage message, ReadOnlySpan<byte> name, ReadOnlySpan<byte> answers, bool isOfCase)
    {
        for (var i = 0; i < plan.Rules.Length; i++)
        {
            var condition = plan.Rules[i].Condition;
            if (AlertMatch.Is(condition, message, name, answers))
            {
                // Whoever asks for the adversary's zone or speaks to his server is of the case by that alone.
                ((isOfCase || (!isBenign && condition is QueryBelow or SpeaksTo) ? OfCase : OfOthers)[i]).Add(message.At, message.Time, message.Client.Address, message.NameHash);
            }
        }
    }

    void Count(in DnsMessage message, ReadOnlySpan<byte> name, bool isOfCase)
    {
        if (!isOfCase)
        {
            _all.Add(message.At, message.Time, message.Client.Address, message.NameHash);
        }
        for (var i = 0; i < plan.Forms.Length; i++)
        {
            var (finding, forms) = plan.Forms[i];
            if (isOfCase && !IsBelowAny(name, finding.Zones))
            {
                continue;
            }
            for (var k = 0; k < forms.Length; k++)
            {
                // Others are counted in the way of writing names in which most of them have the form, the case in that in which fewest do.
                if (isOfCase ? forms[k].Fits(message.Type, name) : forms[k].MayFit(message.Type, name))
                {
                    (isOfCase ? FormsOfCase : FormsOfOthers)[i][k].Add(message);
                }
            }
        }
    }

    static bool IsBelowAny(ReadOnlySpan<byte> name, ImmutableArray<byte[]> zones)
    {
        foreach (var zone in zones)
        {
            if (ProfileSubject.IsBelow(name, zone))
            {
                return true;
            }
        }
        return false;
    }
}
