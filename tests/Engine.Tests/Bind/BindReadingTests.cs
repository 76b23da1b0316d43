using System.Globalization;
using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Capture;
using Nameward.Engine.Tests.Formats;
using Nameward.Engine.Tests.Reading;
using Nameward.Engine.Tests.Scanning;
using Xunit;

namespace Nameward.Engine.Tests.Bind;

/// <summary>What the samples do not show: zones with a summer time, lines without end, and any name that can be asked for.</summary>
public class BindReadingTests
{
    const string Client = "client @0x7f04c80d1b50 10.60.1.7#4001 (www.example.net): query: www.example.net IN A +E(0)K (10.60.1.53)";

    static readonly IFormat Format = FormatGoldenTests.Format("bind-query");

    static CollectingRows Read(string text, TimeZoneInfo? zone = null)
    {
        var rows = new CollectingRows();
        var bytes = Encoding.Latin1.GetBytes(text);
        Assert.Equal(bytes.Length, Format.Open(new(0, zone ?? TimeZoneInfo.Utc)).Read(bytes, isLast: true, rows));
        return rows;
    }

    [Theory]
    [InlineData("21-Nov-2026 09:00:00.5 ", "2026-11-21T08:00:00.5000000Z")]
    [InlineData("21-Jul-2026 09:00:00.500 ", "2026-07-21T07:00:00.5000000Z")]
    [InlineData("2026-07-21T09:00:00.500 ", "2026-07-21T07:00:00.5000000Z")]
    [InlineData("2026-07-21T09:00:00.500Z ", "2026-07-21T09:00:00.5000000Z")]
    [InlineData("2026-07-21T09:00:00.500+02:00 ", "2026-07-21T07:00:00.5000000Z")]
    [InlineData("Jul 21 2026 09:00:00 ns1 named[1]: ", "2026-07-21T07:00:00.0000000Z")]
    [InlineData("Jul 21 09:00:00 ns1 named[1]: ", "0001-01-01T00:00:00.0000000")]
    [InlineData("Jul 21 09:00:00 ns1 named[1]: 21-Jul-2026 09:00:00.500 ", "2026-07-21T07:00:00.5000000Z")]
    [InlineData("", "0001-01-01T00:00:00.0000000")]
    public void ATimeWithoutAZoneIsOfTheZoneOfTheLog(string before, string time) =>
        Assert.Equal(time, Assert.Single(Read(before + Client, AutumnZone.Central).Messages).Time.ToString("O", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("29-Mar-2026 02:30:00.000 ")]
    [InlineData("2026-03-29T02:30:00.000 ")]
    public void ATimeThatClocksSkipIsMalformed(string before) =>
        Assert.Equal(["the time is one that the clocks of its zone skip"], Read(before + Client, AutumnZone.Central).Reasons);

    [Fact]
    public void TheHourThatIsShownTwiceIsTheSameWhetherReadOrSkimmed()
    {
        var random = new Random(3);
        var log = new StringBuilder();
        List<DateTime> times = [];
        for (var utc = new DateTime(2026, 10, 24, 23, 30, 0, DateTimeKind.Utc); utc.Hour != 3; utc = utc.AddSeconds(random.Next(1, 200)))
        {
            var local = TimeZoneInfo.ConvertTimeFromUtc(utc, AutumnZone.Central);
            // Lines of other categories tell the time as well, damaged ones too; an empty line and one of UTC tell none.
            var rest = random.Next(6) switch { 0 => "general: info: running", 1 => "queries: info: client ?", 2 => "\n2026-10-24T00:00:00.000Z running", _ => "queries: info: " + Client };
            log.Append(CultureInfo.InvariantCulture, $"{local:dd-MMM-yyyy HH:mm:ss.fff} {rest}\r\n");
            times.AddRange(rest.EndsWith(')') ? [utc] : []);
        }
        var bytes = Encoding.ASCII.GetBytes(log.ToString());
        Assert.Equal(times, Read(log.ToString(), AutumnZone.Central).Messages.Select(row => row.Time));
        for (var cut = 0; cut < bytes.Length; cut += 7)
        {
            Assert.Equal(times, SkimThenRead(bytes, cut));
        }
    }

    static IEnumerable<DateTime> SkimThenRead(byte[] bytes, int cut)
    {
        var zone = new SourceContext(0, AutumnZone.Central);
        IRecordReader skimmer = Format.Open(zone), reader = Format.Open(zone);
        var rows = new CollectingRows();
        var used = skimmer.Skim(bytes.AsSpan(0, cut), isLast: false, NoRows.Instance);
        Assert.Equal(used, reader.Read(bytes.AsSpan(0, cut), isLast: false, rows));
        Assert.Equal(bytes.Length - used, skimmer.Fork().Read(bytes.AsSpan(used), isLast: true, rows));
        return rows.Messages.Select(row => row.Time);
    }

    [Fact]
    public void AnyNameComesBackFromTheTextThatBindWritesOfIt()
    {
        var random = new Random(29);
        for (var i = 0; i < 20_000; i++)
        {
            var name = RandomName(random);
            var text = BindName(name);
            var rows = Read($"client @0x1 10.60.1.7#4001 ({text}): query: {text} IN TXT + (10.60.1.53)\nclient 10.60.1.7#4001 ({text}): query failed (SERVFAIL) for {text}/IN/TXT at query.c:1\n"
                + $"client 10.60.1.7#4001: rpz QNAME NXDOMAIN rewrite {text}/TXT/IN via rule\nclient 10.60.1.7#4001 ({text}): view a b: query (cache) '{text}/TXT/IN' denied");
            Assert.True(rows.Names.Count == 4 && rows.Names.TrueForAll(read => read == WireName.ToText(name)), $"name {i} of seed 29: {text}");
            Assert.Equal([Sides.Query, Sides.Response, Sides.Response, Sides.Response], rows.Messages.Select(row => row.Sides));
            Assert.Equal([Leg.Client, Leg.Client, Leg.Internal, Leg.Internal], rows.Messages.Select(row => row.Leg));
            Assert.All(rows.Messages, row => Assert.Equal(RecordTypes.Txt, row.Type));
        }
    }

    static byte[] RandomName(Random random)
    {
        List<byte> name = [];
        var odd = random.Next(3);
        for (var labels = random.Next(5); labels > 0 && name.Count < 190; labels--)
        {
            var length = random.Next(1, 64);
            name.Add((byte)length);
            for (var i = 0; i < length; i++)
            {
                name.Add(odd == 0 ? (byte)random.Next(256) : odd == 1 ? (byte)"/()'\":#. \\@-;A"[random.Next(14)] : (byte)random.Next('a', 'z'));
            }
        }
        return [.. name, 0];
    }

    /// <summary>A name as <c>dns_name_totext</c> of BIND writes it.</summary>
    static string BindName(byte[] name)
    {
        var text = new StringBuilder();
        for (var at = 0; name[at] != 0; at += name[at] + 1)
        {
            text.Append(at > 0 ? "." : "");
            foreach (var c in name.AsSpan(at + 1, name[at]))
            {
                text.Append("\"();@$.\\".Contains((char)c, StringComparison.Ordinal) ? $"\\{(char)c}" : c is > 0x20 and < 0x7F ? $"{(char)c}" : $"\\{c:D3}");
            }
        }
        return name.Length == 1 ? "." : text.ToString();
    }

    [Theory]
    [InlineData("+", Transport.Udp, HeaderBits.RecursionDesired | HeaderBits.Shown)]
    [InlineData("-", Transport.Udp, HeaderBits.Shown)]
    [InlineData("+SE(0)TDCV", Transport.Tcp, HeaderBits.RecursionDesired | HeaderBits.Shown)]
    [InlineData("-E(0)STDCK", Transport.Tcp, HeaderBits.Shown)]
    [InlineData("+ED", Transport.Udp, HeaderBits.RecursionDesired | HeaderBits.Shown)]
    public void FlagsAreASet(string flags, Transport transport, HeaderBits header)
    {
        var row = Assert.Single(Read($"client 10.60.1.7#4001: query: a.test IN A {flags} (10.60.1.53)").Messages);
        Assert.Equal((transport, header), (row.Transport, row.Header));
    }

    [Theory]
    [InlineData("", Likeness.No)]
    [InlineData("{\"message\":\"" + Client + "\"}", Likeness.Likely)]
    [InlineData("2026-11-21T09:00:00Z info: something else", Likeness.No)]
    [InlineData("Nov 21 09:00:05 ns1 sshd[99]: " + Client, Likeness.No)]
    [InlineData("Nov 21 09:00:05 ns1 named[99]: running", Likeness.Possible)]
    [InlineData("21-Nov-2026 09:00:00.000 general: info: a message of a version to come", Likeness.Possible)]
    [InlineData("cut.example.net IN A + (10.60.1.53)\n" + Client, Likeness.Likely)]
    [InlineData("Nov 21 09:00:05 ns1 cron[1]: hourly\nNov 21 09:00:05 ns1 named[99]: " + Client, Likeness.Likely)]
    public void ALogIsRecognisedByItsLines(string head, Likeness likeness) => Assert.Equal(likeness, Format.Sniff(Encoding.ASCII.GetBytes(head)));

    [Fact]
    public void NothingIsAllocatedForALine()
    {
        byte[] lines = [.. Samples.Of("bind-query").SelectMany(File.ReadAllBytes)];
        var rows = NoRows.Instance;
        var reader = Format.Open(new(0, AutumnZone.Central));
        Assert.Equal(0, Allocated.ByTheLeast(() => reader.Read(lines, isLast: false, rows)));
    }
}
