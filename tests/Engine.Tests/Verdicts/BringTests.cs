using Nameward.Engine.Verdicts;
using Xunit;

namespace Nameward.Engine.Tests.Verdicts;

/// <summary>What is to be brought: how each is turned on, and what helps a decision most.</summary>
public class BringTests
{
    static readonly BringItem[] All = [.. BringList.Sources, BringList.Approved, BringList.Names, BringList.Addresses, BringList.Baseline, BringList.Tickets];

    [Fact]
    public void EverythingSaysHowItIsHad()
    {
        Assert.All(All, item => Assert.NotEmpty(item.Steps));
        Assert.All(All.SelectMany(item => item.Steps), steps => Assert.True(steps.Product.Length > 0 && steps.Text.Length > 20 && !steps.Text.EndsWith('.'), steps.Product));
        string[] products = ["BIND", "Microsoft DNS Server", "Unbound", "Zeek", "softflowd", "Windows Firewall", "Sysmon", "ServiceNow"];
        Assert.All(products, product => Assert.Contains(All.SelectMany(item => item.Steps), steps => steps.Product.StartsWith(product, StringComparison.Ordinal)));
        Assert.Equal("flow records: show who speaks to which server, on which port, and how much", BringList.Sources[3].Text);
    }

    [Fact]
    public void WhatAloneWouldLessenTheDecisionComesFirst()
    {
        Facts One(QuestionId open) => new([], [.. Enum.GetValues<QuestionId>().Select(question => question == open ? Answer.CannotTell : Answer.No)]);
        Assert.Equal(BringList.Baseline.What, BringList.Ordered([BringList.Tickets, BringList.Names, BringList.Baseline], Policy.Shipped, One(QuestionId.DeviationFromNormal))[0].What);
        Assert.Equal(BringList.Names.What, BringList.Ordered([BringList.Tickets, BringList.Baseline, BringList.Names], Policy.Shipped, One(QuestionId.KnownC2Domains))[0].What);
    }

    [Fact]
    public void WhereNothingAloneDecidesThatComesFirstWhichAnswersMost()
    {
        var open = new Facts([new("F1", Engine.Findings.Level.High, Engine.Findings.Bits.Zero, QuestionId.DeviationFromNormal, false)], [.. Enumerable.Repeat(Answer.CannotTell, 4)]);
        Assert.Equal([BringList.Capture, "a list", "host and process records"], BringList.Ordered([BringList.Sources[^1], BringList.Names, BringList.Sources[1]], Policy.Shipped, open).Select(item => item == BringList.Names ? "a list" : item.What));
    }

    [Fact]
    public void AHoleKeepsQuestionThreeOpenWhateverTheBaselineSays()
    {
        var scene = new Engine.Findings.Scene(new(new Engine.Rollups.RollupSet()));
        Assert.Contains(Hole.Missing, Deviating.Of([], scene, new(Observations.Sentence.Of("a.pcap is damaged in part"))).Missing);
        Assert.DoesNotContain(Hole.Missing, Deviating.Of([], scene).Missing);
    }
}
