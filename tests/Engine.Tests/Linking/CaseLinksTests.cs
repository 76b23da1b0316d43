using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Linking;

/// <summary>Links of cases: what two have that strangers seldom have, and how little what many have is worth.</summary>
public sealed class CaseLinksTests
{
    static readonly DateTime Day = new(2026, 10, 3, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void AnEarlierCaseOfTheSameNameServerAddressIsNamedWithItsReason()
    {
        var past = Case(12, Trait("name-server-address", "203.0.113.66", 10));
        var related = Assert.Single(Links(past).Of([Trait("name-server-address", "203.0.113.66", 10), Trait("zone", "x-example.com", 20)]));
        Assert.Equal((12, "open", 10.0), (related.Case, related.State, related.Bits));
        Assert.Equal("same name-server address 203.0.113.66 (10 bits), seen there until 2026-10-03", Said(Assert.Single(related.Reasons)));
        Assert.Equal(["F1"], related.Findings);
    }

    [Fact]
    public void AnAddressThatManyZonesHaveLinksNothing()
    {
        var past = Case(1, Trait("answer-address", "203.0.113.80", 6));
        var trait = Trait("answer-address", "203.0.113.80", 6);
        Assert.Single(Links(past).Of([trait with { Weight = new(6, 0, 300) }]));
        Assert.Empty(Links(past).Of([trait with { Weight = new(6, 200, 300) }]));
        Assert.Empty(new CaseLinks([past], new Crowd(200)).Of([trait with { Weight = new(6, 0, 300) }]));
        Assert.Empty(Links(past).Of([trait with { Weight = TraitWeight.Nothing }]));
    }

    [Fact]
    public void WhatFollowsFromOneAnotherCountsOnce()
    {
        ImmutableArray<CaseTrait> all = [Trait("zone", "x-example.com", 20), Trait("name-server-address", "203.0.113.66", 10), Trait("answer-address", "203.0.113.80", 8), Trait("registered", "2026-09-01", 2)];
        Assert.Equal(20, Assert.Single(Links(Case(1, [.. all])).Of(all)).Bits);
        Assert.Equal(20, Assert.Single(Links(Case(1, [.. all[1..]])).Of(all)).Bits);
    }

    [Fact]
    public void AToolAloneLinksNobodyAndLessTheMoreCasesHaveIt()
    {
        ImmutableArray<CaseTrait> traits = [Trait("tool", "iodine", 2), Trait("label-template", "base32{60}", 5)];
        PastCase[] strangers = [.. Enumerable.Range(2, 20).Select(number => Case(number, [.. traits]))];
        Assert.Empty(Links(Case(1, [.. traits])).Of(traits));
        Assert.Empty(Links([Case(1, [.. traits]), .. strangers]).Of(traits));
    }

    [Fact]
    public void WhatCasesHadThatWereClosedAsBenignIsInnocent()
    {
        var trait = Trait("name-server-address", "203.0.113.66", 10);
        PastCase[] benign = [.. Enumerable.Range(2, 10).Select(number => Case(number, trait) with { State = "closed", ClosedAs = "benign" })];
        Assert.Single(Links(Case(1, trait)).Of([trait]));
        Assert.Empty(Links([Case(1, trait), .. benign]).Of([trait]));
        Assert.Empty(Links(benign).Campaigns());
    }

    [Fact]
    public void ACampaignIsWhateverHangsTogether()
    {
        var links = Links(Case(1, Trait("zone", "a.example.com", 20)), Case(2, Trait("zone", "a.example.com", 20), Trait("server-address", "203.0.113.66", 10)), Case(3, Trait("server-address", "203.0.113.66", 10)),
            Case(4, Trait("zone", "b.example.com", 20)), Case(5, Trait("tool", "iodine", 2)), Case(6, Trait("tool", "iodine", 2)));
        var campaign = Assert.Single(links.Campaigns());
        Assert.Equal([1L, 2, 3], campaign.Cases);
        Assert.Equal(["same zone a.example.com (20 bits) in 2 of 3 cases", "same server address 203.0.113.66 (10 bits) in 2 of 3 cases"], campaign.Reasons.Select(Said));
        Assert.Equal([2L], links.Of([Trait("zone", "a.example.com", 20)], without: 1).Select(related => related.Case));
    }

    [Fact]
    public void MoreStrangersNeverMakeATraitWorthMore() => Prop.ForAll<NonNegativeInt, NonNegativeInt, PositiveInt>((others, among, more) =>
    {
        int have = others.Get % 1000, looked = have + among.Get % 1000;
        var kind = TraitKind.All[more.Get % TraitKind.All.Length];
        double bits = new TraitWeight(6, have, looked).BitsOf(kind.Most), with = new TraitWeight(6, have, looked).And(more.Get, more.Get).BitsOf(kind.Most), alone = new TraitWeight(6, have, looked + more.Get).BitsOf(kind.Most);
        return bits >= 0 && bits <= kind.Most && with <= bits && alone >= bits;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void TheKindsAreTheOnesThatAreWrittenDown()
    {
        var page = File.ReadAllText(Samples.Own("docs/links.md"));
        Assert.All(TraitKind.All, kind => Assert.Contains($"| `{kind.Id}` |", page, StringComparison.Ordinal));
        Assert.Equal(TraitKind.All.Length, TraitKind.All.Select(kind => kind.Id).Distinct().Count());
    }

    static CaseLinks Links(params PastCase[] cases) => new([.. cases], NoStrangers.Known);

    static PastCase Case(int number, params CaseTrait[] traits) => new(number, Day.AddDays(number), "open", null, Sentence.Of($"case {number}"), [.. traits]);

    static CaseTrait Trait(string kind, string value, double start) => new(kind, HostileText.Text(value), Day, Day, ["F1"]) { Weight = new(start, 0, 0) };

    static string Said(Sentence sentence) => sentence.Render(text => text.Raw);

    sealed class Crowd(long count) : IStrangers
    {
        public long Holding(CaseTrait trait) => count;
    }
}
