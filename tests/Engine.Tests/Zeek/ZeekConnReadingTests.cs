using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Formats;
using Nameward.Engine.Tests.Reading;
using Xunit;

namespace Nameward.Engine.Tests.Zeek;

public class ZeekConnReadingTests
{
    const string Header = "#separator \\x09\n#path\tconn\n#fields\tts\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tduration\torig_bytes\tresp_bytes\tconn_state\torig_pkts\tresp_pkts\n";
    const string Row = "1763716442.123456\t10.0.3.7\t51234\t10.0.0.53\t53\tudp\t0.009193\t45\t161\tSF\t1\t1\n";
    const string DnsHeader = "#path\tdns\n#fields\tts\tid.orig_h\tid.resp_h\tquery\tqtype\n";
    const string DnsRow = "1763716442.123456\t10.0.3.7\t10.0.0.53\twww.example.com\t1\n";
    const string Object = """
        {"ts":1763716442.123456,"id.orig_h":"10.0.3.7","id.orig_p":51234,"id.resp_h":"10.0.0.53","id.resp_p":53,"proto":"udp","duration":1.5e-03,"orig_bytes":45,"conn_state":"SF","orig_pkts":1}

        """;

    [Theory]
    [InlineData("zeek-conn", Header, Row)]
    [InlineData("zeek-conn-json", "", Object)]
    public void NothingIsAllocatedForARecord(string format, string header, string row)
    {
        var bytes = Encoding.UTF8.GetBytes(header + string.Concat(Enumerable.Repeat(row + "\nneither\tnor\n", 10_000)));
        var reader = FormatGoldenTests.Format(format).Open(Feeding.Source);
        var sink = new CountingSink();
        var writer = new BatchWriter(sink);
        writer.Begin(default, 0);
        reader.Read(bytes, isLast: false, writer);
        var reads = 1;
        Assert.Equal(0, Allocated.ByTheLeast(() =>
        {
            reader.Read(bytes.AsSpan(header.Length), isLast: false, writer);
            reads++;
        }));
        writer.Flush();
        Assert.Equal((reads * 10_000L, reads * 10_000, 0), (writer.Counts.Flows, sink.Flows, sink.Messages));
    }

    [Theory]
    [InlineData("#path\tconn\n#fields\tts\tid.orig_h\tid.resp_h\tproto\tconn_state\n", Likeness.Certain)]
    [InlineData("#fields\tts\tid.orig_h\tid.resp_h\torig_bytes\n", Likeness.Likely)]
    [InlineData("#path\tconn_long\n#fields\tts\tid.orig_h\tid.resp_h\tconn_state\n", Likeness.Likely)]
    [InlineData("#path\tconn\n#fields\tts\tuid\n", Likeness.Likely)]
    [InlineData("#path\tconn_summary\n#fields\tts\tcount\n", Likeness.No)]
    [InlineData("#path\tssl\n#fields\tts\tid.orig_h\tid.resp_h\tversion\n", Likeness.No)]
    [InlineData("#path\tdns\n#fields\tts\tid.orig_h\tid.resp_h\tquery\tqtype\n", Likeness.No)]
    [InlineData("#path\tdns\n#fields\tts\tid.orig_h\tid.resp_h\tquery\n#path\tconn\n#fields\tts\tid.orig_h\tid.resp_h\tconn_state\n", Likeness.No)]
    [InlineData("\uFEFF#separator ,\r\n#path,conn\r\n#fields,ts,id.orig_h,id.resp_h,conn_state\r\n", Likeness.Certain)]
    [InlineData("", Likeness.No)]
    public void TheHeaderTellsTheTsvForm(string head, Likeness expected) =>
        Assert.Equal(expected, FormatGoldenTests.Format("zeek-conn").Sniff(Encoding.UTF8.GetBytes(head)));

    [Theory]
    [InlineData("""{"ts":1,"id.orig_h":"10.0.0.1","id.resp_h":"10.0.0.53","conn_state":"SF"}""", Likeness.Likely)]
    [InlineData("""{"ts":1,"id":{"orig_h":"10.0.0.1","resp_h":"10.0.0.53"},"orig_pkts":1}""", Likeness.Likely)]
    [InlineData("not json\n{\"ts\":1,\"id_orig_h\":\"10.0.0.1\",\"id_resp_h\":\"10.0.0.2\",\"orig_bytes\":1,\"cut", Likeness.Likely)]
    [InlineData("""{"_path":"conn","ts":1,"id.orig_h":"10.0.0.1","id.resp_h":"10.0.0.53","resp_bytes":9}""", Likeness.Likely)]
    [InlineData("""{"_path":"ssh","ts":1,"id.orig_h":"10.0.0.1","id.resp_h":"10.0.0.53","resp_bytes":9}""", Likeness.No)]
    [InlineData("""{"ts":1,"id.orig_h":"10.0.0.1","id.resp_h":"10.0.0.53","trans_id":1,"query":"x"}""", Likeness.No)]
    [InlineData("""{"timestamp":"2025-11-21T09:14:02Z","event_type":"flow","flow":{"bytes_toserver":1}}""", Likeness.No)]
    [InlineData("{", Likeness.No)]
    [InlineData("", Likeness.No)]
    public void TheKeysTellTheJsonForm(string head, Likeness expected) =>
        Assert.Equal(expected, FormatGoldenTests.Format("zeek-conn-json").Sniff(Encoding.UTF8.GetBytes(head)));

    [Fact]
    public void AStreamOfBothLogsIsTakenForNamesAndReadForEither()
    {
        var bytes = File.ReadAllBytes(Samples.Own("samples/formats/zeek-dns-json/mixed.ndjson"));
        Assert.Equal(Likeness.No, FormatGoldenTests.Format("zeek-conn-json").Sniff(bytes));
        var flows = Feeding.Whole(FormatGoldenTests.Format("zeek-conn-json"), bytes);
        Assert.Equal((3, 2, 0), (flows.Observed, flows.Ignored, flows.Malformed));
        var messages = Feeding.Whole(FormatGoldenTests.Format("zeek-dns-json"), bytes);
        Assert.Equal((2, 3, 0), (messages.Observed, messages.Ignored, messages.Malformed));
    }

    [Theory]
    [InlineData("zeek-conn", 2)]
    [InlineData("zeek-dns", 3)]
    public void RowsOfEitherLogMayFollowThoseOfTheOther(string format, int observed)
    {
        var source = Header + Row + DnsHeader + DnsRow + Header[Header.IndexOf("#path", StringComparison.Ordinal)..] + Row + DnsHeader + DnsRow + DnsRow;
        var dump = Feeding.Whole(FormatGoldenTests.Format(format), Encoding.UTF8.GetBytes(source));
        Assert.Equal((observed, source.Count(c => c == '\n') - observed, 0), (dump.Observed, dump.Ignored, dump.Malformed));
    }

    [Fact]
    public void FieldsAreFoundByNameInAnyOrder() => ZeekLines.AssertFieldsAreFoundByName("zeek-conn", "conn", Header, Row);

    /// <summary>A field of a row is not what the row before it under another header had there.</summary>
    [Fact]
    public void WhatAHeaderDoesNotNameIsNotTakenFromTheRowsBefore()
    {
        const string few = "#fields\tts\tid.orig_h\tid.resp_h\torig_pkts\n1763716442\t10.0.3.7\t10.0.0.53\t2\n";
        Assert.Contains("protocol 0 10.0.3.7 0 > 10.0.0.53 0 bytes -1/-1 packets 2/-1 answered=-", Rows(Header + Row + few), StringComparison.Ordinal);
    }

    static string Rows(string source) => ZeekLines.Rows("zeek-conn", source);

    sealed class CountingSink : IObservationSink
    {
        public int Flows { get; private set; }
        public int Messages { get; private set; }

        public void Take(IObservationBatch batch)
        {
            Flows += batch.Flows.Length;
            Messages += batch.Messages.Length;
        }
    }
}
