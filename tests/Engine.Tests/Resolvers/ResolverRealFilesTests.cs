using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Formats;
using Xunit;

namespace Nameward.Engine.Tests.Resolvers;

/// <summary>Logs of others that lie beside the captures and in the laboratory, read in place where they are present.</summary>
public class ResolverRealFilesTests
{
    const string Tunnels = "captures/tunnels/korving/";

    [Theory]
    [InlineData("unbound", "lab/logs/A.unbound.log.gz", 55774, 17, 0)]
    [InlineData("unbound", "lab/logs/C.unbound.log.gz", 16918, 34, 0)]
    [InlineData("unbound", "lab/logs/long-benign.unbound.log.gz", 718213, 22, 0)]
    [InlineData("dnsmasq", "captures/benign/pihole-2024/pihole.log", 505, 0, 0)]
    [InlineData("dnsmasq", "captures/benign/pihole-2024/pihole.0236.log", 1617, 146, 0)]
    [InlineData("dnsmasq", "captures/benign/pihole-2024/full_pihole.log.gz", 1785, 282, 0)]
    [InlineData("dnsmasq", Tunnels + "dnsmasq-dnscat-c2/dnsmasq.log", 403, 7, 0)]
    [InlineData("dnsmasq", Tunnels + "dnsmasq-dnscat-file/dnsmasq.log.gz", 5197, 7, 0)]
    [InlineData("dnsmasq", Tunnels + "dnsmasq-iodine-mx-base64-file/dnsmasq.log.gz", 8414, 4202, 0)]
    [InlineData("dnsmasq", Tunnels + "dnsmasq-iodine-null-raw-file/dnsmasq.log.gz", 3932, 1964, 0)]
    [InlineData("coredns", Tunnels + "coredns-dnscat-c2/coredns.log", 192, 4, 0)]
    [InlineData("coredns", Tunnels + "coredns-dnscat-c2/filebeat.json", 192, 4, 0)]
    [InlineData("coredns", Tunnels + "coredns-dnscat-file/coredns.log.gz", 2211, 4, 0)]
    [InlineData("coredns", Tunnels + "coredns-iodine-null-base128-file/coredns.log.gz", 1973, 4, 0)]
    [InlineData("coredns", Tunnels + "coredns-iodine-txt-base64-file/coredns.log.gz", 3887, 4, 0)]
    public void EveryLineIsObservedIgnoredOrMalformed(string format, string path, int observed, int ignored, int malformed)
    {
        var log = Samples.Unpacked(Samples.Shared(path));
        foreach (var candidate in FormatList.All)
        {
            var likeness = candidate.Sniff(log.AsSpan(0, Math.Min(log.Length, 64 << 10)));
            Assert.Equal(candidate.Info.Id == format, likeness > Likeness.No);
        }
        var counts = new Counts();
        Assert.Equal(log.Length, FormatGoldenTests.Format(format).Open(Feeding.Source).Read(log, isLast: true, counts));
        Assert.Equal((observed, ignored, malformed), (counts.Observed, counts.Ignored, counts.Malformed));
        Assert.Equal(log.AsSpan().Count((byte)'\n') + (log[^1] == '\n' ? 0 : 1), observed + ignored + malformed);
    }

    sealed class Counts : IBatchWriter
    {
        public int Observed { get; private set; }
        public int Ignored { get; private set; }
        public int Malformed { get; private set; }

        public void Message(in DnsMessage row, ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> answers) => Observed++;
        public void Flow(in Flow row, ReadOnlySpan<byte> rule) => Observed++;
        void IBatchWriter.Ignored(long offset) => Ignored++;
        void IBatchWriter.Malformed(long offset, string because) => Malformed++;
    }
}
