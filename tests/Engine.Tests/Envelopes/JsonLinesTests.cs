using System.Text;
using Xunit;

namespace Nameward.Engine.Tests.Envelopes;

public class JsonLinesTests
{
    [Theory]
    [InlineData("[{\"a\":1},\n {\"a\":[2,{\"b\":\"x y\"}]}\n]\n", "{\"a\":1}\n{\"a\":[2,{\"b\":\"x y\"}]}\n")]
    [InlineData("{\n  \"a\": 1,\n  \"b\": \"{ \\\" \"\n}\n{\n  \"a\": 2\n}\n", "{\"a\":1,\"b\":\"{ \\\" \"}\n{\"a\":2}\n")]
    [InlineData("{\"Records\":[{\"a\":1},{\"a\":2}],\"next\":null,\"n\":-1.5e+3}\n{\"Records\":[]}", "{\"a\":1}\n{\"a\":2}\n")]
    [InlineData("{\"owner\":\"1\",\"logEvents\":[{\"message\":\"{\\\"q\\\":1}\",\"id\":\"x\"}]}", "{\"message\":\"{\\\"q\\\":1}\",\"id\":\"x\"}\n")]
    [InlineData("{\"took\":1,\"hits\":{\"total\":2,\"hits\":[{\"_index\":\"i\",\"_source\":{\"a\":1},\"sort\":[7]},{\"_source\":{\"a\":2}}]}}", "{\"a\":1}\n{\"a\":2}\n")]
    [InlineData("{\"a\":1}{\"a\":2}\n{\"a\":3}", "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n")]
    [InlineData("\uFEFF[{\"a\":1},{\"a\":2}]\n", "{\"a\":1}\n{\"a\":2}\n")]
    [InlineData("\uFEFF{\r\n  \"a\": 1\r\n}\r\n", "{\"a\":1}\n")]
    public void EachRecordIsALine(string json, string lines) => Assert.Equal(lines, Lines(json));

    [Theory]
    [InlineData("[{\"a\":1,\n{\"a\":2}]", "{\"a\":1,\n{\"a\":2}\n")]
    [InlineData("[{\"a\":\"cut\n{\"a\":2}]", "{\"a\":\"cut\n{\"a\":2}\n")]
    [InlineData("[{\"a\":1},\nNov 21 09:00:00 host: \"text\" {\n{\"a\":2}\nother text", "{\"a\":1}\nNov 21 09:00:00 host: \"text\" {\n{\"a\":2}\nother text\n")]
    [InlineData("[{\"a\":1},{\"a\":", "{\"a\":1}\n{\"a\":\n")]
    public void WhatIsDamagedIsALineOfItsOwnAndTheRestIsRead(string json, string lines) => Assert.Equal(lines, Lines(json));

    [Theory]
    [InlineData("{\"a\":1}\n{\"a\":2}\n")]
    [InlineData("{ \"a\": {\"Records\": 1}}\n")]
    [InlineData("{\n  \"Dhcp4\": {\n    // \"a\" comment\n    \"subnet4\": []\n  }\n}\n")]
    [InlineData("[2026-11-21 09:00:00 UTC] [10.60.1.7:1]\n")]
    [InlineData("[INFO] 10.60.1.7:1 - 1 \"A IN x. udp 1 false 1\"\n")]
    public void WhatIsLinesAlreadyStaysAsItIs(string text) => Assert.Equal(text, Lines(text));

    [Fact]
    public void InAnyStepsItIsTheSame()
    {
        var records = string.Join(",\n", Enumerable.Range(0, 40).Select(i => $"  {{\n    \"n\": {i},\n    \"list\": [\n      {{ \"x\": \"}}]\\\\\" }}\n    ]\n  }}"));
        LayerBytes.AreTheSameInAnySteps(Encoding.UTF8.GetBytes($"{{\"records\": [\n{records}\n]}}\n"), 40);
    }

    [Fact]
    public void ARecordLongerThanAnyThatIsReadHoldsNothingElseUp()
    {
        var lines = Lines("[{\"a\":\"" + new string('x', 3 << 20) + "\"},\n{\"a\":2}]").Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Equal((1 << 20) + 1, lines[0].Length);
        Assert.Equal("{\"a\":2}", lines[1]);
    }

    [Fact]
    public void NoRecordIsLookedForInWhatIsLongerThanAnyThatIsRead()
    {
        var lines = Lines("[{\"a\":\"" + new string('x', 3 << 20) + "\",\"hits\":[{\"b\":1}],\"c\":{\"d\":1}},\n{\"a\":2}]").Split('\n');
        Assert.Equal((3, "{\"a\":2}"), (lines.Length, lines[1]));
    }

    static string Lines(string json)
    {
        var (bytes, damage) = LayerBytes.Whole(Encoding.UTF8.GetBytes(json));
        Assert.Null(damage);
        return Encoding.UTF8.GetString(bytes);
    }
}
