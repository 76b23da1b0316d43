using System.IO.Compression;
using Nameward.Engine.Evidence;
using Nameward.Engine.Tests.Formats;
using Xunit;

namespace Nameward.Engine.Tests.Zeek;

/// <summary>Files of others, read in place where they are present.</summary>
public class ZeekRealFilesTests
{
    [Fact]
    public void BothFormsOfTheSameLinesGiveTheSameRows()
    {
        var tsv = Feeding.Whole(FormatGoldenTests.Format("zeek-dns"), File.ReadAllBytes(Samples.Shared("samples/zeek/dns-300.log")), new() { ShowsPositions = false });
        var json = Feeding.Whole(FormatGoldenTests.Format("zeek-dns-json"), File.ReadAllBytes(Samples.Shared("samples/zeek/dns-300.ndjson")), new() { ShowsPositions = false });
        Assert.Equal((292, 300), (tsv.Observed, json.Observed));
        // The TSV form of this sample has 8 header lines and so 292 of the 300 rows.
        Assert.StartsWith(tsv.ToString().Replace("ignored\n", "", StringComparison.Ordinal), json.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("samples/zeek/NASHUA_dns.log", "zeek-dns-json")]
    [InlineData("samples/zeek/evans-dns.log", "zeek-dns-json")]
    [InlineData("samples/zeek/ocsf-dns.log", "zeek-dns-json")]
    [InlineData("samples/zeek/dns-300.log", "zeek-dns")]
    [InlineData("samples/zeek/dns-300.ndjson", "zeek-dns-json")]
    [InlineData("samples/zeek/NASHUA_conn.log", "zeek-conn-json")]
    [InlineData("samples/zeek/evans-conn.log", "zeek-conn-json")]
    [InlineData("samples/suricata/tenzir-dns.json", null)]
    public void ALogIsRecognisedByItsContentAndReadWithoutDamage(string path, string? format)
    {
        var bytes = File.ReadAllBytes(Samples.Shared(path));
        foreach (var id in new[] { "zeek-conn", "zeek-conn-json", "zeek-dns", "zeek-dns-json" })
        {
            var head = bytes.AsSpan(0, Math.Min(bytes.Length, 64 << 10));
            Assert.Equal(id == format, FormatGoldenTests.Format(id).Sniff(head) > Likeness.No);
        }
        if (format is not null)
        {
            var dump = Feeding.Whole(FormatGoldenTests.Format(format), bytes);
            Assert.True(dump.Observed > 0);
            Assert.Equal(0, dump.Malformed);
        }
    }

    [Theory]
    [InlineData("zeek-dns", "*dns*", 10_000)]
    [InlineData("zeek-conn", "*conn*", 100_000)]
    public void EveryBenignLogOfZeekIsReadWithoutDamage(string log, string files, int least)
    {
        var observed = 0;
        foreach (var file in Directory.EnumerateFiles(Samples.Shared("captures/benign"), files, SearchOption.AllDirectories))
        {
            if (!file.Contains("zeek-", StringComparison.Ordinal))
            {
                continue;
            }
            var bytes = Unpack(file);
            var id = bytes[0] == '{' ? log + "-json" : log;
            Assert.True(FormatGoldenTests.Format(id).Sniff(bytes.AsSpan(0, Math.Min(bytes.Length, 64 << 10))) >= Likeness.Likely, file);
            var dump = Feeding.Whole(FormatGoldenTests.Format(id), bytes);
            Assert.True(dump.Malformed == 0, file);
            observed += dump.Observed;
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{observed} rows");
        Assert.True(observed > least);
    }

    static byte[] Unpack(string file)
    {
        using var packed = File.OpenRead(file);
        using var unpacked = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(packed, CompressionMode.Decompress) : (Stream)packed;
        using var bytes = new MemoryStream();
        unpacked.CopyTo(bytes);
        return bytes.ToArray();
    }
}
