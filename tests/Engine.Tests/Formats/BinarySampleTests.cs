using Nameward.Engine.Evidence;
using Nameward.Engine.Tests.Cdns;
using Nameward.Engine.Tests.Dnstap;
using Nameward.Engine.Tests.Flows;
using Xunit;

namespace Nameward.Engine.Tests.Formats;

/// <summary>Samples of formats that are no text are made by code that can be read. With NAMEWARD_ACCEPT=1 they are written anew.</summary>
public class BinarySampleTests
{
    static readonly Dictionary<string, byte[]> Made = new(
    [
        .. DnstapSamples.All.Select(sample => new KeyValuePair<string, byte[]>($"dnstap/{sample.Key}.dnstap", sample.Value)),
        .. CdnsSamples.All.Select(sample => new KeyValuePair<string, byte[]>($"c-dns/{sample.Key}.cdns", sample.Value)),
        .. ExportSamples.NetFlow.Select(sample => new KeyValuePair<string, byte[]>($"netflow/{sample.Key}.dat", sample.Value)),
        .. ExportSamples.SFlow.Select(sample => new KeyValuePair<string, byte[]>($"sflow/{sample.Key}.dat", sample.Value)),
    ]);

    public static TheoryData<string> Names => [.. Made.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void ASampleIsWhatItsCodeMakes(string name)
    {
        var path = Samples.Own($"samples/formats/{name}");
        if (Environment.GetEnvironmentVariable("NAMEWARD_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, Made[name]);
        }
        Assert.Equal(Made[name], File.ReadAllBytes(path));
    }

    [Fact]
    public void EverySampleHasItsCode() =>
        Assert.Equal(Made.Keys.Order(StringComparer.Ordinal), FormatGoldenTests.OfKind(PositionKind.BinaryOffset)
            .SelectMany(format => Samples.Of(format).Select(file => $"{format}/{Path.GetFileName(file)}")).Order(StringComparer.Ordinal));
}
