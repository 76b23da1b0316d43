using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Xunit;

namespace Nameward.Engine.Tests.Reports;

public class TerminalMessagesTests
{
    [Fact]
    public void MistakesSayWhatWhereAndWhatToDoAllAtOnce()
    {
        var error = new UserError([
            new("--tickets change.csv: there is no such file", "./  has changes.csv", "--tickets changes.csv"),
            new("--from 2026-03-18T9:00: not a time", null, "--from 2026-03-18T09:00:00Z  (RFC 3339, UTC)"),
        ]);
        Assert.Equal(
        [
            "error   --tickets change.csv: there is no such file",
            "        here    ./  has changes.csv",
            "        do      --tickets changes.csv",
            "",
            "error   --from 2026-03-18T9:00: not a time",
            "        do      --from 2026-03-18T09:00:00Z  (RFC 3339, UTC)",
            "",
            "2 mistakes; nothing was read.",
        ], MistakeText.Render(error, new()).Select(line => line.Text));
    }

    [Fact]
    public void AMistakeThatQuotesAnEscapeSequenceIsHarmless() =>
        Assert.Equal(@"error   a\x1b[2Jb", MistakeText.Render(new UserError("a\x1b[2Jb", null, null), new())[0].Text);

    [Fact]
    public void ProgressIsOneLine() => Assert.Equal(
        "reading   dns.log.gz   42 %   26 of 61 MB   0.7 M records/s   about 2 s left",
        new Progress(HostileText.Text("dns.log.gz"), 25_800_000, 61_400_000, 700_000, TimeSpan.FromSeconds(1)).Line(new()));

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    public void ProgressNeverReachesTheLastColumn(int columns)
    {
        var line = new Progress(HostileText.Text(new string('d', 300) + "\x1b"), 1, 61_400_000, 700_000, TimeSpan.FromSeconds(1)).Line(new() { Columns = columns });
        Assert.True(line.Length < columns, line);
        Assert.DoesNotContain(line, char.IsControl);
    }

    [Fact]
    public void ProgressOfAStreamForetellsNothing() => Assert.Equal(
        "reading   -   26 MB   0.7 M records/s", new Progress(HostileText.Text("-"), 25_800_000, 0, 700_000, TimeSpan.FromSeconds(1)).Line(new()));
}
