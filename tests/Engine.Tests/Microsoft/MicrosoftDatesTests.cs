using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Tests.Formats;
using Xunit;

namespace Nameward.Engine.Tests.Microsoft;

public class MicrosoftDatesTests
{
    const string Ambiguous = MicrosoftStamp.Ambiguous;
    const string Contradiction = MicrosoftStamp.Contradiction;
    const string NoTime = MicrosoftStamp.NoTime;

    static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData(new[] { "03/04/2026 1:00:00", "21/04/2026 1:00:00" }, new[] { "2026-04-03 01:00:00", "2026-04-21 01:00:00" })]
    [InlineData(new[] { "03/04/2026 1:00:00", "04/21/2026 1:00:00" }, new[] { "2026-03-04 01:00:00", "2026-04-21 01:00:00" })]
    [InlineData(new[] { "3/4/2026 1:00:00 AM" }, new[] { "2026-03-04 01:00:00" })]
    [InlineData(new[] { "03/04/2026 1:00:00", "04/04/2026 1:00:00" }, new[] { "2026-04-03 01:00:00", "2026-04-04 01:00:00" })]
    [InlineData(new[] { "03/04/2026 1:00:00", "03/05/2026 1:00:00" }, new[] { "2026-03-04 01:00:00", "2026-03-05 01:00:00" })]
    [InlineData(new[] { "3/4/2026 1:00:00", "4/4/2026 1:00:00" }, new[] { "2026-04-03 01:00:00", "2026-04-04 01:00:00" })]
    [InlineData(new[] { "3-4-2026 1:00:00", "4-4-2026 1:00:00" }, new[] { "2026-04-03 01:00:00", "2026-04-04 01:00:00" })]
    [InlineData(new[] { "05/04/2026 0:00:00", "04/04/2026 23:59:59", "05/04/2026 0:00:01" },
        new[] { "2026-04-05 00:00:00", "2026-04-04 23:59:59", "2026-04-05 00:00:01" })]
    [InlineData(new[] { "03/04/2026 1:00:00", "05/05/2026 1:00:00" }, new[] { Ambiguous, "2026-05-05 01:00:00" })]
    [InlineData(new[] { "3-4-2026 1:00:00" }, new[] { Ambiguous })]
    [InlineData(new[] { "03/04/2026 1:00:00", "21/04/2026 1:00:00", "04/22/2026 1:00:00" }, new[] { Ambiguous, "2026-04-21 01:00:00", "2026-04-22 01:00:00" })]
    [InlineData(new[] { "03.04.2026 1:00:00", "2026-04-03 01:00:01", "20260403 01:00:02" },
        new[] { "2026-04-03 01:00:00", "2026-04-03 01:00:01", "2026-04-03 01:00:02" })]
    public void TheOrderOfDayAndMonthIsToldFromTheWholeLog(string[] times, string[] expected) =>
        Assert.Equal(expected, MicrosoftLog.Read(MicrosoftLog.Queries(times)));

    [Theory]
    [InlineData(DateOrder.DayFirst, new[] { "2026-04-03 01:00:00", Contradiction, "2026-04-21 01:00:00", "2026-05-05 01:00:00", "2026-11-10 01:00:00", NoTime })]
    [InlineData(DateOrder.MonthFirst, new[] { "2026-03-04 01:00:00", "2026-04-21 01:00:00", Contradiction, "2026-05-05 01:00:00", "2026-11-10 01:00:00", NoTime })]
    public void AnOrderThatIsGivenHoldsForDatesThatLeaveItOpen(DateOrder order, string[] expected)
    {
        var log = MicrosoftLog.Queries("03/04/2026 1:00:00", "04/21/2026 1:00:00", "21/04/2026 1:00:00", "05/05/2026 1:00:00", "10.11.2026 1:00:00", "13/13/2026 1:00:00");
        Assert.Equal(expected, MicrosoftLog.Read(log, Feeding.Source with { Dates = order }));
    }

    [Fact]
    public void TheFirstMebibyteBehindTheFirstOpenDateDecidesInAnyPieces()
    {
        var near = Log(linesBetween: 6000);
        Assert.InRange(near.Length, IRecordReader.LargestRecord - 300_000, IRecordReader.LargestRecord);
        Agree(near, "2026-04-03 01:00:00");
        var far = Log(linesBetween: 9000);
        Assert.InRange(far.Length, IRecordReader.LargestRecord + 1, 2 * IRecordReader.LargestRecord);
        Agree(far, Ambiguous);
    }

    static byte[] Log(int linesBetween) => MicrosoftLog.Queries(
        ["2026-04-03 00:59:59", "03/04/2026 1:00:00", .. Enumerable.Repeat("2026-04-03 01:00:01", linesBetween), "21/04/2026 1:00:00"]);

    static void Agree(byte[] log, string second)
    {
        Assert.Equal(second, MicrosoftLog.Read(log)[1]);
        var whole = Feeding.Whole(MicrosoftLog.Format, log).ToString();
        var pieces = new RowDump();
        Feeding.Pieces(MicrosoftLog.Format.Open(Feeding.Source), log, [10, 100, 5000, 700_000, 700_001, log.Length - 10], pieces);
        Assert.Equal(whole, pieces.ToString());
        foreach (var middle in new[] { 0, 100, 300, log.Length / 2 })
        {
            Assert.Equal(whole, Feeding.SkimThenFork(MicrosoftLog.Format, log, middle, log.Length * 3 / 4));
        }
    }

    [Theory]
    [InlineData("11/21/2026 12:00:00 AM", "2026-11-21 00:00:00")]
    [InlineData("11/21/2026 12:59:59 PM", "2026-11-21 12:59:59")]
    [InlineData("11/21/2026 1:00:00 pm", "2026-11-21 13:00:00")]
    [InlineData("11/21/2026 1:00:00 p. m.", "2026-11-21 13:00:00")]
    [InlineData("11/21/2026 1:00:00\u202fp.m.", "2026-11-21 13:00:00")]
    [InlineData("2026/11/21 午後 1:00:00", "2026-11-21 13:00:00")]
    [InlineData("21.11.2026 1:00:00 nachm.", "2026-11-21 13:00:00")]
    [InlineData("21.11.26 01.00.00", "2026-11-21 01:00:00")]
    [InlineData("2026. 11. 21. 1:00:00", "2026-11-21 01:00:00")]
    [InlineData("20261121 01:00:00", "2026-11-21 01:00:00")]
    [InlineData("29/02/2024 23:59:59", "2024-02-29 23:59:59")]
    [InlineData("11/21/2026 13:00:00 PM", NoTime)]
    [InlineData("11/21/2026 0:00:00 AM", NoTime)]
    [InlineData("11/21/2026 1:00:00 ZZ", NoTime)]
    [InlineData("11/21/2026 24:00:00", NoTime)]
    [InlineData("11/21/2026 1:60:00", NoTime)]
    [InlineData("29/02/2026 1:00:00", NoTime)]
    [InlineData("0/21/2026 1:00:00", NoTime)]
    [InlineData("11/21/0 1:00:00", NoTime)]
    [InlineData("11/21/2026", NoTime)]
    public void TheTimeIsReadInTheWayOfItsCountry(string time, string expected) => Assert.Equal([expected], MicrosoftLog.Read(MicrosoftLog.Queries(time)));

    [Fact]
    public void ANoBreakSpaceOfWindows1252IsASpace()
    {
        byte[] log = [.. "11/21/2026 1:00:00"u8, 0xA0, .. "p."u8, 0xA0, .. "m. 0A4C PACKET  UDP Rcv 10.20.1.17      3a5f   Q [0001   D   NOERROR] A      (0)\n"u8];
        Assert.Equal(["2026-11-21 13:00:00"], MicrosoftLog.Read(log));
    }

    [Fact]
    public void LocalTimesOfTheServerBecomeUtcAndTheHourThatComesTwiceFollowsTheLog()
    {
        var log = MicrosoftLog.Queries("25.10.2026 01:59:59", "25.10.2026 02:30:00", "25.10.2026 02:59:59", "25.10.2026 02:00:00", "25.10.2026 02:30:00", "25.10.2026 03:00:00",
            "29.03.2026 02:30:00");
        var source = Feeding.Source with { Zone = Berlin };
        string[] expected =
        [
            "2026-10-24 23:59:59", "2026-10-25 00:30:00", "2026-10-25 00:59:59", "2026-10-25 01:00:00", "2026-10-25 01:30:00", "2026-10-25 02:00:00",
            "the clocks of the time zone skip this time",
        ];
        Assert.Equal(expected, MicrosoftLog.Read(log, source));
        Assert.Equal(expected[4..], AfterSkimming(log, source, Array.IndexOf(log, (byte)'\n') * 4 + 4));
    }

    static string[] AfterSkimming(byte[] log, SourceContext source, int bytes)
    {
        var skimmer = MicrosoftLog.Format.Open(source);
        var skimmed = skimmer.Skim(log.AsSpan(0, bytes + 1), isLast: false, NoRows.Instance);
        Assert.Equal(bytes, skimmed);
        return MicrosoftLog.Read(log[skimmed..], skimmer.Fork());
    }
}
