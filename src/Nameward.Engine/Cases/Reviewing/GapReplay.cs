using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Reviewing;

/// <summary>Judges the evidence of a case again, as it is and otherwise, and says when each would have escalated.</summary>
/// <param name="evidence">The evidence.</param>
/// <param name="ofCase">The findings that the case is about, as its record has them.</param>
/// <param name="triage">Judges evidence by settings.</param>
public sealed class GapReplay(IEvidence evidence, ImmutableArray<TriageFinding> ofCase, Func<IEvidence, ReviewSettings, TriageDocument> triage)
{
    /// <summary>How many times evidence was judged.</summary>
    public int Count { get; private set; }

    /// <summary>Judges it once, and then as often as it takes to tell the moment.</summary>
    public GapRow Run(GapVariant variant)
    {
        bool IsThere(int source) => variant.Sources.IsEmpty || variant.Sources.Contains(source);
        var whole = variant.Sources.IsEmpty ? Triage(evidence, variant) : Triage(new CutEvidence(evidence, DateTime.MaxValue, IsThere), variant);
        return Row(variant, whole, EscalationMoment.Of(evidence, whole, part => Triage(part, variant), IsThere));
    }

    /// <summary>The same where all of it was judged already.</summary>
    public GapRow Run(GapVariant variant, TriageDocument whole) => Row(variant, whole, EscalationMoment.Of(evidence, whole, part => Triage(part, variant)));

    /// <summary>Whether a finding is about what one of the case is about.</summary>
    public static bool IsSame(TriageFinding finding, TriageFinding other) =>
        finding.Subject.Zones.Any(other.Subject.Zones.Contains) || (finding.Subject.Server is { } server && server == other.Subject.Server)
        || (finding.Subject is { Client: { } client, Zones.IsEmpty: true, Server: null } && other.Subject is { Zones.IsEmpty: true, Server: null } && client == other.Subject.Client);

    TriageDocument Triage(IEvidence part, GapVariant variant)
    {
        Count++;
        return triage(part, variant.Settings);
    }

    GapRow Row(GapVariant variant, TriageDocument whole, EscalationMoment? moment)
    {
        var (mine, others) = (whole.Findings.Where(IsOfCase).ToList(), whole.Findings.Where(finding => !IsOfCase(finding)).ToList());
        var fired = whole.Decision.Clauses.SelectMany(clause => clause.Findings).ToHashSet();
        return new(variant.Kind, variant.Id, variant.What, whole.Decision.Decision, moment, [.. whole.Decision.Clauses.Select(clause => clause.Id)],
            [.. mine.SelectMany(finding => finding.Signals).Where(signal => signal.Bits > 0).OrderByDescending(signal => signal.Bits).ThenBy(signal => signal.Id, StringComparer.Ordinal).Select(signal => signal.Id).Distinct()],
            EscalationMoment.Escalates(whole) ? others.Count(finding => fired.Contains(finding.Id)) : 0);
    }

    bool IsOfCase(TriageFinding finding) => ofCase.Any(one => IsSame(finding, one));
}
