using System.Text.Json;
using Xunit;

namespace Nameward.App.Tests.Feeds;

/// <summary>The verbs of <c>intel</c> as users run them: the program, its readers and its store.</summary>
public sealed class IntelStoreTests : IDisposable
{
    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    Task<ProgramRun> Intel(params string[] words) => _place.Run(["intel", .. words, "--store", "n.db"]);

    [Fact]
    public async Task AFeedIsKeptLookedUpConfirmedExportedAndRemoved()
    {
        _place.Write("list.txt", "# ours\nc2.example\nbad.example\n192.0.2.0/24\n198.51.100.9\n");
        var import = await Intel("import", "list.txt", "--name", "ours", "--trust", "high", "--expires", "30d");
        Assert.Equal((0, "", "taken       ours: 4 entries in force"), (import.Status, import.Error, import.Output.Trim()));
        using var found = (await Intel("lookup", "www.c2.example", "192.0.2.77", "none.example", "--format", "json")).Json();
        var answers = found.RootElement.GetProperty("answers");
        Assert.Equal(["c2.example:2", "192.0.2.0/24:4", ""], answers.EnumerateArray().Select(Hits));
        Assert.Equal(0, (await Intel("sight", "ours", "c2.example", "--at", "2026-03-18T09:00:00Z")).Status);
        Assert.Contains("confirmed 2026-03-18", (await Intel("lookup", "c2.example")).Output, StringComparison.Ordinal);
        var zone = (await Intel("export", "--format", "rpz")).Output;
        Assert.Contains("\n*.c2.example CNAME .\n", zone, StringComparison.Ordinal);
        Assert.Contains("\n24.0.2.0.192.rpz-ip CNAME .\n", zone, StringComparison.Ordinal);
        Assert.Equal(0, (await Intel("remove", "ours")).Status);
        Assert.StartsWith("There is no feed.", (await Intel("list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFaultLeavesWhatIsInTheStoreAsItWas()
    {
        _place.Write("list.txt", "c2.example\n");
        Assert.Equal(0, (await Intel("import", "list.txt", "--name", "ours")).Status);
        _place.Write("list.txt", "<!DOCTYPE html><html><title>Sign in</title></html>\n");
        var update = await Intel("update");
        Assert.Equal((2, ""), (update.Status, update.Error));
        using var listed = (await Intel("list", "--format", "json")).Json();
        var feed = listed.RootElement.GetProperty("feeds")[0];
        Assert.Equal((1, true), (feed.GetProperty("entries").GetInt32(), feed.GetProperty("fault").GetString()!.StartsWith("it is a page of HTML", StringComparison.Ordinal)));
        using var found = (await Intel("lookup", "c2.example", "--format", "json")).Json();
        Assert.Equal("c2.example:1", Hits(found.RootElement.GetProperty("answers")[0]));
    }

    [Fact]
    public async Task TheFeedsOfOneStoreAreCarriedToAnother()
    {
        _place.Write("list.txt", "c2.example\n");
        await Intel("import", "list.txt", "--name", "ours", "--every", "1d");
        Assert.Equal(0, (await Intel("bundle", "feeds.zip")).Status);
        var update = await _place.Run("intel", "update", "--offline", "feeds.zip", "--store", "other.db");
        Assert.Equal((0, "", "taken       ours: 1 entry in force"), (update.Status, update.Error, update.Output.Trim()));
    }

    static string Hits(JsonElement answer) => string.Join(' ', answer.GetProperty("hits").EnumerateArray().Select(hit => $"{hit.GetProperty("entry")}:{hit.GetProperty("line")}"));
}
