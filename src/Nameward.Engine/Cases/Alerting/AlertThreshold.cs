namespace Nameward.Engine.Cases.Alerting;

/// <summary>Where the threshold of a rule that measures is set: the geometric mean of what the case does and what all others do at most, the same factor from each.</summary>
static class AlertThreshold
{
    /// <summary>The least factor between the case and all others that a threshold can stand in: two on each side.</summary>
    public const int LeastFactor = 4;

    /// <summary>The factor that is ample: four on each side. A form with it needs no narrower one.</summary>
    public const int AmpleFactor = 16;

    /// <summary>The threshold; what nobody else does counts as done once.</summary>
    public static int Between(int ofCase, int ofOthers) => (int)Math.Ceiling(Math.Sqrt((double)ofCase * Math.Max(1, ofOthers)));

    /// <summary>Whether a threshold between them tells them apart.</summary>
    public static bool IsApart(int ofCase, int ofOthers) => (long)ofCase >= (long)LeastFactor * Math.Max(1, ofOthers);
}
