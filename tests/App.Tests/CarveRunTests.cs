using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>The evidence of one finding as it lies in its sources, and read again.</summary>
[Trait("tier", "ci")]
public sealed class CarveRunTests : IDisposable
{
    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task PacketsOfAFindingAreACaptureInWhichItIsFoundAgain()
    {
        var capture = Samples.Own("samples/tunnel.pcap.gz");
        Assert.Equal(0, (await _place.Run("triage", capture, "--out", "case", "--quiet")).Status);
        var run = await _place.Run("carve", "case", "F1", "--out", "carved");
        Assert.Equal((0, ""), (run.Status, run.Error));
        var record = Record("carved");
        var source = Assert.Single(record.GetProperty("sources").EnumerateArray());
        Assert.Equal(Sum(capture), source.GetProperty("sha256").GetString());
        var file = Assert.Single(source.GetProperty("files").EnumerateArray());
        Assert.Equal(Sum(_place[Path.Combine("carved", file.GetProperty("name").GetString()!)]), file.GetProperty("sha256").GetString());
        var (whole, carved) = (await Finding(capture), await Finding(_place[Path.Combine("carved", "1.pcap")]));
        Assert.Equal((whole.Tool, whole.Queries, whole.Level), (carved.Tool, carved.Queries, carved.Level));
    }

    [Fact]
    public async Task LinesOfAFindingStandBehindWhatTheirFormatNeeds()
    {
        var lines = new List<string> { "#separator \\x09", "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tquery\tqtype_name\trcode_name" };
        for (var i = 0; i < 300; i++)
        {
            lines.Add($"17953{i:D5}.5\tC{i}\t10.0.0.{(i % 3 == 0 ? 7 : 8)}\t40000\t10.0.0.53\t53\tudp\t{(i % 3 == 0 ? $"{Convert.ToHexStringLower(SHA256.HashData([(byte)i]))[..58]}.x.kq-example.com" : "www.example.net")}\tTXT\tNOERROR");
        }
        File.WriteAllLines(_place["dns.log"], lines);
        Assert.Equal(0, (await _place.Run("triage", "dns.log", "--out", "case", "--quiet")).Status);
        Assert.Equal(0, (await _place.Run("carve", "case", "f1", "--out", "carved", "--quiet")).Status);
        Assert.Equal(lines.Take(2).Concat(lines.Skip(2).Where(line => line.Contains("kq-example", StringComparison.Ordinal))), File.ReadAllLines(_place[Path.Combine("carved", "1.log")]));
    }

    [Fact]
    public async Task EvidenceThatIsNotWhatTheCaseWasMadeFromIsRefused()
    {
        var capture = Samples.Own("samples/tunnel.pcap.gz");
        Assert.Equal(0, (await _place.Run("triage", capture, "--out", "case", "--quiet")).Status);
        using (var packed = new GZipStream(File.OpenRead(capture), CompressionMode.Decompress))
        using (var plain = File.Create(_place["other.pcap"]))
        {
            await packed.CopyToAsync(plain, TestContext.Current.CancellationToken);
        }
        var other = await _place.Run("carve", "case", "F1", "other.pcap", "--out", "carved");
        Assert.Equal(2, other.Status);
        Assert.Contains("it is not what the case was made from", other.Error, StringComparison.Ordinal);
        var none = await _place.Run("carve", "case", "F99", "--out", "carved");
        Assert.Equal(2, none.Status);
        Assert.Contains("it has no finding F99", none.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_place["carved"]));
    }

    JsonElement Record(string folder) => JsonDocument.Parse(File.ReadAllBytes(_place[Path.Combine(folder, "carve.json")])).RootElement;

    async Task<(string? Tool, long Queries, string? Level)> Finding(string evidence)
    {
        using var json = (await _place.Run("triage", evidence, "--format", "json")).Json();
        var finding = json.RootElement.GetProperty("findings")[0];
        return (finding.GetProperty("tool").GetString(), finding.GetProperty("queries").GetInt64(), finding.GetProperty("level").GetString());
    }

    static string Sum(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
