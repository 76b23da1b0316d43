using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Nameward.Engine.Tests.Capture;
using Nameward.Engine.Tests.Reports;
using Xunit;

namespace Nameward.Engine.Tests.Proof;

/// <summary>Damage in the middle of real traffic: counted, never fatal, never slow, and no cover for a channel.</summary>
public sealed class DamagedEvidenceTests : IDisposable
{
    const int PcapHeader = 24;

    static readonly byte[] Tunnel = Unpack("samples/tunnel.pcap.gz");

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nameward-damaged-");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Messages that lie about themselves, and what is said of them; null where the question is sound, which is then observed without records.</summary>
    public static TheoryData<string, byte[], string?> Lies() => new()
    {
        { "a compression loop", MessageBuilder.Header(0x0100, 1).Bytes(1, 97, 0xC0, 12, 0, 1, 0, 1).ToArray(), "a compression pointer does not point backwards to a name" },
        { "a name of 300 bytes", MessageBuilder.Header(0x0100, 1).Bytes([.. Labels(5, 59), 0, 0, 1, 0, 1]).ToArray(), "a name is longer than 255 bytes" },
        { "more questions than bytes", MessageBuilder.Header(0x0100, 65535).Question("a.b", 1).ToArray(), "the message claims more questions than it can hold" },
        { "more records than bytes", MessageBuilder.Header(0x8180, 1, 65535).Question("a.b", 1).ToArray(), null },
        { "a record longer than the message", MessageBuilder.Header(0x8180, 1, 1).Question("a.b", 1).Bytes(0xC0, 12).U16(1).U16(1).U32(1).U16(65535).ToArray(), null },
        { "a label of length 0 at the front", MessageBuilder.Header(0x0100, 1).Bytes(0, 0, 1, 0, 1, 3, 99, 111, 109, 0).ToArray(), null },
        { "labels of every byte value", MessageBuilder.Header(0x0100, 1).Bytes([.. EveryByte(), 0, 0, 16, 0, 1]).ToArray(), null },
        { "pointers that expand", MessageBuilder.Header(0x8180, 1, 4000).Bytes([.. Labels(4, 60), 0, 0, 16, 0, 1]).Bytes([.. Pointers(4000)]).ToArray(), null },
    };

    [Theory, MemberData(nameof(Lies))]
    public void ALieIsCountedForWhatItIsAndHidesNothing(string what, byte[] message, string? because)
    {
        const int Times = 200;
        var packets = new PcapBuilder();
        for (var i = 0; i < Times; i++)
        {
            packets.Packet(Frames.QueryFrame(message));
        }
        var (document, seconds) = Triage("lies.pcap", [.. Tunnel, .. packets.ToArray()[PcapHeader..]]);
        var source = Assert.Single(document.Evidence);
        Assert.Equal((2229 + (because is null ? Times : 0), 84), (source.Observed, source.Ignored));
        Assert.Equal(because is null ? [] : [new MalformedReason(because, Times)], source.MalformedReasons);
        AssertTunnel(document, what);
        Assert.True(seconds < 20, $"{what}: {seconds} s");
    }

    [Fact]
    public void BehindAPacketThatClaimsMoreBytesThanItCanHaveReadingGoesOn()
    {
        var lie = new PcapBuilder().Packet(new byte[60], captured: int.MaxValue).ToArray()[PcapHeader..];
        var (document, _) = Triage("lie.pcap", [.. Tunnel, .. lie, .. Tunnel[PcapHeader..]]);
        Assert.Equal(1, document.Evidence[0].Malformed);
        AssertTunnel(document, "a packet of 2 GB", queries: 2 * 414);
    }

    [Fact]
    [Trait("tier", "ci")]
    public void BytesChangedAnywhereNeverEndARunAndKeepTheContract()
    {
        byte[][] originals = [Tunnel, File.ReadAllBytes(Samples.Of("zeek-dns")[0]), File.ReadAllBytes(Samples.Of("zeek-dns-json")[0]), File.ReadAllBytes(Samples.Own("samples/formats/pcapng/handshake.pcapng"))];
        for (var seed = 0; seed < 300; seed++)
        {
            var bytes = Changed(originals[seed % originals.Length], seed);
            var (document, _) = Triage("changed", bytes);
            using var json = JsonDocument.Parse(TriageJson.Line(document));
            TriageContract.RequireEverywhere(json.RootElement, $"seed {seed}");
            Assert.All(ReportList.All, report => Assert.NotNull(report.Render(document, new LastDotDefang())));
            Assert.All(document.Evidence, source => Assert.True(source.Records == source.Observed + source.Ignored + source.Malformed, $"seed {seed}"));
            Assert.DoesNotContain(document.Evidence, source => source.MalformedReasons.Any(reason => reason.Reason == FaultLog.Reason));
        }
    }

    [Fact]
    [Trait("tier", "ci")]
    public void DamagedEvidenceGivesTheSameDocumentWhereverItIsCut()
    {
        var path = Path.Combine(_folder.FullName, "changed.pcap");
        byte[] original = [.. Tunnel, .. Tunnel[PcapHeader..], .. Tunnel[PcapHeader..], .. Tunnel[PcapHeader..]];
        for (var seed = 0; seed < 30; seed++)
        {
            File.WriteAllBytes(path, Changed(original, seed));
            var whole = Pipeline.JsonWithoutRun(Pipeline.Triage([path], threads: 1));
            Assert.True(whole == Pipeline.JsonWithoutRun(Pipeline.Triage([path], threads: 2, IRecordReader.LargestRecord)), $"seed {seed}");
        }
    }

    static byte[] Changed(byte[] original, int seed)
    {
        var random = new Random(seed);
        var bytes = (byte[])original.Clone();
        for (var i = 1 + bytes.Length / random.Next(50, 2000); i > 0; i--)
        {
            bytes[random.Next(PcapHeader, bytes.Length)] = (byte)random.Next(256);
        }
        return bytes;
    }

    (TriageDocument Document, double Seconds) Triage(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        var started = Stopwatch.GetTimestamp();
        return (Pipeline.Triage(path), Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    static void AssertTunnel(TriageDocument document, string what, int queries = 414)
    {
        Assert.True(document.Decision.Decision == "escalate", what);
        Assert.Contains(document.Findings, finding => finding.Subject.Zone == HostileText.Name("kq7.io") && finding.Level == "critical" && finding.Queries == queries);
    }

    static IEnumerable<byte> Labels(int count, int length) => Enumerable.Range(0, count).SelectMany(i => Enumerable.Repeat((byte)('a' + i), length).Prepend((byte)length));

    static IEnumerable<byte> EveryByte() => Enumerable.Range(0, 4).SelectMany(i => Enumerable.Range(0, 55).Select(j => (byte)(i * 64 + j)).Prepend((byte)55));

    static IEnumerable<byte> Pointers(int count) => Enumerable.Range(0, count).SelectMany(_ => (byte[])[0xC0, 12, 0, 5, 0, 1, 0, 0, 0, 0, 0, 2, 0xC0, 12]);

    static byte[] Unpack(string sample)
    {
        using var content = new GZipStream(File.OpenRead(Samples.Own(sample)), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
