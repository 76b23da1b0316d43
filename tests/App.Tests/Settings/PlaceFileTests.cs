using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Nameward.App.Settings;
using Nameward.Engine;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests.Settings;

/// <summary>Databases of places: the words of each publisher, what is damaged or no such database, and that a triage and a profile show what they tell.</summary>
[Trait("tier", "ci")]
public sealed class PlaceFileTests : IDisposable
{
    const string Known = "192.0.2.7";

    static readonly DateTime Built = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);
    static readonly string Capture = Samples.Own("samples/conditional.pcap.gz");

    readonly Workplace _place = new();

    public static TheoryData<string, string> Publishers => new()
    {
        { "geolite-asn", "AS64500 Example Hosting" },
        { "geolite-country", "NL" },
        { "ipinfo", "AS64500 Example Hosting, NL" },
        { "ipinfo-country", "NL" },
        { "number", "AS64501" },
    };

    public void Dispose() => _place.Dispose();

    [Theory, MemberData(nameof(Publishers))]
    public void EveryPublishersWordsAreUnderstood(string publisher, string expected)
    {
        var places = Open(Database().Add("192.0.2.0/24", Record(publisher)).Add("2001:db8::/32", Record(publisher)));
        Assert.Equal([expected, expected, null, null], new[] { Known, "2001:db8::1", "198.51.100.1", "2001:db9::1" }.Select(address => Words(places.Of(Parse(address)))));
        Assert.Equal(("places.mmdb", "Invented", Built), (places.Source.Name.Raw, places.Source.Type.Raw, places.Source.Built));
    }

    [Fact]
    public void OfSeveralFilesTheFirstThatTellsAThingCounts()
    {
        var places = new PlaceFiles([Open(Database().Add("192.0.2.0/24", Record("geolite-country"))), Open(Database().Add("192.0.2.0/24", Record("geolite-asn")).Add("198.51.100.0/24", Record("number")))]);
        Assert.Equal(["AS64500 Example Hosting, NL", "AS64501", null], new[] { Known, "198.51.100.9", "10.0.0.1" }.Select(address => Words(places.Of(Parse(address)))));
        Assert.Equal(2, places.Sources.Length);
    }

    [Fact]
    public void ADamagedRecordIsNothingKnown()
    {
        // A pointer behind the end, a map that holds itself, a map with a number for a key, text that is cut off, and values of other types than they should be.
        var database = Database().Add("192.0.0.0/25", [0x3F, 0xFF, 0xFF, 0xFF, 0xFF]).Add("192.0.2.0/25", Record("geolite-asn"));
        byte[][] damaged =
        [
            [0x3F, 0xFF, 0xFF, 0xFF, 0xFF], [.. MmdbWriter.Head(7, 1), .. MmdbWriter.Encode("country"), 0x20, (byte)(database.Length + 5)], [.. MmdbWriter.Head(7, 1), .. MmdbWriter.Encode(7u), .. MmdbWriter.Encode(8u)],
            MmdbWriter.Encode(new Dictionary<string, object> { ["asn"] = new object[] { "x" }, ["country"] = 7u, ["as_name"] = new Dictionary<string, object>() }), [.. MmdbWriter.Head(7, 200)],
        ];
        for (var at = 0; at < damaged.Length; at++)
        {
            database.Add($"198.51.100.{at * 8}/29", damaged[at]);
        }
        var places = Open(database);
        Assert.All(Enumerable.Range(0, damaged.Length), at => Assert.Null(places.Of(Parse($"198.51.100.{at * 8}"))));
        Assert.Null(places.Of(Parse("192.0.0.1")));
        Assert.NotNull(places.Of(Parse(Known)));
    }

    [Fact]
    public void ARecordThatGrowsWithoutEndIsNotFollowed()
    {
        // Each list holds the one before twice: 2^40 values in 400 bytes.
        var (data, at) = (new List<byte>(MmdbWriter.Encode("x")), 0);
        for (var depth = 0; depth < 40; depth++)
        {
            var before = at;
            at = data.Count;
            byte[] pointer = [(byte)(0x20 | before >> 8), (byte)before];
            data.AddRange([.. MmdbWriter.Head(11, 2), .. pointer, .. pointer]);
        }
        var start = data.Count;
        var database = Database().Add("203.0.113.0/24", [.. data]).Add("198.51.100.0/24", [.. MmdbWriter.Head(7, 1), .. MmdbWriter.Encode("country"), (byte)(0x20 | at >> 8), (byte)at]).Add("192.0.2.0/24", Record("geolite-asn"));
        Assert.True(start < 2048);
        var watch = Stopwatch.StartNew();
        Assert.Null(Open(database).Of(Parse("198.51.100.1")));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10);
    }

    [Fact]
    public void ATreeWithoutEndIsDamage()
    {
        var bytes = Database().Add("192.0.2.0/24", Record("geolite-asn")).Build();
        // Both sides of the first node lead back to it.
        bytes.AsSpan(0, 6).Clear();
        _place.Write("places.mmdb", bytes);
        var watch = Stopwatch.StartNew();
        Assert.Throws<UserError>(() => PlaceFile.Open(_place["places.mmdb"], "--geo places.mmdb"));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10);
    }

    [Fact]
    public void ATreeThatJoinsAgainIsNotWalkedWhole()
    {
        var whole = Database();
        for (var node = 0; node < 120; node++)
        {
            whole.Join(node);
        }
        _place.Write("places.mmdb", whole.Build());
        var watch = Stopwatch.StartNew();
        Assert.Throws<UserError>(() => PlaceFile.Open(_place["places.mmdb"], "--geo places.mmdb"));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10);
    }

    [Theory]
    [InlineData("empty", "the database is damaged, or no MaxMind DB of version 2")]
    [InlineData("text", "the database is damaged, or no MaxMind DB of version 2")]
    [InlineData("cut", "the database is damaged, or no MaxMind DB of version 2")]
    [InlineData("version", "the database is damaged, or no MaxMind DB of version 2")]
    [InlineData("other", "the database tells neither autonomous systems nor countries")]
    [InlineData("missing", "there is no such file")]
    [InlineData("folder", "this is a folder")]
    public void AFileThatCannotBeUsedIsAMistake(string kind, string what)
    {
        var whole = Database().Add("192.0.2.0/24", Record("ipinfo")).Build();
        byte[]? bytes = kind switch
        {
            "empty" => [],
            "text" => "192.0.2.0/24,64500\n"u8.ToArray(),
            "cut" => whole[..^40],
            "version" => new MmdbWriter("Invented", Built) { Major = 3 }.Add("192.0.2.0/24", Record("ipinfo")).Build(),
            "other" => Database().Add("192.0.2.0/24", new Dictionary<string, object> { ["is_anonymous"] = 1u }).Build(),
            _ => null,
        };
        if (bytes is not null)
        {
            _place.Write("places.mmdb", bytes);
        }
        if (kind == "folder")
        {
            Directory.CreateDirectory(_place["places.mmdb"]);
        }
        var mistake = Assert.Single(Assert.Throws<UserError>(() => PlaceFile.Open(_place["places.mmdb"], "--geo places.mmdb")).Mistakes);
        Assert.Equal("--geo places.mmdb: " + what, mistake.What);
        Assert.NotNull(mistake.Do);
    }

    [Fact]
    public void NoDamageThrowsAnythingElse()
    {
        var whole = Database().Add("192.0.2.0/24", Record("ipinfo")).Add("198.51.100.0/24", Record("geolite-country")).Add("2001:db8::/32", Record("geolite-asn")).Build();
        var random = new Random(11);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = whole.ToArray();
            for (var change = 0; change < 1 + round % 4; change++)
            {
                // The tree of these few networks is long; its end, the data and the metadata are where damage is met.
                bytes[random.Next(round % 2 == 0 ? 0 : bytes.Length - 400, bytes.Length)] = (byte)random.Next(256);
            }
            _place.Write("places.mmdb", bytes);
            try
            {
                var places = PlaceFile.Open(_place["places.mmdb"], "it");
                Assert.All([Known, "198.51.100.1", "2001:db8::1", "203.0.113.1"], address => Assert.True(places.Of(Parse(address)) is null or { Country.Raw.Length: <= 64, Organisation.Raw.Length: <= 128 }, $"round {round}"));
            }
            catch (UserError error)
            {
                Assert.Single(error.Mistakes);
            }
        }
    }

    [Fact]
    public async Task AProfileShowsThePlacesOfItsServers()
    {
        _place.Write("asn.mmdb", Database().Add("203.0.113.0/24", Record("ipinfo")).Build());
        var page = await _place.Run("profile", "telemetry-example.com", Capture, "--geo", "asn.mmdb");
        Assert.Equal((0, ""), (page.Status, page.Error));
        Assert.Contains("203.0.113[.]66 (AS64500 Example Hosting, NL)", Joined(page.Output), StringComparison.Ordinal);
        Assert.Contains("places of addresses are those that asn.mmdb knew when it was made, on 2026-11-01", Joined(page.Output), StringComparison.Ordinal);
        using var json = (await _place.Run("profile", "telemetry-example.com", Capture, "--geo", "asn.mmdb", "--format", "json")).Json();
        var address = json.RootElement.GetProperty("profile").GetProperty("nameServers")[0].GetProperty("addresses")[0];
        Assert.Equal("""{"asn":64500,"organisation":"Example Hosting","country":"NL"}""", address.GetProperty("place").GetRawText());
        using var without = (await _place.Run("profile", "telemetry-example.com", Capture, "--format", "json")).Json();
        Assert.Equal(JsonValueKind.Null, without.RootElement.GetProperty("profile").GetProperty("nameServers")[0].GetProperty("addresses")[0].GetProperty("place").ValueKind);
        Assert.NotEqual(Sum(without), Sum(json));
        var html = await _place.Run("profile", "telemetry-example.com", Capture, "--geo", "asn.mmdb", "--format", "html");
        Assert.Contains("Example Hosting", html.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TriageGoesByTheFilesOfTheSiteAndCheckOpensThem()
    {
        _place.Write("nameward.yaml", "geo: [asn.mmdb, country.mmdb]\n");
        _place.Write("asn.mmdb", Database().Add("203.0.113.0/24", Record("geolite-asn")).Build());
        _place.Write("country.mmdb", Database().Add("203.0.113.0/24", Record("geolite-country")).Build());
        var check = await _place.Run("check");
        Assert.Equal((0, ""), (check.Status, check.Error));
        Assert.Matches(@"(?m)^geo +set +asn.mmdb, country.mmdb\r?$", check.Output);
        using var json = (await _place.Run("triage", Capture, "--format", "json")).Json();
        var places = json.RootElement.GetProperty("findings").EnumerateArray().SelectMany(finding => finding.GetProperty("infrastructure").EnumerateArray()).SelectMany(zone => zone.GetProperty("addresses").EnumerateArray()).ToList();
        Assert.Contains(places, address => address.GetRawText() == """{"address":"203.0.113.66","place":{"asn":64500,"organisation":"Example Hosting","country":"NL"}}""");
        var page = await _place.Run("triage", Capture);
        Assert.Contains("203.0.113[.]66 stands in AS64500 Example Hosting, NL", Joined(page.Output), StringComparison.Ordinal);
        _place.Write("country.mmdb", "no database"u8.ToArray());
        Assert.All([await _place.Run("check"), await _place.Run("triage", Capture)], run =>
        {
            Assert.Equal(2, run.Status);
            Assert.Contains("geo: country.mmdb: the database is damaged", run.Error, StringComparison.Ordinal);
        });
    }

    static string Joined(string page) => string.Join(' ', page.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    static string? Sum(JsonDocument document) => document.RootElement.GetProperty("run").GetProperty("configurationSha256").GetString();

    static string? Words(Place? place) => place?.Words.Render(text => text.Raw);

    static Address Parse(string text) => Address.TryParse(Encoding.ASCII.GetBytes(text), out var address) ? address : throw new ArgumentException(text);

    static MmdbWriter Database() => new("Invented", Built);

    PlaceFile Open(MmdbWriter database)
    {
        _place.Write("places.mmdb", database.Build());
        return PlaceFile.Open(_place["places.mmdb"], "--geo places.mmdb");
    }

    static Dictionary<string, object> Record(string publisher) => publisher switch
    {
        "geolite-asn" => new() { ["autonomous_system_number"] = 64500u, ["autonomous_system_organization"] = "Example Hosting" },
        "geolite-country" => new() { ["continent"] = new Dictionary<string, object> { ["code"] = "EU" }, ["country"] = new Dictionary<string, object> { ["geoname_id"] = 1u, ["iso_code"] = "NL" } },
        "ipinfo" => new() { ["asn"] = "AS64500", ["as_name"] = "Example Hosting", ["as_domain"] = "hosting-example.net", ["country"] = "Netherlands", ["country_code"] = "NL" },
        "ipinfo-country" => new() { ["country"] = "NL", ["continent"] = "EU" },
        _ => new() { ["asn"] = (ulong)64501 },
    };
}
