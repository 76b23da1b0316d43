using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Findings.Sites;

public class SiteFactsTests
{
    [Fact]
    public void TheCanonicalTextKnowsNoOrderAndNoRepetition()
    {
        SiteFacts one = new() { Networks = Networks("10.0.0.0/8", "fd00::/8"), ApprovedServers = Networks("10.0.0.1", "10.0.0.2"), InternalZones = [Zone("b"), Zone("a")] };
        SiteFacts other = new() { Networks = Networks("fd00::/8", "10.0.0.0/8", "fd00::/8"), ApprovedServers = Networks("10.0.0.2", "10.0.0.1"), InternalZones = [Zone("a"), Zone("b"), Zone("a")] };
        Assert.Equal(one.Canonical, other.Canonical);
        Assert.Equal("networks 10.0.0.0/8,fd00::/8\napproved 10.0.0.1,10.0.0.2\ninternal a,b\nprotected \nbudget 0.1", one.Canonical);
    }

    [Fact]
    public void NoListAndAnEmptyListOfServersAreTwoThings()
    {
        SiteFacts none = SiteFacts.None, empty = new() { ApprovedServers = [] };
        Assert.NotEqual(none.Canonical, empty.Canonical);
        Assert.Equal((null, false), (none.IsApproved(new(0, 1)), empty.IsApproved(new(0, 1))));
    }

    [Fact]
    public void TheFactsOfSettingsAreTheirValues()
    {
        var at = new FilePlace("f", 1, 1);
        var facts = new SiteSettings { Networks = [new(Networks("10.0.0.0/8")[0], at)], ProtectedZones = [new(Zone("a"), at)], AlertBudget = 3 }.Facts;
        Assert.Equal("networks 10.0.0.0/8\napproved -\ninternal \nprotected a\nbudget 3", facts.Canonical);
        Assert.Equal(SiteFacts.None.Canonical, SiteSettings.Default.Facts.Canonical);
    }

    [Fact]
    public void EveryNestingIsWarnedOfAndNothingElse()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            ImmutableArray<Placed<Network>> networks =
                [.. Enumerable.Range(0, random.Next(2, 12)).Select(i => new Placed<Network>(Network.Of(Address.FromV4((10u << 24) | ((uint)random.Next(4) << 22)), random.Next(8, 12)), new("f", i + 1, 1)))];
            var nested = networks.Count(inner => networks.Any(outer => outer != inner && outer.Value.Contains(inner.Value) && (outer.Value != inner.Value || outer.At.CompareTo(inner.At) < 0)));
            Assert.True(nested == SiteWarnings.Of(new() { Networks = networks }).Count(), $"seed {seed}");
        }
    }

    static ImmutableArray<Network> Networks(params string[] texts) => [.. texts.Select(text => SiteText.Network(text).Value)];

    static byte[] Zone(string text) => SiteText.InternalZone(text).Value!;
}
