using static Nameward.Engine.Tests.Flows.ExportBytes;

namespace Nameward.Engine.Tests.Flows;

/// <summary>The samples of NetFlow, IPFIX and sFlow, as they are written.</summary>
static class ExportSamples
{
    const int Udp = 17, Tcp = 6, Icmp = 1, Variable = 65535, Enterprise = 0x8000, Reverse = 29305;
    const long Milliseconds = Noon * 1000L;

    public static IEnumerable<KeyValuePair<string, byte[]>> NetFlow =>
    [
        new("five", Five()),
        new("sampled", Sampled()),
        new("nine", NineOfAllSets()),
        new("ipfix", [.. TwoWays(), .. Withdrawn()]),
        new("firewall", Firewall()),
        new("early", Early()),
        new("clocks", Clocks()),
        new("damaged", Damaged()),
        new("cut", TwoWays()[..^9]),
    ];

    public static IEnumerable<KeyValuePair<string, byte[]>> SFlow =>
    [
        new("samples", Samples()),
        new("damaged", [.. Samples(), 1, 2, 3, .. Samples()[..^20]]),
    ];

    static byte[] Five() =>
    [
        .. ExportBytes.Five(3).Five("192.0.2.7", 51234, "192.0.2.53", 53, Udp, 1, 73).Five("192.0.2.53", 53, "192.0.2.7", 51234, Udp, 1, 189)
            .Five("192.0.2.7", 0, "198.51.100.9", 0x0800, Icmp, 4, 336).ToArray(),
        .. ExportBytes.Five(2).Five("192.0.2.7", 40000, "198.51.100.80", 443, Tcp, 12, 1400, 300_000, 599_000).Five("198.51.100.80", 443, "192.0.2.7", 40000, Tcp, 18, 22000, 300_010, 599_020).ToArray(),
    ];

    /// <summary>One packet in 100 was looked at, chosen at random.</summary>
    static byte[] Sampled() => ExportBytes.Five(1, 2 << 14 | 100).Five("192.0.2.7", 51234, "192.0.2.53", 53, Udp, 2, 146).ToArray();

    /// <summary>A template, one of options, options that tell of sampling, and data: counts of eight bytes and of three, a field of none.</summary>
    static byte[] NineOfAllSets() => Nine(5)
        .Set(0, Template(256, 8, 4, 12, 4, 7, 2, 11, 2, 4, 1, 1, 8, 2, 3, 22, 4, 21, 4, 48, 1, 82, 0))
        .Set(1, new ExportBytes().U16(257, 4, 8).U16(1, 4, 48, 1, 34, 4))
        .Set(257, new ExportBytes().U32(0).U8(3).U32(10))
        .Set(256, new ExportBytes().Address("192.0.2.7", "192.0.2.53").U16(51234, 53).U8(Udp).U64(73).U8(0, 0, 1).U32(590_000, 590_009).U8(0)
            .Address("192.0.2.53", "192.0.2.7").U16(53, 51234).U8(Udp).U64(189).U8(0, 0, 1).U32(590_009, 590_009).U8(3))
        .ToArray();

    static byte[] TwoWays()
    {
        var template = new ExportBytes().U16(300, 11).U16(27, 16, 28, 16, 7, 2, 11, 2, 4, 1, 152, 8, 153, 8, 1, 4, 2, 4, Enterprise | 1, 4).U32(Reverse).U16(Enterprise | 95, Variable).U32(9999);
        var record = new ExportBytes().Address("2001:db8::7", "2001:db8::53").U16(50000, 53).U8(Udp).U64(Milliseconds - 1500).U64(Milliseconds - 1000).U32(85, 1, 210).U8(4).Add("name"u8)
            .Address("2001:db8::7", "2001:db8::853").U16(50001, 853).U8(Tcp).U64(Milliseconds - 9000).U64(Milliseconds).U32(900, 9, 0).U8(255, 0, 2).Add("ab"u8);
        return Ipfix(new ExportBytes().Set(2, template).Set(300, record));
    }

    /// <summary>Times in seconds, then of NTP; the template is replaced, and withdrawn before the last data.</summary>
    static byte[] Withdrawn()
    {
        var first = new ExportBytes().Address("192.0.2.7", "198.51.100.80").U16(50002, 443).U8(Tcp).U32(Noon - 5, Noon - 2, 700);
        var second = new ExportBytes().Address("192.0.2.8", "198.51.100.53").U16(50003, 53).U8(Udp).U32(Noon - 4 + 2_208_988_800, 1u << 31, 99);
        return
        [
            .. Ipfix(new ExportBytes().Set(2, Template(301, 8, 4, 12, 4, 7, 2, 11, 2, 4, 1, 150, 4, 151, 4, 1, 4)).Set(301, first)),
            .. Ipfix(new ExportBytes().Set(2, Template(301, 8, 4, 12, 4, 7, 2, 11, 2, 4, 1, 156, 8, 1, 4)).Set(301, second)),
            .. Ipfix(new ExportBytes().Set(2, new ExportBytes().U16(301, 0)).Set(301, second)),
        ];
    }

    /// <summary>Cisco ASA: a flow that was denied, one that ended, with its translation and the bytes of both ways; then a router that dropped.</summary>
    static byte[] Firewall() => Nine(3)
        .Set(0, Template(265, 8, 4, 12, 4, 7, 2, 11, 2, 4, 1, 225, 4, 226, 4, 227, 2, 228, 2, 233, 1, 323, 8, 231, 4, 232, 4))
        .Set(265, Event("192.0.2.7", 51234, "203.0.113.53", 53, Udp, "192.0.2.7", "203.0.113.53", 51234, 3, 0, 0)
            .Add(Event("192.0.2.7", 51235, "203.0.113.80", 443, Tcp, "198.51.100.1", "192.0.2.80", 40001, 2, 730, 12_000).ToArray()))
        .Set(0, Template(266, 8, 4, 12, 4, 7, 2, 11, 2, 4, 1, 89, 1, 1, 4, 2, 4))
        .Set(266, new ExportBytes().Address("192.0.2.9", "203.0.113.53").U16(51236, 53).U8(Udp, 0x82).U32(60, 1))
        .ToArray();

    static ExportBytes Event(string source, int sourcePort, string destination, int port, int protocol, string translated, string reached, int translatedPort, int happened, int up, int down) =>
        new ExportBytes().Address(source, destination).U16(sourcePort, port).U8(protocol).Address(translated, reached).U16(translatedPort, port).U8(happened).U64(Milliseconds - 700).U32(up, down);

    /// <summary>Data before its template, of two exporters with one number; of the second no template comes.</summary>
    static byte[] Early()
    {
        var record = new ExportBytes().Address("192.0.2.7", "192.0.2.53").U16(51234, 53).U8(Udp).U32(73, 1);
        var template = Template(256, 8, 4, 12, 4, 7, 2, 11, 2, 4, 1, 1, 4, 2, 4);
        return [.. Nine(1, 1).Set(256, record).ToArray(), .. Nine(1, 2).Set(256, record).ToArray(), .. Nine(1, 1).Set(0, template).ToArray()];
    }

    /// <summary>An uptime that began anew, a last packet before the first, a flow from before the exporter started to count, a clock that was never set.</summary>
    static byte[] Clocks() =>
    [
        .. ExportBytes.Five(2, uptime: 1000).Five("192.0.2.7", 51234, "192.0.2.53", 53, Udp, 1, 73, uint.MaxValue - 999, 500)
            .Five("192.0.2.7", 51235, "192.0.2.53", 53, Udp, 1, 73, 900, 400).ToArray(),
        .. Ipfix(new ExportBytes().Set(2, Template(300, 8, 4, 12, 4, 7, 2, 11, 2, 4, 1, 150, 4, 151, 4, 1, 4))
            .Set(300, new ExportBytes().Address("192.0.2.8", "192.0.2.53").U16(51236, 53).U8(Udp).U32(86_400, 86_401, 73))),
    ];

    static byte[] Damaged() =>
    [
        .. ExportBytes.Five(1).Five("192.0.2.7", 51234, "192.0.2.53", 53, Udp, 1, 73).ToArray(),
        .. "not a message"u8,
        .. Nine(1).Set(0, Template(99, 8, 4)).Set(0, new ExportBytes().U16(256, 3, 8, 4)).Set(0, new ExportBytes().U16(256, 9999)).Set(17, new ExportBytes().U32(1)).ToArray(),
        .. Ipfix(new ExportBytes().Set(2, Template(256, 8, 4, 82, Variable)).Set(256, new ExportBytes().Address("192.0.2.7").U8(200)).U16(2, 200)),
        .. ExportBytes.Five(2).Five("192.0.2.7", 51234, "192.0.2.53", 53, Udp, 1, 73).ToArray(),
    ];

    /// <summary>A raw header, the addresses of a packet, of either family, a sample of counters and one of a frame without IP.</summary>
    static byte[] Samples()
    {
        var query = new ExportBytes().Add(new byte[12]).U16(0x0800).U8(0x45, 0).U16(73, 1, 0).U8(64, Udp).U16(0).Address("192.0.2.7", "192.0.2.53").U16(51234, 53, 53, 0).ToArray();
        var raw = new ExportBytes().U32(1, 91, 4, query.Length).Add(query).Add(new byte[2]);
        var v4 = new ExportBytes().U32(1400, Tcp).Address("198.51.100.80", "192.0.2.7").U32(443, 40000, 16, 0);
        var v6 = new ExportBytes().U32(120, Udp).Address("2001:db8::7", "2001:db8::53").U32(50000, 53, 0, 0);
        var arp = new ExportBytes().U32(1, 64, 4, 16).Add(new byte[12]).U16(0x0806, 1);
        return new ExportBytes().U32(5, 1).Address("192.0.2.250").U32(0, 9, 600_000, 5)
            .Add(Sample(1, 1000, 1, raw)).Add(Sample(3, 256, 3, v4)).Add(Sample(1, 1, 4, v6)).Add(new ExportBytes().U32(2, 8, 1, 2).ToArray()).Add(Sample(1, 100, 1, arp)).ToArray();
    }

    static byte[] Sample(int format, int rate, int kind, ExportBytes record)
    {
        var bytes = record.ToArray();
        var head = format == 1 ? new ExportBytes().U32(7, 3, rate, 70_000, 0, 3, 4, 1) : new ExportBytes().U32(7, 0, 3, rate, 70_000, 0, 0, 3, 0, 4, 1);
        var content = head.U32(kind, bytes.Length).Add(bytes).ToArray();
        return new ExportBytes().U32(format, content.Length).Add(content).ToArray();
    }
}
