using System.Text;
using System.Text.Json;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Containment;
using Nameward.Engine.Tests.Reports;
using Xunit;

namespace Nameward.Engine.Tests.Alerting;

/// <summary>The text of one rule of every kind in every language, reviewed by eye against each maker's documentation, and what is common to all packs.</summary>
public class AlertPackTests
{
    static readonly string[] Severities = ["low", "medium", "high", "critical"], Members = ["name", "description", "interval", "from", "to", "tags", "author", "version"];

    static readonly string[] Languages = ["esql", "kql", "sigma", "splunk", "suricata", "zeek-intel"];

    public static TheoryData<string> Ids => [.. Languages];

    [Theory, MemberData(nameof(Ids))]
    public void TheTextIsTheReviewedOne(string id) =>
        Golden.Check($"{id}.txt", [.. Write(id, AlertSamples.With(AlertSamples.Every)).Files.SelectMany(file => (byte[])[.. Encoding.ASCII.GetBytes($"==== {file.Name}\n"), .. file.Content])]);

    [Theory, MemberData(nameof(Ids))]
    public void WhatIsNotWrittenStandsInNoFile(string id)
    {
        var rule = AlertSamples.Every[0] with { Because = Nameward.Engine.Observations.Sentence.Of("it does not fire on the case") };
        Assert.DoesNotContain(Write(id, AlertSamples.With(rule)).Files, file => Encoding.ASCII.GetString(file.Content).Contains("kq7.example", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Ids))]
    public void EachPackIsSwitchedOffFirstTriedByOurOwnNameAndTakenAwayByItsLabel(string id)
    {
        var pack = Write(id, AlertSamples.With(AlertSamples.Every));
        Assert.Equal(Enum.GetValues<PackStage>(), pack.Steps.Select(step => step.Stage).Distinct());
        Assert.Contains(pack.Steps, step => step.Stage == PackStage.Verify && step.Command == "nslookup check.nameward-7.alt");
        Assert.Contains("nameward", pack.Steps.Last(step => step.Stage == PackStage.Rollback).Text + pack.Steps.Last().Command, StringComparison.Ordinal);
        Assert.Contains(pack.Files, file => Encoding.ASCII.GetString(file.Content).Contains("check.nameward-7.alt", StringComparison.Ordinal));
    }

    [Fact]
    public void DetectionRulesOfElasticHaveTheMembersThatItsImportWants()
    {
        var lines = Encoding.ASCII.GetString(Write("esql", AlertSamples.With(AlertSamples.Every)).Files[1].Content).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(AlertSamples.Every.Length + 1, lines.Length);
        Assert.All(lines, line =>
        {
            using var json = JsonDocument.Parse(line);
            var rule = json.RootElement;
            Assert.True(Guid.TryParse(rule.GetProperty("rule_id").GetString(), out _));
            Assert.Equal(("esql", "esql", false), (rule.GetProperty("type").GetString(), rule.GetProperty("language").GetString(), rule.GetProperty("enabled").GetBoolean()));
            Assert.Contains(rule.GetProperty("severity").GetString(), Severities);
            Assert.InRange(rule.GetProperty("risk_score").GetInt32(), 0, 100);
            Assert.StartsWith("FROM ", rule.GetProperty("query").GetString(), StringComparison.Ordinal);
            Assert.All(Members, member => Assert.True(rule.TryGetProperty(member, out _), member));
        });
    }

    static TargetPack Write(string id, ContainDocument document) => TargetList.All.Single(target => target.Id == id).Write(document);
}
