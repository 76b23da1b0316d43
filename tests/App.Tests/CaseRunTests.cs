using System.Text.Json;
using Microsoft.Data.Sqlite;
using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>Cases through the whole program: kept, worked on, closed, taken elsewhere, and what goes wrong with them.</summary>
[Trait("tier", "ci")]
public sealed class CaseRunTests : IDisposable
{
    static readonly string Tunnel = Samples.Own("samples/tunnel.pcap.gz"), Quiet = Samples.Own("samples/quiet.pcap.gz");

    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task ATriageIsKeptAndWorkedOnUntilItIsClosed()
    {
        using (var kept = (await Done("triage", Tunnel, "--case", "new", "--by", "one", "--store", "s.db", "--format", "json")).Json())
        {
            var root = kept.RootElement;
            Assert.Equal((1, "open", 1), (root.GetProperty("case").GetProperty("number").GetInt32(), root.GetProperty("case").GetProperty("state").GetString(), root.GetProperty("case").GetProperty("runs").GetInt32()));
            Assert.Equal(64, root.GetProperty("evidence")[0].GetProperty("sha256").GetString()!.Length);
        }
        Assert.Contains("case 2", (await Done("triage", Quiet, "--case", "new", "--store", "s.db")).Output, StringComparison.Ordinal);
        Assert.Contains("case 1   open; 2 triages", (await Done("triage", Tunnel, "--case", "1", "--store", "s.db")).Output, StringComparison.Ordinal);
        string[][] work =
        [
            ["note", "1", "the owner knows nothing"], ["assign", "1", "j.doe"], ["status", "1", "contained"], ["task", "1", "deep-dive", "done", "--reason", "two hosts"], ["ticket", "1", "INC0012345"], ["attach", "1", "mail.eml"],
        ];
        _place.Write("mail.eml", "a mail");
        foreach (var words in work)
        {
            Assert.StartsWith("case 1", (await Done(["case", .. words, "--store", "s.db", "--by", "two"])).Output, StringComparison.Ordinal);
        }
        var closed = await Done("case", "close", "1", "--as", "true-positive", "--reason", "iodine", "--store", "s.db");
        Assert.Contains("it was escalated, and is to be done:", closed.Output, StringComparison.Ordinal);
        using var shown = await Show("1", "s.db");
        Assert.Equal(["triaged", "triaged", "noted", "assigned", "moved", "task", "ticket", "attached", "closed"], shown.RootElement.GetProperty("trail").EnumerateArray().Select(row => row.GetProperty("action").GetString()));
        Assert.Equal(("one", "two"), (shown.RootElement.GetProperty("trail")[0].GetProperty("who").GetString(), shown.RootElement.GetProperty("trail")[2].GetProperty("who").GetString()));
        Assert.Equal(("closed", JsonValueKind.Null), (shown.RootElement.GetProperty("state").GetString(), shown.RootElement.GetProperty("problem").ValueKind));
        var page = (await Done("case", "show", "1", "--store", "s.db")).Output;
        Assert.Contains("whole: 9 rows; the last has the hash " + shown.RootElement.GetProperty("head").GetString(), string.Join(' ', page.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        using var listed = (await Done("case", "list", "--format", "json", "--store", "s.db")).Json();
        Assert.Equal([2], listed.RootElement.GetProperty("cases").EnumerateArray().Select(one => one.GetProperty("number").GetInt32()));
        Assert.Equal(3, (await Done("case", "list", "--all", "--format", "csv", "--store", "s.db")).Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("1 case not shown", (await Done("case", "list", "--store", "s.db")).Output, StringComparison.Ordinal);
        await Done("case", "reopen", "1", "--reason", "again", "--store", "s.db");
        using var whole = (await Done("store", "check", "--format", "json", "--store", "s.db")).Json();
        Assert.Equal(2, whole.RootElement.GetProperty("cases").GetInt32());
    }

    [Fact]
    public async Task ACaseGoesToAnotherStoreAndBackAndItsEvidenceIsTheSame()
    {
        await Done("triage", Tunnel, "--case", "new", "--store", "a.db", "--quiet");
        await Done("triage", Quiet, "--case", "new", "--store", "b.db", "--quiet");
        await Done("case", "note", "1", "first", "--store", "a.db");
        await Done("case", "export", "1", "--out", "one.jsonl", "--store", "a.db");
        Assert.Contains("2 of 2 rows taken", (await Done("case", "import", "one.jsonl", "--store", "b.db")).Output, StringComparison.Ordinal);
        Assert.Contains("nothing new", (await Done("case", "import", "one.jsonl", "--store", "b.db")).Output, StringComparison.Ordinal);
        using (var here = await Show("1", "a.db"))
        using (var there = await Show("2", "b.db"))
        {
            Assert.Equal(here.RootElement.GetProperty("trail").ToString(), there.RootElement.GetProperty("trail").ToString());
            Assert.Equal(here.RootElement.GetProperty("uid").GetString(), there.RootElement.GetProperty("uid").GetString());
        }
        await Done("case", "bundle", "1", "--out", "a.tar", "--store", "a.db");
        await Done("case", "bundle", "2", "--out", "b.tar", "--store", "b.db");
        Assert.Equal(File.ReadAllBytes(_place["a.tar"]), File.ReadAllBytes(_place["b.tar"]));
        await Done("case", "note", "2", "there", "--store", "b.db");
        await Done("case", "export", "2", "--out", "two.jsonl", "--store", "b.db");
        Assert.Contains("1 of 3 rows taken", (await Done("case", "import", "two.jsonl", "--store", "a.db")).Output, StringComparison.Ordinal);
        await Done("case", "note", "1", "here", "--store", "a.db");
        await Done("case", "note", "2", "there again", "--store", "b.db");
        await Done("case", "export", "2", "--out", "three.jsonl", "--store", "b.db");
        await Wrong("three.jsonl: this case went on here and there, and nothing was done", "case", "import", "three.jsonl", "--store", "a.db");
        _place.Write("four.jsonl", File.ReadAllText(_place["two.jsonl"]).Replace("there", "where", StringComparison.Ordinal));
        await Wrong("four.jsonl: the case file is damaged, or somebody changed it here row 3", "case", "import", "four.jsonl", "--store", "c.db");
        Assert.False(File.Exists(_place["c.db"]));
    }

    [Fact]
    public async Task ExplainAndSinceTakeACaseByItsNumberOrItsFolder()
    {
        await Done("triage", Tunnel, "--case", "new", "--store", "s.db", "--out", "case-1", "--quiet");
        var (byNumber, byFolder) = (await Done("explain", "1", "F1", "--store", "s.db", "--format", "json"), await Done("explain", "case-1", "F1", "--format", "json"));
        Assert.Equal(byFolder.Output, byNumber.Output);
        using (var same = (await Done("triage", Tunnel, "--since", "1", "--store", "s.db", "--format", "json")).Json())
        {
            var since = same.RootElement.GetProperty("since");
            Assert.Equal(("case 1", "escalate"), (since.GetProperty("record").GetString(), since.GetProperty("decision").GetString()));
            Assert.Equal(same.RootElement.GetProperty("findings").GetArrayLength(), since.GetProperty("same").GetArrayLength());
        }
        using (var gone = (await Done("triage", Quiet, "--since", "case-1", "--format", "json", "--store", "none")).Json())
        {
            Assert.Contains("F1", gone.RootElement.GetProperty("since").GetProperty("gone").EnumerateArray().Select(finding => finding.GetProperty("then").GetProperty("id").GetString()));
        }
        Assert.Contains("gone", (await Done("triage", Quiet, "--since", "case-1", "--store", "none")).Output, StringComparison.Ordinal);
        Directory.CreateDirectory(_place["1"]);
        await Wrong("1: there is no case.json in this folder", "explain", "1", "F1", "--store", "s.db");
    }

    [Fact]
    public async Task ClosingATruePositiveConfirmsTheEntriesThatItMet()
    {
        string zone;
        using (var json = (await Done("triage", Tunnel, "--store", "none", "--format", "json")).Json())
        {
            zone = json.RootElement.GetProperty("findings")[0].GetProperty("subject").GetProperty("zone").GetString()!;
        }
        _place.Write("theirs.txt", $"{zone}\nother.x-example.com\n");
        await Done("intel", "import", "theirs.txt", "--name", "theirs", "--trust", "high", "--store", "s.db");
        await Done("triage", Tunnel, "--case", "new", "--store", "s.db", "--quiet");
        var closed = await Done("case", "close", "1", "--as", "true-positive", "--reason", "iodine", "--store", "s.db");
        Assert.Contains("confirmed: theirs: " + zone[..zone.LastIndexOf('.')], closed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("other.x-example", closed.Output, StringComparison.Ordinal);
        Assert.Contains("confirmed 20", (await Done("intel", "lookup", zone, "--store", "s.db")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatCannotBeDoneIsSaidAndNothingIsWritten()
    {
        await Done("triage", Tunnel, "--case", "new", "--store", "s.db", "--quiet");
        await Done("triage", Quiet, "--case", "new", "--store", "s.db", "--quiet");
        await Done("case", "close", "2", "--as", "benign", "--reason", "quiet", "--store", "s.db");
        (string What, string[] Words)[] mistakes =
        [
            ("9: there is no such case here the store has the cases 1 to 2 do nameward case list --all", ["case", "show", "9"]),
            ("x: there is no such case", ["case", "note", "x", "a"]),
            ("--case 9: there is no such case", ["triage", Tunnel, "--case", "9"]), ("--case y: neither new nor the number of a case", ["triage", Tunnel, "--case", "y"]),
            ("case 2 is closed here as benign, on 20", ["triage", Tunnel, "--case", "2"]), ("case 2 is closed", ["case", "close", "2", "--as", "benign", "--reason", "again"]), ("case 2 is closed", ["case", "assign", "2", "a"]),
            ("case 1 is not closed here it is open", ["case", "reopen", "1", "--reason", "a"]), ("case 1 is open already", ["case", "status", "1", "open"]),
            ("case 1: as what it is closed is not said", ["case", "close", "1"]),
            ("case 1: why it is closed is not said here it was escalated, and is to be done: ", ["case", "close", "1", "--as", "benign"]),
            ("case 1: --as duplicate and --of CASE belong together", ["case", "close", "1", "--as", "duplicate", "--reason", "a"]), ("case 1: no case is a duplicate of itself", ["case", "close", "1", "--as", "duplicate", "--of", "1", "--reason", "a"]),
            ("nothing: case 1 has no such task here it has indicators, new-domains", ["case", "task", "1", "nothing", "done"]), ("deep-dive: why it is not needed is not said", ["case", "task", "1", "deep-dive", "not-needed"]),
            ("TEXT: nothing is written", ["case", "note", "1", " "]), ("none.eml: there is no such file", ["case", "attach", "1", "none.eml"]),
            ("--out s.db: there is a file of that name already", ["case", "export", "1", "--out", "s.db"]), ("s.db: this is no case file", ["case", "import", "s.db"]), ("none.jsonl: it cannot be read here there is no such file", ["case", "import", "none.jsonl"]),
        ];
        var before = File.ReadAllBytes(_place["s.db"]);
        foreach (var (what, words) in mistakes)
        {
            await Wrong(what.StartsWith("--case 9", StringComparison.Ordinal) ? "9: there is no such case" : what, [.. words, "--store", "s.db"]);
        }
        await Wrong("--case new: there is no store to keep it in", "triage", Tunnel, "--case", "new", "--store", "none");
        await Wrong("none.db: there is no store", "case", "list", "--store", "none.db");
        Assert.Equal(before, File.ReadAllBytes(_place["s.db"]));
    }

    [Fact]
    public async Task AChangedRowIsShownAndNothingIsBuiltOnIt()
    {
        await Done("triage", Tunnel, "--case", "new", "--store", "s.db", "--quiet");
        await Done("case", "note", "1", "one", "--store", "s.db");
        await Done("case", "note", "1", "two", "--store", "s.db");
        using (var link = new SqliteConnection($"Data Source={_place["s.db"]};Pooling=False"))
        {
            link.Open();
            using var command = link.CreateCommand();
            command.CommandText = "UPDATE trail SET who = 'nobody' WHERE number = 2";
            command.ExecuteNonQuery();
        }
        const string Problem = "row 2 was changed or put in, or the one before it was: it does not fit its hash";
        using (var shown = await Show("1", "s.db"))
        {
            Assert.Equal(Problem, shown.RootElement.GetProperty("problem").GetString());
        }
        await Wrong($"case 1: its trail is not whole, and nothing was done here {Problem}", "case", "note", "1", "three", "--store", "s.db");
        await Wrong("case 1: its trail is not whole", "case", "bundle", "1", "--out", "a.tar", "--store", "s.db");
        await Wrong($"s.db: the store is damaged here trail of case 1: {Problem}", "store", "check", "--store", "s.db");
    }

    async Task<JsonDocument> Show(string number, string store) => (await Done("case", "show", number, "--format", "json", "--store", store)).Json();

    async Task<ProgramRun> Done(params string[] words)
    {
        var run = await _place.Run([.. words]);
        Assert.Equal((string.Join(' ', words), 0, ""), (string.Join(' ', words), run.Status, run.Error));
        return run;
    }

    async Task Wrong(string what, params string[] words)
    {
        var run = await _place.Run(words);
        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.Contains(what, run.ErrorInOneLine, StringComparison.Ordinal);
    }
}
