using System.Text;
using System.Text.Json;
using Nameward.Engine.Evidence.Scanning;
using Xunit;

namespace Nameward.Engine.Tests.Scanning;

/// <summary>The scanner against the parser of the runtime.</summary>
public class JsonScannerTests
{
    [Theory]
    [InlineData("""{"a":1,"b":"x","c":[1,[2,{}],{"d":null}],"e":true,"f":-0.5e+3}""")]
    [InlineData(""" { "a" : "\u00e9\ud83d\ude00\n\"\\\/" , "" : [ ] } """)]
    [InlineData("{}")]
    public void WholeObjectsAreWalked(string text) => Assert.Equal(Members(text), Walk(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void WhatTheRuntimeRefusesIsRefusedAndWhatItReadsIsReadAlike()
    {
        var source = """{"ts":1588206823.676107,"id":{"orig_h":"10.0.1.6","n":[0,-1.5e3,{"x":null}]},"q":"a\\b\u0041\t","f":false,"t":true,"e":[]}""";
        var marks = "{}[]\",:\\0123456789eE+-.untrfals \t";
        int whole = 0, broken = 0;
        for (var seed = 0; seed < 60_000; seed++)
        {
            var random = new Random(seed);
            var text = new StringBuilder(source);
            for (var hits = random.Next(1, 4); hits > 0; hits--)
            {
                text[random.Next(text.Length)] = marks[random.Next(marks.Length)];
            }
            text.Length = random.Next(8) == 0 ? random.Next(text.Length) : text.Length;
            var expected = Members(text.ToString());
            var actual = Walk(Encoding.UTF8.GetBytes(text.ToString()));
            Assert.True(expected == actual, $"seed {seed}: {text}\n{expected}\n{actual}");
            whole += expected is null ? 0 : 1;
            broken += expected is null ? 1 : 0;
        }
        Assert.True(whole > 1_000 && broken > 1_000);
    }

    [Fact]
    public void NestingWithoutEndIsDamageAndNoOverflow()
    {
        Assert.Null(Walk(Encoding.ASCII.GetBytes("{\"a\":" + new string('[', 500_000))));
        Assert.Null(Walk(Encoding.ASCII.GetBytes("{\"a\":" + string.Concat(Enumerable.Repeat("{\"a\":", 100_000)))));
    }

    [Fact]
    public void BytesThatAreNotUtf8StandForThemselves()
    {
        byte[] text = [.. "{\"a\":\""u8, 0xFF, 0xC3, .. "\"}"u8];
        var scanner = new JsonScanner(text);
        Assert.True(scanner.TryBegin((byte)'{'));
        Assert.True(scanner.TryMember(out _, out var value));
        Assert.Equal([0xFF, 0xC3], value.In(text).ToArray());
    }

    /// <summary>Members as the runtime reads them; null where it refuses. It allows no half surrogate pairs, which the scanner replaces.</summary>
    static string? Members(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var members = new StringBuilder();
            foreach (var member in document.RootElement.EnumerateObject())
            {
                var isText = member.Value.ValueKind == JsonValueKind.String;
                members.Append(member.Name).Append('=').Append(isText ? member.Value.GetString() : member.Value.GetRawText()).Append('\n');
            }
            return members.ToString();
        }
        catch (Exception refusal) when (refusal is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    static string? Walk(ReadOnlySpan<byte> text)
    {
        var scanner = new JsonScanner(text);
        var members = new StringBuilder();
        if (!scanner.TryBegin((byte)'{'))
        {
            return null;
        }
        while (scanner.TryMember(out var name, out var value))
        {
            members.Append(Text(text, name)).Append('=').Append(Text(text, value)).Append('\n');
        }
        return !scanner.IsDamaged && scanner.IsAtEnd ? members.ToString() : null;
    }

    static string Text(ReadOnlySpan<byte> text, JsonValue value)
    {
        var decoded = new byte[value.Length];
        return value.Kind == JsonKind.EscapedString
            ? Encoding.UTF8.GetString(decoded, 0, JsonText.Decode(value.In(text), decoded))
            : Encoding.UTF8.GetString(value.In(text));
    }
}
