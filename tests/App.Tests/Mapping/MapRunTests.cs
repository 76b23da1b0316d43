using System.Text.Json;
using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests.Mapping;

/// <summary>A mapping is proposed for exports of many hands, and the file that is written reads them as it stands. Formats that are known are proposed for as if they were not.</summary>
[Trait("tier", "ci")]
public sealed class MapRunTests : IDisposable
{
    const string Own = "tests/App.Tests/Mapping/files/";

    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("german.csv", 6, "time=Zeitstempel{layout:dd.MM.yyyy HH:mm:ss} client=Quelladresse client_port=Quellport server=Zieladresse name=Abfrage type=Abfragetyp rcode=Antwortcode answers=Antworten{split:,}")]
    [InlineData("siem.ndjson", 3, "time=timestamp client=source.ip client_port=source.port server=destination.ip server_port=destination.port name=dns.question.name type=dns.question.type rcode=dns.response_code answers=dns.answers transport=network.transport id=dns.id")]
    [InlineData("proxy.csv", 4, "time=date{and:time layout:yyyy-MM-dd HH:mm:ss.fff} client=c-ip server=s-ip name=cs-host-asked type=qtype rcode=rcode")]
    [InlineData("flows.csv", 4, "time=Start Time{layout:MM/dd/yyyy h:mm:ss tt} end=End Time client=Client IP client_port=Client Port server=Server IP server_port=Server Port protocol=Protocol up_bytes=Bytes Out down_bytes=Bytes In up_packets=Packets Out down_packets=Packets In action=Action rule=Policy Name")]
    [InlineData("tabs.tsv", 4, "time=1 client=2 client_port=3 server=4 server_port=5 name=7{undo:ms-labels} type=8 rcode=9 transport=6")]
    public async Task OurExportsAreMappedFieldByField(string file, int records, string fields) => await Check(Samples.Own(Own + file), records, fields);

    [Theory]
    [InlineData("samples/azure-firewall-dns/AZFWDnsQuery.csv", 5, "time=TimeGenerated client=SourceIp client_port=SourcePort name=QueryName type=QueryType rcode=ResponseCode transport=Protocol id=QueryId bytes=ResponseSize")]
    [InlineData("samples/cloudflare/gateway_dns.ndjson", 2, "time=Datetime client=SrcIP client_port=SrcPort server=DstIP server_port=DstPort name=QueryName type=QueryTypeName rcode=RCode answers=ResolvedIPs transport=Protocol")]
    [InlineData("samples/aws-route53/route53-query-logs.ndjson", 6, "time=query_timestamp client=srcaddr client_port=srcport name=query_name type=query_type rcode=rcode answers=answers transport=transport")]
    [InlineData("samples/cisco-umbrella/umbrella-dns.csv", 8, "time=1 client=4 name=9 type=7 rcode=8")]
    [InlineData("samples/gcp/gcp-vpc-flow.ndjson", 2, "time=jsonPayload.start_time end=jsonPayload.end_time client=jsonPayload.connection.src_ip client_port=jsonPayload.connection.src_port server=jsonPayload.connection.dest_ip server_port=jsonPayload.connection.dest_port protocol=jsonPayload.connection.protocol up_bytes=jsonPayload.bytes_sent up_packets=jsonPayload.packets_sent")]
    [InlineData("samples/zeek/dns-300.log", 292, "time=ts client=id.orig_h client_port=id.orig_p server=id.resp_h server_port=id.resp_p name=query type=qtype_name rcode=rcode_name answers=answers{split:,} transport=proto id=trans_id")]
    public async Task ExportsOfOthersAreMappedFieldByField(string file, int records, string fields) => await Check(Samples.Shared(file), records, fields);

    async Task Check(string file, int records, string fields)
    {
        var proposed = await _place.Run("map", file, "--format", "json", "--out", "map.yaml");
        Assert.Equal((0, ""), (proposed.Status, proposed.Error));
        using var proposal = proposed.Json();
        Assert.Equal(fields, string.Join(' ', proposal.RootElement.GetProperty("fields").EnumerateArray().Select(Said)));
        var triage = await _place.Run("triage", file, "--map", "map.yaml", "--format", "json");
        Assert.Equal((0, ""), (triage.Status, triage.Error));
        using var document = triage.Json();
        var source = document.RootElement.GetProperty("evidence")[0];
        Assert.Equal(("mapped", records, 0), (source.GetProperty("format").GetString(), source.GetProperty("observed").GetInt32(), source.GetProperty("malformed").GetInt32()));
        Assert.Empty(source.GetProperty("remarks").EnumerateArray());
        // What is shown as read is what is read.
        var reading = proposal.RootElement.GetProperty("reading");
        Assert.Equal((records, 0), (reading.GetProperty("observed").GetInt32(), reading.GetProperty("malformed").GetInt32()));
    }

    static string Said(JsonElement field)
    {
        var number = field.GetProperty("number").GetInt32();
        var options = field.GetProperty("options").EnumerateArray().Select(option => $"{option.GetProperty("key").GetString()}:{string.Join('|', option.GetProperty("values").EnumerateArray().Select(value => value.GetString()))}");
        var said = string.Join(' ', options);
        return $"{field.GetProperty("key").GetString()}={(number > 0 ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : field.GetProperty("column").GetString())}{(said.Length > 0 ? $"{{{said}}}" : "")}";
    }

    [Fact]
    public async Task TwoKindsOfEvidenceMakeALineSureAndAHeaderAloneDoesNot()
    {
        _place.Write("both.csv", "timestamp,client_ip,query\n2026-11-21T09:14:02Z,10.0.0.1,www.example.net\n2026-11-21T09:14:03Z,10.0.0.2,example.org\n");
        _place.Write("header.csv", "timestamp,client_ip,query,query_type\n");
        _place.Write("values.csv", "2026-11-21T09:14:02Z,10.0.0.1,www.example.net\n2026-11-21T09:14:03Z,10.0.0.2,example.org\n");
        Assert.Equal("high high high", await Sure("both.csv"));
        Assert.Equal("medium medium medium medium", await Sure("header.csv"));
        Assert.Equal("medium low medium", await Sure("values.csv"));

        async Task<string> Sure(string file)
        {
            using var json = (await _place.Run("map", file, "--format", "json")).Json();
            return string.Join(' ', json.RootElement.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("sure").GetString()));
        }
    }

    [Fact]
    public async Task AFormatThatIsKnownIsSaidFirst()
    {
        var run = await _place.Run("map", Samples.Own("samples/formats/nextdns/download.csv"));
        Assert.StartsWith("This is nextdns, no mapping is needed.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EnvelopesAreTakenOffAndHostileColumnsReachNeitherTheScreenNorTheFileAsTheyAre()
    {
        var text = "time,client,\"que\u001b[31mry # \"\" : {\",query\n1795252442,10.0.0.1,x,www.example.net\n1795252443,10.0.0.2,x,example.org\n";
        using (var file = File.Create(_place["hostile.csv.gz"]))
        using (var packed = new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionMode.Compress))
        {
            packed.Write(System.Text.Encoding.Unicode.GetPreamble());
            packed.Write(System.Text.Encoding.Unicode.GetBytes(text));
        }
        var run = await _place.Run("map", "hostile.csv.gz", "--out", "map.yaml");
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.DoesNotContain('\u001b', run.Output + await File.ReadAllTextAsync(_place["map.yaml"], TestContext.Current.CancellationToken));
        Assert.Equal(0, (await _place.Run("triage", "hostile.csv.gz", "--map", "map.yaml", "--quiet")).Status);
    }
}
