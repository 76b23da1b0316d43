using System.Text.Json;
using Nameward.Engine.Tests;
using Nameward.Engine.Tests.Reports;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>The profile of a zone or a server through the whole program, on the screen, as data and as a page.</summary>
[Trait("tier", "ci")]
public sealed class ProfileRunTests : IDisposable
{
    const string Zone = "telemetry-example.com", Server = "203.0.113.66";

    static readonly string Capture = Samples.Own("samples/conditional.pcap.gz");

    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task AZoneIsTold()
    {
        var run = await _place.Run("profile", "Telemetry-Example[.]com.", Capture);
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.StartsWith("telemetry-example[.]com is self-run", run.Output, StringComparison.Ordinal);
        Assert.Contains("ns1.telemetry-example[.]com, 203.0.113[.]66", run.Output, StringComparison.Ordinal);
        Assert.Empty(_place.Members);
        Assert.Equal(new(0, "", ""), await _place.Run("profile", Zone, Capture, "--quiet"));
    }

    [Fact]
    public async Task TheDataIsOneDocumentAndTheSameForAnyNumberOfThreads()
    {
        string[] documents = [await Document("1"), await Document("3")];
        Assert.Equal(documents[0], documents[1]);
        using var json = (await _place.Run("profile", Zone, Capture, "--format", "json")).Json();
        Assert.Equal(["schema", "run", "evidence", "coverage", "fleet", "reputation", "profile"], json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal("nameward/profile/1", json.RootElement.GetProperty("schema").GetString());
        Assert.Equal((Zone, "zone", "self-run"), Told(json.RootElement.GetProperty("profile")));
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("reputation").GetProperty("score").ValueKind);

        async Task<string> Document(string threads)
        {
            using var json = (await _place.Run("profile", Zone, Capture, "--format", "json", "--threads", threads)).Json();
            return string.Join("\n", json.RootElement.EnumerateObject().Where(part => part.Name != "run").Select(part => part.Value.GetRawText()));
        }
    }

    [Fact]
    public async Task AServerIsToldAndHasNoReputation()
    {
        using var json = (await _place.Run("profile", Server, Capture, "--format", "json")).Json();
        Assert.Equal((Server, "server", "insufficient-evidence"), Told(json.RootElement.GetProperty("profile")));
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("reputation").ValueKind);
    }

    [Fact]
    public async Task ThePageIsTheSameOnStandardOutputAndInAFile()
    {
        var printed = await _place.Run("profile", Zone, Capture, "--format", "html");
        Assert.Equal((0, ""), (printed.Status, printed.Error));
        var written = await _place.Run("profile", Zone, Capture, "--output", "page.html");
        Assert.Equal((0, ""), (written.Status, written.Error));
        Assert.Equal([_place["page.html"]], _place.Members);
        Assert.Equal(WithoutRun(printed.Output), WithoutRun(File.ReadAllText(_place["page.html"])));
        HtmlOutline.Of(printed.Output);
        Assert.Contains("page.html", written.Output, StringComparison.Ordinal);

        // Where the run is told, two runs differ.
        static string WithoutRun(string html) => html[..html.IndexOf("<dl class=\"about run\">", StringComparison.Ordinal)];
    }

    [Fact]
    public async Task AListSpeaksAgainstTheZoneInTheProfileAndInWhyNot()
    {
        _place.Write("ours.txt", "other.example\ntelemetry-example.com\n");
        using var profile = (await _place.Run("profile", "host." + Zone, Capture, "--format", "json", "--intel", "ours.txt")).Json();
        using var whyNot = (await _place.Run("why-not", "host." + Zone, Capture, "--format", "json", "--intel", "ours.txt")).Json();
        foreach (var document in new[] { profile, whyNot })
        {
            var reputation = document.RootElement.GetProperty("reputation");
            Assert.Equal((Zone, 0, "poor"), (reputation.GetProperty("zone").GetString(), reputation.GetProperty("score").GetInt32(), reputation.GetProperty("word").GetString()));
            Assert.Contains("telemetry-example.com stands in ours.txt, line 2", reputation.GetProperty("parts")[4].GetProperty("text").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AZoneThatDoesNotOccurIsSaidToBeSo()
    {
        var run = await _place.Run("profile", "nowhere.example.net", Capture, "--output", "page.html");
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.StartsWith("nowhere.example[.]net was not seen in this evidence", run.Output, StringComparison.Ordinal);
        Assert.Contains("was not seen in this evidence</h1>", File.ReadAllText(_place["page.html"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("neither the name of a zone nor an address", "profile", "a..b", ".")]
    [InlineData("Required argument 'SUBJECT' missing", "profile")]
    [InlineData("there is no such file", "profile", Zone, "nowhere.pcap")]
    [InlineData("--intel nowhere.txt: there is no such file", "profile", Zone, ".", "--intel", "nowhere.txt")]
    [InlineData("--baseline nowhere.json: there is no such file", "profile", Zone, ".", "--baseline", "nowhere.json")]
    [InlineData("--output nowhere/page.html: there is no such folder", "profile", Zone, ".", "--output", "nowhere/page.html")]
    [InlineData("there is a file of that name already", "profile", Zone, ".", "--output", "there.html")]
    public async Task AMistakeIsSaidAndEndsWithTwo(string what, params string[] arguments)
    {
        _place.Write("there.html", "mine");
        var run = await _place.Run(arguments);
        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.Contains(what, run.ErrorInOneLine, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(_place["there.html"]));
    }

    [Fact]
    public async Task HostileNamesAreTextInEveryOutput()
    {
        _place.Write("hostile.pcap", HostileEvidence.Capture());
        using var all = (await _place.Run("profile", "com", "hostile.pcap", "--format", "json")).Json();
        Assert.True(all.RootElement.GetProperty("profile").GetProperty("use").GetProperty("messages").GetInt64() > 0);
        var plain = HtmlOutline.Of((await _place.Run("profile", Zone, Capture, "--format", "html")).Output);
        foreach (var text in HostileEvidence.Texts.Take(6))
        {
            var zone = HostileEvidence.ZoneOf(text);
            var runs = await Task.WhenAll(_place.Run("profile", zone, "hostile.pcap"), _place.Run("profile", zone, "hostile.pcap", "--format", "html"), _place.Run("profile", zone, "hostile.pcap", "--format", "json"));
            Assert.All(runs, run => Assert.Equal((0, ""), (run.Status, run.Error)));
            Assert.All(runs[..2], run => Assert.DoesNotContain(run.Output, c => c != '\n' && Harmless.IsNot(c)));
            Assert.Empty(HtmlOutline.Of(runs[1].Output).Elements.Except(plain.Elements).Except(["i", "b"]));
            using var json = runs[2].Json();
            Assert.Equal(zone, json.RootElement.GetProperty("profile").GetProperty("subject").GetString());
            Assert.True(json.RootElement.GetProperty("profile").GetProperty("use").GetProperty("messages").GetInt64() > 0);
        }
    }

    static (string?, string?, string?) Told(JsonElement profile) =>
        (profile.GetProperty("subject").GetString(), profile.GetProperty("kind").GetString(), profile.GetProperty("conclusion").GetString());
}
