using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Capture;
using Nameward.Engine.Tests.Formats;
using Nameward.Engine.Tests.Proof;
using Nameward.Engine.Tests.Reading;
using Xunit;

namespace Nameward.Engine.Tests.Tables;

/// <summary>What the samples of exports of SIEM systems do not show.</summary>
public class SiemReadingTests
{
    const string Bind = "21-Nov-2026 09:00:00.123 client @0x7f 192.0.2.7#40001 (www.example.net): query: www.example.net IN A + (192.0.2.53)";

    static CollectingRows Read(string format, string log, SourceContext? source = null)
    {
        var rows = new CollectingRows();
        FormatGoldenTests.Format(format).Open(source ?? Feeding.Source).Read(Encoding.UTF8.GetBytes(log), isLast: true, rows);
        return rows;
    }

    /// <summary>What a SIEM system keeps of a line that is known is the line itself.</summary>
    [Theory]
    [InlineData("bind-query", "\"_time\",src,query,\"_raw\"\n\"2026-11-21T09:00:00.123+0000\",\"192.0.2.7\",\"www.example.net\",\"" + Bind + "\"\n")]
    [InlineData("bind-query", "{\"preview\":false,\"result\":{\"_time\":\"2026-11-21T09:00:00.123+00:00\",\"_raw\":\"" + Bind + "\",\"src_ip\":\"192.0.2.7\",\"query\":\"www.example.net\"}}\n")]
    [InlineData("bind-query", "{\"preview\":false,\"fields\":[{\"name\":\"_raw\"}],\"results\":[{\"_raw\":\"" + Bind + "\",\"src\":\"192.0.2.7\",\"query\":\"www.example.net\",\"_time\":\"2026-11-21T09:00:00Z\"}]}\n")]
    [InlineData("bind-query", "\"timestamp\",\"source\",\"message\"\n\"2026-11-21T09:00:00.123Z\",\"dns\",\"" + Bind + "\"\n")]
    [InlineData("bind-query", "{\"version\":\"1.1\",\"host\":\"dns\",\"short_message\":\"" + Bind + "\",\"timestamp\":1795251600.2}\0{\"version\":\"1.1\",\"host\":\"dns\",\"short_message\":\"" + Bind + "\"}\0")]
    [InlineData("bind-query", "{\"@timestamp\":\"2026-11-21T09:00:00Z\",\"event\":{\"original\":\"" + Bind + "\"},\"source\":{\"ip\":\"192.0.2.7\"},\"destination\":{\"ip\":\"192.0.2.53\"},\"dns\":{\"question\":{\"name\":\"www.example.net\"}}}\n")]
    [InlineData("cef", "\"_time\",\"_raw\"\n1795251600,\"CEF:0|Example|Gate|1|1|closed|1|src=192.0.2.7 dst=203.0.113.9 dpt=53\"\n")]
    [InlineData("cef", "{\"version\":\"1.1\",\"host\":\"gate\",\"full_message\":\"CEF:0|Example|Gate|1|1|closed|1|src=192.0.2.7 dst=203.0.113.9 dpt=53\",\"short_message\":\"closed\"}\n")]
    [InlineData("sentinel-asim", "{\"tables\":[{\"name\":\"PrimaryResult\",\"columns\":[{\"name\":\"TimeGenerated\"},{\"name\":\"SrcIpAddr\"},{\"name\":\"DnsQuery\"}],\"rows\":[[\"2026-11-21T09:00:00Z\",\"192.0.2.7\",\"www.example.net\"]]}]}")]
    [InlineData("suricata-eve", "\"_raw\",\"_time\"\n\"{\"\"timestamp\"\":\"\"2026-11-21T09:00:00.000000+0000\"\",\"\"event_type\"\":\"\"dns\"\",\"\"src_ip\"\":\"\"192.0.2.7\"\",\"\"src_port\"\":40000,\"\"dest_ip\"\":\"\"192.0.2.53\"\",\"\"dest_port\"\":53,\"\"proto\"\":\"\"UDP\"\",\"\"dns\"\":{\"\"type\"\":\"\"query\"\",\"\"id\"\":1,\"\"rrname\"\":\"\"www.example.net\"\",\"\"rrtype\"\":\"\"A\"\"}}\",1\n")]
    public void AKnownLineIsReadAsWhatItIs(string format, string export)
    {
        using var folder = new EvidenceFolder();
        folder.Write("export", export);
        using var evidence = new FileEvidence(new([new(folder["export"], 1, IsNamed: true)], []), new ReadingOptions());
        var source = Assert.Single(evidence.ReadAll(() => new CollectingSink(), 1).Sources);
        Assert.Equal((format, 0L), (source.Format, source.Malformed));
        Assert.InRange(source.Observed, 1, 2);
    }

    /// <summary>A log that is known better than by the schema is not taken by the schema.</summary>
    [Theory]
    [InlineData("infoblox")]
    [InlineData("sysmon")]
    [InlineData("suricata-eve")]
    [InlineData("microsoft-dns-client")]
    public void TheFormatOfAProductWins(string format)
    {
        string[] schemas = ["cef", "ecs", "gelf", "leef", "splunk-cim"];
        foreach (var head in Samples.Of(format).Select(SampleBytes.Read))
        {
            Assert.All(schemas, schema => Assert.True(FormatGoldenTests.Format(schema).Sniff(head) < FormatGoldenTests.Format(format).Sniff(head), schema));
        }
    }

    [Fact]
    public void WhereColumnsChangeMidwayItIsSaidAndTheRestIsRead()
    {
        const string First = "_time,src,dest,query\n2026-11-21T09:00:00Z,192.0.2.7,192.0.2.53,a.example.net\n", Second = "query,_time,src_port,src,dest\n";
        var rows = string.Concat(Enumerable.Repeat("b.example.net,2026-11-21T09:00:01Z,40001,192.0.2.8,192.0.2.53\n", 3000));
        using var folder = new EvidenceFolder();
        folder.Write("changed.csv", First + Second + rows);
        folder.Write("same.csv", First + First);
        var evidence = Pipeline.Triage([folder["changed.csv"], folder["same.csv"]], blockBytes: Pipeline.SmallBlock).Evidence;
        Assert.Equal((3001L, 0L, 1), (evidence[0].Observed, evidence[0].Malformed, evidence[0].Remarks.Length));
        Assert.Equal((2L, 0L, 0), (evidence[1].Observed, evidence[1].Malformed, evidence[1].Remarks.Length));
    }

    /// <summary>One record of ten megabytes, first of all or in the middle, is counted; the others are read.</summary>
    [Theory]
    [InlineData("ecs", "{\"@timestamp\":\"2026-11-21T09:00:00Z\",\"source\":{\"ip\":\"192.0.2.7\"},\"destination\":{\"ip\":\"192.0.2.53\"},\"dns\":{\"question\":{\"name\":\"www.example.net\"}}")]
    [InlineData("ocsf", "{\"class_uid\":4003,\"time\":1795251600000,\"src_endpoint\":{\"ip\":\"192.0.2.7\"},\"query\":{\"hostname\":\"www.example.net\"}")]
    [InlineData("splunk-cim", "{\"result\":{\"_time\":\"1795251600\",\"src\":\"192.0.2.7\",\"dest\":\"192.0.2.53\",\"query\":\"www.example.net\"}")]
    public void ARecordOfTenMegabytesIsCountedAndTheRestIsRead(string format, string record)
    {
        var small = record + "}\n";
        var large = record + ",\"blob\":\"" + new string('x', 10 << 20) + "\"}\n";
        using var folder = new EvidenceFolder();
        folder.Write("first", large + small + small);
        folder.Write("middle", small + large + small);
        using var evidence = new FileEvidence(new([new(folder["first"], 1, IsNamed: true), new(folder["middle"], 1, IsNamed: true)], []), new ReadingOptions());
        Assert.All(evidence.ReadAll(() => new CollectingSink(), 1).Sources, source => Assert.Equal((format, 2L, 1L), (source.Format, source.Observed, source.Malformed)));
    }

    [Fact]
    public void TimesThatKibanaWritesForPeopleAreOfTheZoneOfTheLog()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(2), null, null);
        var rows = Read("ecs", "@timestamp,source.ip,dns.question.name\n\"Nov 21, 2026 @ 10:00:00.000\",192.0.2.7,a.example.net\n\"2026-11-21T10:00:00.000\",192.0.2.7,a.example.net\n", new(0, zone));
        Assert.Equal([new(2026, 11, 21, 8, 0, 0), new(2026, 11, 21, 10, 0, 0)], rows.Messages.Select(row => row.Time));
    }

    /// <summary>Of names that mean the same the table tells which counts, and not the order in the record.</summary>
    [Fact]
    public void TheOrderOfAnObjectsMembersMeansNothing()
    {
        const string Members = "\"source\":{\"ip\":\"192.0.2.53\",\"port\":53},\"client\":{\"ip\":\"192.0.2.7\",\"port\":40001},\"destination\":{\"ip\":\"192.0.2.7\",\"port\":40001},\"server\":{\"ip\":\"192.0.2.53\",\"port\":53}";
        var forwards = $"{{\"@timestamp\":\"2026-11-21T09:00:00Z\",{Members},\"dns\":{{\"question\":{{\"name\":\"a.example.net\"}}}}}}";
        var backwards = $"{{\"dns\":{{\"question\":{{\"name\":\"a.example.net\"}}}},{string.Join(',', Members.Split("},").Reverse().Select(part => part.TrimEnd('}') + "}"))},\"@timestamp\":\"2026-11-21T09:00:00Z\"}}";
        DnsMessage one = Assert.Single(Read("ecs", forwards).Messages), other = Assert.Single(Read("ecs", backwards).Messages);
        Assert.Equal((one.Client, one.Server), (other.Client, other.Server));
        Assert.Equal((40001, 53), (one.Client.Port, one.Server.Port));
    }

    /// <summary>A name that stands beside a conversation is none that was looked up.</summary>
    [Theory]
    [InlineData("cef", "CEF:0|Example|Proxy|1|1|web|1|src=192.0.2.7 dst=203.0.113.9 dhost=www.example.net destinationDnsDomain=www.example.net rt=1795251600000\n")]
    [InlineData("leef", "LEEF:1.0|Example|Proxy|1|web|src=192.0.2.7\tdst=203.0.113.9\tquery=q=1\n")]
    public void ANameBesideAConversationIsNoLookUp(string format, string line)
    {
        var rows = Read(format, line);
        Assert.Empty(rows.Messages);
        Assert.Single(rows.Flows);
    }

    /// <summary>Records of flows in JSON by names of IPFIX, and of NetFlow 5 and 9, whose times count from the start of the exporter.</summary>
    [Fact]
    public void RealRecordsOfNetflowAreFlowsWithoutTimes()
    {
        var log = File.ReadAllText(Samples.Shared("samples/netflow/netflow-json-sekoia.ndjson"));
        Assert.Equal("netflow-json", Identification.Of(Encoding.UTF8.GetBytes(log), FormatList.All)?.Info.Id);
        var rows = Read("netflow-json", log);
        Assert.Equal((3, 0, 0), (rows.Flows.Count, rows.IgnoredCount, rows.Reasons.Count));
        Assert.All(rows.Flows, flow => Assert.Equal(DateTime.MinValue, flow.Time));
        Assert.Equal([443, 443, 123], rows.Flows.Select(flow => (int)flow.Server.Port));
        Assert.Equal([416d, 113d, 100d], rows.Flows.Select(flow => flow.Duration.TotalMilliseconds));
    }
}
