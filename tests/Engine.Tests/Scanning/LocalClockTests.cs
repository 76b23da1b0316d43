using System.Globalization;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Tests.Reading;
using Xunit;

namespace Nameward.Engine.Tests.Scanning;

/// <summary>In 2026 clocks of <see cref="AutumnZone.Central"/> skip 02:00 to 03:00 on 29 March and show 02:00 to 03:00 twice on 25 October.</summary>
public class LocalClockTests
{
    static DateTime Local(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);

    static string Utc(LocalClock clock, string local) =>
        clock.TryToUtc(Local(local), out var utc) ? utc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "none";

    [Theory]
    [InlineData("2026-01-15 12:00:00", "2026-01-15 11:00:00")]
    [InlineData("2026-07-15 12:00:00", "2026-07-15 10:00:00")]
    [InlineData("2026-03-29 01:59:59", "2026-03-29 00:59:59")]
    [InlineData("2026-03-29 02:00:00", "none")]
    [InlineData("2026-03-29 02:59:59", "none")]
    [InlineData("2026-03-29 03:00:00", "2026-03-29 01:00:00")]
    [InlineData("2026-10-25 01:59:59", "2026-10-24 23:59:59")]
    [InlineData("2026-10-25 02:30:00", "2026-10-25 00:30:00")]
    [InlineData("2026-10-25 03:00:00", "2026-10-25 02:00:00")]
    [InlineData("0001-01-01 00:30:00", "none")]
    public void ALocalTimeIsTheInstantAtWhichClocksShowIt(string local, string utc) => Assert.Equal(utc, Utc(new(AutumnZone.Central), local));

    [Fact]
    public void TheEndsOfTheCalendarAreRefused()
    {
        var west = new LocalClock(TimeZoneInfo.CreateCustomTimeZone("west", TimeSpan.FromHours(-5), "west", "west"));
        Assert.Equal("none", Utc(west, "9999-12-31 20:00:00"));
        Assert.Equal("9999-12-31 23:00:00", Utc(west, "9999-12-31 18:00:00"));
    }

    [Fact]
    public void WhereItIsNotKnownWhenALogWasWrittenNoTimeIsGivenAYear()
    {
        Assert.False(new LocalClock(TimeZoneInfo.Utc).TryYear(Local("0004-01-01 00:00:00"), out _));
        Assert.True(new LocalClock(TimeZoneInfo.Utc, Local("2026-11-21 00:00:00")).TryYear(Local("0004-01-01 00:00:00"), out var dated));
        Assert.Equal(2026, dated.Year);
    }

    [Fact]
    public void AnInstantIsOfUtc()
    {
        Assert.True(new LocalClock(AutumnZone.Central).TryToUtc(Local("2026-07-15 12:00:00"), out var utc));
        Assert.Equal(DateTimeKind.Utc, utc.Kind);
    }

    [Fact]
    public void TheHourThatIsShownTwiceFollowsTheOrderOfTheLog()
    {
        var clock = new LocalClock(AutumnZone.Central);
        string[] local = ["01:50", "02:10", "02:55", "02:53", "02:00", "02:40", "02:38", "03:05"];
        string[] utc = ["23:50", "00:10", "00:55", "00:53", "01:00", "01:40", "01:38", "02:05"];
        Assert.Equal(utc.Select(time => $"{(time.StartsWith('2') ? "2026-10-24" : "2026-10-25")} {time}:00"), local.Select(time => Utc(clock, $"2026-10-25 {time}:00")));
    }

    [Fact]
    public void ALineWithADamagedDateDoesNotMoveTheOnesBelowIt()
    {
        var clock = new LocalClock(AutumnZone.Central);
        Utc(clock, "2099-01-01 00:00:00");
        Assert.Equal("2026-10-25 00:30:00", Utc(clock, "2026-10-25 02:30:00"));
        Assert.Equal("none", Utc(clock, "2026-03-29 02:30:00"));
        Assert.Equal("2026-10-25 00:31:00", Utc(clock, "2026-10-25 02:31:00"));
    }

    [Fact]
    public void AHalfHourThatIsShownTwiceFollowsTheOrderToo()
    {
        // UTC+10:30 with half an hour of summer time: 02:30 to 03:00 is shown twice, 02:00 to 02:30 once.
        var clock = new LocalClock(AutumnZone.HalfHour);
        string[] local = ["02:10", "02:29", "02:31", "02:50", "02:31", "02:40", "03:00"];
        string[] utc = ["15:10", "15:29", "15:31", "15:50", "16:01", "16:10", "16:30"];
        Assert.Equal(utc.Select(time => $"2026-10-24 {time}:00"), local.Select(time => Utc(clock, $"2026-10-25 {time}:00")));
        Assert.Equal("none", Utc(clock, "2026-03-29 02:29:00"));
        Assert.Equal("2026-03-28 15:30:00", Utc(clock, "2026-03-29 02:30:00"));
    }

    [Fact]
    public void OnlyZonesThatPutClocksBackNeedOrder()
    {
        Assert.False(new LocalClock(TimeZoneInfo.Utc).NeedsOrder);
        Assert.False(new LocalClock(TimeZoneInfo.CreateCustomTimeZone("fixed", TimeSpan.FromHours(5), "fixed", "fixed")).NeedsOrder);
        Assert.True(new LocalClock(AutumnZone.Central).NeedsOrder);
    }

    [Fact]
    public void EveryMinuteOfAYearComesBackInOrderAndAForkGoesOnFromAnywhere()
    {
        var random = new Random(11);
        foreach (var zone in new[] { AutumnZone.Central, AutumnZone.HalfHour })
        {
            var clock = new LocalClock(zone);
            var fork = clock.Fork();
            for (var utc = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc); utc.Year == 2026; utc = utc.AddMinutes(1))
            {
                var local = TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
                Assert.True(clock.TryToUtc(local, out var read) && read == utc, $"{utc:O}: {read:O}");
                Assert.True(fork.TryToUtc(local, out read) && read == utc, $"fork at {utc:O}: {read:O}");
                fork = random.Next(30) == 0 ? clock.Fork() : fork;
            }
        }
    }

    [Fact]
    public void NothingIsAllocatedForATimeThatIsShownTwice()
    {
        var clock = new LocalClock(AutumnZone.Central);
        var first = Local("2026-10-25 02:00:00");
        Assert.Equal(0, Allocated.ByTheLeast(() =>
        {
            for (var second = 0; second < 3600; second++)
            {
                clock.TryToUtc(first.AddSeconds(second), out _);
            }
        }));
    }
}
