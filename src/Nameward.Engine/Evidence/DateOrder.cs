namespace Nameward.Engine.Evidence;

/// <summary>Which of two numbers comes first in a date that a log writes in the manner of its country, as in <c>03/04/2026</c>.</summary>
public enum DateOrder
{
    /// <summary>The third of April.</summary>
    DayFirst,
    /// <summary>The fourth of March.</summary>
    MonthFirst,
}
