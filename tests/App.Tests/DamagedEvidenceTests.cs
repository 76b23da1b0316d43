using System.IO.Compression;
using System.Text.Json;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>Damaged evidence is no mistake: what can be read is read, the rest is counted and said, and the status is that of a run that is done.</summary>
[Trait("tier", "ci")]
public sealed class DamagedEvidenceTests : IDisposable
{
    static readonly byte[] Capture = Workplace.Sample("samples/tunnel.pcap.gz");

    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task ACaptureThatEndsInsideAPacketIsReadUpToThere()
    {
        _place.Write("cut.pcap", Capture[..100_001]);
        await AssertRead("cut.pcap", 669, 1, "the file ends inside this packet", null);
    }

    [Fact]
    public async Task AGzipThatEndsEarlyIsReadUpToThere()
    {
        _place.Write("cut.pcap.gz", File.ReadAllBytes(Engine.Tests.Samples.Own("samples/tunnel.pcap.gz"))[..50_000]);
        await AssertRead("cut.pcap.gz", 1116, 1, "the file ends inside this packet", "the file ends early, 168,071 bytes unpacked");
    }

    [Fact]
    public async Task ALogThatEndsInsideALineIsReadUpToThere()
    {
        _place.Write("dns.log", Workplace.Sample("samples/formats/zeek-dns/basic.log")[..700]);
        await AssertRead("dns.log", 9, 1, "fewer fields than #fields names", null);
    }

    [Fact]
    public async Task OfAFolderEverythingIsReadThatCanBe()
    {
        _place.Write("mixed/a.pcap", Capture);
        _place.Write("mixed/b.log", "");
        _place.Write("mixed/c.csv", "a,b,c\n");
        _place.Write("mixed/d/e.log", Workplace.Sample("samples/formats/zeek-dns/basic.log"));
        _place.Write("mixed/f.zip", [.. "PK"u8, 3, 4, 0, 0]);
        using var json = await Read("mixed");
        Assert.Equal(["mixed/a.pcap pcap ", "mixed/b.log  the file is empty", "mixed/c.csv  no known format: lines of text, 3 fields between commas in the first", "mixed/d/e.log zeek-dns ",
            "mixed/f.zip  the zip archive has no directory at its end, it may be cut; only members whose heads are there were found"],
            json.RootElement.GetProperty("evidence").EnumerateArray().Select(source => $"{source.GetProperty("path")} {source.GetProperty("format")} {source.GetProperty("damage")}"));
        Assert.Equal("escalate", json.RootElement.GetProperty("decision").GetProperty("decision").GetString());
    }

    [Fact]
    public async Task MembersOfAnArchiveAreSources()
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var capture = zip.CreateEntry("in/a.pcap").Open())
            {
                capture.Write(Capture);
            }
            using var log = zip.CreateEntry("dns.log").Open();
            log.Write(Workplace.Sample("samples/formats/zeek-dns/basic.log"));
        }
        _place.Write("logs.zip", packed.ToArray());
        using var json = await Read("logs.zip");
        Assert.Equal(["logs.zip!in/a.pcap pcap ", "logs.zip!dns.log zeek-dns "],
            json.RootElement.GetProperty("evidence").EnumerateArray().Select(source => $"{source.GetProperty("path")} {source.GetProperty("format")} {source.GetProperty("damage")}"));
        Assert.Equal("escalate", json.RootElement.GetProperty("decision").GetProperty("decision").GetString());
    }

    [Fact]
    public async Task AFileThatIsNamedTwiceIsReadOnceAndThatIsSaid()
    {
        _place.Write("a.pcap", Capture);
        using var once = await Read("a.pcap");
        using var twice = await Read("a.pcap", "a.pcap");
        Assert.True(JsonElement.DeepEquals(once.RootElement.GetProperty("findings"), twice.RootElement.GetProperty("findings")));
        Assert.Equal("a.pcap was named 2 times and was read once", twice.RootElement.GetProperty("coverage").GetProperty("limits")[0].GetString());
    }

    [Fact]
    public async Task WhatComesThroughStandardInputIsReadLikeAFile()
    {
        _place.Write("-.pcap", Capture);
        using var file = await Read("./-.pcap");
        var run = await ProgramRun.In(_place.Folder, Capture, "triage", "-", "--format", "json");
        Assert.Equal((0, ""), (run.Status, run.Error));
        using var input = JsonDocument.Parse(run.Output.Replace("\"path\":\"-\"", "\"path\":\"./-.pcap\"", StringComparison.Ordinal));
        foreach (var part in (string[])["evidence", "census", "findings", "questions", "decision"])
        {
            Assert.True(JsonElement.DeepEquals(file.RootElement.GetProperty(part), input.RootElement.GetProperty(part)), part);
        }
    }

    async Task AssertRead(string file, int sound, int malformed, string reason, string? damage)
    {
        using var json = await Read(file);
        var source = json.RootElement.GetProperty("evidence")[0];
        Assert.Equal((sound, malformed), (source.GetProperty("observed").GetInt32() + source.GetProperty("ignored").GetInt32(), source.GetProperty("malformed").GetInt32()));
        Assert.Equal(reason, source.GetProperty("malformedSamples")[0].GetProperty("reason").GetString());
        Assert.Equal(damage, source.GetProperty("damage").GetString());
        Assert.Equal("1 source is damaged in part", json.RootElement.GetProperty("coverage").GetProperty("limits")[0].GetString());
    }

    async Task<JsonDocument> Read(params string[] paths)
    {
        var run = await _place.Run(["triage", .. paths, "--format", "json"]);
        Assert.Equal((0, ""), (run.Status, run.Error));
        return run.Json();
    }
}
