using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Findings;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;
using Nameward.Engine.Tests.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Profiles;

/// <summary>Zones that a parking provider or a sinkhole holds: said of them, known to their reputation, and deciding nothing.</summary>
public class ParkedZonesTests
{
    const string Zone = "some-example.com";

    [Theory]
    [InlineData("ns1.sedoparking.com", "parked", "name servers of parked domains (Sedo, shipped 2026-11)", 30)]
    [InlineData("ns1.sinkhole.shadowserver.org", "sinkholed", "name servers of a sinkhole (Shadowserver, shipped 2026-11): whoever asks may be infected, the adversary is gone", 0)]
    public void TheNameServersOfAZoneTellWhoHoldsIt(string server, string id, string text, int score)
    {
        var scene = Scene([InfrastructureTests.Response(Zone, 0, "198.51.100.9", server, "203.0.113.53")]);
        Assert.Equal((id, text), Told(Infrastructure(scene, Zone)!.Statements.Single(statement => statement.Id is "parked" or "sinkholed")));
        Assert.Equal((score, text), Part(scene, Zone));
    }

    [Fact]
    public void OfSeveralNameServersThoseOfTheProviderAreCounted()
    {
        var scene = Scene([InfrastructureTests.Response(Zone, 0, "198.51.100.9", "ns1.sedoparking.com", "203.0.113.53"), InfrastructureTests.Response(Zone, 5, "198.51.100.9", "ns.hosting-example.net", "203.0.113.54")]);
        Assert.Equal(("parked", "1 of 2 name servers of parked domains (Sedo, shipped 2026-11)"), Told(Assert.Single(new ParkedZones(scene, [Names.Wire(Zone)]).Of(Names.Wire(Zone), []))));
    }

    [Theory]
    [InlineData(Zone, "ns.hosting-example.net")]
    [InlineData("sedoparking.com", "ns1.sedoparking.com")]
    public void OtherZonesAndTheProvidersOwnAreNot(string zone, string server)
    {
        var scene = Scene([InfrastructureTests.Response(zone, 0, "198.51.100.9", server, "203.0.113.53")]);
        Assert.Empty(new ParkedZones(scene, [Names.Wire(zone)]).Of(Names.Wire(zone), []));
        Assert.Equal((null, "held by no parking provider and no sinkhole that is known"), Part(scene, zone));
    }

    [Theory]
    [InlineData("198.51.100.0/24", "", "answered by a sinkhole (198.51.100.0/24; sinks.txt): whoever asks may be infected, the adversary is gone")]
    [InlineData("198.51.100.9", "", null)]
    [InlineData("198.51.100.9", "198.51.100.9", "answered by a sinkhole (198.51.100.9; sinks.txt): whoever asks may be infected, the adversary is gone")]
    [InlineData("203.0.113.53", "", null)]
    public void AnswersTellWhereItIsSureThatAnEntryHasThem(string entry, string known, string? text)
    {
        var scene = Scene([InfrastructureTests.Response(Zone, 0, "198.51.100.9", null, null)], Feed(FeedUse.Sinkholes, entry));
        var told = new ParkedZones(scene, [Names.Wire(Zone)]).Of(Names.Wire(Zone), known.Length == 0 ? [] : [Parse(known)]);
        Assert.Equal(text, told.SingleOrDefault()?.Text.Render(part => part.Raw));
        Assert.Equal(text is not null && known.Length == 0, Infrastructure(scene, Zone) is { Conclusion: ProfileConclusion.InsufficientEvidence });
    }

    [Fact]
    public void TheAddressOfANameServerTellsToo()
    {
        var scene = Scene([InfrastructureTests.Response(Zone, 0, "198.51.100.9", "ns.hosting-example.net", "203.0.113.53")], Feed(FeedUse.Parking, "203.0.113.53"));
        Assert.Equal("name servers of parked domains (sinks.txt)", Assert.Single(new ParkedZones(scene, [Names.Wire(Zone)]).Of(Names.Wire(Zone), [])).Text.Render(part => part.Raw));
    }

    static (string, string) Told(ProfileStatement statement)
    {
        Assert.Equal((Leaning.Neither, Weight.None), (statement.Leaning, statement.Weight));
        return (statement.Id, statement.Text.Render(text => text.Raw));
    }

    static (int?, string) Part(Scene scene, string zone)
    {
        var part = new ReputationBuilder(scene, [Names.Wire(zone)]).Of(Names.Wire(zone)).Parts.Single(part => part.Id == "parking");
        return (part.Score, part.Text.Render(text => text.Raw));
    }

    static TriageInfrastructure? Infrastructure(Scene scene, string zone) => new InfrastructureBuilder(scene, [Names.Wire(zone)]).Of(Names.Wire(zone));

    static Scene Scene(RandomTraffic.Row[] rows, params IndicatorFeed[] feeds) => new(new(RandomTraffic.Roll(rows))) { Indicators = new([.. feeds]) };

    static IndicatorFeed Feed(FeedUse use, string entry) => IndicatorFeed.Read("sinks.txt", Encoding.ASCII.GetBytes(entry + "\n"), out _)! with { Settings = new() { Use = use } };

    static Address Parse(string text) => Address.TryParse(Encoding.ASCII.GetBytes(text), out var address) ? address : throw new ArgumentException(text);
}
