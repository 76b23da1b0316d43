using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Nameward.App.Verbs;
using Nameward.Engine;
using Nameward.Engine.Intelligence;
using Xunit;

namespace Nameward.App.Tests.Feeds;

/// <summary>The verbs of <c>intel</c>, from words to output, over a shelf in memory.</summary>
public sealed class IntelVerbTests : IDisposable
{
    readonly Workplace _place = new();
    readonly FeedBench _bench = new();
    readonly StringBuilder _said = new();

    public void Dispose() => _place.Dispose();

    int Run(params string[] words)
    {
        _said.Clear();
        var desk = new IntelDesk
        {
            Shelf = (_, _) => new(_bench.Shelf, null),
            Formats = [new WordList()],
            Packs = new WordPacks(),
            Loader = _bench.Loader,
            Time = _bench.Clock,
            Data = data => _said.Append(Encoding.UTF8.GetString(data)),
            Page = (page, _) => _said.AppendJoin('\n', page(new() { Columns = 120 }).Select(line => line.Text)),
        };
        return CommandLine.Run([() => IntelVerb.Create(desk)], ["intel", .. words]);
    }

    string Said => _said.ToString();

    string File(string name, string text)
    {
        _place.Write(name, text);
        return _place[name];
    }

    Mistake Mistake(params string[] words) => Assert.Throws<UserError>(() => Run(words)).Mistakes[0];

    [Fact]
    public void AFeedIsImportedWithAllThatIsSaidOfIt()
    {
        var file = File("bad-names.csv", "a.example\nb.example\n");
        Assert.Equal(0, Run("import", file, "--use", "newly-registered", "--trust", "high", "--expires", "30d", "--every", "12h", "--score-column", "score", "--tlp", "amber+strict", "--format", "word-list"));
        Assert.Equal("taken       bad-names: 2 entries in force", Said);
        var feed = _bench.Shelf.Find("bad-names")!;
        Assert.Equal(new FeedSettings
        {
            Use = FeedUse.NewlyRegistered,
            Trust = Trust.High,
            Expires = TimeSpan.FromDays(30),
            Every = TimeSpan.FromHours(12),
            Tlp = Engine.Intelligence.Feeds.Tlp.AmberStrict,
            Format = "word-list",
            Reading = new() { ScoreColumn = "score" },
        }, feed.Settings);
        Assert.Equal(0, Run("import", file, "--trust", "low", "--every", "never"));
        Assert.Equal((Trust.Low, null, FeedUse.NewlyRegistered), (_bench.Shelf.Find("bad-names")!.Settings.Trust, _bench.Shelf.Find("bad-names")!.Settings.Every, _bench.Shelf.Find("bad-names")!.Settings.Use));
    }

    [Fact]
    public void AFaultEndsWithTwoAndListShowsItWithItsAge()
    {
        var file = File("list.txt", "a.example\n");
        Run("import", file, "--name", "theirs", "--every", "1d");
        File("list.txt", "<html>");
        _bench.Clock.Now += TimeSpan.FromHours(25);
        Assert.Equal(2, Run("update", "--due"));
        Assert.StartsWith("fault theirs: it is a page of HTML, as of a login or of a fault, and no feed. 1 entry of 2026-03-18 stays in force", string.Join(' ', Said.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        _bench.Clock.Now += TimeSpan.FromHours(49);
        Assert.Equal(0, Run("list"));
        Assert.Contains("theirs                indicators        medium          1  3 days    due", Said, StringComparison.Ordinal);
        Assert.Contains("for 2 days, since 2026-03-19 10:00: it is a page of HTML", Said, StringComparison.Ordinal);
        Run("list", "--format", "json");
        using var json = JsonDocument.Parse(Said);
        var feed = json.RootElement.GetProperty("feeds")[0];
        Assert.Equal(("nameward/intel-list/1", 1, "2026-03-19T10:00:00Z"), (json.RootElement.GetProperty("schema").GetString(), feed.GetProperty("entries").GetInt32(), feed.GetProperty("failingSince").GetString()));
        Run("show", "theirs");
        Assert.Contains("as word-list, 10 bytes, SHA-256 ", Said, StringComparison.Ordinal);
    }

    [Fact]
    public void OneFeedThatFailsDoesNotStopTheOthersAndOnlyThoseThatAreDueAreAsked()
    {
        Run("import", File("a.txt", "a.example\n"), "--every", "1d");
        Run("import", File("b.txt", "b.example\n"), "--every", "1d");
        Run("import", File("c.txt", "c.example\n"));
        File("a.txt", "");
        File("b.txt", "b2.example\n");
        File("c.txt", "c2.example\n");
        Assert.Equal((0, ""), (Run("update", "--due"), Said));
        _bench.Clock.Now += TimeSpan.FromHours(24);
        Assert.Equal(2, Run("update", "--due"));
        Assert.Contains("2 feeds: 1 taken, 0 unchanged, 1 with a fault.", Said, StringComparison.Ordinal);
        Assert.Equal(["a.example", "b2.example", "c.example"], ((string[])["a", "b", "c"]).Select(name => Encoding.UTF8.GetString(_bench.Shelf.Pack(name)!)));
        Assert.Equal(0, Run("update", "c", "b", "--format", "json"));
        using var json = JsonDocument.Parse(Said);
        Assert.Equal(["unchanged", "taken"], json.RootElement.GetProperty("feeds").EnumerateArray().Select(feed => feed.GetProperty("outcome").GetString()));
    }

    [Fact]
    public void WhatIsNoFeedIsAMistakeWithWhatToDo()
    {
        File("folder/x.txt", "a\n");
        Assert.Equal("a feed is one file; only a MISP feed is a folder, with manifest.json", Mistake("import", _place["folder"]).Here);
        Assert.Equal("import each file by itself", Mistake("import", _place["*.txt"]).Do);
        Assert.EndsWith("there is no such file or folder", Mistake("import", _place["none.txt"]).What, StringComparison.Ordinal);
        Assert.Equal("--name a b: this is no name of a feed", Mistake("import", File("a.txt", "a\n"), "--name", "a b").What);
        Assert.Equal("--name NAME, of letters, digits, dot, dash and underscore, 64 at most", Mistake("import", "-").Do);
        Assert.Equal("--format word-lists: there is no such form of feed", Mistake("import", _place["a.txt"], "--format", "word-lists").What);
        Assert.Equal("--expires soon: this is no span of time", Mistake("import", _place["a.txt"], "--expires", "soon").What);
        Assert.Contains("the URL holds a user's name or password", Mistake("import", "https://me:pw@feeds.example/").What, StringComparison.Ordinal);
        Assert.Contains("there is no such feed", Mistake("update", "theirs").What, StringComparison.Ordinal);
        Assert.Contains("neither a name nor an address", Mistake("lookup", "a b").What, StringComparison.Ordinal);
        Assert.Equal("--header-name Host: this is no name of a header", Mistake("import", "https://feeds.example/", "--header-name", "Host").What);
        Assert.Equal("--proxy: the proxy's URL holds a user's name or password", Mistake("import", "https://feeds.example/", "--proxy", "http://a:b@p.example").What);
        Assert.Empty(_bench.Shelf.All());
    }

    [Fact]
    public void AMissingSecretIsAMistakeAndASecretIsNotShown()
    {
        using var server = new LoopbackServer(asked => asked["Auth-Key"] == "s3cret" ? Told.Text("a.example\n") : Told.Only(403));
        string[] words = ["import", server.Url + "/list", "--name", "theirs", "--header-name", "Auth-Key", "--secret-from", "KEY", "--allow-private"];
        Assert.Equal("--secret-from KEY: there is no secret", Mistake(words).What);
        _bench.Environment["KEY"] = "wr0ng";
        Assert.Equal(2, Run(words));
        Assert.Contains("the server answers 403: it does not take the secret", Said, StringComparison.Ordinal);
        _bench.Environment["KEY"] = "s3cret";
        Assert.Equal(0, Run(words));
        Run("list", "--format", "json");
        Assert.DoesNotContain("s3cret", Said + JsonSerializer.Serialize(_bench.Record), StringComparison.Ordinal);
        _bench.Environment.Clear();
        Assert.Equal(2, Run("update"));
        Assert.Contains("--secret-from KEY: there is no secret", Said, StringComparison.Ordinal);
    }

    [Fact]
    public void FeedsAreCarriedToASiteWithoutAWayOut()
    {
        Run("import", File("a.txt", "a.example\n"), "--secret-from", "KEY", "--user", "me");
        Run("import", File("b.txt", "b.example\n"));
        Assert.Equal(0, Run("bundle", _place["feeds.zip"]));
        Assert.Contains("feeds.zip: 2 feeds, SHA-256 ", Said, StringComparison.Ordinal);
        Run("import", File("b.txt", "b.example\nc.example\n"), "--trust", "low");
        Run("remove", "a");
        _bench.Clock.Now -= TimeSpan.FromDays(1);
        Assert.Equal(0, Run("update", "--offline", _place["feeds.zip"]));
        Assert.Equal(("a.example", "b.example", Trust.Low), (Encoding.UTF8.GetString(_bench.Shelf.Pack("a")!), Encoding.UTF8.GetString(_bench.Shelf.Pack("b")!), _bench.Shelf.Find("b")!.Settings.Trust));
        Assert.Null(_bench.Shelf.Find("a")!.Settings.SecretFrom);
    }

    [Fact]
    public void AnOlderOrChangedOrBrokenBundleTakesNothingOver()
    {
        Run("import", File("b.txt", "b.example\n"));
        Run("bundle", _place["feeds.zip"]);
        _bench.Clock.Now += TimeSpan.FromDays(2);
        Run("import", File("b.txt", "new.example\n"));
        Assert.Equal(2, Run("update", "--offline", _place["feeds.zip"]));
        Assert.Contains("the bundle's reading, of 2026-03-18 09:00 UTC, is older than what is in force", Said, StringComparison.Ordinal);
        Assert.Equal("new.example", Encoding.UTF8.GetString(_bench.Shelf.Pack("b")!));
        Assert.Equal(0, Run("update", "--offline", _place["feeds.zip"], "--force"));
        var bytes = System.IO.File.ReadAllBytes(_place["feeds.zip"]);
        _place.Write("cut.zip", bytes[..^30]);
        Assert.Contains("it is no whole bundle", Mistake("update", "--offline", _place["cut.zip"]).What, StringComparison.Ordinal);
        _place.Write("other.zip", Changed(bytes));
        Assert.Contains("1.pack in it is not what its SHA-256 says", Mistake("update", "--offline", _place["other.zip"]).What, StringComparison.Ordinal);
        Assert.Equal("b.example", Encoding.UTF8.GetString(_bench.Shelf.Pack("b")!));
    }

    [Fact]
    public void WhatIsLookedUpIsFoundWithItsFeedAndAgeAndASightingMakesItYoung()
    {
        Run("import", File("b.txt", "c2.example\n"), "--expires", "10d", "--trust", "high");
        Assert.Equal(0, Run("lookup", "WWW.C2[.]example", "192.0.2.1"));
        Assert.Contains("www.c2[.]example: 1 entry\n  b         c2[.]example; indicators, trust high; line 1; expires 2026-03-28", Said, StringComparison.Ordinal);
        Assert.Contains("192.0.2.1: in no feed", Said, StringComparison.Ordinal);
        _bench.Clock.Now += TimeSpan.FromDays(20);
        Run("lookup", "c2.example", "--format", "json");
        Assert.True(IsExpired());
        Run("sight", "b", "c2.example", "--at", "2026-04-01T00:00:00Z");
        Run("lookup", "c2.example", "--format", "json");
        Assert.False(IsExpired());
        Assert.Contains("has no such entry", Mistake("sight", "b", "www.c2.example").What, StringComparison.Ordinal);
        Assert.Contains("yet to come", Mistake("sight", "b", "c2.example", "--at", "2026-12-01T00:00:00Z").What, StringComparison.Ordinal);
    }

    [Fact]
    public void FeedsOfIndicatorsAreExportedIntoAFileThatIsWhole()
    {
        Run("import", File("b.txt", "c2.example\n"));
        Run("import", File("p.txt", "popular.example\n"), "--use", "popular");
        Assert.Equal(0, Run("export", "--format", "rpz", "--out", _place["block.rpz"]));
        var zone = System.IO.File.ReadAllText(_place["block.rpz"]);
        Assert.EndsWith("\nc2.example CNAME .\n*.c2.example CNAME .\n", zone, StringComparison.Ordinal);
        Assert.Contains("there is a file of that name already", Mistake("export", "--out", _place["block.rpz"]).What, StringComparison.Ordinal);
        Run("export", "p");
        Assert.EndsWith("\npopular.example\n", Said, StringComparison.Ordinal);
    }

    bool IsExpired()
    {
        using var json = JsonDocument.Parse(Said);
        return json.RootElement.GetProperty("answers")[0].GetProperty("hits")[0].GetProperty("isExpired").GetBoolean();
    }

    static byte[] Changed(byte[] bundle)
    {
        using var bytes = new MemoryStream();
        bytes.Write(bundle);
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("1.pack")!.Delete();
            using var pack = new StreamWriter(zip.CreateEntry("1.pack").Open());
            pack.Write("bank.example");
        }
        return bytes.ToArray();
    }
}
