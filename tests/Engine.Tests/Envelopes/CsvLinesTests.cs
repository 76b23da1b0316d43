using System.Text;
using Xunit;

namespace Nameward.Engine.Tests.Envelopes;

/// <summary>Tables that carry lines of logs, and other forms in which records are not one on each line.</summary>
public class CsvLinesTests
{
    [Theory]
    [InlineData("\"_time\",host,\"_raw\",\"__mv__raw\"\n1,a,\"x \"\"y\"\" \\ z\",\"$x$\"\n2,,\"two\nlines\",\n", "{\"_time\":\"1\",\"host\":\"a\",\"_raw\":\"x \\\"y\\\" \\\\ z\"}\n{\"_time\":\"2\",\"_raw\":\"two\\u000alines\"}\n")]
    [InlineData("\uFEFFtimestamp,source,message\r\n1,a,x\r\n2,b,y", "{\"timestamp\":\"1\",\"source\":\"a\",\"message\":\"x\"}\n{\"timestamp\":\"2\",\"source\":\"b\",\"message\":\"y\"}\n")]
    [InlineData("_time,_raw\n1,x\n_raw,host,_time\ny,a,2\n_time,_raw\n3,z\n", "{\"_time\":\"1\",\"_raw\":\"x\"}\n{\"_raw\":\"y\",\"host\":\"a\",\"_time\":\"2\"}\n{\"_time\":\"3\",\"_raw\":\"z\"}\n")]
    [InlineData("_time,_raw\n1,x,more\n2\n3,\"open\n4,z\n", "{\"_time\":\"1\",\"_raw\":\"x\"}\n{\"_time\":\"2\"}\n3,\"open\n{\"_time\":\"4\",\"_raw\":\"z\"}\n")]
    public void EachRowIsAnObjectOnALine(string csv, string lines) => Assert.Equal(lines, Lines(csv));

    [Theory]
    [InlineData("_time,src,dest\n1,a,b\n")]
    [InlineData("Message,Id,_time\nx,1,2\n")]
    [InlineData("1,_raw,_time\n")]
    [InlineData("{\"_time\":1,\"_raw\":\"x\"}\n")]
    public void AnyOtherTableStaysAsItIs(string text) => Assert.Equal(text, Lines(text));

    [Fact]
    public void InAnyStepsItIsTheSame()
    {
        var rows = string.Concat(Enumerable.Range(0, 3000).Select(i => $"{i},\"event {i}\nof \"\"two\"\" lines\",host-{i % 7}\n"));
        LayerBytes.AreTheSameInAnySteps(Encoding.UTF8.GetBytes("_time,_raw,host\n" + rows), 40);
    }

    /// <summary>A quote that is never closed takes a bounded part of the file with it.</summary>
    [Fact]
    public void AfterAnOpenQuoteTheRestIsRead()
    {
        var rows = string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i},x\n"));
        var lines = Lines("_time,_raw\n0,\"open\n" + rows).Split('\n');
        Assert.Equal("0,\"open", lines[0]);
        Assert.Equal(5002, lines.Length);
    }

    [Theory]
    [InlineData("{\"tables\":[{\"name\":\"PrimaryResult\",\"columns\":[{\"name\":\"A\",\"type\":\"string\"},{\"name\":\"B\",\"type\":\"int\"}],\"rows\":[[\"x \\\" ]\",1],\n[null,[2]]]},{\"name\":\"t\",\"columns\":[{\"name\":\"C\"}],\"rows\":[[true],[1,2]]}]}",
        "{\"A\":\"x \\\" ]\",\"B\":1}\n{\"A\":null,\"B\":[2]}\n{\"C\":true}\n{\"C\":1}\n")]
    [InlineData("{\"tables\":[{\"columns\":[],\"rows\":[]}]}", "")]
    [InlineData("{\"tables\":[{\"columns\":[{\"name\":\"A\"}],\"rows\":[[1],[2", "{\"A\":1}\n")]
    public void EachRowOfATableOfAzureMonitorIsAnObjectOnALine(string json, string lines) => Assert.Equal(lines, Lines(json));

    [Fact]
    public void ARowThatIsCutIsTold() =>
        Assert.NotNull(LayerBytes.Whole(Encoding.UTF8.GetBytes("{\"tables\":[{\"columns\":[{\"name\":\"A\"}],\"rows\":[[1],[2")).Damage);

    [Fact]
    public void TablesAreTheSameInAnySteps()
    {
        var rows = string.Join(',', Enumerable.Range(0, 9000).Select(i => $"[{i},\"name ]{i}\"]"));
        LayerBytes.AreTheSameInAnySteps(Encoding.UTF8.GetBytes($"{{\"tables\":[{{\"columns\":[{{\"name\":\"n\"}},{{\"name\":\"s\"}}],\"rows\":[{rows}]}}]}}"), 40);
    }

    [Theory]
    [InlineData("{\"a\":1}\0{\"a\":2}\0", "{\"a\":1}\n{\"a\":2}\n")]
    [InlineData("{\"a\":1}\n\0{\"a\":2}", "{\"a\":1}\n\n{\"a\":2}")]
    public void ARecordMayEndInNul(string json, string lines) => Assert.Equal(lines, Lines(json));

    static string Lines(string text) => Encoding.UTF8.GetString(LayerBytes.Whole(Encoding.UTF8.GetBytes(text)).Bytes);
}
