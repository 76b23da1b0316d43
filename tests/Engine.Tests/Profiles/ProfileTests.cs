using System.Text;
using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;
using Nameward.Engine.Reports;
using Nameward.Engine.Tests.Reports;
using Xunit;

namespace Nameward.Engine.Tests.Profiles;

/// <summary>The profile of a zone or a server: what is told of it, what it speaks for, and what is not known.</summary>
public class ProfileTests
{
    static readonly DateTime Day = new(2026, 3, 18, 9, 5, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("selfrun.test", "self-run")]
    [InlineData("hosted3.test", "hosted")]
    [InlineData("198.51.100.1", "hoster")]
    public void EveryOutputIsTheGoldenOne(string subject, string name)
    {
        var document = Document(ZoneTraffic.SelfRunBesideHosted().Profile(subject));
        Golden.Check($"{name}-80.txt", Page(document, new()));
        Golden.Check($"{name}-120.txt", Page(document, new() { Columns = 120, ListsAll = true }));
        Golden.Check($"{name}.json", ProfileJson.Line(document));
    }

    [Fact]
    public void ASelfRunZoneIsToldFromAHostedOneWithItsGrounds()
    {
        var traffic = ZoneTraffic.SelfRunBesideHosted();
        var own = traffic.Profile("selfrun.test");
        Assert.Equal((ProfileConclusion.SelfRun, "T1583.002"), (own.Conclusion, Assert.Single(own.Techniques)));
        Assert.Equal(["in-bailiwick-name-servers", "name-servers-on-its-addresses", "answers-for-it-alone", "name-servers-in-one-network", "one-low-ttl", "wildcard"], own.Statements.Select(statement => statement.Id));
        var hosted = traffic.Profile("HOSTED3[.]test.");
        Assert.Equal(ProfileConclusion.Hosted, hosted.Conclusion);
        Assert.Empty(hosted.Techniques);
        Assert.Equal(9, hosted.Neighbours.Count(zone => zone.SharesServers && zone.ByServer == 1 && zone.ByNameServer == 2));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(7, 3)]
    public void TheOrderOfTheEvidenceAndTheThreadsChangeNothing(int threads, int seed)
    {
        var traffic = ZoneTraffic.SelfRunBesideHosted();
        Assert.All(["selfrun.test", "hosted3.test", "198.51.100.1"], subject =>
            Assert.Equal(ProfileJson.Line(Document(traffic.Profile(subject))), ProfileJson.Line(Document(traffic.Profile(subject, threads, seed)))));
    }

    [Fact]
    public void AZoneThatWasNeverSeenIsNotKnownAndNotBad()
    {
        var profile = ZoneTraffic.SelfRunBesideHosted().Profile("absent.test");
        Assert.Equal((ProfileConclusion.InsufficientEvidence, 0, 0L), (profile.Conclusion, profile.Statements.Length, profile.Use.Messages));
        Assert.Equal(new ProfiledSoftware(null, null, null), profile.Software);
        Assert.Null(profile.Answering.IsWildcard);
        Assert.StartsWith("absent[.]test was not seen in this evidence", Lines(Document(profile), new())[0], StringComparison.Ordinal);
    }

    [Fact]
    public void AZoneWithNamesThatDoNotExistIsNoWildcard()
    {
        var traffic = new ZoneTraffic();
        for (var host = 0; host < 12; host++)
        {
            traffic.Answer($"a{host}.zone.test", host == 7 ? null : "192.0.2.9", host, "198.51.100.7");
        }
        Assert.Equal(false, traffic.Profile("zone.test").Answering.IsWildcard);
    }

    [Fact]
    public void NameServersThatChangeAreSaidWithTheirDays()
    {
        var traffic = new ZoneTraffic().Refer("moved.test", 0, ("ns1.first.example", "192.0.2.10")).Refer("moved.test", 900_000, ("ns1.other.test", "198.51.100.9"));
        var moved = traffic.Profile("moved.test");
        Assert.Contains(moved.Statements, statement => statement.Id == "changed-hands");
        Assert.Equal(["T1584.002"], moved.Techniques);
        traffic.Refer("moved.test", 950_000, ("ns1.first.example", "192.0.2.10"));
        Assert.DoesNotContain(traffic.Profile("moved.test").Statements, statement => statement.Id == "changed-hands");
    }

    [Fact]
    public void AliasesUnderNoTopLevelDomainAreCounted()
    {
        var traffic = new ZoneTraffic().Answer("a.t.example.net", RecordTypes.Cname, Names.Wire("hq0c3fi.dh"), 1, "198.51.100.7").Answer("b.t.example.net", RecordTypes.Cname, Names.Wire("www.example.com"), 2, "198.51.100.7");
        Assert.Equal(1, traffic.Profile("t.example.net").Software.AliasesToNowhere);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a..b")]
    [InlineData("captures/dns.log")]
    public void WhatIsNeitherAZoneNorAnAddressIsNoSubject(string text) => Assert.Null(ProfileSubject.TryParse(text));

    [Fact]
    public void ANameThatIsTooLongIsNoSubject() => Assert.Null(ProfileSubject.TryParse(string.Join('.', Enumerable.Repeat("a", 200))));

    [Fact]
    public void AFloodOfRecordsIsCutAndSaidWhateverItsOrder()
    {
        var traffic = new ZoneTraffic();
        for (var server = 0; server < 2000; server++)
        {
            traffic.Refer("flood.test", server, ($"ns{server}.many.example", $"192.0.{server / 250}.{server % 250}"));
        }
        var profile = traffic.Profile("flood.test");
        Assert.Equal((true, ProfileFacts.Most), (profile.IsCut, profile.NameServers.Length));
        Assert.Equal(ProfileJson.Line(Document(profile)), ProfileJson.Line(Document(traffic.Profile("flood.test", threads: 5, seed: 4))));
    }

    [Fact]
    public void HostileNamesAreHarmlessOnATerminal()
    {
        byte[] evil = [6, 0x1b, (byte)'[', (byte)'2', (byte)'J', 0xe2, (byte)'\n', .. Names.Wire("example.net")];
        var traffic = new ZoneTraffic().Answer("www.zone.test", RecordTypes.Ns, evil, 1, "198.51.100.7").Answer("www.zone.test", RecordTypes.Soa, [1, 2, 3], 1, "198.51.100.7").Answer("www.zone.test", RecordTypes.Ns, [63, 1], 1, "198.51.100.7");
        var document = Document(traffic.Profile("zone.test"));
        Assert.DoesNotContain(string.Concat(Lines(document, new() { Columns = 120, ListsAll = true })), c => Harmless.IsNot(c));
        using var json = JsonDocument.Parse(ProfileJson.Line(document));
        Assert.Equal(2, json.RootElement.GetProperty("profile").GetProperty("nameServers").GetArrayLength());
    }

    [Theory]
    [InlineData("A01")]
    [InlineData("A05")]
    [InlineData("C15")]
    public void ARecordedAuthoritativeServerIsProfiledTheSameWithAnyNumberOfThreads(string session)
    {
        var path = Samples.Shared($"lab/captures/{session}.auth.pcap.gz");
        var census = CensusSamples.Of(new ReadingOptions(), 2, path);
        var server = census.Census.First(server => server.Role == "authoritative").Server.Raw;
        var (one, three) = (Read(path, server, 1), Read(path, server, 3));
        Assert.True(one.Profile.Use.Messages > 0);
        Assert.Contains(one.Profile.Servers, found => found.IsAuthoritative == true);
        Assert.Equal(ProfileJson.Line(Document(one.Profile)), ProfileJson.Line(Document(three.Profile)));
    }

    static ProfileDocument Read(string path, string subject, int threads)
    {
        using var evidence = new FileEvidence(EvidenceLocator.Locate([path], new()), new());
        return new Investigation(new() { Threads = threads }, TimeProvider.System).Profile(evidence, ProfileSubject.TryParse(subject)!);
    }

    internal static ProfileDocument Document(Profile profile) => new()
    {
        Run = new("0.1.0", Day, 0.5, Day, "nameward profile", ""),
        Evidence = [],
        Coverage = new([], [], [Sentence.Of("not shown by this evidence: DNS over TCP")], []),
        Fleet = new(11, 4),
        Reputation = profile.IsServer ? null : new()
        {
            Zone = profile.Subject,
            Parts =
            [
                new("age", 25, 2, Sentence.Of("first asked here 0 days before the newest day of the evidence; 9 earlier days are known")),
                new("provider", null, 2, Sentence.Of("of no provider of free names that is known")),
                new("prevalence", 25, 1, Sentence.Of("1 of 11 clients asked it")),
                new("feeds", 0, 4, Sentence.Of($"{profile.Subject} stands in {HostileText.Text("ours.txt")}, line 3")),
            ],
        },
        Profile = profile,
    };

    static List<string> Lines(ProfileDocument document, TerminalOptions options) => [.. TerminalProfile.Render(document, options).Select(line => line.Text)];

    static byte[] Page(ProfileDocument document, TerminalOptions options) => Encoding.UTF8.GetBytes(string.Concat(Lines(document, options).Select(line => line + "\n")));
}
