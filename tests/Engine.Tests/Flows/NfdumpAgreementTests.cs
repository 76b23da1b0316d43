using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Formats;
using Xunit;

namespace Nameward.Engine.Tests.Flows;

/// <summary>nfdump and this program read the same datagrams of real exporters: the same records, packets and bytes, but where it is said why not.</summary>
public class NfdumpAgreementTests
{
    /// <summary>Where the two differ: what this program reads, what nfdump reads, and why this program is right.</summary>
    static readonly Dictionary<string, (FlowSum Ours, FlowSum Theirs, string Because)> Differences = new()
    {
        ["netflow9_test_cisco_wlc"] = (None, new(19, 133_708, 142_991_108), "counts of radio stations, whose records have no two addresses: no flows from 0.0.0.0 to 0.0.0.0"),
        ["netflow9_test_invalid01"] = (new(2, 200, 19_400), new(2, 2, 194), "samplingInterval in options for the interface of the flows (RFC 3954 section 6.1) holds without a sampler of a number too"),
        ["netflow9_test_nprobe_dpi"] = (None, new(1, 1, 82), "the record does not fit its template, by which both addresses are 0.0.0.0"),
    };

    static FlowSum None => new(0, 0, 0);

    [Fact]
    [Trait("tier", "ci")]
    public void TheRecordsPacketsAndBytesOfEachExporterAreThoseOfNfdump()
    {
        ExportMaker[] makers = [.. ExportMaker.All()];
        if (!IsInstalled("nfcapd") || !IsInstalled("nfdump"))
        {
            TestContext.Current.TestOutputHelper?.WriteLine("skipped: nfdump is not installed");
            Assert.Skip("nfdump is not installed");
        }
        var theirs = NfdumpCollector.Sums(makers);
        foreach (var maker in makers)
        {
            var ours = Sum(maker);
            var expected = Differences.GetValueOrDefault(maker.Name, (ours, ours, "both read the same"));
            Assert.Equal((maker.Name, expected), (maker.Name, (ours, theirs[maker.Name], expected.Item3)));
        }
        Assert.Empty(Differences.Keys.Except(makers.Select(maker => maker.Name)));
    }

    static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    static FlowSum Sum(ExportMaker maker)
    {
        var sums = new Sums();
        byte[] file = [.. maker.Templates.Concat(maker.Data).SelectMany(message => message)];
        Assert.Equal(file.Length, new NetFlow().Open(Feeding.Source).Skim(file, isLast: true, sums));
        return sums.Sum;
    }

    sealed class Sums : IBatchWriter
    {
        public FlowSum Sum { get; private set; } = new(0, 0, 0);

        public void Flow(in Flow row, ReadOnlySpan<byte> rule) => Sum = Sum.Add(Known(row.UpPackets) + Known(row.DownPackets), Known(row.UpBytes) + Known(row.DownBytes));

        public void Message(in DnsMessage row, ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> answers) => Assert.Fail("an export has no names");

        public void Ignored(long offset)
        {
        }

        public void Malformed(long offset, string because)
        {
        }

        static long Known(long count) => Math.Max(0, count);
    }
}
