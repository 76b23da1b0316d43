using System.Globalization;
using System.Text;
using Xunit;

namespace Nameward.Engine.Tests.Envelopes;

public class OctetCountTests
{
    [Fact]
    public void MessagesWithTheirLengthBeforeThemAreLines()
    {
        string[] messages = ["<30>1 2026-11-21T09:00:00Z ns1 named 1 - - one", "<30>1 2026-11-21T09:00:01Z ns1 named 1 - - two\nlines", "<30>Nov 21 09:00:02 ns1 named[1]: three\n"];
        var packed = string.Concat(messages.Select(Counted));
        Assert.Equal(messages[0] + "\n" + messages[1].Replace('\n', ' ') + "\n" + messages[2], Lines(packed, null));
        LayerBytes.AreTheSameInAnySteps(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(packed, 60))), 40);
    }

    [Fact]
    public void WhatHasNoLengthIsGivenUpToItsEnd() =>
        Assert.Equal("<30>nil\n<30>one\n<30>no length\nnor this\n<30>two\n", Lines(Counted("<30>nil") + Counted("<30>one") + "<30>no length\nnor this\n" + Counted("<30>two"), null));

    [Fact]
    public void AMessageThatIsCutIsTold() =>
        Assert.Equal("<30>one\n<30>tw\n", Lines(Counted("<30>one") + "9 <30>tw", "the last message of syslog is shorter than its length says"));

    [Theory]
    [InlineData("12 <30>short\n")]
    [InlineData("2026 named: text\n")]
    public void AnyOtherTextStaysAsItIs(string text) => Assert.Equal(text, Lines(text + "and more of it than the number says\n", null)[..text.Length]);

    static string Counted(string message) => string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(message)} {message}");

    static string Lines(string text, string? damage)
    {
        var (bytes, told) = LayerBytes.Whole(Encoding.UTF8.GetBytes(text));
        Assert.Equal(damage, told);
        return Encoding.UTF8.GetString(bytes);
    }
}
