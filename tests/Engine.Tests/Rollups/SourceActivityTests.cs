using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Rollups;

public class SourceActivityTests
{
    static readonly DateTime Start = new(2026, 3, 18, 8, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void ASilenceInWhichMuchWasToBeExpectedIsAGap()
    {
        var gap = Assert.Single(Activity(minute => minute is < 47 or >= 54).Gaps(expected: 60));
        Assert.Equal(new(0, Start.AddMinutes(47), Start.AddMinutes(54)), gap);
    }

    [Fact]
    public void ASilenceOfASourceThatSaysLittleIsNone() => Assert.Empty(Activity(minute => minute is < 47 or >= 54).Gaps(expected: 200));

    [Fact]
    public void AShortSilenceIsNone() => Assert.Empty(Activity(minute => minute is < 47 or >= 50).Gaps(expected: 1));

    [Fact]
    public void ASourceWithoutTimesHasNone()
    {
        var activity = new SourceActivity();
        Feed(activity, [default]);
        Assert.Empty(activity.Gaps(expected: 1));
    }

    static SourceActivity Activity(Predicate<int> speaks)
    {
        var activity = new SourceActivity();
        var other = new SourceActivity();
        var times = Enumerable.Range(0, 120).Where(minute => speaks(minute)).SelectMany(minute => Enumerable.Range(0, 10).Select(i => Start.AddMinutes(minute).AddSeconds(i))).ToList();
        Feed(activity, times.Where((_, i) => i % 2 == 0));
        Feed(other, times.Where((_, i) => i % 2 == 1));
        activity.Merge(other);
        return activity;
    }

    static void Feed(SourceActivity activity, IEnumerable<DateTime> times)
    {
        var writer = new BatchWriter(activity);
        writer.Begin(new(0, 0), 1);
        foreach (var time in times)
        {
            writer.Message(new() { Time = time, Sides = Sides.Query }, [1, (byte)'a', 0], []);
        }
        writer.Flush();
    }
}
