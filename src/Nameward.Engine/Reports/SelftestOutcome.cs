namespace Nameward.Engine.Reports;

/// <summary>What a check of the program's own proof came to.</summary>
public enum SelftestOutcome
{
    /// <summary>What came out is what was expected.</summary>
    Held,
    /// <summary>Something else came out.</summary>
    Failed,
    /// <summary>Nothing that the program carries proves it.</summary>
    NotProved,
}
