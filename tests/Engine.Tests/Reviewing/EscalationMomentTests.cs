using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Reviewing;
using Nameward.Engine.Evidence;
using Nameward.Engine.Findings;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;
using Xunit;

namespace Nameward.Engine.Tests.Reviewing;

/// <summary>When evidence first sufficed: cut there it escalates, cut before it does not; and what is cut is not seen.</summary>
[Trait("tier", "ci")]
public class EscalationMomentTests
{
    static readonly ReviewSettings Settings = new(SiteFacts.None, Policy.Shipped, Indicators.None);

    [Fact]
    public void CutAtTheMomentItEscalatesAndBeforeItDoesNot()
    {
        using var evidence = Open("samples/tunnel.pcap.gz");
        var moment = EscalationMoment.Of(evidence, Triage(evidence), Triage)!;
        Assert.True(moment.Within < TimeSpan.FromSeconds(5), $"{moment}");
        Assert.True(EscalationMoment.Escalates(Triage(new CutEvidence(evidence, moment.At, _ => true))));
        Assert.False(EscalationMoment.Escalates(Triage(new CutEvidence(evidence, moment.At - moment.Within, _ => true))));
    }

    [Fact]
    public void WhatDoesNotEscalateHasNoMoment()
    {
        using var evidence = Open("samples/quiet.pcap.gz");
        Assert.Null(EscalationMoment.Of(evidence, Triage(evidence), Triage));
    }

    [Fact]
    public void WhatIsCutIsNotSeen()
    {
        using var evidence = Open("samples/quiet.pcap.gz", "samples/tunnel.pcap.gz");
        var whole = Triage(evidence);
        var (first, second) = (whole.Evidence[0], whole.Evidence[1]);
        var alone = Triage(new CutEvidence(evidence, DateTime.MaxValue, source => source == 0));
        Assert.Equal((first.DnsMessages, 0), (alone.Evidence[0].DnsMessages, alone.Evidence[1].DnsMessages));
        Assert.All(alone.Findings, finding => Assert.True(finding.LastSeen is null || finding.LastSeen <= first.To));
        var until = second.From!.Value + ((second.To!.Value - second.From.Value) / 4);
        var cut = Triage(new CutEvidence(evidence, until, source => source == 1));
        Assert.All(cut.Evidence, source => Assert.True(source.To is null || source.To <= until));
        Assert.True(cut.Findings.Max(finding => finding.Queries) < whole.Findings.Max(finding => finding.Queries));
    }

    [Fact]
    public void WithoutTheOnlySourceThatShowsItNothingEscalates()
    {
        using var evidence = Open("samples/quiet.pcap.gz", "samples/tunnel.pcap.gz");
        var whole = Triage(evidence);
        var replay = new GapReplay(evidence, [.. whole.Findings.Where(finding => finding.Level is "critical" or "high")], (part, _) => Triage(part));
        var without = replay.Run(new GapVariant(GapKind.SourceMissing, "pcap", Sentence.Of("without it"), Settings) { Sources = [0] });
        var alone = replay.Run(new GapVariant(GapKind.SourceAlone, "pcap", Sentence.Of("alone"), Settings) { Sources = [1] });
        Assert.Equal(("escalate", true), (alone.Decision, alone.Moment is not null));
        Assert.NotEqual("escalate", without.Decision);
        Assert.Null(without.Moment);
        Assert.NotEmpty(alone.Signals);
        Assert.Empty(without.Signals);
    }

    [Fact]
    public void ALowerThresholdAsksForNothingOfTheFile()
    {
        using var evidence = Open("samples/tunnel.pcap.gz");
        var whole = Triage(evidence);
        var lower = GapVariant.OfThreshold(whole.Findings, Settings)!;
        var clause = lower.Settings.Policy.Clauses[^1];
        var asks = Assert.IsType<FindingThat>(clause.When);
        Assert.Equal((Decision.Escalate, Level.Medium), (clause.Then, asks.Level));
        Assert.True(asks.Zones.IsEmpty && asks.Clients.IsEmpty && asks.Tools.IsEmpty && asks.Roles.IsEmpty);
        Assert.Empty(PolicyCheck.Of(lower.Settings.Policy.Clauses));
        Assert.Null(GapVariant.OfThreshold([], Settings));
    }

    static TriageDocument Triage(IEvidence evidence) => new Investigation(new() { Threads = 2 }, TimeProvider.System).Triage(evidence);

    static RepeatedEvidence Open(params ImmutableArray<string> samples) => new(() => new(new([.. samples.Select(sample => new SourceFile(Samples.Own(sample), 1, IsNamed: true))], []), new ReadingOptions()));
}
