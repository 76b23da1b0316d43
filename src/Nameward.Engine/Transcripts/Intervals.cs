namespace Nameward.Engine.Transcripts;

/// <summary>Lengths of time that people read a plot by.</summary>
static class Intervals
{
    /// <summary>Most intervals of one plot.</summary>
    public const int Most = 96;

    static readonly int[] Steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400];

    /// <summary>The shortest of them, in seconds, of which at most <see cref="Most"/> go into a span; a day where that is too short too.</summary>
    public static int For(long spanSeconds) => Array.Find(Steps, step => spanSeconds / step < Most) is > 0 and var step ? step : Steps[^1];
}
