using Nameward.Engine.Cases;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;
using Nameward.Engine.Tests.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Profiles;

/// <summary>Who runs the name servers of a zone, as a finding says it without reading the evidence again.</summary>
public class InfrastructureTests
{
    const string Zone = "some-example.com";

    static readonly DateTime Start = new(2026, 3, 18, 8, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void NameServersInTheZonesOwnDomainAndAmongItsOtherAddressesAreSelfRun()
    {
        var told = Of([Response(Zone, 0, "203.0.113.66", $"ns1.{Zone}", "203.0.113.53")]);
        Assert.Equal((ProfileConclusion.SelfRun, "T1583.002"), (told!.Conclusion, Assert.Single(told.Techniques)));
        Assert.Equal(["in-bailiwick-name-servers", "name-servers-on-its-addresses"], told.Statements.Select(statement => statement.Id));
    }

    [Fact]
    public void NameServersOfManyDomainsAreHosted()
    {
        var told = Of([.. Enumerable.Range(0, 9).Select(i => Response($"other{i}-example.com", i, "198.51.100.9", "ns.hosting-example.net", "203.0.113.53")), Response(Zone, 20, "198.51.100.10", "ns.hosting-example.net", "203.0.113.53")]);
        Assert.Equal((ProfileConclusion.Hosted, 0), (told!.Conclusion, told.Techniques.Length));
        Assert.Equal("9 other registrable domains of this evidence have its servers or name servers", Assert.Single(told.Statements).Text.Render(text => text.Raw));
    }

    [Fact]
    public void NameServersThatGaveWayToAnotherHoldersChangedHands()
    {
        var told = Of([Response(Zone, 0, "198.51.100.9", "ns.old-example.net", "203.0.113.53"), Response(Zone, 90_000, "198.51.100.9", "ns.new-example.org", "192.0.2.80")]);
        Assert.Equal(["changed-hands"], told!.Statements.Select(statement => statement.Id));
        Assert.Equal(["T1584.002"], told.Techniques);
    }

    [Fact]
    public void OfAZoneWithoutNameServersNothingIsSaid() => Assert.Null(Of([Response(Zone, 0, "198.51.100.9", null, null)]));

    static TriageInfrastructure? Of(RandomTraffic.Row[] rows)
    {
        var zone = Names.Wire(Zone);
        return new InfrastructureBuilder(new Scene(new(RandomTraffic.Roll(rows))), [zone]).Of(zone);
    }

    internal static RandomTraffic.Row Response(string zone, int second, string address, string? server, string? serverAddress)
    {
        var records = new ResourceRecordWriter();
        records.Add(Section.Answer, RecordTypes.A, 300, [], Bytes(address));
        if (server is not null)
        {
            records.Add(Section.Authority, RecordTypes.Ns, 300, Names.Wire(zone), Names.Wire(server));
            records.Add(Section.Additional, RecordTypes.A, 300, Names.Wire(server), Bytes(serverAddress!));
        }
        return new(new()
        {
            Time = Start.AddSeconds(second),
            Sides = Sides.Query | Sides.Response,
            Transport = Transport.Udp,
            Client = new(Address.FromV4(0x0A000101), 40_000),
            Server = new(Address.FromV4(0x0A000035), 53),
            Type = RecordTypes.A,
            Rcode = 0,
            ShowsAnswers = true,
        }, Names.Wire($"www.{zone}"), records.Written.ToArray(), new(0, 0), 1);
    }

    static byte[] Bytes(string address) => [.. address.Split('.').Select(byte.Parse)];
}
