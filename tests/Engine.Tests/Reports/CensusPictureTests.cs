using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.Html;
using Xunit;

namespace Nameward.Engine.Tests.Reports;

/// <summary>The picture of who asks whom: small whatever the census, and without a query that is lost.</summary>
public class CensusPictureTests
{
    [Fact]
    public void APictureHasAtMostNineNodesAndEveryServerAndQuery()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var census = Census(new(seed));
            var picture = new CensusPicture(census);
            Assert.True(picture.Nodes.GroupBy(node => node.Column).All(column => column.Count() <= 3 && column.Select(node => node.Slot).SequenceEqual(Enumerable.Range(0, column.Count()))), $"seed {seed}: slots");
            Assert.True(census.Select(server => server.Server).Distinct().Count() == picture.Nodes.Where(node => node.Column != CensusColumn.Clients).Sum(node => node.Count), $"seed {seed}: servers");
            Assert.True(picture.Edges.All(edge => picture.Nodes.Contains(edge.From) && picture.Nodes.Contains(edge.To) && edge.From != edge.To), $"seed {seed}: lines");
            Assert.True(census.Sum(server => server.Queries) >= picture.Edges.Sum(edge => edge.Queries), $"seed {seed}: queries invented");
            Assert.True(picture.Edges.Any(edge => edge.Standing == Standing.Refused) == picture.Nodes.Any(node => node.Standing == Standing.Refused), $"seed {seed}: refused");
            Assert.True(HtmlOutline.Of(Page(census)).Elements.Contains("svg") == CensusPicture.IsWorthwhile(census), $"seed {seed}: page");
        }
    }

    [Fact]
    public void AServerThatAsksOthersStandsOnceInTheMiddle()
    {
        var picture = new CensusPicture([Server("10.0.0.53", true, ("10.0.3.7", 20)), Server("203.0.113.66", null, ("10.0.0.53", 15))]);
        Assert.Equal([CensusColumn.Inside, CensusColumn.Outside, CensusColumn.Clients], picture.Nodes.Select(node => node.Column));
        Assert.Equal([("Clients", "Inside", 20L), ("Inside", "Outside", 15L)], picture.Edges.Select(edge => (edge.From.Column.ToString(), edge.To.Column.ToString(), edge.Queries)).Order());
    }

    [Fact]
    public void AServerThatAFindingIsAboutIsShownBeforeBusierOnes()
    {
        var census = Enumerable.Range(1, 6).Select(number => Server($"198.51.100.{number}", null, ("10.0.3.7", 100 * number))).ToImmutableArray();
        var quiet = census[0].Server;
        var shown = new CensusPicture(census, quiet).Nodes.First(node => node.Column == CensusColumn.Outside);
        Assert.Equal((quiet, Standing.Found), (shown.Address, shown.Standing));
        Assert.DoesNotContain(new CensusPicture(census).Nodes, node => node.Address == quiet);
    }

    [Fact]
    public void ClientsBeyondTheNamedAreCountedExactlyForOneServerAndAtLeastForSeveral()
    {
        var one = Server("10.0.0.53", null, ("10.0.3.7", 20), ("10.0.3.8", 10)) with { Clients = 12, Queries = 100 };
        var others = Assert.Single(new CensusPicture([one]).Nodes, node => node is { Column: CensusColumn.Clients, Address: null });
        Assert.Equal((10L, false, 70L), (others.Count, others.IsLeast, others.Queries));
        var two = Server("10.0.1.53", null, ("10.0.3.7", 1)) with { Clients = 5, Queries = 9 };
        Assert.True(Assert.Single(new CensusPicture([one, two]).Nodes, node => node is { Column: CensusColumn.Clients, Address: null }).IsLeast);
    }

    [Fact]
    public void OneServerOfWhichNothingIsTheMatterNeedsNoPicture()
    {
        Assert.DoesNotContain("Who asks whom", Page([Server("10.0.0.53", true, ("10.0.3.7", 20)), Server("224.0.0.251", null, ("10.0.3.7", 2)) with { Role = "multicast" }]), StringComparison.Ordinal);
        Assert.Contains("Who asks whom", Page([Server("10.0.0.53", false, ("10.0.3.7", 20))]), StringComparison.Ordinal);
    }

    [Fact]
    public void TheStandingIsInWordsAndNotInColourAlone()
    {
        var html = Page([Server("10.0.0.53", true, ("10.0.3.7", 20)), Server("10.0.3.40", false, ("10.0.3.7", 7))]);
        Assert.Contains(">approved</text>", html, StringComparison.Ordinal);
        Assert.Contains(">not approved</text>", html, StringComparison.Ordinal);
        Assert.Contains("class=\"nbar\"", html, StringComparison.Ordinal);
        Assert.Contains("10.0.3.7 asks 10.0.3.40 (not approved): 7 queries", html, StringComparison.Ordinal);
    }

    static TriageServer Server(string address, bool? authorised, params (string Client, long Queries)[] users) =>
        TriageSamples.Server(address, "recursive", authorised, users.Length, users.Sum(user => user.Queries)) with { Users = [.. users.Select(user => new TriageServerUser(TriageSamples.Host(user.Client), user.Queries))] };

    static ImmutableArray<TriageServer> Census(Random random)
    {
        bool?[] standings = [true, false, null];
        var addresses = Enumerable.Range(0, random.Next(1, 9)).Select(_ => (random.Next(2) == 0 ? "10.0.0." : "198.51.100.") + random.Next(1, 12)).Distinct();
        return [.. addresses.Select(address => Row(address, random, standings[random.Next(3)]))];
    }

    static TriageServer Row(string address, Random random, bool? authorised)
    {
        var users = Enumerable.Range(0, random.Next(0, 9)).Select(_ => "10.0.0." + random.Next(1, 30)).Distinct().Where(client => client != address).Select(client => (client, (long)random.Next(0, 5000))).ToArray();
        var unnamed = users.Length == 8 ? random.Next(1, 100) : users.Length == 0 ? 1 : 0;
        var server = Server(address, authorised, users);
        return server with { Clients = users.Length + unnamed, Queries = server.Queries + unnamed };
    }

    static string Page(ImmutableArray<TriageServer> census) => Encoding.UTF8.GetString(HtmlReport.Render(TriageSamples.Empty with { Census = census }, new SuffixDefang(PublicSuffixes.Shipped)));
}
