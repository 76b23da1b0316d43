using Nameward.App.Feeds;
using Nameward.Engine.Intelligence;
using Xunit;

namespace Nameward.App.Tests.Feeds;

/// <summary>TAXII 2.1 against a server on the loopback, well-behaved and not.</summary>
public class TaxiiTests
{
    const string Type = "application/taxii+json;version=2.1";
    readonly FeedBench _bench = new() { Environment = { ["KEY"] = "pw" } };

    /// <summary>A server of TAXII 2.1: discovery, one root with two collections, objects in pages of two.</summary>
    sealed class Taxii : IDisposable
    {
        readonly LoopbackServer _server;

        public Taxii() => _server = new(Answer);

        public List<(string Id, string Modified, string Added, bool Revoked)> Objects { get; } = [];

        public Func<Asked, Told?> Fault { get; set; } = _ => null;

        public LoopbackServer Server => _server;

        public string Url => _server.Url;

        Told Answer(Asked asked)
        {
            if (Fault(asked) is { } fault)
            {
                return fault;
            }
            if (asked["Authorization"] != "Basic bWU6cHc=" || asked["Accept"] != Type)
            {
                return Told.Only(asked["Accept"] == Type ? 401 : 406);
            }
            return asked.Target.Split('?')[0] switch
            {
                "/taxii2/" => Json("""{"title":"some","api_roots":["/api1/"]}"""),
                "/api1/collections/" => Json("""{"collections":[{"id":"one","title":"Indicators","can_read":true},{"id":"two","title":"Other","can_read":true},{"id":"three","title":"Closed","can_read":false}]}"""),
                "/api1/collections/one/objects/" => Page(asked.Target),
                _ => Told.Only(404),
            };
        }

        Told Page(string target)
        {
            var query = target.Split('?')[1].Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
            var after = query.GetValueOrDefault("added_after") ?? "";
            var from = int.Parse(query.GetValueOrDefault("next") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
            var all = Objects.Where(item => string.CompareOrdinal(item.Added, after) > 0).OrderBy(item => item.Added, StringComparer.Ordinal).ToList();
            var page = all.Skip(from).Take(2).ToList();
            var objects = string.Join(',', page.Select(item => $$"""{"type":"indicator","id":"{{item.Id}}","modified":"{{item.Modified}}"{{(item.Revoked ? ",\"revoked\":true" : "")}}}"""));
            var told = Json($$"""{"more":{{(from + 2 < all.Count ? "true" : "false")}},"next":"{{from + 2}}","objects":[{{objects}}]}""");
            if (page.Count > 0)
            {
                told.Headers["X-TAXII-Date-Added-Last"] = page[^1].Added;
            }
            return told;
        }

        public void Dispose() => _server.Dispose();
    }

    static Told Json(string body) => Told.Text(body, ("Content-Type", Type));

    static FeedSettings How(string collection) => new() { MayBePrivate = true, Collection = collection, User = "me", SecretFrom = "KEY" };

    [Theory]
    [InlineData("/taxii2/", "one")]
    [InlineData("/taxii2", "indicators")]
    [InlineData("/api1/collections/one/", "one")]
    [InlineData("/api1/collections/one/objects/", "one")]
    public async Task ACollectionIsReadInPages(string path, string collection)
    {
        using var taxii = WithFive();
        var outcome = await _bench.Take(taxii.Url + path, How(collection));
        Assert.Equal((OutcomeKind.Taken, "a b c d e"), (outcome.Kind, _bench.InForce));
        Assert.Equal((taxii.Url + "/api1/collections/one/", "one", "2026-03-05T00:00:00.000000Z"), (_bench.Record.Origin, _bench.Record.Settings.Collection, _bench.Record.Validators[TaxiiClient.AddedLast]));
        Assert.Equal(3, taxii.Server.Asked.Count(asked => asked.Target.Contains("/objects/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task OnlyWhatWasAddedIsAskedForAgainAndTheNewestOfEachHolds()
    {
        using var taxii = WithFive();
        await _bench.Take(taxii.Url + "/taxii2/", How("one"));
        taxii.Objects.Add(("f", "2026-03-06T00:00:00Z", "2026-03-06T00:00:00.000000Z", false));
        taxii.Objects.Add(("b", "2026-03-06T00:00:00Z", "2026-03-06T00:00:00.000001Z", true));
        taxii.Objects.Add(("c", "2026-01-01T00:00:00Z", "2026-03-06T00:00:00.000002Z", true));
        var outcome = await _bench.Taker().Take(_bench.Record, TestContext.Current.CancellationToken);
        Assert.Equal((OutcomeKind.Taken, "a b:revoked c d e f"), (outcome.Kind, _bench.InForce));
        Assert.Contains("added_after=2026-03-05T00%3A00%3A00.000000Z", taxii.Server.Asked.Last().Target, StringComparison.Ordinal);
        var third = await _bench.Taker().Take(_bench.Record, TestContext.Current.CancellationToken);
        Assert.Equal((OutcomeKind.Unchanged, "2026-03-06T00:00:00.000002Z"), (third.Kind, _bench.Record.Validators[TaxiiClient.AddedLast]));
    }

    [Theory]
    [InlineData(null, "the server has several collections: --collection takes one of one (Indicators), two (Other)")]
    [InlineData("Closed", "the server has no readable collection Closed: --collection takes one of one (Indicators), two (Other)")]
    public async Task WhichCollectionsThereAreIsSaid(string? collection, string because)
    {
        using var taxii = WithFive();
        Assert.Equal(because, (await _bench.Take(taxii.Url + "/taxii2/", How(collection ?? ""))).Fault);
        Assert.Empty(_bench.Shelf.All());
    }

    public static TheoryData<string, string> Loops => new()
    {
        { """{"more":true,"next":"again","objects":[]}""", "the server's paging makes no progress: a page says that more follows and brings nothing new" },
        { """{"more":true,"next":"again","objects":[{"id":"#"}]}""", "the server's paging leads back to a page that was read already" },
        { """{"more":true,"objects":[{"id":"#"}]}""", "the server's paging leads back to a page that was read already" },
        { """{"more":true,"next":"#","objects":[{"id":"#"}]}""", "the collection is larger than 20 pages" },
        { """{"more":true,"next":"#","objects":[{"id":"same"}]}""", "the server's paging makes no progress" },
        { """{"more":false,"objects":[{"id":"x"}""", "what should be JSON is no whole JSON, from line 1 on" },
        { """[1,2]""", "what should be JSON is no JSON object" },
        { """{"a":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[""", "what should be JSON is no whole JSON" },
    };

    [Theory]
    [MemberData(nameof(Loops))]
    public async Task AServerThatPagesInARingOrBreaksOffChangesNothing(string page, string because)
    {
        using var taxii = WithFive();
        await _bench.Take(taxii.Url + "/taxii2/", How("one"));
        var times = 0;
        taxii.Fault = asked => asked.Target.Contains("/objects/", StringComparison.Ordinal) ? Json(page.Replace("#", (++times).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)) : null;
        await NothingChanges(because);
    }

    [Fact]
    public async Task AServerThatIsNoneOrOldOrBusyOrSilentChangesNothing()
    {
        using var taxii = WithFive();
        await _bench.Take(taxii.Url + "/taxii2/", How("one"));
        (Told Told, string Because)[] faults =
        [
            (Told.Text("<html>", ("Content-Type", "text/html")), "what answers is no TAXII server"),
            (Told.Text("{}", ("Content-Type", "application/json")), "what answers is no TAXII server"),
            (Told.Text("{}", ("Content-Type", "application/vnd.oasis.taxii+json; version=2.0")), "the server speaks TAXII 2.0 alone"),
            (Told.Only(429, ("Retry-After", "600")), "the server answers 429"),
            (Told.Only(401), "the server answers 401: it does not take the secret"),
            (Json("{") with { Hangs = true, Length = 50 }, "nothing came for 300 ms"),
        ];
        foreach (var (told, because) in faults)
        {
            (taxii.Fault, _bench.Limits) = (_ => told, told.Hangs ? FeedBench.Impatient : FeedBench.Small);
            await NothingChanges(because);
        }
    }

    [Fact]
    public async Task AFaultOnALaterPageTakesNothingOver()
    {
        using var taxii = WithFive();
        taxii.Fault = asked => asked.Target.Contains("next=4", StringComparison.Ordinal) ? Told.Only(500) : null;
        Assert.StartsWith("the server answers 500", (await _bench.Take(taxii.Url + "/taxii2/", How("one"))).Fault, StringComparison.Ordinal);
        Assert.Empty(_bench.Shelf.All());
    }

    [Fact]
    public async Task ASecretIsNotSentToAnApiRootOnAnotherHost()
    {
        using var other = new LoopbackServer(_ => Json("{}"));
        using var taxii = new Taxii { Fault = _ => Json($$"""{"api_roots":["{{other.Url}}/api1/"]}""") };
        Assert.StartsWith("the server names an API root on another host", (await _bench.Take(taxii.Url + "/taxii2/", How("one"))).Fault, StringComparison.Ordinal);
        Assert.Empty(other.Asked);
    }

    async Task NothingChanges(string because)
    {
        var (before, puts) = (_bench.InForce, _bench.Shelf.Puts);
        _bench.Clock.Now += TimeSpan.FromHours(2);
        var outcome = await _bench.Taker().Take(_bench.Record, TestContext.Current.CancellationToken);
        Assert.StartsWith(because, outcome.Fault, StringComparison.Ordinal);
        Assert.Equal((before, puts, outcome.Fault, 11), (_bench.InForce, _bench.Shelf.Puts, _bench.Record.Fault, _bench.Record.FailingSince!.Value.Hour));
        Assert.Equal("2026-03-05T00:00:00.000000Z", _bench.Record.Validators[TaxiiClient.AddedLast]);
    }

    static Taxii WithFive()
    {
        var taxii = new Taxii();
        taxii.Objects.AddRange("abcde".Select((id, at) => (id.ToString(), "2026-03-01T00:00:00Z", $"2026-03-0{at + 1}T00:00:00.000000Z", false)));
        return taxii;
    }
}
