using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Runbooks;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Reports;
using Xunit;

namespace Nameward.Engine.Tests.Runbooks;

/// <summary>The runbook filled in: every row of it, every detector in one of its key indicators, and nothing that was found left out.</summary>
public sealed class RunbookTests
{
    static TriageDocument Incident => EscalateSample.Document;

    [Fact]
    public void EveryRowOfTheRunbookIsThereInItsOrder() =>
        Assert.Equal(["technique", "log-sources", "key-indicators", "questions", "decision", "level-1", "level-2", "containment"], Incident.Runbook.Select(row => row.Id));

    [Fact]
    public void EachCheckHasAnIdOfItsOwn()
    {
        var ids = Incident.Runbook.SelectMany(row => row.Checks).Select(check => check.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void EveryDetectorLooksForOneKeyIndicator()
    {
        var looking = KeyIndicator.All.SelectMany(indicator => indicator.Detectors).Append(KeyIndicator.Against).Order(StringComparer.Ordinal);
        Assert.Equal(DetectorInfo.All.Select(detector => detector.Id).Order(StringComparer.Ordinal), looking);
    }

    [Fact]
    public void WhatWasFoundIsFlaggedAndNamed()
    {
        var anomalies = Check(Incident, "flag-anomalies");
        Assert.Equal(CheckState.Found, anomalies.State);
        Assert.Equal(Incident.Findings.Where(finding => finding.Level is "critical" or "high" or "medium").Select(finding => finding.Id), anomalies.Findings);
    }

    [Fact]
    public void WithoutFindingsNothingIsLeftToContain()
    {
        var document = Incident with { Findings = [], Changes = [] };
        Assert.All(["isolate-servers", "investigate-hosts", "filter-and-alert", "review", "reconstruct", "deep-dive", "flag-anomalies"], id => Assert.Equal(CheckState.Nothing, Check(document, id).State));
    }

    [Fact]
    public void WithoutMessagesTunnellingCannotBeTold()
    {
        var document = Incident with { Findings = [], Evidence = [.. Incident.Evidence.Select(source => source with { DnsMessages = 0 })] };
        Assert.Equal(CheckState.CannotTell, Check(document, "check-tunnelling").State);
    }

    [Theory]
    [InlineData("approved", true, CheckState.Nothing)]
    [InlineData("no-ticket", true, CheckState.Found)]
    [InlineData("wrong-object", true, CheckState.Found)]
    [InlineData("outside-window", true, CheckState.Found)]
    [InlineData("ticket-without-change", true, CheckState.Nothing)]
    [InlineData("approved", false, CheckState.CannotTell)]
    public void ChangesAreValidatedAgainstTickets(string outcome, bool hasTickets, CheckState state)
    {
        var change = new TriageChange(null, "forwarders set", HostileText.Text("."), null, null, null, null, outcome);
        var sources = Incident.Coverage.Sources.RemoveAll(source => source.Source == "configuration changes").Add(new("configuration changes", true, "1 source"));
        var document = Incident with { Changes = [change], Coverage = Incident.Coverage with { Sources = sources }, Tickets = hasTickets ? new(HostileText.Text("tickets.csv"), 1, null, "UTC", []) : null };
        Assert.Equal(state, Check(document, "validate-changes").State);
    }

    [Fact]
    public void AQuestionThatCannotBeToldIsNeverNothing() => Assert.All(Incident.Questions, question =>
        Assert.Equal(question.Answer == "no", Check(Incident, question.Id).State == CheckState.Nothing));

    static RunbookCheck Check(TriageDocument document, string id) => document.Runbook.SelectMany(row => row.Checks).Single(check => check.Id == id);
}
