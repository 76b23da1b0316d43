using System.Globalization;
using System.Text;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Formats;

/// <summary>
/// Logs of servers beside captures of the same traffic: both show the same queries, name for name, but for those counted here. Read in place where they are
/// present.
/// </summary>
public class PairedLogTests
{
    /// <summary>The tick of a clock that programs ask for may lag behind that of packets; a log to the second drops the rest besides.</summary>
    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(40), Second = TimeSpan.FromMilliseconds(1_100);

    /// <summary>
    /// Tunnels through four servers (Korving-F/dns-tunnel-dataset). The capture of the first file of BIND began twelve minutes after its log; the hosts of one
    /// CoreDNS and one dnsmasq asked these over the loopback, which was not captured; dnsmasq prints no name that has a byte beyond ASCII. CoreDNS writes no time,
    /// and names in lower case.
    /// </summary>
    [Theory]
    [InlineData("bind-query", "bind9-dnscat-c2/query.log", 219, 0, 0)]
    [InlineData("bind-query", "bind9-dnscat-file/query.log.gz", 2217, 94, 0)]
    [InlineData("bind-query", "bind9-iodine-cname-base128-file/query.log.gz", 11481, 0, 0)]
    [InlineData("bind-query", "bind9-iodine-txt-base32-file/query.log.gz", 3977, 0, 0)]
    [InlineData("coredns", "coredns-dnscat-c2/coredns.log", 184, 0, 0)]
    [InlineData("coredns", "coredns-dnscat-file/coredns.log.gz", 2205, 4, 0)]
    [InlineData("coredns", "coredns-iodine-null-base128-file/coredns.log.gz", 1962, 0, 0)]
    [InlineData("coredns", "coredns-iodine-txt-base64-file/coredns.log.gz", 3874, 0, 0)]
    [InlineData("dnsmasq", "dnsmasq-dnscat-c2/dnsmasq.log", 177, 0, 0)]
    [InlineData("dnsmasq", "dnsmasq-dnscat-file/dnsmasq.log.gz", 2214, 6, 0)]
    [InlineData("dnsmasq", "dnsmasq-iodine-mx-base64-file/dnsmasq.log.gz", 2979, 0, 1228)]
    [InlineData("dnsmasq", "dnsmasq-iodine-null-raw-file/dnsmasq.log.gz", 894, 0, 1072)]
    [Trait("tier", "ci")]
    public void TheLogOfATunnelAndItsCaptureShowTheSameQueries(string format, string path, int both, int onlyWritten, int onlySeen)
    {
        var log = Samples.Shared("captures/tunnels/korving/" + path);
        var written = PairedLogs.Written(PairedLogs.Log(format, log, new(2022, 4, 2, 0, 0, 0, DateTimeKind.Utc)));
        var seen = PairedLogs.To([Of("192.168.0.10")], PairedLogs.Seen(Directory.GetFiles(Path.GetDirectoryName(log)!, "dns.pcap*").Single()));
        var agreement = PairedLogs.Compare(written, seen, format == "dnsmasq" ? Second : Tick, SpellingOf(format));
        Print(agreement);
        Assert.Equal((both, onlyWritten, onlySeen), (agreement.Both, agreement.OnlyWritten.Count, agreement.OnlySeen.Count));
        var start = seen.Min(query => query.Time);
        Assert.All(agreement.OnlyWritten, query => Assert.True(query.Client == Of("127.0.0.1") || query.Time < start));
        Assert.All(agreement.OnlySeen, query => Assert.Contains('\\', query.Name));
    }

    /// <summary>
    /// Sessions of the laboratory through Unbound (A, C) and BIND (B). The logs were cut to the times of tunnels, so that the captures of A20, B13, B14 and C15 show
    /// queries of times that the logs have not.
    /// </summary>
    [Theory]
    [InlineData("unbound", "A.unbound", "A01 1116 A02 1869 A03 1056 A04 1359 A05 1118 A06 1742 A07 1343 A08 1217 A09 1641 A10 1619 A11 1799 A12 3323 A13 1720 A14 844 A15 1182 A16 1077 A17 983 A18 1139 A19 1615 A20 0+112")]
    [InlineData("bind-query", "B.bind-query", "B01 1056 B02 1025 B05 680 B09 1703 B13 1128+12 B14 732+758")]
    [InlineData("unbound", "C.unbound", "C01 2186 C02 1624 C03 1270 C05 1633 C07 751 C15 824+403")]
    [Trait("tier", "ci")]
    public void TheLogOfALaboratoryAndItsCapturesShowTheSameQueries(string format, string name, string sessions)
    {
        var written = PairedLogs.Asked(PairedLogs.Log(format, Samples.Shared($"lab/logs/{name}.log.gz")));
        var read = new StringBuilder();
        foreach (var session in sessions.Split(' ').Where((_, i) => i % 2 == 0))
        {
            var seen = PairedLogs.To([Of("10.60.1.53"), Of("fd60:1::53")], PairedLogs.Seen(Samples.Shared($"lab/captures/{session}.client.pcap.gz")));
            var agreement = PairedLogs.Compare(written, seen, format == "unbound" ? Second : Tick, SpellingOf(format));
            var more = agreement.OnlySeen.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"+{agreement.OnlySeen.Count}");
            read.Append(CultureInfo.InvariantCulture, $" {session} {agreement.Both}{more}");
        }
        Assert.Equal(sessions, read.ToString(1, read.Length - 1));
    }

    static Address Of(string text) => Address.TryParse(Encoding.ASCII.GetBytes(text), out var address) ? address : throw new FormatException(text);

    /// <summary>What becomes of a name in the log of a product.</summary>
    static Func<string, string> SpellingOf(string format) => format switch
    {
        "coredns" => name => name.ToLowerInvariant(),
        "unbound" => InUnbound,
        _ => name => name,
    };

    /// <summary>
    /// Unbound writes a question mark for each byte that is no letter, digit, hyphen, underscore or asterisk, and an ampersand for the last label of a name of 255
    /// bytes, which is read as the root then (<c>dname_str</c> in util/data/dname.c).
    /// </summary>
    static string InUnbound(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            i += c == '\\' ? char.IsAsciiDigit(name[i + 1]) ? 3 : 1 : 0;
            text.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '*' or '.' ? c : '?');
        }
        var spelt = text.ToString();
        // Behind the bytes of the text a name has one of the first label's length and one for the root.
        return spelt.Length + 2 == WireName.MaxBytes ? "." : spelt;
    }

    static void Print(PairedLogs.Agreement agreement)
    {
        foreach (var query in agreement.OnlyWritten)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"in the log alone: {query.Time:O} {query.Client} {query.Name} {RecordTypes.Name(query.Type)}"));
        }
    }
}
