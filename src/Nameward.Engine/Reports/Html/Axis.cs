namespace Nameward.Engine.Reports.Html;

/// <summary>Round marks on an axis.</summary>
static class Axis
{
    static readonly int[] Factors = [1, 2, 5, 10];
    static readonly int[] TimeSteps =
        [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 1_209_600, 2_592_000, 7_776_000, 31_536_000];

    /// <summary>Marks from zero to at most <paramref name="top"/>, at steps of 1, 2 or 5 times a power of ten, at most <paramref name="most"/> steps.</summary>
    public static IEnumerable<double> Marks(double top, int most)
    {
        var ten = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(top / most, 1))));
        var step = Factors.Select(factor => factor * ten).First(step => top / step < most + 1);
        for (double mark = 0; mark <= top; mark += step)
        {
            yield return mark;
        }
    }

    /// <summary>Whole steps of the clock between two times, at most <paramref name="most"/> of them.</summary>
    public static IEnumerable<DateTime> Times(DateTime from, DateTime to, int most)
    {
        var seconds = TimeSteps.FirstOrDefault(step => (to - from).TotalSeconds / step <= most - 1, TimeSteps[^1]);
        var step = TimeSpan.FromSeconds(seconds).Ticks;
        for (var ticks = (from.Ticks + step - 1) / step * step; ticks <= to.Ticks; ticks += step)
        {
            yield return new DateTime(ticks, DateTimeKind.Utc);
        }
    }
}
