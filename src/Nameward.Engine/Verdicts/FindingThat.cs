using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Verdicts;

/// <summary>There is a finding to which all of this applies. Each list means one of its members; an empty list asks for nothing.</summary>
public sealed record FindingThat : Condition
{
    /// <summary>It is at least as grave.</summary>
    public Level Level { get; init; }
    /// <summary>It answers one of these questions.</summary>
    public ImmutableArray<QuestionId> Questions { get; init; } = [];
    /// <summary>One of these detectors speaks for it, by id.</summary>
    public ImmutableArray<string> Detectors { get; init; } = [];
    /// <summary>One of these tools is proved, by id.</summary>
    public ImmutableArray<string> Tools { get; init; } = [];
    /// <summary>A signal of one of these families speaks for it.</summary>
    public ImmutableArray<Family> Families { get; init; } = [];
    /// <summary>It carries one of these techniques of ATT&amp;CK.</summary>
    public ImmutableArray<string> Techniques { get; init; } = [];
    /// <summary>The inventory gives an affected host one of these criticalities, in any case.</summary>
    public ImmutableArray<string> Criticalities { get; init; } = [];
    /// <summary>The inventory gives an affected host one of these roles, in any case.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];
    /// <summary>An affected host lies in one of these networks.</summary>
    public ImmutableArray<Network> Clients { get; init; } = [];
    /// <summary>One of its zones is one of these, or lies below.</summary>
    public ImmutableArray<HostileText> Zones { get; init; } = [];
    /// <summary>The wire of a known tool is proved.</summary>
    public bool Proved { get; init; }
    /// <summary>It is a misconfiguration that is tied to another finding, or to abuse that was seen.</summary>
    public bool Tied { get; init; }
    /// <summary>It is an entry of an indicator list that was met.</summary>
    public bool Listed { get; init; }

    /// <inheritdoc/>
    public override bool Holds(Facts facts) => facts.Findings.Any(Fits);

    /// <inheritdoc/>
    public override ImmutableArray<string> On(Facts facts) => [.. facts.Findings.Where(Fits).Select(finding => finding.Id)];

    /// <inheritdoc/>
    public override string? Fault => FindingKind.All.Any(kind => kind.CanFit(this)) ? null : "asks for a finding that no detector gives: no kind of finding has all of this together";

    /// <summary>Whether all of it applies to a finding.</summary>
    public bool Fits(FindingFact finding) => finding.Level >= Level && (!Proved || finding.IsProved) && (!Tied || finding.IsTied) && AppliesTo(finding);

    /// <summary>The same but for how grave it is, and whether it is proved or tied: what does not change of a finding.</summary>
    public bool AppliesTo(FindingFact finding) => (!Listed || finding.IsListed) && IsAsked(finding) && IsWhose(finding);

    /// <inheritdoc/>
    public override bool Implies(Condition other) => (other is FindingThat finding && Narrows(finding)) || base.Implies(other);

    bool IsAsked(FindingFact finding) => (Questions.IsEmpty || (finding.Question is { } question && Questions.Contains(question)))
        && (Tools.IsEmpty || (finding.Tool is { } tool && Tools.Contains(tool)))
        && Meets(Detectors, finding.Detectors) && Meets(Families, finding.Families) && Meets(Techniques, finding.Techniques);

    bool IsWhose(FindingFact finding) => MeetsWord(Criticalities, finding.Criticalities) && MeetsWord(Roles, finding.Roles)
        && (Clients.IsEmpty || finding.Clients.Any(client => Clients.Any(network => network.Contains(client))))
        && (Zones.IsEmpty || finding.Zones.Any(zone => Zones.Any(listed => zone == listed || zone.IsBelow(listed))));

    static bool Meets<T>(ImmutableArray<T> asked, ImmutableArray<T> there) => asked.IsEmpty || asked.Any(there.Contains);

    static bool MeetsWord(ImmutableArray<string> asked, ImmutableArray<HostileText> there) =>
        asked.IsEmpty || there.Any(word => asked.Any(one => word.As(text => text.Trim().Equals(one, StringComparison.OrdinalIgnoreCase))));

    bool Narrows(FindingThat other) => Level >= other.Level && (Proved || !other.Proved) && (Tied || !other.Tied) && (Listed || !other.Listed)
        && Within(Questions, other.Questions) && Within(Detectors, other.Detectors) && Within(Tools, other.Tools) && Within(Families, other.Families) && NarrowsWhose(other);

    bool NarrowsWhose(FindingThat other) => Within(Techniques, other.Techniques) && Within(Criticalities, other.Criticalities) && Within(Roles, other.Roles)
        && Within(Clients, other.Clients) && Within(Zones, other.Zones);

    static bool Within<T>(ImmutableArray<T> mine, ImmutableArray<T> others) => others.IsEmpty || (!mine.IsEmpty && mine.All(others.Contains));
}
