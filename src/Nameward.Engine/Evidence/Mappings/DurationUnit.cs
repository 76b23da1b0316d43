namespace Nameward.Engine.Evidence.Mappings;

/// <summary>What a number that is a span of time counts.</summary>
public enum DurationUnit
{
    /// <summary>Seconds.</summary>
    Seconds,
    /// <summary>Thousandths of a second.</summary>
    Milliseconds,
    /// <summary>Millionths of a second.</summary>
    Microseconds,
    /// <summary>Billionths of a second.</summary>
    Nanoseconds,
}
