using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Cases.Alerting;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Containment;
using Nameward.Engine.Tests.Containing;
using Xunit;

namespace Nameward.Engine.Tests.Alerting;

/// <summary>The text of Suricata rules, as it is written: it is of the documented grammar, and fires on the same look-ups as the rule that was tried.</summary>
public class SuricataTextTests
{
    static readonly ImmutableArray<AlertRule> Said = [.. AlertSamples.Every.Where(rule => rule.Condition is not (AnswerNames or LongText or ManyNames { Form.Types.IsEmpty: false }))];

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void TheTextFiresOnTheSameLookUps(int seed)
    {
        var events = AlertEvent.Many(seed, 3000);
        foreach (var (text, rule) in Rules(AlertSamples.With(Said)).Zip(Said))
        {
            // A rule of answers looks at those of servers at port 53 alone; one of addresses at every protocol.
            var seen = rule.Condition is AnswerIs ? events.Where(one => one.Port == 53) : events;
            Assert.All(seen, one => Assert.True(one.Is(rule.Condition) == text.Fires(one), $"{rule.Condition.Key}: {one.Text} {one.Server} {one.Port}"));
            Assert.InRange(events.Count(text.Fires), 1, events.Length - 1);
            Assert.Equal((rule.Condition as ManyNames)?.Names, text.Least);
        }
    }

    [Fact]
    public void TheTextOfTheWorkedIncidentFiresOnItsQueries()
    {
        var written = AlertSamples.Incident.Alerts.Where(rule => rule.IsWritten).ToList();
        var events = AlertSamples.EventsOf("samples/tunnel.pcap.gz", "samples/incident/evidence", "samples/quiet.pcap.gz");
        var rules = Rules(AlertSamples.Incident);
        Assert.Equal(written.Count + 1, rules.Length);
        foreach (var (text, rule) in rules.Zip(written))
        {
            Assert.Contains(events, one => text.Fires(one));
            Assert.All(events, one => Assert.True(one.IsAgreed(rule.Condition, text.Fires(one)), one.Text));
        }
    }

    [Fact]
    public void NumbersAreLocalDifferentAndTheSameForTheSameRule()
    {
        var (one, later) = (Rules(AlertSamples.With(Said)), Rules(AlertSamples.With(Said) with { Run = new("1.0.0", ContainSamples.Made.AddDays(1), 0, null, "", "") }));
        Assert.All(one, rule => Assert.InRange(rule.Sid, 1_000_000, 1_999_999));
        Assert.Equal(one.Length, one.DistinctBy(rule => rule.Sid).Count());
        Assert.Equal(one.Select(rule => rule.Sid), later.Select(rule => rule.Sid));
        Assert.All(one.Zip(later), pair => Assert.True(pair.First.Revision < pair.Second.Revision));
    }

    [Fact]
    public void WhatCannotBeSaidIsNamed()
    {
        var rule = AlertSamples.Every.First(rule => rule.Condition is AnswerNames);
        var pack = TargetList.All.Single(target => target.Id == "suricata").Write(AlertSamples.With(rule));
        Assert.Single(pack.LeftOut);
        var counted = AlertSamples.Every.First(rule => rule.Condition is ManyNames) with { Count = new(3, 1, null, 0, null, IsQuietByQueries: false) };
        Assert.Contains("# left out, rule-1: Suricata 7 counts queries of any type", Encoding.ASCII.GetString(TargetList.All.Single(target => target.Id == "suricata").Write(AlertSamples.With(counted)).Files[0].Content), StringComparison.Ordinal);
    }

    [Fact]
    public void AnyByteOfANameHasANotation()
    {
        byte[] name = [7, (byte)'a', (byte)'"', (byte)';', (byte)'|', 0, 200, (byte)'\\', 7, .. "example"u8, 0];
        var rule = AlertSamples.Every[0] with { Condition = new QueryBelow([.. name]) };
        var text = Rules(AlertSamples.With(rule))[0];
        Assert.True(text.Fires(AlertEvent.Many(1, 1)[0] with { Name = name }));
        Assert.True(text.Fires(AlertEvent.Many(1, 1)[0] with { Name = [1, (byte)'x', .. name] }));
        Assert.False(text.Fires(AlertEvent.Many(1, 1)[0] with { Name = [8, (byte)'x', .. name[1..]] }));
    }

    static SuricataText[] Rules(ContainDocument document) => [.. Encoding.ASCII.GetString(TargetList.All.Single(target => target.Id == "suricata").Write(document).Files[0].Content)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(line => new SuricataText(line))];
}
