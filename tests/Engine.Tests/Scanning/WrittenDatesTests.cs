using System.Globalization;
using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Xunit;

namespace Nameward.Engine.Tests.Scanning;

public class WrittenDatesTests
{
    static readonly TimeZoneInfo East = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(2), null, null);

    static string? Utc(LogStamp stamp) => stamp.ToUtc(new(East, new DateTime(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc), null), out var time) is null
        ? time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture) : null;

    /// <summary>The clocks of the log are two hours ahead of UTC where a text names no zone.</summary>
    [Theory]
    [InlineData("Nov 21, 2026 @ 17:00:00.123", "2026-11-21T15:00:00.123")]
    [InlineData("Nov 21 2026 17:00:00", "2026-11-21T15:00:00.000")]
    [InlineData("Nov  1 2026 17:00:00.5 UTC", "2026-11-01T17:00:00.500")]
    [InlineData("Nov 21 2026 17:00:00 GMT+01:00", "2026-11-21T16:00:00.000")]
    [InlineData("Nov 21 2026 17:00:00 CEST", "2026-11-21T15:00:00.000")]
    [InlineData("Nov 21 17:00:00", "2026-11-21T15:00:00.000")]
    [InlineData("Sat, 21 Nov 2026 17:00:00 -0500", "2026-11-21T22:00:00.000")]
    [InlineData("Sat Nov 21 17:00:00 2026", "2026-11-21T15:00:00.000")]
    [InlineData("2026-11-21 17:00:00.250 UTC", "2026-11-21T17:00:00.250")]
    [InlineData("2026-11-21 17:00:00.250 CET", "2026-11-21T15:00:00.250")]
    [InlineData("2026/11/21T17:00:00.083", "2026-11-21T15:00:00.083")]
    [InlineData("2026-11-21T17:00:00.25+01:00", "2026-11-21T16:00:00.250")]
    [InlineData("1795251600123", "2026-11-21T09:00:00.123")]
    [InlineData("Nov 31 2026 17:00:00", null)]
    [InlineData("Nov 21 2026", null)]
    [InlineData("Nov 21 20260 17:00:00", null)]
    [InlineData("25:00:00 Nov 21 2026", null)]
    [InlineData("yesterday", null)]
    [InlineData("", null)]
    [InlineData("Jan 1 0001 00:00:00 GMT+14:00", null)]
    public void AMonthMayHaveAName(string text, string? time) => Assert.Equal(time, Utc(WrittenDates.Stamp(Encoding.UTF8.GetBytes(text))));

    [Theory]
    [InlineData("Nov 21 2026 17:00:00.123", "MMM dd yyyy HH:mm:ss.SSS", "2026-11-21T15:00:00.123")]
    [InlineData("21/11/26 05:00:00 PM", "dd/MM/yy hh:mm:ss a", "2026-11-21T15:00:00.000")]
    [InlineData("21/11/26 12:00:00 AM", "dd/MM/yy hh:mm:ss a", "2026-11-20T22:00:00.000")]
    [InlineData("20261121170000+0100", "yyyyMMddHHmmssZ", "2026-11-21T16:00:00.000")]
    [InlineData("2026-11-21T17:00:00Z", "yyyy-MM-dd'T'HH:mm:ssX", "2026-11-21T17:00:00.000")]
    [InlineData("Saturday 1.2.2026 7:05:09", "EEEE d.M.yyyy H:mm:ss", "2026-02-01T05:05:09.000")]
    [InlineData("17 o'clock 21 Nov 2026 UTC", "HH 'o''clock' dd MMM yyyy z", "2026-11-21T17:00:00.000")]
    [InlineData("21 Nov 17:00:00", "dd MMM HH:mm:ss", "2026-11-21T15:00:00.000")]
    [InlineData("Nov 21 2026 17:00:00", "yyyy-MM-dd", null)]
    [InlineData("2026-11-21 more", "yyyy-MM-dd", null)]
    [InlineData("2026-13-21", "yyyy-MM-dd", null)]
    [InlineData("2026-11-21 25:00:00", "yyyy-MM-dd HH:mm:ss", null)]
    [InlineData("2026", "YYYY", null)]
    [InlineData("", "yyyy", null)]
    public void APatternOfJavaTellsHowATimeIsWritten(string text, string pattern, string? time) =>
        Assert.Equal(time, Utc(DatePattern.Read(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(pattern))));
}
