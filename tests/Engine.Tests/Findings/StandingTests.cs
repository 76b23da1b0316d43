using Nameward.Engine.Findings;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

public class StandingTests
{
    static readonly Scene Nothing = new(new(new RollupSet()));

    [Theory]
    [InlineData(Trust.High, null, 0, 1.0, true)]
    [InlineData(Trust.Medium, null, 0, 0.7, true)]
    [InlineData(Trust.Low, null, 0, 0.35, false)]
    [InlineData(Trust.High, 40, 0, 0.4, false)]
    [InlineData(Trust.Medium, 75, 0, 0.525, true)]
    [InlineData(Trust.High, null, 50, 0.75, true)]
    [InlineData(Trust.High, null, 80, 0.36, false)]
    [InlineData(Trust.High, null, 100, 0.0, false)]
    [InlineData(Trust.High, null, -50, 1.0, true)]
    public void AMatchIsWorthTrustTimesSurenessTimesFreshness(Trust trust, int? confidence, int daysLater, double worth, bool isAlone)
    {
        var standing = Of(new FeedEntry { At = 1, Name = Names.Wire("x-example.com"), Confidence = confidence, LastSeen = Day(0), Threat = "", Reference = "" }, trust, Day(daysLater));
        Assert.Equal((worth, isAlone), (Math.Round(standing.Worth, 3), standing.StandsAlone));
    }

    [Theory]
    [InlineData(5, false, "no longer valid then: until 2026-01-06")]
    [InlineData(4, true, "last seen")]
    [InlineData(-101, false, "met long before it is said to be bad: from 2026-01-01")]
    [InlineData(-99, true, "last seen")]
    public void OutsideOfItsTimeAnEntryCountsForNothing(int day, bool counts, string remark)
    {
        var standing = Of(new FeedEntry { At = 1, Name = Names.Wire("x-example.com"), From = Day(0), Until = Day(5), LastSeen = Day(0), Threat = "", Reference = "" }, Trust.High, Day(day));
        Assert.Equal(counts, standing.Worth > 0.9);
        Assert.StartsWith(remark, Assert.Single(standing.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void ASightingMakesAnEntryNewAgain()
    {
        var entry = new FeedEntry { At = 1, Name = Names.Wire("x-example.com"), LastSeen = Day(0), Until = Day(10), Threat = "", Reference = "" };
        Assert.Equal(0, Of(entry, Trust.High, Day(300)).Worth);
        var again = Of(entry, Trust.High, Day(300), sighted: Day(299));
        Assert.Equal((1, true), (Math.Round(again.Worth, 2), again.StandsAlone));
        Assert.StartsWith("confirmed here 2026-10-27", again.Remarks.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("github.io", "a public suffix")]
    [InlineData("duckdns.org", "a public suffix")]
    [InlineData("cloudfront.net", "a name that many customers share")]
    [InlineData("www.google.com", "of a domain that most networks ask")]
    [InlineData("dns.google", "a public resolver")]
    [InlineData("mail.x-example.org", "of a zone of this site")]
    [InlineData("x-harmless.com", "known to be harmless (ours-good)")]
    [InlineData("192.0.2.0/15", "a wide range of addresses")]
    [InlineData("8.8.8.8", "a public resolver (Google)")]
    [InlineData("198.51.100.53", "a DNS server that this site approves")]
    public void AnEntryThatCoversOthersDoesNotStandAlone(string entry, string mark)
    {
        var standing = Marked(entry);
        Assert.False(standing.StandsAlone);
        Assert.Contains(standing.Marks, said => said.Render(text => text.Raw).StartsWith(mark, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("evil.github.io")]
    [InlineData("evil.duckdns.org")]
    [InlineData("d111111abcdef8.cloudfront.net")]
    [InlineData("x-example.com")]
    [InlineData("notx-harmless.com")]
    [InlineData("198.51.100.54")]
    [InlineData("198.51.100.0/24")]
    [InlineData("10.60.1.53")]
    public void AnEntryOfOneOwnerDoes(string entry) => Assert.True(Marked(entry).StandsAlone);

    static Standing Marked(string entry)
    {
        var site = new SiteFacts
        {
            ProtectedZones = [Names.Wire("x-example.org")],
            ApprovedServers = [Network.TryParse("198.51.100.53", out var server, out _) ? server : default],
        };
        var good = TestFeeds.Feed("ours-good", "x-harmless.com") with { Settings = new() { Use = FeedUse.Harmless } };
        var feeds = new Indicators([TestFeeds.Feed("feed", entry), good]);
        var indicator = (Network.TryParse(entry, out var network, out _) ? feeds.Of(network.First) : feeds.Of(Names.Wire(entry))).Single();
        return Standing.Of(indicator, [], Nothing with { Indicators = feeds, Site = site });
    }

    static Standing Of(FeedEntry entry, Trust trust, DateTime met, DateTime? sighted = null)
    {
        var builder = new IndicatorPackBuilder();
        builder.Entry(entry);
        var feed = new IndicatorFeed { Name = "feed", Pack = builder.Build(), Settings = new() { Trust = trust, Expires = TimeSpan.FromDays(100) } };
        var indicator = new Indicators([sighted is { } at ? feed with { Sightings = feed.Sightings.Add("x-example.com", at) } : feed]).Of(Names.Wire("x-example.com")).Single();
        var hit = new IndicatorHit(indicator, Address.None, HitPlace.Question);
        hit.Add(met, default);
        return Standing.Of(indicator, [hit], Nothing);
    }

    static DateTime Day(int day) => new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(day);
}
