using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Tests.Capture;
using Nameward.Engine.Tests.Formats;
using Nameward.Engine.Tests.Reading;
using Nameward.Engine.Tests.Scanning;
using Xunit;

namespace Nameward.Engine.Tests.Resolvers;

/// <summary>What the samples of the resolvers' logs do not show: names of any bytes, recognition line by line, and what reading costs.</summary>
public class ResolverReadingTests
{
    static CollectingRows Read(string format, string text)
    {
        var rows = new CollectingRows();
        var bytes = Encoding.Latin1.GetBytes(text);
        Assert.Equal(bytes.Length, FormatGoldenTests.Format(format).Open(Feeding.Source).Read(bytes, isLast: true, rows));
        return rows;
    }

    [Theory]
    [InlineData("unbound", "", Likeness.No)]
    [InlineData("unbound", "[1795253401] unbound[812:0] info: 192.0.2.7 www.example.net. A IN", Likeness.Likely)]
    [InlineData("unbound", "[812:0] info: start of service", Likeness.Possible)]
    [InlineData("unbound", "Nov 21 09:30:01 gw unbound[812]: something", Likeness.Possible)]
    [InlineData("unbound", "Nov 21 09:30:01 gw sshd[812]: [812:0] info: 192.0.2.7 www.example.net. A IN", Likeness.No)]
    [InlineData("unbound", "Nov 21 09:30:01 192.0.2.7 www.example.net. A IN", Likeness.No)]
    [InlineData("dnsmasq", "Nov 21 09:30:01 dnsmasq[812]: query[A] www.example.net from 192.0.2.7", Likeness.Likely)]
    [InlineData("dnsmasq", "query[A] www.example.net from 192.0.2.7", Likeness.Likely)]
    [InlineData("dnsmasq", "Nov 21 09:30:01 dnsmasq[812]: started, version 2.90", Likeness.Possible)]
    [InlineData("dnsmasq", "Nov 21 09:30:01 dnsmasq-dhcp[812]: DHCPACK(br0) 192.0.2.7", Likeness.Possible)]
    [InlineData("dnsmasq", "reply www.example.net is 192.0.2.7", Likeness.No)]
    [InlineData("dnsmasq", "Nov 21 09:30:01 reply www.example.net is 192.0.2.7", Likeness.No)]
    [InlineData("powerdns", "Nov 21 09:30:01 ns1 pdns[812]: Remote 192.0.2.7 wants 'www.example.net|A', do = 0, bufsize = 512", Likeness.Likely)]
    [InlineData("powerdns", "Nov 21 09:30:01 ns1 pdns_recursor[812]: Nov 21 09:30:01 stats: 2 questions", Likeness.Possible)]
    [InlineData("powerdns", "Nov 21 09:30:01 msg=\"Service started\" level=\"0\"", Likeness.No)]
    [InlineData("coredns", "[INFO] 192.0.2.7:1 - 1 \"A IN www.example.net. udp 41 false 4096\" NOERROR qr 68 0.03s", Likeness.Likely)]
    [InlineData("coredns", "[INFO] plugin/reload: Running configuration", Likeness.Possible)]
    [InlineData("coredns", "[INFO] some other program", Likeness.No)]
    [InlineData("knot-resolver", "[iterat][12345.01]   'www.example.net.' type 'A'", Likeness.Possible)]
    [InlineData("knot-resolver", "[worker1] done", Likeness.No)]
    [InlineData("systemd-resolved", "→ Q: www.example.net IN A", Likeness.Likely)]
    [InlineData("systemd-resolved", "<- A: www.example.net IN A 192.0.2.80", Likeness.Likely)]
    [InlineData("systemd-resolved", "<- S: success", Likeness.No)]
    [InlineData("systemd-resolved", "{\"state\":\"success\",\"question\":[{\"class\":1,\"type\":1,\"name\":\"www.example.net\"}]}", Likeness.Likely)]
    [InlineData("systemd-resolved", "{\"state\":\"success\",\"question\":\"www.example.net\"}", Likeness.No)]
    public void ALogIsRecognisedByItsLines(string format, string head, Likeness likeness) =>
        Assert.Equal(likeness, FormatGoldenTests.Format(format).Sniff(Encoding.UTF8.GetBytes(head)));

    [Fact]
    public void ANameThatIsNotPrintedIsNotTheRoot()
    {
        var rows = Read("dnsmasq", "dnsmasq[1]: query[NULL] <name unprintable> from 192.0.2.7\ndnsmasq[1]: query[NULL] . from 192.0.2.7");
        Assert.Equal([".", "."], rows.Names);
        Assert.Equal([true, false], rows.Messages.Select(row => row.IsNameHidden));
        Assert.All(rows.Messages, row => Assert.Equal(RecordTypes.Null, row.Type));
    }

    [Theory]
    [InlineData(189, 0, 1)]
    [InlineData(190, 1, 0)]
    [InlineData(252, 1, 0)]
    [InlineData(253, 0, 1)]
    public void ANameOfUnboundWithoutItsLastLabelIsHiddenWhereALabelFillsWhatIsMissing(int shown, int hidden, int malformed)
    {
        var labels = new StringBuilder();
        while (labels.Length < shown)
        {
            labels.Append('a', Math.Min(47, shown - labels.Length - 1)).Append('.');
        }
        var rows = Read("unbound", $"[1795253401] unbound[812:0] query: 192.0.2.7 {labels}& NULL IN");
        Assert.Equal((hidden, malformed), (rows.Messages.Count(row => row is { IsNameHidden: true, Type: RecordTypes.Null }), rows.Reasons.Count));
        Assert.All(rows.Names, name => Assert.Equal(".", name));
    }

    /// <summary>The Recursor's classic line of an answer names nobody: what it tells belongs to the client of the question.</summary>
    [Fact]
    public void AnAnswerThatNamesNobodyMakesNoClient()
    {
        var set = new RollupSet();
        var sink = new RollupSink(set);
        var writer = new BatchWriter(sink);
        var lines = "2 [3/1] question for 'www.example.net|A' from 192.0.2.7:1\n2 [3/1] answer to question 'www.example.net|A': 1 answers, rcode=0\n"u8;
        writer.Begin(new(0, 0), FormatGoldenTests.Format("powerdns").Info.Number);
        FormatGoldenTests.Format("powerdns").Open(Feeding.Source).Read(lines, isLast: true, writer);
        writer.Flush();
        sink.Finish();
        var seen = new FrozenRollups(set);
        Assert.Equal((1, 1), (seen.Clients, seen.Pairs));
    }

    /// <summary>A code has twelve bits at most (RFC 6891 section 6.1.3).</summary>
    [Fact]
    public void ACodeThatNoMessageCanCarryIsNone()
    {
        var unbound = Read("unbound", "[1795253401] unbound[812:0] reply: 192.0.2.7 www.example.net. A IN RCODE4096 0.04 0 60\n[1795253401] unbound[812:0] reply: 192.0.2.7 www.example.net. A IN RCODE4095 0.04 0 60");
        Assert.Equal([null, (ushort)4095], unbound.Messages.Select(row => row.Rcode));
        Assert.Equal(["the line is cut"], Read("powerdns", "2 [3/1] answer to question 'www.example.net|A': 1 answers, rcode=4096").Reasons);
    }

    [Theory]
    [InlineData("192.0.2.7", "7.2.0.192.in-addr.arpa")]
    [InlineData("255.255.255.255", "255.255.255.255.in-addr.arpa")]
    [InlineData("2001:db8::567:89ab", "b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa")]
    public void AnAddressHasANameAtWhichItsHostIsAskedFor(string address, string expected)
    {
        Assert.True(Address.TryParse(Encoding.ASCII.GetBytes(address), out var parsed));
        Span<byte> name = stackalloc byte[WireName.MaxBytes];
        Assert.Equal(expected, WireName.ToText(name[..ReverseNames.ToWire(parsed, name)]));
    }

    [Fact]
    public void AnyNameComesBackFromTheTextThatCoreDnsAndPowerDnsWriteOfIt()
    {
        var random = new Random(41);
        for (var i = 0; i < 5_000; i++)
        {
            var name = RandomName(random);
            var coreDns = Text(name, ". '@;()\"\\");
            var powerDns = Text(name, ".\\");
            var quoted = powerDns.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
            var rows = Read("coredns", $"[INFO] 192.0.2.7:1 - 1 \"TXT IN {coreDns}. udp 41 false 4096\" NOERROR qr 68 0.03s\n[ERROR] plugin/errors: 2 {coreDns}. TXT: i/o timeout");
            rows.With(Read("powerdns", $"Remote 192.0.2.7 wants '{powerDns}|TXT', do = 0, bufsize = 512\n2 [3/1] question for '{powerDns}|TXT' from 192.0.2.7:1\n"
                + $"2 [3/1] answer to question '{powerDns}|TXT': 1 answers, rcode=0\nmsg=\"Question\" qname=\"{quoted}\" qtype=\"TXT\" remote=\"192.0.2.7:1\""));
            Assert.True(rows.Names.Count == 6 && rows.Names.TrueForAll(read => read == WireName.ToText(name)), $"name {i} of seed 41: {powerDns}");
            Assert.All(rows.Messages, row => Assert.Equal(RecordTypes.Txt, row.Type));
        }
    }

    static byte[] RandomName(Random random)
    {
        List<byte> name = [];
        var isOdd = random.Next(2) == 0;
        for (var labels = random.Next(1, 5); labels > 0 && name.Count < 190; labels--)
        {
            var length = random.Next(1, 64);
            name.Add((byte)length);
            for (var i = 0; i < length; i++)
            {
                name.Add(isOdd ? (byte)random.Next(256) : (byte)"/()'\":#. \\@-;A|="[random.Next(16)]);
            }
        }
        return [.. name, 0];
    }

    /// <summary>A name in presentation form in which some bytes stand behind a backslash.</summary>
    static string Text(byte[] name, string escaped)
    {
        var text = new StringBuilder();
        for (var at = 0; name[at] != 0; at += name[at] + 1)
        {
            text.Append(at > 0 ? "." : "");
            foreach (var c in name.AsSpan(at + 1, name[at]))
            {
                text.Append(escaped.Contains((char)c, StringComparison.Ordinal) ? $"\\{(char)c}" : c is > 0x20 and < 0x7F ? $"{(char)c}" : $"\\{c:D3}");
            }
        }
        return text.ToString();
    }

    [Theory]
    [InlineData("unbound")]
    [InlineData("dnsmasq")]
    [InlineData("powerdns")]
    [InlineData("coredns")]
    [InlineData("knot-resolver")]
    [InlineData("systemd-resolved")]
    public void NothingIsAllocatedForALine(string format)
    {
        byte[] lines = [.. Samples.Of(format).SelectMany(File.ReadAllBytes)];
        var rows = NoRows.Instance;
        var reader = FormatGoldenTests.Format(format).Open(new(0, AutumnZone.Central));
        Assert.Equal(0, Allocated.ByTheLeast(() => reader.Read(lines, isLast: false, rows)));
    }
}
