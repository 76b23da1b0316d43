using Nameward.Engine.Evaluation;
using Nameward.Engine.Tests.Proof;
using Xunit;

namespace Nameward.Engine.Tests.Evaluating;

/// <summary>One and the same recording under several truths: what counts as found, as false, and as neither.</summary>
public class EvaluationTests
{
    const string Tunnel = "samples/tunnel.pcap.gz";

    [Fact]
    public void ASessionIsFoundByItsClientAndItsZone()
    {
        var session = Assert.Single(Of("10.60.1.13\tkq7.io\ttunnel\tiodine\t2026-11-21T17:38:52Z\t2026-11-21T17:40:04Z\t7198\t").Sessions);
        Assert.Equal((Outcome.Escalated, true, true, "critical"), (session.Outcome, session.IsFound, session.ShowsAnswers, session.Finding?.Level));
        Assert.InRange(session.Truth.Rate!.Value, 99, 101);
        Assert.InRange(session.First!.Query, 1, 400);
        Assert.InRange(session.Seconds!.Value, 0, 72);
        Assert.True(session.IsTimed);
    }

    [Theory]
    [InlineData("10.60.1.13\tx.y.kq7.io\ttunnel\t\t\t\t\t", true)]
    [InlineData("10.60.1.12,10.60.1.13\tkq7.io\ttunnel\t\t\t\t\t", true)]
    [InlineData("10.60.1.13\t*\ttunnel\t\t\t\t\t", true)]
    [InlineData("*\tkq7.io\ttunnel\t\t\t\t\t", true)]
    [InlineData("10.60.1.13\tio\ttunnel\t\t\t\t\t", false)]
    [InlineData("10.60.1.13\tnot-kq7.io\ttunnel\t\t\t\t\t", false)]
    [InlineData("10.60.1.12\tkq7.io\ttunnel\t\t\t\t\t", false)]
    [InlineData("10.60.1.13\t203.0.113.66\trogue-resolver\t\t\t\t\t", false)]
    public void AnotherClientOrAnotherZoneIsAnotherSession(string line, bool isFound) =>
        Assert.Equal(isFound, Assert.Single(Of(line).Sessions).IsFound);

    [Theory]
    [InlineData("*\t*\tbenign\t\t\t\t\t", Standing.InBenignFile)]
    [InlineData("10.60.1.12\tother.example\ttunnel\t\t\t\t\t", Standing.OfOtherClient)]
    [InlineData("10.60.1.13\tother.example\ttunnel\t\t\t\t\t", Standing.OfLabelledClient)]
    [InlineData("10.60.1.12\tkq7.io\ttunnel\t\t\t\t\t", Standing.Related)]
    [InlineData("10.60.1.13\tkq7.io\ttunnel\t\t\t\t\t", Standing.Told)]
    public void WhatTheTruthSaysOfTheChannelThatIsFound(string line, Standing standing) =>
        Assert.Equal(standing, Of(line).Findings.Single(finding => !finding.Finding.Subject.Zones.IsEmpty).Standing);

    [Fact]
    public void AFalseEscalationIsCountedAndLeavesNoBound()
    {
        var document = Documents("*\t*\tbenign\t\t\t\t\t");
        var benign = document.Quiet[0];
        Assert.Equal(("benign-files", 1, 1, null), (benign.Where, benign.Files, benign.Escalations, benign.BoundPerThousandClientDays));
        Assert.Equal(1000.0 / benign.ClientDays, benign.PerThousandClientDays);
        Assert.Equal(["kq7.io"], document.FalseAlarms.Select(alarm => alarm.Finding.Subject.Zone?.Raw));
        Assert.Equal((10, 1, 0), (document.Precision[0].At, document.Precision[0].Of, document.Precision[0].True));
    }

    [Fact]
    public void ClientsThatNoLineNamesAreCountedApart()
    {
        var file = Of("10.60.1.13\tkq7.io\ttunnel\t\t\t\t\t");
        Assert.True(file.ClientDays > 10);
        Assert.Equal(file.ClientDays - 1, file.OtherClientDays);
        Assert.Equal(0, Of("*\tkq7.io\ttunnel\t\t\t\t\t").OtherClientDays);
        var quiet = Documents("10.60.1.13\tkq7.io\ttunnel\t\t\t\t\t").Quiet;
        Assert.Equal([("benign-files", 0L, null), ("other-clients", file.OtherClientDays, 3000.0 / file.OtherClientDays), ("both", file.OtherClientDays, 3000.0 / file.OtherClientDays)],
            quiet.Select(part => (part.Where, part.ClientDays, part.BoundPerThousandClientDays)));
    }

    [Fact]
    public void QuantilesAreValuesOfTheirOwn()
    {
        Assert.Equal(new(null, null), Quantiles.Of([]));
        Assert.Equal(new(7, 7), Quantiles.Of([7]));
        Assert.Equal(new(5, 9), Quantiles.Of([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]));
        Assert.Equal(new(6, 10), Quantiles.Of([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]));
    }

    [Theory]
    [InlineData(null, "unknown")]
    [InlineData(0.0, "<0.1")]
    [InlineData(0.1, "<1")]
    [InlineData(999.9, "<1k")]
    [InlineData(10_000.0, "more")]
    [InlineData(double.PositiveInfinity, "more")]
    public void ARateHasItsDecade(double? rate, string name) => Assert.Equal(name, RateDecade.NameOf(rate));

    static EvaluatedFile Of(string line)
    {
        EvidenceCounter? counter = null;
        var document = Pipeline.Triage([Samples.Own(Tunnel)], through: evidence => counter = new(evidence));
        return EvaluatedFile.Of(Assert.Single(TruthTableTests.Gather($"{Tunnel}\t{line}")), document, counter!);
    }

    static EvaluationDocument Documents(string line) => EvaluationDocument.Of([Of(line)], new("", DateTime.UnixEpoch, 0, null, "", ""));
}
