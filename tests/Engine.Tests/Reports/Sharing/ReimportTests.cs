using Nameward.Engine.Cases;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.Sharing;
using Xunit;

namespace Nameward.Engine.Tests.Reports.Sharing;

/// <summary>What goes out is read back as a feed: the same names and addresses, as bad as they were called, for the same eyes.</summary>
public class ReimportTests
{
    public static TheoryData<string> Samples => [.. TriageSamples.All.Select(sample => sample.Name)];

    [Theory, MemberData(nameof(Samples))]
    public void ABundleNamesTheSameWhenItIsReadAsAFeed(string name)
    {
        var document = TriageSamples.All.Single(sample => sample.Name == name).Document;
        SaysTheSame("stix-bundle", StixJson.Render(document), document);
    }

    [Theory, MemberData(nameof(Samples))]
    public void AnEventNamesTheSameWhenItIsReadAsAFeed(string name)
    {
        var document = TriageSamples.All.Single(sample => sample.Name == name).Document;
        SaysTheSame("misp-event", MispJson.Render(document), document);
    }

    [Theory]
    [InlineData(Tlp.Clear)]
    [InlineData(Tlp.Green)]
    [InlineData(Tlp.Amber)]
    [InlineData(Tlp.AmberStrict)]
    [InlineData(Tlp.Red)]
    public void TheMarkIsReadBack(Tlp tlp)
    {
        var document = EscalateSample.Document with { Tlp = tlp };
        Assert.All([StixJson.Render(document), MispJson.Render(document)], bytes => Assert.Equal(tlp, IndicatorFeed.Read("again", bytes, out _)!.Tlp));
    }

    [Fact]
    public void TheToolIsTheThreatAndTheTimesAreThoseOfTheFinding()
    {
        var feed = IndicatorFeed.Read("again", StixJson.Render(EscalateSample.Document), out _)!;
        var zone = new Indicators([feed]).Of("\u0001t\u0007example\u0003net\0"u8).Single();
        Assert.Equal("iodine", zone.Threat.Raw);
        Assert.Equal(EscalateSample.Document.Findings[0].FirstSeen, zone.From);
        Assert.Equal(95, zone.Confidence);
    }

    static void SaysTheSame(string format, byte[] bytes, TriageDocument document)
    {
        Assert.Equal(format, FeedFormatList.Identify(bytes.AsSpan(0, Math.Min(bytes.Length, FeedFormatList.HeadBytes)))?.Info.Id);
        var feed = IndicatorFeed.Read("again", bytes, out var rejected)!;
        Assert.Empty(rejected);
        Assert.Equal(IndicatorList.Values(document).Order(StringComparer.Ordinal), Enumerable.Range(0, feed.Pack.Count).Select(entry => new Indicator(feed, entry).Text.Raw).Order(StringComparer.Ordinal));
    }
}
