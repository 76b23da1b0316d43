using System.IO.Compression;
using System.Text;
using Nameward.App.Feeds;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Reports;
using Xunit;

namespace Nameward.App.Tests.Feeds;

/// <summary>Feeds that are taken over whole, and those that are not: then what was in force stays so, and the fault is shown with its age.</summary>
public sealed class FeedTakerTests : IDisposable
{
    readonly Workplace _place = new();
    readonly FeedBench _bench = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task AFeedIsTakenOverInOneGo()
    {
        var outcome = await Import("a.example\nb.example\n!odd\n");
        Assert.Equal((OutcomeKind.Taken, "a.example b.example", 1), (outcome.Kind, _bench.InForce, _bench.Shelf.Puts));
        Assert.Equal((2, 1, "word-list", null), (_bench.Record.InForce!.Counts.Entries, _bench.Record.InForce.Counts.AllRejected, _bench.Record.InForce.Format, _bench.Record.Fault));
    }

    [Fact]
    public async Task TheSameContentIsNothingNew()
    {
        await Import("a.example\n");
        _bench.Clock.Now += TimeSpan.FromDays(1);
        var outcome = await Import("a.example\n");
        Assert.Equal((OutcomeKind.Unchanged, 1, 19), (outcome.Kind, _bench.Shelf.Puts, _bench.Record.Tried!.Value.Day));
    }

    public static TheoryData<string, string, bool> NoFeeds => new()
    {
        { "<!DOCTYPE html><html><body>sign in</body></html>", "it is a page of HTML", false },
        { "\n\n  <html lang=en>", "it is a page of HTML", false },
        { "", "it is empty", false },
        { "\0\u0001\u0002binary", "it is of no form that can be read", false },
        { "=0\n", "no entry is in it", false },
        { "!a\n!b\n", "no name and no address is in it; 2 not understood, most often: begins with a mark", false },
        { "a.example\n!b\n!c\n!d\n", "more of it is not understood than is; 3 not understood, most often: begins with a mark", true },
        { "=500\na.example\n", "it is cut off: it says that it has 500 entries, and 1 came", true },
    };

    [Theory]
    [MemberData(nameof(NoFeeds))]
    public async Task WhatIsNoFeedLeavesTheOldOneInForce(string content, string because, bool canForce)
    {
        await Import("old.example\n");
        _bench.Clock.Now += TimeSpan.FromHours(5);
        var outcome = await Import(content);
        Assert.StartsWith(because, outcome.Fault, StringComparison.Ordinal);
        Assert.Equal((OutcomeKind.Fault, canForce, "old.example", 1), (outcome.Kind, outcome.CanForce, _bench.InForce, _bench.Shelf.Puts));
        _bench.Clock.Now += TimeSpan.FromHours(3);
        await Import(content);
        Assert.Equal((outcome.Fault, 14, 17), (_bench.Record.Fault, _bench.Record.FailingSince!.Value.Hour, _bench.Record.Tried!.Value.Hour));
        Assert.Contains("fault     for 3 h, since 14:00: " + because[..9], Listed(), StringComparison.Ordinal);
        await Import("new.example\n");
        Assert.Equal(("new.example", null, null), (_bench.InForce, _bench.Record.Fault, _bench.Record.FailingSince));
    }

    [Theory]
    [InlineData(10_000, "it has 10,000 entries, more than ten times the 900 in force")]
    [InlineData(80, "it has 80 entries, less than a tenth of the 900 in force")]
    public async Task ALeapInSizeIsTakenOnlyWhereTheUserInsists(int entries, string because)
    {
        await Import(Words(900));
        var outcome = await Import(Words(entries));
        Assert.Equal((because, true), (outcome.Fault, outcome.CanForce));
        Assert.Equal(900, _bench.Record.InForce!.Counts.Entries);
        Assert.Equal(OutcomeKind.Taken, (await Import(Words(entries), insists: true)).Kind);
        Assert.Equal(entries, _bench.Record.InForce!.Counts.Entries);
    }

    [Fact]
    public async Task AMillionBadLinesAreAShortMessage()
    {
        await Import("old.example\n");
        var content = new StringBuilder("a.example\n");
        for (var line = 0; line < 1_000_000; line++)
        {
            content.Append("!\u001b[2J\n");
        }
        _place.Write("feed.txt", Encoding.ASCII.GetBytes(content.ToString()));
        var taker = new FeedTaker(_bench.Shelf, [new WordList()], _bench.Clock) { Packs = new WordPacks() };
        var outcome = await taker.Take(FeedBench.Feed(_place["feed.txt"]), TestContext.Current.CancellationToken);
        Assert.Equal(("old.example", 3), (_bench.InForce, outcome.Samples.Length));
        var page = Text(TerminalFeeds.Outcomes([outcome], _bench.Clock.Now.UtcDateTime, new()));
        Assert.InRange(page.Length, 100, 800);
        Assert.Contains("1,000,000 not understood", string.Join(' ', page.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', page);
    }

    [Fact]
    public async Task OfAFeedThatNeverWasNothingIsKept()
    {
        var outcome = await Import("<html>");
        Assert.Equal((OutcomeKind.Fault, 0), (outcome.Kind, _bench.Shelf.All().Length));
        Assert.Contains("Nothing was kept", Text(TerminalFeeds.Outcomes([outcome], _bench.Clock.Now.UtcDateTime, new())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SettingsOfAFailedImportDoNotTakeThePlaceOfThoseInForce()
    {
        await Import("a.example\n");
        _place.Write("other.txt", "<html>");
        await _bench.Take(_place["other.txt"], new() { Trust = Trust.High });
        Assert.Equal((Trust.Medium, _place["feed.txt"]), (_bench.Record.Settings.Trust, _bench.Record.Origin));
    }

    public static TheoryData<string, int> BadServers => new()
    {
        { "the server answers 503", 503 },
        { "the server answers 429", 429 },
        { "the server answers 401", 401 },
        { "it is a page of HTML", 200 },
        { "the server redirects to file:", 302 },
    };

    [Theory]
    [MemberData(nameof(BadServers))]
    public async Task AServerThatFailsLeavesTheOldFeedInForce(string because, int status)
    {
        var fails = false;
        using var server = new LoopbackServer(_ => fails ? Told.Text(status == 200 ? "<html>" : "", ("Location", "file:///x"), ("Retry-After", "7200")) with { Status = status } : Told.Text("old.example\n", ("ETag", "\"1\"")));
        await _bench.Take(server.Url, new() { MayBePrivate = true, Every = TimeSpan.FromMinutes(30) });
        fails = true;
        _bench.Clock.Now += TimeSpan.FromHours(5);
        await _bench.Take(server.Url, new() { MayBePrivate = true, Every = TimeSpan.FromMinutes(30) });
        Assert.StartsWith(because, _bench.Record.Fault, StringComparison.Ordinal);
        Assert.Equal(("old.example", 14, "\"1\""), (_bench.InForce, _bench.Record.FailingSince!.Value.Hour, _bench.Record.Validators["ETag"]));
        Assert.Equal(status is 429 or 503 ? 16 : 14, FeedSchedule.Next(_bench.Record)!.Value.Hour);
    }

    [Fact]
    public async Task AServerInsideIsRefusedUnlessAllowed()
    {
        using var server = new LoopbackServer(_ => Told.Text("a.example\n"));
        var outcome = await _bench.Take(server.Url, new());
        Assert.Equal("127.0.0.1 is a loopback address, and a feed may not stand there; --allow-private allows it for this feed", outcome.Fault);
        Assert.Empty(server.Asked);
        Assert.Equal(OutcomeKind.Taken, (await _bench.Take(server.Url, new() { MayBePrivate = true })).Kind);
    }

    [Fact]
    public async Task WhatIsHeldIsToldUnlessItIsReadOtherwise()
    {
        using var server = new LoopbackServer(asked => asked["If-None-Match"] is null ? Told.Text("a.example\n", ("ETag", "\"1\"")) : Told.Only(304));
        FeedSettings how = new() { MayBePrivate = true };
        await _bench.Take(server.Url, how);
        var second = await _bench.Take(server.Url, how with { Trust = Trust.High });
        Assert.Equal((OutcomeKind.Unchanged, Trust.High, "a.example"), (second.Kind, _bench.Record.Settings.Trust, _bench.InForce));
        await _bench.Take(server.Url, how with { Reading = new() { ScoreColumn = "score" } });
        Assert.Equal([null, "\"1\"", null], server.Asked.Select(asked => asked["If-None-Match"]));
    }

    [Fact]
    public async Task AFeedIsTakenOutOfGzipAndZip()
    {
        _place.Write("feed.txt", FeedFetcherTests.Packed("gzip", Zip(("readme.txt", "hello"), ("one.txt", "a.example\n"), ("deep/two.txt", "b.example\n"))));
        var outcome = await _bench.Take(_place["feed.txt"]);
        Assert.Equal((OutcomeKind.Taken, "a.example b.example"), (outcome.Kind, _bench.InForce));
    }

    [Fact]
    public async Task ContainersThatAreBrokenDeepOrBombsAreFaults()
    {
        var zip = Zip(("a.txt", "a.example\n"));
        byte[] four = [.. FeedFetcherTests.Packed("gzip", FeedFetcherTests.Packed("gzip", FeedFetcherTests.Packed("gzip", FeedFetcherTests.Packed("gzip", "a\n"u8))))];
        (byte[] Content, string Because)[] bad =
        [
            (zip[..^20], "the zip is broken or cut off"),
            (FeedFetcherTests.Packed("gzip", Encoding.ASCII.GetBytes(Words(9000)))[..^9], "the content is no whole gzip"),
            (four, "it is packed more than 3 times over"),
            (Zip(("bomb.txt", new string('a', 64 << 20))), "it is larger than 4 MB unpacked"),
        ];
        foreach (var (content, because) in bad)
        {
            _place.Write("feed.txt", content);
            Assert.StartsWith(because, (await _bench.Take(_place["feed.txt"])).Fault, StringComparison.Ordinal);
        }
        Assert.Empty(_bench.Shelf.All());
    }

    [Fact]
    public async Task AFolderOfMispIsOneFeed()
    {
        _place.Write("misp/manifest.json", $$$"""{"{{{One}}}":{"timestamp":"1"},"{{{Two}}}":{"timestamp":"1"}}""");
        _place.Write($"misp/{One}.json", $$$"""{"Event":{"uuid":"{{{One}}}","timestamp":"1"}}""");
        _place.Write($"misp/{Two}.json", $$$"""{"Event":{"uuid":"{{{Two}}}","timestamp":"1"}}""");
        Assert.Equal(OutcomeKind.Taken, (await _bench.Take(_place["misp"])).Kind);
        Assert.Equal($"{One} {Two}", _bench.InForce);
        _place.Write("misp/manifest.json", """{"../../secret":{"timestamp":"1"}}""");
        Assert.Equal("manifest.json names something that is no UUID of an event", (await _bench.Take(_place["misp"])).Fault);
    }

    [Fact]
    public async Task OfAMispFeedOnTheWebOnlyEventsThatChangedAreAskedForAgain()
    {
        var manifest = $$$"""{"{{{One}}}":{"timestamp":"1"},"{{{Two}}}":{"timestamp":"1"}}""";
        using var server = new LoopbackServer(asked => asked.Target == "/f/manifest.json" ? Told.Text(manifest) : Told.Text($$$"""{"Event":{"uuid":"{{{asked.Target[3..^5]}}}","timestamp":"1"}}"""));
        await _bench.Take(server.Url + "/f/manifest.json");
        Assert.Equal($"{One} {Two}", _bench.InForce);
        manifest = $$$"""{"{{{One}}}":{"timestamp":"2"},"{{{Two}}}":{"timestamp":"1"}}""";
        await _bench.Take(server.Url + "/f/manifest.json");
        Assert.Equal(["/f/manifest.json", $"/f/{One}.json", $"/f/{Two}.json", "/f/manifest.json", $"/f/{One}.json"], server.Asked.Select(asked => asked.Target));
    }

    const string One = "11111111-1111-4111-8111-111111111111", Two = "22222222-2222-4222-8222-222222222222";

    async Task<FeedOutcome> Import(string content, bool insists = false)
    {
        _place.Write("feed.txt", Encoding.UTF8.GetBytes(content));
        return await _bench.Take(_place["feed.txt"], insists: insists);
    }

    string Listed() => Text(TerminalFeeds.List([new(_bench.Record, null)], _bench.Clock.Now.UtcDateTime, new() { Columns = 120 }));

    static string Text(IEnumerable<StyledLine> lines) => string.Join('\n', lines.Select(line => line.Text));

    static string Words(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"n{i}.example\n"));

    static byte[] Zip(params (string Name, string Text)[] members)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in members)
            {
                using var member = new StreamWriter(zip.CreateEntry(name).Open());
                member.Write(text);
            }
        }
        return bytes.ToArray();
    }
}
