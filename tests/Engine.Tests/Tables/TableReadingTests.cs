using System.Globalization;
using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Capture;
using Nameward.Engine.Tests.Formats;
using Nameward.Engine.Tests.Reading;
using Xunit;

namespace Nameward.Engine.Tests.Tables;

/// <summary>What the samples of logs with named fields do not show.</summary>
public class TableReadingTests
{
    static CollectingRows Read(string format, string log, SourceContext? source = null)
    {
        var rows = new CollectingRows();
        FormatGoldenTests.Format(format).Open(source ?? Feeding.Source).Read(Encoding.UTF8.GetBytes(log), isLast: true, rows);
        return rows;
    }

    public static TheoryData<string> Own =>
    [
        "adguard-home", "aws-cloudtrail", "azure-activity", "azure-dns-query", "azure-firewall-dns", "cef", "check-point", "cisco-umbrella", "cloudflare-dns", "cloudflare-gateway", "ecs", "fortinet", "gcp-audit", "gcp-dns", "gelf", "harfanglab-dns",
        "leef", "netflow-json", "nextdns", "ocsf", "palo-alto", "passive-dns-cof", "sentinel-asim", "sentinelone-dns", "sophos", "splunk-cim", "technitium", "technitium-json", "watchguard", "windows-displaydns",
        "windows-dns-cache", "zscaler-dns",
    ];

    [Theory]
    [MemberData(nameof(Own))]
    public void NothingIsAllocatedForALine(string format)
    {
        foreach (var file in Samples.Of(format))
        {
            // Whole lines alone: what is not consumed would be read again.
            var lines = SampleBytes.Read(file);
            var reader = FormatGoldenTests.Format(format).Open(Feeding.Source);
            Assert.Equal(0, Allocated.ByTheLeast(() => reader.Read(lines, isLast: false, NoRows.Instance)));
        }
    }

    /// <summary>Where a record is longer than any that is read, a quote at its end cannot draw the next one in, whether the block shows it or not.</summary>
    [Fact]
    public void ALongRecordWithAnOpenQuoteEndsInTheSamePlaceInAnyPieces()
    {
        var header = "device_id;status;query_type;root_domain;domain;client_ip;timestamp\n";
        var bytes = Encoding.UTF8.GetBytes($"{header}{new string('x', IRecordReader.LargestRecord + 60_000)};\"open\nx;blocked;TXT;example.net;www.example.net;192.0.2.7;2026-11-21T09:00:00Z\n");
        var dump = new RowDump();
        Feeding.Pieces(FormatGoldenTests.Format("nextdns").Open(Feeding.Source), bytes, [300_000, 1_100_000, bytes.Length - 20], dump);
        Assert.Equal((1, 1), (dump.Observed, dump.Malformed));
        Assert.Equal(Feeding.Whole(FormatGoldenTests.Format("nextdns"), bytes).ToString(), dump.ToString());
    }

    /// <summary>A quote behind a comma is no cell of CSV in JSON, whatever stands before its brace.</summary>
    [Fact]
    public void ANameCannotDrawTheNextLineIntoItsOwn()
    {
        const string Line = "2026-11-21T09:00:00Z stdout F {\"query_timestamp\":\"2026-11-21T09:00:00Z\",\"srcaddr\":\"192.0.2.7\",\"query_type\":\"A\",\"query_name\":\"a,\"}\n";
        Assert.Equal(["a\\044", "a\\044", "a\\044"], Read("aws-route53", Line + Line + Line).Names);
    }

    [Fact]
    public void ACodeThatNoMessageCanCarryIsNoResponse()
    {
        const string Line = "{\"@event_create_date\":\"2026-11-21T09:00:00Z\",\"requested_name\":\"a.example\",\"query_type\":\"A\",\"process_unique_id\":\"x\",\"status\":\"CODE\"}\n";
        Assert.Equal((ushort)4095, Assert.Single(Read("harfanglab-dns", Line.Replace("CODE", "4095", StringComparison.Ordinal)).Messages).Rcode);
        var row = Assert.Single(Read("harfanglab-dns", Line.Replace("CODE", "9003", StringComparison.Ordinal)).Messages);
        Assert.Equal((Sides.Query, null), (row.Sides, row.Rcode));
    }

    /// <summary>However many texts with escapes come, one behind the other, the room for one is enough.</summary>
    [Fact]
    public void TextsWithEscapesTakeNoMoreRoomThanOne()
    {
        const int Many = 2000;
        var line = $$$$"""{"timestamp":"2026-11-21T09:00:00.000000+0000","event_type":"dns","src_ip":"192.0.2.53","src_port":53,"dest_ip":"192.0.2.7","dest_port":40000,"dns":{"type":"answer","rrname":"a.example","rrtype":"TXT","version":2,"grouped":{"TXT":["\"{{{{new string('x', 1000)}}}}"]}}}""" + "\n";
        var log = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line, Many)));
        var reader = FormatGoldenTests.Format("suricata-eve").Open(Feeding.Source);
        reader.Read(Encoding.UTF8.GetBytes(line), isLast: false, NoRows.Instance);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(log.Length, reader.Read(log, isLast: false, NoRows.Instance));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void TimesOfZscalerAreOfTheZoneOfTheLog()
    {
        var log = """{"event":{"datetime":"Sat Nov 21 09:00:00 2026","dns_reqtype":"A","dns_req":"www.example.net","dns_resp":"NotFound","clt_sip":"10.0.0.1"}}""";
        var zone = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(2), null, null);
        Assert.Equal(new DateTime(2026, 11, 21, 7, 0, 0), Assert.Single(Read("zscaler-dns", log, new(0, zone)).Messages).Time);
    }

    [Fact]
    public void AColumnOfATableMayStandAnywhere()
    {
        var log = "device_id;status;query_type;root_domain;domain;client_ip;timestamp\nx;blocked;TXT;example.net;www.example.net;192.0.2.7;2026-11-21T09:00:00Z\n";
        var rows = Read("nextdns", log);
        Assert.Equal(RecordTypes.Txt, Assert.Single(rows.Messages).Type);
        Assert.Equal("www.example.net", Assert.Single(rows.Names));
    }

    [Fact]
    public void AHeaderThatComesAgainIsNoRecord()
    {
        const string Header = "timestamp,domain,query_type,protocol,client_ip,status,root_domain\n";
        const string Row = "2026-11-21T09:00:00Z,www.example.net,A,UDP,192.0.2.7,,example.net\n";
        var rows = Read("nextdns", Header + Row + Header + Row);
        Assert.Equal((2, 2, 0), (rows.Messages.Count, rows.IgnoredCount, rows.Reasons.Count));
    }

    [Fact]
    public void AnAddressOfTheNetworkStandsInForOneThatIsNotKnown()
    {
        var rows = Read("cisco-umbrella", "2026-11-21 09:00:00,site,site,,198.51.100.7,Allowed,1 (A),NOERROR,www.example.net.,\n");
        Assert.True(Address.TryParse("198.51.100.7"u8, out var network));
        Assert.Equal(network, Assert.Single(rows.Messages).Client.Address);
    }

    [Fact]
    public void ACodeOfALookUpThatEndedInAnErrorIsNotKnown()
    {
        var log = """{"TimeGenerated":"2026-11-21T09:00:00Z","SourceIp":"10.0.0.1","QueryType":"A:","QueryName":"www.example.net.","ResponseCode":"0","ResponseFlags":"","ErrorMessage":"i/o timeout"}""";
        var row = Assert.Single(Read("azure-firewall-dns", log).Messages);
        Assert.Equal((Sides.Query, null, RecordTypes.A), (row.Sides, row.Rcode, row.Type));
    }

    [Fact]
    public void CountsOfPassiveDnsAreNotLookUps()
    {
        var log = """{"count":1000000,"rrname":"www.example.net","rrtype":"A","rdata":"192.0.2.80","time_first":1,"time_last":1795251600}""";
        var row = Assert.Single(Read("passive-dns-cof", log).Messages);
        Assert.Equal((Sides.Response, Leg.Internal, Address.None), (row.Sides, row.Leg, row.Client.Address));
    }

    [Theory]
    [InlineData("a%20b.example.net", "a\\032b.example.net")]
    [InlineData("100%.example.net", "100\\037.example.net")]
    [InlineData("x.example%2", "x.example\\0372")]
    [InlineData("x%2Eexample.net", "x.example.net")]
    public void NamesOfZscalerHaveEscapesOfTheWeb(string written, string name)
    {
        var log = $$$"""{"event":{"datetime":"Sat Nov 21 09:00:00 2026","dns_reqtype":"A","dns_req":"{{{written}}}","dns_resp":"NotFound","clt_sip":"10.0.0.1"}}""";
        Assert.Equal(name, Assert.Single(Read("zscaler-dns", log).Names));
    }

    [Fact]
    public void TheNameOverALineOfDashesHoldsForAllRecordsBelowIt()
    {
        const string Record = "    Record Name . . . . . : b.example.net\n    Record Type . . . . . : 1\n    Time To Live  . . . . : 6\n    Data Length . . . . . : 4\n\n";
        var rows = Read("windows-displaydns", "    a.example.net\n    ------\n" + Record + "\n" + Record + "    c.example.net\n    ------\n" + Record);
        Assert.Equal(["a.example.net", "a.example.net", "c.example.net"], rows.Names);
    }

    [Fact]
    public void LinesWithoutAnEmptyOneBetweenAreNoBlockWithoutEnd()
    {
        const int MostBytes = 4096;
        var lines = string.Concat(Enumerable.Repeat("a line that goes on and on\n", 1000));
        var rows = Read("windows-displaydns", lines);
        Assert.Empty(rows.Messages);
        Assert.Equal(lines.Length / MostBytes + 1, rows.IgnoredCount + rows.Reasons.Count);
    }

    [Fact]
    public void ARecordBesideTheAnswerIsKeptInItsSection()
    {
        const string Header = "\"Entry\",\"RecordName\",\"RecordType\",\"Status\",\"Section\",\"TimeToLive\",\"DataLength\",\"Data\"\n";
        var rows = Read("windows-dns-cache", Header + "\"example.net\",\"ns.example.net\",\"1\",\"0\",\"3\",\"60\",\"4\",\"192.0.2.53\"\n");
        Assert.Equal(0, Assert.Single(rows.Messages).Type);
        var sections = new List<Section>();
        foreach (var record in new ResourceRecords(rows.Answers[0]))
        {
            sections.Add(record.Section);
        }
        Assert.Equal([Section.Additional], sections);
    }

    [Theory]
    [InlineData("\"03/04/2026, 9:14:02.123 AM\"", DateOrder.MonthFirst, "2026-03-04T07:14:02.1230000")]
    [InlineData("\"03/04/2026, 9:14:02.123 pm\"", DateOrder.DayFirst, "2026-04-03T19:14:02.1230000")]
    [InlineData("16/07/2026 20:26:12.030", null, "2026-07-16T18:26:12.0300000")]
    [InlineData("2026-07-16T20:26:12.030", null, "2026-07-16T18:26:12.0300000")]
    public void WhatThePortalOfAzureExportsInLocalTimeIsOfTheZoneOfTheLogAndOfTheOrderGiven(string time, DateOrder? order, string expected)
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(2), null, null);
        var log = $"TimeGenerated [Local Time],SourceIpAddress,QueryName,QueryType,ResponseCode,ResolutionPath\n{time},192.0.2.7,www.example.net.,A,0,PublicDnsResolution\n";
        var row = Assert.Single(Read("azure-dns-query", log, new(0, zone, order)).Messages);
        Assert.Equal(expected, row.Time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void ADateThatFitsNoOrderGivenOrTwoIsSaidToDoSo()
    {
        const string Header = "TimeGenerated [UTC],SourceIpAddress,QueryName,QueryType,ResponseCode,ResolutionPath\n";
        const string Record = ",192.0.2.7,www.example.net.,A,0,PublicDnsResolution\n";
        Assert.Equal([MicrosoftStamp.Ambiguous], Read("azure-dns-query", $"{Header}\"03/04/2026, 9:14:02 AM\"{Record}").Reasons);
        Assert.Equal([MicrosoftStamp.Contradiction], Read("azure-dns-query", $"{Header}\"11/21/2026, 9:14:02 AM\"{Record}", new(0, TimeZoneInfo.Utc, DateOrder.DayFirst)).Reasons);
    }

    [Fact]
    public void ALineOfCsvInFrontOfAnyHeaderIsCounted()
    {
        var rows = Read("nextdns", "one,two,three\ntimestamp,domain,query_type,protocol,client_ip,status,root_domain\n");
        Assert.Equal((0, 1, 1), (rows.Messages.Count, rows.IgnoredCount, rows.Reasons.Count));
    }
}
