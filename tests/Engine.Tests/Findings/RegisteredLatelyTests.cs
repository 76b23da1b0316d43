using Nameward.Engine.Findings;
using Nameward.Engine.Findings.Detectors;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

public class RegisteredLatelyTests
{
    const string Zone = "x-example.com";
    static readonly DateTime Day = new(2026, 3, 18, 0, 0, 0, DateTimeKind.Utc);

    static readonly PairMeasures Ordinary = new(Names: 6, PrivateNames: 5, Queries: 40, UpBits: 150, DownBits: 30, HostTextBits: 0, Down: DownFrom.Records, AnsweredNames: 6,
        MedianTtlSeconds: 300, RareTypeShare: 0, PointerShare: 0, TextOrPointerShare: 0, MeanPrefixBytes: 6, CodedShare: 0, Rhythm: new(12, 40, 0.8), OtherClients: 3, Crowd: 0);

    [Theory]
    [InlineData("x-example.com,2026-03-10", 2, "x-example.com was registered on 2026-03-10 (new, line 1), 8 days before it was asked")]
    [InlineData("x-example.com,2026-03-18", 2, "x-example.com was registered on 2026-03-18 (new, line 1), and asked at once")]
    [InlineData("x-example.com,2026-01-18", 1, "x-example.com was registered on 2026-01-18 (new, line 1), 59 days before it was asked")]
    [InlineData("x-example.com,2020-01-18", 0, "x-example.com was registered on 2020-01-18 (new, line 1), 2,251 days before it was asked")]
    [InlineData("x-example.com,2026-04-18", null, null)]
    [InlineData("www.x-example.com,2026-03-10", null, null)]
    [InlineData("other.x-example.org,2026-03-10", null, null)]
    public void AZoneThatIsAskedSoonAfterItsRegistrationWeighs(string line, int? bits, string? text)
    {
        var signal = Judge(Zone, line).SingleOrDefault();
        Assert.Equal((bits * 100, bits * 100, text), (signal?.AsBrowsing.Hundredths, signal?.AsLookUps.Hundredths, signal?.Text.Render(hostile => hostile.Raw)));
    }

    [Fact]
    public void ADomainThatMostNetworksAskIsAMistakeOfTheList() => Assert.Empty(Judge("microsoft.com", "microsoft.com,2026-03-10"));

    static List<Signal> Judge(string zone, string list)
    {
        var feed = TestFeeds.Feed("new", list) with { Settings = new() { Use = FeedUse.NewlyRegistered } };
        var scene = new Scene(new(new RollupSet())) { Indicators = new([feed]) };
        var pair = new Pair(Address.FromV4(0x0A000001), 0, [Names.Wire(zone)], (ushort)(Day - DateTime.UnixEpoch).TotalDays, Ordinary, new(), [], ZoneFleet.Empty, Crowd.None);
        var signals = new List<Signal>();
        new RegisteredLately().Judge(pair, scene, signals);
        return signals;
    }
}
