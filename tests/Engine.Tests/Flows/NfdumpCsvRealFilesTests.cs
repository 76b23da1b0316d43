using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Formats;
using Xunit;

namespace Nameward.Engine.Tests.Flows;

/// <summary>The sessions of the laboratory as nfdump prints them, read in place where they are present.</summary>
public class NfdumpCsvRealFilesTests
{
    const int Rows = 88_512;

    [Fact]
    public void EveryRowIsAFlow()
    {
        var files = Directory.GetFiles(Samples.Shared("lab/flows"), "*.csv.gz");
        var (rows, ofDns) = (0, 0);
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var text = Samples.Unpacked(file);
            Assert.Equal("nfdump-csv", Identification.Of(text.AsSpan(0, Math.Min(text.Length, Identification.HeadBytes)), FormatList.All)?.Info.Id);
            var counts = new Counts();
            Assert.Equal(text.Length, new NfdumpCsv().Open(Feeding.Source).Read(text, isLast: true, counts));
            Assert.Equal(text.AsSpan().Count((byte)'\n'), counts.Flows);
            rows += counts.Flows;
            ofDns += counts.ToDns;
        }
        Assert.Equal((Rows, 87_233), (rows, ofDns));
    }

    sealed class Counts : IBatchWriter
    {
        public int Flows { get; private set; }
        public int ToDns { get; private set; }

        public void Flow(in Flow row, ReadOnlySpan<byte> rule)
        {
            Flows++;
            ToDns += row.Server.Port == 53 ? 1 : 0;
        }

        public void Message(in DnsMessage row, ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> answers) => Assert.Fail("a flow has no name");
        public void Ignored(long offset) => Assert.Fail($"ignored at {offset}");
        public void Malformed(long offset, string because) => Assert.Fail($"{because} at {offset}");
    }
}
