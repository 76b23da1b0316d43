using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>The sessions of dnscat2 in the recordings of others, with their figures: all of them are encrypted.</summary>
[Trait("tier", "ci")]
public class Dnscat2CapturesTests
{
    [Theory]
    [InlineData("captures/tunnels/graphtunnel/dnscat2-cname.pcap.gz", "192.168.68.62", "0x340f: 3350 questions, up - (255220..256312) 0 gaps, down - (0..1024) 0 gaps\n0x65e6: 1424 questions, up - (0..0) 0 gaps, down - (0..1024) 0 gaps")]
    [InlineData("captures/tunnels/korving/bind9-dnscat-c2/dns.pcap.gz", "192.168.0.30", "0xc0b0: 92 questions, up - (10..10) 0 gaps, down - (14..1038) 0 gaps\n0x277f: 127 questions, up - (3512..3512) 0 gaps, down - (53..1077) 0 gaps")]
    [InlineData("captures/tunnels/korving/bind9-dnscat-file/dns.pcap.gz", "192.168.0.30", "0x8d72: 2217 questions, up - (8..8) 0 gaps, down - (201254..202022) 0 gaps")]
    [InlineData("captures/tunnels/korving/coredns-dnscat-c2/dns.pcap.gz", "192.168.0.30", "0xec07: 76 questions, up - (10..10) 0 gaps, down - (14..1038) 0 gaps\n0x1cc6: 108 questions, up - (3461..3461) 0 gaps, down - (37..1061) 0 gaps")]
    [InlineData("captures/tunnels/korving/coredns-dnscat-file/dns.pcap.gz", "192.168.0.30", "0x471f: 2205 questions, up - (8..8) 0 gaps, down - (201254..201766) 0 gaps")]
    [InlineData("captures/tunnels/korving/dnsmasq-dnscat-c2/dns.pcap", "192.168.0.30", "0xa70f: 72 questions, up - (10..10) 0 gaps, down - (14..1550) 0 gaps\n0x1838: 105 questions, up - (3461..3461) 0 gaps, down - (38..1574) 0 gaps")]
    [InlineData("captures/tunnels/korving/dnsmasq-dnscat-file/dns.pcap.gz", "192.168.0.30", "0x2d8f: 2214 questions, up - (8..8) 0 gaps, down - (201254..202022) 0 gaps")]
    [InlineData("captures/tunnels/korving/powerdns-dnscat-file/dns.pcap.gz", "192.168.0.30", "0xe2ce: 2213 questions, up - (8..8) 0 gaps, down - (201254..202022) 0 gaps")]
    [InlineData("captures/tunnels/elisa/dnscat2.pcap", "192.168.14.103", "0x22ca: 68 questions, up - (10..10) 0 gaps, down - (14..14) 0 gaps\n0xf488: 37 questions, up - (386..1286) 2 gaps, down - (46..2094) 2 gaps\n0xf488: 8 questions, up - (792..1756) 1 gaps, down - (0..2048) 1 gaps")]
    [InlineData("captures/tunnels/dmachard/dnscat2.pcap", "192.168.1.17", "0xb8d3: 12 questions, up - (0..0) 0 gaps, down - (0..0) 0 gaps")]
    [InlineData("samples/pcap-tunnel/dnscat2.pcap", "192.168.1.17", "0xb8d3: 12 questions, up - (0..0) 0 gaps, down - (0..0) 0 gaps")]
    public void EverySessionIsMeasured(string path, string client, string figures)
    {
        Assert.Equal(figures, string.Join('\n', CaptureSessions.Of(path, "dnscat2", client).Select(CaptureSessions.Figures)));
    }
}
