using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>Evidence into the store through the whole program: each row once, each file whole or not at all.</summary>
[Trait("tier", "ci")]
public sealed class IngestRunTests : IDisposable
{
    static readonly string Quiet = Samples.Own("samples/quiet.pcap.gz");

    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task TheSameFileTwiceChangesNothing()
    {
        var first = await Ingest(Quiet);
        Assert.Equal(("taken", 3409, 0), (first.Outcome, first.Records, first.Known));
        Assert.InRange(first.New, 3000, 3409);
        var before = await KilledRun.ContentOf(_place);
        var again = await _place.Run("ingest", Quiet, "--store", "nameward.db", "--no-color");
        Assert.Equal((0, ""), (again.Status, again.Error));
        var said = string.Join(' ', again.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("quiet.pcap.gz: the same file was taken in before In all 0 new rows, 0 known already; in nameward.db", said, StringComparison.Ordinal);
        Assert.Equal(before, await KilledRun.ContentOf(_place));
    }

    [Fact]
    public async Task WhatIsUnpackedAndWhatIsReadFromAPipeIsKnown()
    {
        var capture = Workplace.Sample("samples/quiet.pcap.gz");
        var first = await Ingest(Quiet);
        _place.Write("quiet.pcap", capture);
        var unpacked = await Ingest("quiet.pcap");
        Assert.Equal(("nothing-new", 0, first.New), (unpacked.Outcome, unpacked.New, unpacked.Known));
        var run = await ProgramRun.In(_place.Folder, capture, "ingest", "-", "--store", "nameward.db", "--format", "json");
        Assert.Equal("known-file", Files(run)[0].Outcome);
    }

    [Fact]
    public async Task ALogThatIsRotatedAndGrowsAddsItsNewLines()
    {
        var lines = Lines(900);
        _place.Write("dns.log", Log(lines[..500]));
        Assert.Equal(("taken", 500, 0), Counts(await Ingest("dns.log")));
        _place.Write("dns.log", Log(lines[300..700]));
        _place.Write("dns.log.1", Log(lines[..500]));
        Assert.Equal([("taken", 200, 200), ("known-file", 0, 0)], Files(await Run("dns.log", "dns.log.1")).Select(Counts));
        using (var packed = new GZipStream(File.Create(_place["dns.log.2.gz"]), CompressionLevel.Fastest))
        {
            packed.Write(Encoding.ASCII.GetBytes(Log(lines)));
        }
        Assert.Equal(("taken", 200, 700), Counts(await Ingest("dns.log.2.gz")));
        Assert.Equal([("nothing-new", 0, 400)], Files(await Run("--threads", "1", Write("part.log", Log(lines[100..500])))).Select(Counts));
        using var info = (await _place.Run("store", "info", "--store", "nameward.db", "--format", "json")).Json();
        Assert.Equal((4, 900, 3), (info.RootElement.GetProperty("files").GetInt32(), info.RootElement.GetProperty("rows").GetInt32(), info.RootElement.GetProperty("blocks").GetInt32()));
    }

    [Fact]
    public async Task WhatCannotBeReadIsSaidAndTheRestIsTakenIn()
    {
        _place.Write("logs/a.txt", "nothing of ours\n");
        _place.Write("logs/b.log", Log(Lines(20)));
        var run = await Run("logs");
        Assert.Equal([("not-read", 0, 0), ("taken", 20, 0)], Files(run).Select(Counts));
        var alone = await _place.Run("ingest", "logs/a.txt", "--store", "nameward.db");
        Assert.Equal((2, ""), (alone.Status, alone.Output));
        Assert.Contains("logs/a.txt: no known format", alone.ErrorInOneLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheUsualStoreIsMadeByVerbsThatWriteAlone()
    {
        _place.Write("dns.log", Log(Lines(20)));
        var home = _place["home"];
        Assert.Equal(2, (await ProgramRun.With("NAMEWARD_HOME", home, _place.Folder, "store", "info")).Status);
        Assert.False(Directory.Exists(home));
        Assert.Equal(0, (await ProgramRun.With("NAMEWARD_HOME", home, _place.Folder, "ingest", "dns.log", "--quiet")).Status);
        Assert.Equal([Path.Combine(home, "nameward.db")], Directory.GetFiles(home));
        Assert.Contains("20 rows", (await ProgramRun.With("NAMEWARD_HOME", home, _place.Folder, "store", "info", "--no-color")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABackupIsNotWrittenOverAndComesBack()
    {
        await Ingest(Write("a.log", Log(Lines(50))));
        var before = await KilledRun.ContentOf(_place);
        Assert.Equal(new(0, "", ""), await _place.Run("backup", "copy.db", "--store", "nameward.db"));
        await Ingest(Write("b.log", Log(Lines(90))));
        Assert.Equal(2, (await _place.Run("backup", "copy.db", "--store", "nameward.db")).Status);
        Assert.NotEqual(before, await KilledRun.ContentOf(_place));
        Assert.Equal(new(0, "", ""), await _place.Run("restore", "copy.db", "--store", "nameward.db"));
        Assert.Equal(before, await KilledRun.ContentOf(_place));
        Assert.Equal(0, (await _place.Run("backup", "copy.db", "--store", "nameward.db", "--force")).Status);
        Assert.Equal(["a.log", "b.log", "copy.db", "nameward.db"], _place.Members.Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public async Task WhatIsOlderThanTheRetentionIsForgotten()
    {
        await Ingest(Write("a.log", Log(Lines(50))));
        _place.Write("nameward.yaml", "retention:\n  rollups: 36500d\n");
        using (var kept = (await _place.Run("store", "compact", "--store", "nameward.db", "--format", "json")).Json())
        {
            Assert.Equal((0, 50), (kept.RootElement.GetProperty("forgotten").GetProperty("days").GetInt32(), kept.RootElement.GetProperty("rows").GetInt32()));
        }
        using var gone = (await _place.Run("store", "compact", "--store", "nameward.db", "--before", "2026-03-19", "--format", "json")).Json();
        Assert.Equal((1, 0), (gone.RootElement.GetProperty("forgotten").GetProperty("blocks").GetInt32(), gone.RootElement.GetProperty("rows").GetInt32()));
        Assert.Equal("2026-03-19", gone.RootElement.GetProperty("forgotten").GetProperty("before").GetString());
    }

    [Fact]
    public async Task ADamagedStoreIsSaidAndLeftAlone()
    {
        await Ingest(Write("a.log", Log(Lines(3000))));
        var bytes = File.ReadAllBytes(_place["nameward.db"]);
        new Random(1).NextBytes(bytes.AsSpan(bytes.Length / 4, bytes.Length / 2));
        _place.Write("nameward.db", bytes);
        var check = await _place.Run("store", "check", "--store", "nameward.db", "--no-color");
        Assert.Equal((2, ""), (check.Status, check.Output));
        Assert.StartsWith("error nameward.db: the ", check.ErrorInOneLine, StringComparison.Ordinal);
        Assert.Contains("do nameward restore BACKUP puts a backup in its place", check.ErrorInOneLine, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(_place["nameward.db"]));
    }

    [Fact]
    public async Task WhereItIsKilledARunAgainEndsAsIfItHadNotBeen()
    {
        await PrepareStore();
        await KilledRun.EndsAsUndisturbed(_place, 3, seed: Environment.TickCount, ["ingest", "evidence", "--store", "nameward.db", "--quiet"]);
    }

    [Fact]
    [Trait("tier", "soak")]
    public async Task FiftyKillsLoseNothingAndDoubleNothing()
    {
        await PrepareStore();
        await KilledRun.EndsAsUndisturbed(_place, 50, seed: Environment.TickCount, ["ingest", "evidence", "--store", "nameward.db", "--quiet"]);
    }

    [Fact]
    public async Task TwoProcessesOnOneStoreTakeEachRowInOnce()
    {
        var lines = Lines(40_000);
        await Ingest(Write("first.log", Log(lines[..10])));
        _place.Write("one.log", Log(lines[..30_000]));
        _place.Write("two.log", Log(lines[10_000..]));
        var runs = await Task.WhenAll(Run("one.log"), Run("two.log"));
        Assert.All(runs, run => Assert.True(run.Status == 0 || run.ErrorInOneLine.StartsWith("error nameward.db: another process is writing to it", StringComparison.Ordinal), run.Error));
        await Run("one.log", "two.log");
        using var info = (await _place.Run("store", "info", "--store", "nameward.db", "--format", "json")).Json();
        Assert.Equal(40_000, info.RootElement.GetProperty("rows").GetInt32());
    }

    /// <summary>A store with something in it, and evidence of several files that overlap it and each other.</summary>
    async Task PrepareStore()
    {
        var lines = Lines(60_000);
        await Ingest(Write("first.log", Log(lines[..2_000])));
        for (var i = 0; i < 6; i++)
        {
            _place.Write($"evidence/{i}.log", Log(lines[(i * 8_000)..(i * 8_000 + 20_000)]));
        }
    }

    string Write(string name, string text)
    {
        _place.Write(name, text);
        return name;
    }

    Task<ProgramRun> Run(params string[] arguments) => _place.Run(["ingest", .. arguments, "--store", "nameward.db", "--format", "json"]);

    async Task<Taken> Ingest(string path) => Files(await Run(path)).Single();

    static Taken[] Files(ProgramRun run)
    {
        Assert.Equal((0, ""), (run.Status, run.Error));
        using var json = run.Json();
        Assert.Equal("nameward/ingest/1", json.RootElement.GetProperty("schema").GetString());
        return [.. json.RootElement.GetProperty("files").EnumerateArray().Select(Of)];
    }

    static Taken Of(JsonElement file) =>
        new(file.GetProperty("outcome").GetString()!, file.GetProperty("records").GetInt32(), file.GetProperty("new").GetInt32(), file.GetProperty("known").GetInt32());

    static (string, int, int) Counts(Taken file) => (file.Outcome, file.New, file.Known);

    // Queries as BIND 9 logs them, of names that nobody has.
    static string[] Lines(int count) => [.. Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture,
        $"18-Mar-2026 {i / 3600 % 24:D2}:{i / 60 % 60:D2}:{i % 60:D2}.{i % 1000:D3} client @0x7f00 10.0.{i % 7}.{i % 31 + 1}#{1024 + i % 60000} (h{i % 977}.z{i % 89}.x-example.com): query: h{i % 977}.z{i % 89}.x-example.com IN A +E(0) (10.0.0.53)"))];

    static string Log(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    sealed record Taken(string Outcome, int Records, int New, int Known);
}
