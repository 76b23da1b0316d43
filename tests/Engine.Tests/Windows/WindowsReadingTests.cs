using System.Diagnostics;
using System.Globalization;
using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Capture;
using Nameward.Engine.Tests.Formats;
using Nameward.Engine.Tests.Reading;
using Nameward.Engine.Tests.Scanning;
using Xunit;

namespace Nameward.Engine.Tests.Windows;

/// <summary>What the samples do not show: times of a zone, hostile texts, and how a source is told.</summary>
public class WindowsReadingTests
{
    const string Xml = "<Event xmlns='x'><System><Provider Name='Microsoft-Windows-Sysmon'/><EventID>22</EventID><TimeCreated SystemTime='2026-11-21T09:00:00Z'/></System>"
        + "<EventData><Data Name='QueryName'>NAME</Data><Data Name='QueryStatus'>0</Data></EventData></Event>";

    const string Json = "{\"EventTime\":\"2026-07-21 10:00:02\",\"EventID\":3008,\"SourceName\":\"Microsoft-Windows-DNS-Client\",\"QueryName\":\"NAME\",\"QueryStatus\":\"0\"}";

    static CollectingRows Read(string text, TimeZoneInfo? zone = null) => SeenEvents.In(Encoding.UTF8.GetBytes(text), zone).Rows;

    [Theory]
    [InlineData("2026-11-21 09:00:00", "2026-11-21T08:00:00.0000000Z")]
    [InlineData("2026-07-21 09:00:00.5", "2026-07-21T07:00:00.5000000Z")]
    [InlineData("2026-07-21T09:00:00Z", "2026-07-21T09:00:00.0000000Z")]
    [InlineData("2026-07-21T09:00:00.1234567+05:00", "2026-07-21T04:00:00.1234567Z")]
    [InlineData("1784624400", "2026-07-21T09:00:00.0000000Z")]
    [InlineData("1784624400123456", "2026-07-21T09:00:00.1234560Z")]
    public void ATimeOfNxlogWithoutAZoneIsOfTheZoneOfTheLog(string written, string time) => Assert.Equal(time,
        Assert.Single(Read(Json.Replace("2026-07-21 10:00:02", written, StringComparison.Ordinal), AutumnZone.Central).Messages).Time.ToString("O", CultureInfo.InvariantCulture));

    [Fact]
    public void ATimeThatClocksSkipIsMalformed() =>
        Assert.Equal([WindowsEvent.SkippedTime], Read(Json.Replace("2026-07-21 10", "2026-03-29 02", StringComparison.Ordinal), AutumnZone.Central).Reasons);

    [Fact]
    public void TheHourThatIsShownTwiceIsTheSameWhetherReadOrSkimmed()
    {
        var log = new StringBuilder();
        List<DateTime> times = [];
        for (var utc = new DateTime(2026, 10, 24, 23, 30, 0, DateTimeKind.Utc); utc.Hour != 3; utc = utc.AddSeconds(97))
        {
            var local = TimeZoneInfo.ConvertTimeFromUtc(utc, AutumnZone.Central);
            log.Append(Json.Replace("2026-07-21 10:00:02", local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), StringComparison.Ordinal)).Append('\n');
            times.Add(utc);
        }
        var bytes = Encoding.ASCII.GetBytes(log.ToString());
        var zone = Feeding.Source with { Zone = AutumnZone.Central };
        for (var cut = 0; cut < bytes.Length; cut += 53)
        {
            IRecordReader skimmer = new WindowsEventReader(zone), reader = new WindowsEventReader(zone);
            var rows = new CollectingRows();
            var used = skimmer.Skim(bytes.AsSpan(0, cut), isLast: false, NoRows.Instance);
            Assert.Equal(used, reader.Read(bytes.AsSpan(0, cut), isLast: false, rows));
            Assert.Equal(bytes.Length - used, skimmer.Fork().Read(bytes.AsSpan(used), isLast: true, rows));
            Assert.Equal(times, rows.Messages.Select(row => row.Time));
        }
    }

    [Fact]
    public void ALookUpOfSysmonTellsItsTimeWhateverItsEventDoes()
    {
        const string Sysmon = "{\"EventTime\":\"21.07.2026 10:00\",\"EventID\":22,\"SourceName\":\"Microsoft-Windows-Sysmon\",\"UtcTime\":\"2026-07-21 08:00:00.250\",\"QueryName\":\"a.example\"}";
        Assert.Equal(new DateTime(2026, 7, 21, 8, 0, 0, 250), Assert.Single(Read(Sysmon).Messages).Time);
        Assert.Equal(["the time of the event cannot be read"], Read(Sysmon.Replace("2026-07", "", StringComparison.Ordinal)).Reasons);
    }

    [Theory]
    [InlineData("a&#x2E;example", "a.example")]
    [InlineData("a&amp;b&lt;&gt;&quot;&apos;.example", "a&b<>\"'.example")]
    [InlineData("&lol9;.example", "&lol9;.example")]
    [InlineData("<![CDATA[</Event><Event >]]>x", "</Event><Event >x")]
    [InlineData("a<!-- </Event> -->b.example", "ab.example")]
    [InlineData("&#xD800;.example", "&#xD800;.example")]
    public void ANameOfXmlIsTheTextThatStandsThere(string text, string name)
    {
        Assert.Equal(WireName.ToText(MessageBuilder.WireOf(name)), Assert.Single(Read(Xml.Replace("NAME", text, StringComparison.Ordinal)).Names));
    }

    [Fact]
    public void AnEntityOfADocumentTypeIsNeverExpanded()
    {
        var rows = Read("<!DOCTYPE Events SYSTEM \"file:///etc/passwd\">\n" + Xml.Replace("NAME", "&secret;", StringComparison.Ordinal));
        Assert.Equal(WireName.ToText(MessageBuilder.WireOf("&secret;")), Assert.Single(rows.Names));
    }

    [Fact]
    public void TextsOfAnyDepthAndLengthAreCountedAndNoMore()
    {
        const int Many = 200_000;
        foreach (var text in new[]
        {
            string.Concat(Enumerable.Repeat("<Event >", Many)), string.Concat(Enumerable.Repeat("<Event ><![CDATA[", Many)),
            "<Event >" + string.Concat(Enumerable.Repeat("<a>", Many)) + "</Event>", "<Event >" + new string('<', 3 << 20), "<Event a='" + new string('x', 3 << 20),
            new string('{', Many), "{\"a\":" + new string('[', Many), "{\"" + new string('x', 3 << 20), new string('[', Many) + "{}", "{\"data\":1,\"\":2,\"Event\":\"x\"}",
        })
        {
            var rows = Read(text);
            Assert.Empty(rows.Messages);
            Assert.InRange(rows.Reasons.Count + rows.IgnoredCount, 1, Many);
        }
    }

    [Fact]
    public void TagsThatOnlyLookLikeAnEventCostNoMoreThanTheirBytes()
    {
        const int Many = 400_000;
        var text = "<x>" + string.Concat(Enumerable.Repeat("<Eventx", Many));
        var start = Stopwatch.GetTimestamp();
        Assert.Equal(Many + 1, Read(text).Reasons.Count);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void BehindAnEventThatNeverEndsTheNextIsRead()
    {
        var rows = Read("<Event ><![CDATA[" + new string('x', 2 << 20) + Xml + "\n" + Xml);
        Assert.Equal((2, "the event is longer than 1 MiB"), (rows.Messages.Count, Assert.Single(rows.Reasons)));
        rows = Read("{\"a\":[" + new string(' ', 2 << 20) + "\n" + Json + "\n" + Json);
        Assert.Equal((2, "the event is longer than 1 MiB"), (rows.Messages.Count, Assert.Single(rows.Reasons)));
    }

    [Theory]
    [InlineData("", Likeness.No)]
    [InlineData("{\"winlog\":{\"event_id\":\"22\"}}", Likeness.No)]
    [InlineData("{\"event\":{\"provider\":\"asa\",\"code\":\"302015\"}}", Likeness.No)]
    [InlineData("<html><Events></html>", Likeness.No)]
    [InlineData("{\"ProviderGuid\":\"{1}\",\"SourceName\":\"Other\",\"EventID\":4624}", Likeness.Possible)]
    [InlineData("ElfFile\0", Likeness.Possible)]
    [InlineData("<Event ><System><Provider Name='Microsoft-Windows-Sysmon'/><EventID>1</EventID></System></Event>", Likeness.Likely)]
    [InlineData("{\"SourceName\":\"Microsoft-Windows-Sysmon\",\"EventID\":1}", Likeness.Likely)]
    public void ASourceIsToldByItsEvents(string head, Likeness likeness) => Assert.Equal(likeness, FormatGoldenTests.Format("sysmon").Sniff(Encoding.ASCII.GetBytes(head)));

    [Fact]
    public void TheLookUpsThatAreShownMostNameTheSource()
    {
        var text = Encoding.ASCII.GetBytes(Json + "\n" + Json + "\n" + Json.Replace("3008", "22", StringComparison.Ordinal).Replace("DNS-Client", "Sysmon", StringComparison.Ordinal));
        Assert.Equal(Likeness.Likely, FormatGoldenTests.Format("microsoft-dns-client").Sniff(text));
        Assert.Equal(Likeness.No, FormatGoldenTests.Format("sysmon").Sniff(text));
        Assert.Equal(3, SeenEvents.In(text).Rows.Messages.Count);
    }

    /// <summary>Look-ups name a source; where there are none, a server that tells of its configuration does.</summary>
    [Theory]
    [InlineData("microsoft-audit", "513 Server", "541 Server", "770 Service")]
    [InlineData("microsoft-audit", "513 Server", "541 Server", "1 Sysmon")]
    [InlineData("microsoft-audit", "5501 Service", "0 Other")]
    [InlineData("sysmon", "513 Server", "1 Sysmon", "5 Sysmon")]
    [InlineData("sysmon", "513 Server", "541 Server", "22 Sysmon")]
    [InlineData("sysmon", "13 Sysmon", "4657 Security", "4657 Security")]
    [InlineData("microsoft-analytical", "256 Server", "513 Server", "513 Server", "513 Server")]
    [InlineData("microsoft-dns-client", "3008 Client", "770 Service", "770 Service")]
    public void AuditEventsNameASourceThatShowsNoLookUps(string format, params string[] events)
    {
        var text = string.Concat(events.Select(written => EventOf(written.Split(' ')[0], written.Split(' ')[1])));
        Assert.Equal(format, Identification.Of(Encoding.ASCII.GetBytes(text), FormatList.All)?.Info.Id);
    }

    static string EventOf(string id, string source) => Xml
        .Replace("Microsoft-Windows-Sysmon", source switch
        {
            "Server" => "Microsoft-Windows-DNSServer",
            "Service" => "Microsoft-Windows-DNS-Server-Service",
            "Client" => "Microsoft-Windows-DNS-Client",
            "Security" => "Microsoft-Windows-Security-Auditing",
            "Other" => "Example",
            _ => "Microsoft-Windows-Sysmon",
        }, StringComparison.Ordinal)
        .Replace("<EventID>22<", $"<EventID>{id}<", StringComparison.Ordinal)
        .Replace("</EventData>", "<Data Name='Source'>192.0.2.7</Data><Data Name='Zone'>example.net</Data><Data Name='QNAME'>a.</Data><Data Name='QTYPE'>1</Data></EventData>", StringComparison.Ordinal)
        .Replace("NAME<", "a.example<", StringComparison.Ordinal);

    [Theory]
    [InlineData("0", true, (ushort)0)]
    [InlineData("9001", true, (ushort)1)]
    [InlineData("9003", true, (ushort)3)]
    [InlineData("9010", true, (ushort)10)]
    [InlineData("9016", true, (ushort)16)]
    [InlineData("9501", true, (ushort)0)]
    [InlineData("9011", false, null)]
    [InlineData("9560", false, null)]
    [InlineData("1460", false, null)]
    [InlineData("87", false, null)]
    [InlineData("9701", false, null)]
    [InlineData("", false, null)]
    [InlineData("70000", false, null)]
    [InlineData("DNS_ERROR_RCODE_REFUSED", true, (ushort)5)]
    public void TheStatusTellsTheCode(string status, bool hasResponse, ushort? rcode)
    {
        var read = WindowsDnsStatus.Of(Encoding.ASCII.GetBytes(status));
        Assert.Equal((hasResponse, rcode), (read.HasResponse, read.Rcode));
    }

    [Theory]
    [InlineData("microsoft-analytical")]
    [InlineData("microsoft-dns-client")]
    [InlineData("sysmon")]
    public void NothingIsAllocatedForAnEvent(string format)
    {
        foreach (var file in Samples.Of(format))
        {
            var bytes = File.ReadAllBytes(file);
            var reader = FormatGoldenTests.Format(format).Open(new(0, AutumnZone.Central));
            reader.Read(bytes, isLast: false, NoRows.Instance);
            // A log goes on behind its first chunk.
            var more = Path.GetExtension(file) == ".evtx" ? bytes.AsMemory(4096) : bytes;
            Assert.Equal(0, Allocated.ByTheLeast(() => reader.Read(more.Span, isLast: false, NoRows.Instance)));
        }
    }
}
