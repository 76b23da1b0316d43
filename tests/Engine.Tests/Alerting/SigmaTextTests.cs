using System.Text;
using Nameward.Engine.Cases.Alerting;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Containment;
using Xunit;

namespace Nameward.Engine.Tests.Alerting;

/// <summary>The text of Sigma rules, as it is written: it is of the specification's shape, and fires on the same look-ups as the rule that was tried.</summary>
public class SigmaTextTests
{
    [Fact]
    public void EachRuleIsOfTheShapeThatTheSpecificationHas()
    {
        foreach (var file in Files(AlertSamples.With(AlertSamples.Every)).Concat(Files(AlertSamples.Incident)))
        {
            Assert.Empty(new SigmaText(Encoding.ASCII.GetString(file.Content)).Complaints);
            Assert.Matches("^[a-z0-9_]{6,66}\\.yml$", file.Name);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void TheTextFiresOnTheSameLookUps(int seed)
    {
        var files = Files(AlertSamples.With(AlertSamples.Every));
        var events = AlertEvent.Many(seed, 3000);
        foreach (var (file, rule) in files.Zip(AlertSamples.Every))
        {
            var text = new SigmaText(Encoding.ASCII.GetString(file.Content));
            Assert.All(events, one => Assert.True(one.Is(rule.Condition) == text.Fires(one), $"{file.Name} {one.Text} {one.TypeName} {one.Server} {one.Port}: {string.Join(' ', one.Answers.Select(answer => answer.Written))}"));
            Assert.InRange(events.Count(text.Fires), 1, events.Length - 1);
            Assert.Equal((rule.Condition as ManyNames)?.Names, text.Least);
        }
    }

    [Fact]
    public void TheTextOfTheWorkedIncidentFiresOnItsQueries()
    {
        var written = AlertSamples.Incident.Alerts.Where(rule => rule.IsWritten).ToList();
        var events = AlertSamples.EventsOf("samples/tunnel.pcap.gz", "samples/incident/evidence", "samples/quiet.pcap.gz");
        foreach (var (file, rule) in Files(AlertSamples.Incident).Zip(written))
        {
            var text = new SigmaText(Encoding.ASCII.GetString(file.Content));
            Assert.Contains(events, one => text.Fires(one));
            Assert.All(events, one => Assert.True(one.IsAgreed(rule.Condition, text.Fires(one)), one.Text));
        }
    }

    [Fact]
    public void TheCanarySetsOffItsRuleAlone()
    {
        var document = AlertSamples.With(AlertSamples.Every);
        var events = AlertEvent.Many(5, 1);
        var one = new AlertEvent(events[0].Time, events[0].Client, Containing.ContainSamples.Address("10.0.0.53"), 53, Names.Wire("check.nameward-7.alt"), 1, []);
        var fired = Files(document).Where(file => new SigmaText(Encoding.ASCII.GetString(file.Content)).Fires(one)).Select(file => file.Name);
        Assert.Equal(["nameward_7_canary_1.yml"], fired);
    }

    static PackFile[] Files(ContainDocument document) => [.. TargetList.All.Single(target => target.Id == "sigma").Write(document).Files];
}
