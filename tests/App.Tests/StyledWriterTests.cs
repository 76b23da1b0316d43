using System.Text;
using Nameward.App.Terminal;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Xunit;

namespace Nameward.App.Tests;

public class StyledWriterTests
{
    static readonly StyledLine[] Lines =
    [
        new([new(" ESCALATE ", Style.EscalateBadge), Run.Plain(" "), new("10.0.3.7 [red]sent[/] 4.1 kB", Style.Bold)]),
        new([]),
        new([Run.Plain("1 Unauthorised DNS servers?      "), new("YES", Style.Alarm), Run.Plain("          "), new("█▌", Style.BarFor), new("▒", Style.BarAgainst)]),
        new([Run.Plain(new string('x', 300))]),
    ];

    [Fact]
    public void WithoutColoursTheOutputIsTheTextToTheLetter() =>
        Assert.Equal(string.Concat(Lines.Select(line => line.Text + Environment.NewLine)), Written(Colours.None));

    [Fact]
    public void WithColoursTheOutputUsesThoseOfSixteenAndIsOtherwiseTheSame()
    {
        var written = Written(Colours.Sixteen);
        Assert.Contains("\x1b[1;97;41m ESCALATE \x1b[0m", written, StringComparison.Ordinal);
        Assert.Contains("\x1b[1;31mYES\x1b[0m", written, StringComparison.Ordinal);
        Assert.Contains("\x1b[31m█▌\x1b[0m\x1b[34m▒\x1b[0m", written, StringComparison.Ordinal);
        Assert.Equal(Written(Colours.None), System.Text.RegularExpressions.Regex.Replace(written, "\x1b\\[[0-9;]*m", ""));
    }

    [Theory]
    [InlineData(false, false, null, "xterm", true)]
    [InlineData(false, false, "", "xterm", true)]
    [InlineData(true, false, null, "xterm", false)]
    [InlineData(false, true, null, "xterm", false)]
    [InlineData(false, false, "1", "xterm", false)]
    [InlineData(false, false, null, "dumb", false)]
    public void ColoursAreForTerminalsWhoseUserDoesNotDeclineThem(bool isRedirected, bool isDeclined, string? noColor, string terminal, bool expected) =>
        Assert.Equal(expected ? Colours.Sixteen : Colours.None, StyledWriter.ColoursFor(isRedirected, isDeclined, noColor, terminal));

    [Fact]
    public void OnlyUtf8ShowsBlocks()
    {
        Assert.Equal(Charset.Utf8, StyledWriter.CharsetOf(new UTF8Encoding(false)));
        Assert.Equal(Charset.Ascii, StyledWriter.CharsetOf(Encoding.Latin1));
        Assert.Equal(Charset.Ascii, StyledWriter.CharsetOf(Encoding.ASCII));
    }

    [Fact]
    public void ProgressIsRewrittenInPlaceAndClearedToTheLastColumn()
    {
        var error = new StringWriter();
        var writer = new ProgressWriter(error, isTerminal: true, new());
        writer.Show(new(HostileText.Text("a-long-name.log"), 50_000_000, 100_000_000, 1_000_000, TimeSpan.FromSeconds(10)));
        writer.Show(new(HostileText.Text("b.log"), 60_000_000, 100_000_000, 1_000_000, TimeSpan.FromSeconds(10)));
        writer.Clear();
        var parts = error.ToString().Split('\r');
        Assert.Equal(5, parts.Length);
        Assert.Equal(parts[1].Length, parts[2].Length);
        Assert.Equal("", parts[3].Trim());
        Assert.DoesNotContain("\n", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ThereIsNoProgressWhereStandardErrorIsNoTerminal()
    {
        var error = new StringWriter();
        var writer = new ProgressWriter(error, isTerminal: false, new());
        writer.Show(new(HostileText.Text("b.log"), 60, 100, 1, TimeSpan.FromSeconds(10)));
        writer.Clear();
        Assert.Equal("", error.ToString());
    }

    static string Written(Colours colours)
    {
        var output = new StringWriter();
        new StyledWriter(output, colours).Write(Lines);
        return output.ToString();
    }
}
