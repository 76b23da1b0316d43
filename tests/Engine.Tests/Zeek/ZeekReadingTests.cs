using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Formats;
using Nameward.Engine.Tests.Reading;
using Xunit;

namespace Nameward.Engine.Tests.Zeek;

public class ZeekReadingTests
{
    const string Header = "#separator \\x09\n#path\tdns\n#fields\tts\tid.orig_h\tid.resp_h\tquery\tqtype\trcode\tanswers\tTTLs\n";
    const string Row = "1763716442.123456\t10.0.3.7\t10.0.0.53\twww.example.com\t1\t0\talias.example.net,192.0.2.10,2001:db8::1\t60.000000,5.000000,7.000000\n";
    const string Object = """
        {"ts":1763716442.123456,"id.orig_h":"10.0.3.7","id.resp_h":"10.0.0.53","trans_id":7,"query":"a\u0062\\xff.example.com","qtype":16,"rcode":0,"answers":["TXT 3 a\"b","alias.example.net"],"TTLs":[60.0,5.0]}

        """;

    [Theory]
    [InlineData("zeek-dns", Header, Row)]
    [InlineData("zeek-dns-json", "", Object)]
    public void NothingIsAllocatedForARecord(string format, string header, string row)
    {
        var bytes = Encoding.UTF8.GetBytes(header + string.Concat(Enumerable.Repeat(row + "\nneither\tnor\n", 10_000)));
        var reader = FormatGoldenTests.Format(format).Open(Feeding.Source);
        var writer = new BatchWriter(new Nowhere());
        writer.Begin(default, 0);
        reader.Read(bytes, isLast: false, writer);
        var reads = 1;
        Assert.Equal(0, Allocated.ByTheLeast(() =>
        {
            reader.Read(bytes.AsSpan(header.Length), isLast: false, writer);
            reads++;
        }));
        Assert.Equal(reads * 10_000, writer.Counts.Observed);
    }

    [Theory]
    [InlineData("#fields\tts\tid.orig_h\tid.resp_h\tquery\tqtype\n", Likeness.Likely)]
    [InlineData("#path\tdns\n#fields\tts\tid.orig_h\tid.resp_h\tquery\tqtype\n", Likeness.Certain)]
    [InlineData("#path\tdns\n#fields\tts\tuid\n", Likeness.Likely)]
    [InlineData("#path\tdns_internal\n#fields\tts\tid.orig_h\tid.resp_h\tquery\tqtype\n", Likeness.Likely)]
    [InlineData("#path\tdns_summary\n#fields\tts\tcount\n", Likeness.No)]
    [InlineData("#path\tconn\n#fields\tts\tid.orig_h\tid.resp_h\tproto\tservice\n", Likeness.No)]
    [InlineData("#path\tconn\n#fields\tts\tid.orig_h\tid.resp_h\tquery\tqtype\n", Likeness.No)]
    [InlineData("#path\tdns\n", Likeness.No)]
    [InlineData("#separator ,\n#path,dns\n#fields,ts,id.orig_h,query,qtype", Likeness.Certain)]
    [InlineData("\uFEFF#path\tdns\r\n#fields\tts\tid.orig_h\tquery\tqtype\r\n", Likeness.Certain)]
    [InlineData("", Likeness.No)]
    [InlineData("# a comment\nserver = 10.0.0.53\n", Likeness.No)]
    public void TheHeaderTellsTheTsvForm(string head, Likeness expected) =>
        Assert.Equal(expected, FormatGoldenTests.Format("zeek-dns").Sniff(Encoding.UTF8.GetBytes(head)));

    [Theory]
    [InlineData("""{"ts":1,"id.orig_h":"10.0.0.1","trans_id":1,"query":"x"}""", Likeness.Likely)]
    [InlineData("""{"ts":1,"id":{"orig_h":"10.0.0.1"},"qtype":1,"query":"x"}""", Likeness.Likely)]
    [InlineData("""{"ts":1,"id_orig_h":"10.0.0.1","trans_id":1,"rcode":0}""", Likeness.Likely)]
    [InlineData("not json\n{\"ts\":1,\"id.orig_h\":\"10.0.0.1\",\"trans_id\":1,\"query\":\"x\",\"cut", Likeness.Likely)]
    [InlineData("""{"_path":"ntlm","ts":1,"id.orig_h":"10.0.0.1","trans_id":1,"query":"x"}""", Likeness.No)]
    [InlineData("""{"ts":1,"id.orig_h":"10.0.0.1","id.resp_h":"10.0.0.53","service":"dns","duration":1}""", Likeness.No)]
    [InlineData("""{"timestamp":"2025-11-21T09:14:02Z","event_type":"dns","dns":{"rrname":"x"}}""", Likeness.No)]
    [InlineData("""{"QH":"x","QT":"A","T":"2025-11-21T09:14:02Z"}""", Likeness.No)]
    [InlineData("{", Likeness.No)]
    [InlineData("", Likeness.No)]
    public void TheKeysTellTheJsonForm(string head, Likeness expected) =>
        Assert.Equal(expected, FormatGoldenTests.Format("zeek-dns-json").Sniff(Encoding.UTF8.GetBytes(head)));

    [Fact]
    public void FieldsAreFoundByNameInAnyOrder() => ZeekLines.AssertFieldsAreFoundByName("zeek-dns", "dns", Header, Row);

    [Fact]
    public void MoreAnswersThanAMessageHoldsAreNoRow()
    {
        Assert.Contains("observed", Rows(WithAnswers(string.Join(',', Enumerable.Repeat("b", 5957)))), StringComparison.Ordinal);
        Assert.Equal("malformed: the answers are longer than a DNS message\n", Rows(WithAnswers(string.Join(',', Enumerable.Repeat("b", 5958)))));
        Assert.Equal("malformed: the answers are longer than a DNS message\n", Rows(WithAnswers("TXT 3 " + new string('x', 70_000))));
        Assert.Contains("observed", Rows(WithAnswers("TXT 3 " + new string('x', 65_000))), StringComparison.Ordinal);
        Assert.Contains("observed", Rows(WithAnswers(new string('x', 65_000))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#path\tdnsx\n")]
    [InlineData("#separator #\n#path#dns\n##\n")]
    [InlineData("#separator \n")]
    [InlineData("#separator")]
    [InlineData("#separator \\x0a\n#fields\n")]
    [InlineData("#\n#\t\n#fields\t\n#fields\n")]
    [InlineData("#set_separator\t\n#unset_field\t\n#empty_field\t\n#path\t\n#fields\tts\tquery\tid.orig_h\tid.resp_h\n")]
    [InlineData("#fields\tts\tts\tquery\tid.orig_h\tid.resp_h\tquery\n")]
    public void AHeaderThatMakesNoSenseDoesNoHarm(string header)
    {
        var source = Encoding.UTF8.GetBytes(header + Row + "\t\t\t\t\n" + Row);
        FormatGoldenTests.Format("zeek-dns").Sniff(source);
        var dump = Feeding.Whole(FormatGoldenTests.Format("zeek-dns"), source);
        Assert.Equal(0, dump.Observed);
        Assert.Equal(source.Count(c => c == '\n'), dump.Ignored + dump.Malformed);
        Assert.Equal(dump.ToString(), Feeding.SkimThenFork(FormatGoldenTests.Format("zeek-dns"), source, 5, 50));
    }

    [Fact]
    public void RowsOfOneLogMayFollowThoseOfAnother()
    {
        var source = Header + Row + "#separator \\x09\n#path\tconn\n#fields\tts\tuid\n1\tC1\n" + Header + Row;
        var dump = Feeding.Whole(FormatGoldenTests.Format("zeek-dns"), Encoding.UTF8.GetBytes(source));
        Assert.Equal((2, 10, 0), (dump.Observed, dump.Ignored, dump.Malformed));
    }

    static string WithAnswers(string answers) => Header + string.Join('\t', Row.Split('\t')[..6]) + "\t" + answers + "\t-\n";

    /// <summary>The rows without the header's lines.</summary>
    static string Rows(string source) => ZeekLines.Rows("zeek-dns", source);

    sealed class Nowhere : IObservationSink
    {
        public void Take(IObservationBatch batch)
        {
        }
    }
}
