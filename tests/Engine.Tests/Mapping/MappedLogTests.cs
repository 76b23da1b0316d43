using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Mappings;
using Nameward.Engine.Tests.Formats;
using Xunit;

namespace Nameward.Engine.Tests.Mapping;

/// <summary>What a mapped file reads as.</summary>
public class MappedLogTests
{
    const string Query = "observed 2026-11-21T09:14:02.0000000Z Query";

    static readonly Engine.Evidence.Mappings.Mapping Dns = new()
    {
        Rows = MappedRows.Dns,
        Form = MappedForm.Csv,
        Fields = [Field("time", "when"), Field("client", "who"), Field("name", "what"), Field("rcode", "code")],
    };

    static MappedField Field(string word, string column) => new() { Key = MapKey.Find(word)!, From = [MapColumn.Named(column)] };

    static string Read(Engine.Evidence.Mappings.Mapping mapping, string text, SourceRemarks? remarks = null)
    {
        var rows = new RowDump { ShowsPositions = false };
        new MappedLog(mapping).Open(new(0, TimeZoneInfo.Utc, Remarks: remarks)).Read(Encoding.UTF8.GetBytes(text), isLast: true, rows);
        return rows.ToString();
    }

    [Fact]
    public void AHeaderInTheMiddleIsFollowedAndWhatItLacksIsRemarked()
    {
        var remarks = new SourceRemarks();
        var text = Read(Dns, "when,who,what,code\n1795252442,10.0.0.1,a.example,0\nwhat,when,who\nb.example,1795252442,10.0.0.2\n", remarks);
        Assert.Equal(["ignored", "observed", "ignored", "observed"], text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]));
        Assert.Contains("10.0.0.2 0 > ", text, StringComparison.Ordinal);
        Assert.Equal(["rcode: there is no column code; there are what, when, who"], remarks.Told);
    }

    [Fact]
    public void WhoAskedIsTold()
    {
        var mapping = Dns with { Fields = [.. Dns.Fields, Field("host", "pc"), Field("user", "account"), Field("process", "exe"), Field("process_id", "pid")] };
        var rows = Read(mapping, "when,who,what,code,pc,account,exe,pid\n1795252442,10.0.0.1,a.example,0,ws7,EXAMPLE/ann,browser.exe,4812\n1795252442,10.0.0.1,b.example,0,-,-,-,-\n").Split('\n');
        Assert.Equal(["ignored", "    asked by host=\"ws7\" user=\"EXAMPLE/ann\" process=\"browser.exe\" 4812", ""], [rows[0], rows[2], rows[4]]);
        Assert.Equal(Carries.Processes, new MappedLog(mapping).Info.Carries & Carries.Processes);
        Assert.Equal(Carries.None, new MappedLog(Dns).Info.Carries & Carries.Processes);
    }

    [Fact]
    public void WithoutTheColumnOfNamesNothingIsReadAndWhatIsNearIsSaid()
    {
        var remarks = new SourceRemarks();
        Assert.DoesNotContain("observed", Read(Dns, "when,who,whad,code\n1795252442,10.0.0.1,a.example,0\n", remarks), StringComparison.Ordinal);
        Assert.Equal(["name: there is no column what, but whad; there are when, who, whad, code"], remarks.Told);
    }

    [Theory]
    [InlineData(NameUndo.MsLabels, "(3)www(7)example(3)net(0)", "www.example.net")]
    [InlineData(NameUndo.UrlEscapes, "a%20b.example", "a\\032b.example")]
    [InlineData(NameUndo.Brackets, "www[.]example(.)net", "www.example.net")]
    [InlineData(NameUndo.HexEscapes, "\\x1b.example.", "\\027.example")]
    [InlineData(NameUndo.Nothing, "a\\b.example.", "a\\092b.example")]
    public void WhatAProductDoesToNamesIsUndone(NameUndo undo, string written, string name)
    {
        var mapping = Dns with { Fields = [.. Dns.Fields.Select(mapped => mapped.Key.Word == "name" ? mapped with { Undo = [undo] } : mapped)] };
        Assert.Contains($" {name} ", Read(mapping, $"when,who,what,code\n1795252442,10.0.0.1,{written},0\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void WordsTellTheSideAndWhoSentIsTheServerOfAResponse()
    {
        var mapping = Dns with
        {
            IsOneWay = true,
            Fields = [.. Dns.Fields, Field("server", "whom"), Field("direction", "side") with { Query = ["Q"], Response = ["R"] }],
        };
        var rows = Read(mapping, "when,who,whom,what,code,side\n1795252442,10.0.0.1,10.0.0.53,a.example,-,q\n1795252442,10.0.0.53,10.0.0.1,a.example,3,r\n1795252442,10.0.0.1,10.0.0.53,a.example,3,x\n").Split('\n');
        Assert.Contains("Query Wire Unknown 10.0.0.1 0 > 10.0.0.53 0", rows[1], StringComparison.Ordinal);
        Assert.Contains("Response Wire Unknown 10.0.0.1 0 > 10.0.0.53 0", rows[2], StringComparison.Ordinal);
        Assert.Equal("ignored", rows[3]);
    }

    [Fact]
    public void RecordsAreChosenByAFieldAndColumnsGoByNumbersWithoutAHeader()
    {
        MappedField Numbered(string word, int column) => new() { Key = MapKey.Find(word)!, From = [MapColumn.Numbered(column)] };
        var mapping = Dns with { HasHeader = false, Separator = (byte)'|', Fields = [Numbered("time", 1), Numbered("name", 3), Numbered("only", 2) with { Is = ["dns"] }] };
        var rows = Read(mapping, "1795252442|DNS|a.example\n1795252442|http|b.example\n").Split('\n');
        Assert.StartsWith(Query, rows[0], StringComparison.Ordinal);
        Assert.Equal("ignored", rows[1]);
    }

    [Fact]
    public void AFlowLastsUntilItsEndOnOneClock()
    {
        var mapping = Dns with
        {
            Rows = MappedRows.Flow,
            Form = MappedForm.Spaces,
            IsOneWay = true,
            Fields = [Field("time", "t"), Field("end", "e"), Field("client", "src"), Field("client_port", "sp"), Field("server", "dst"), Field("server_port", "dp"), Field("up_bytes", "len"), Field("action", "act")],
        };
        var row = Read(mapping, "<13>box t=\"2026-11-21 09:14:02\" e=\"2026-11-21 09:14:12\" src=192.0.2.53 sp=53 dst=10.0.0.1 dp=51000 len=99 act=ACCEPT\n");
        Assert.Contains("+00:00:10 protocol 0 10.0.0.1 51000 > 192.0.2.53 53 bytes -1/99", row, StringComparison.Ordinal);
        Assert.EndsWith("Allowed\n", row, StringComparison.Ordinal);
    }
}
