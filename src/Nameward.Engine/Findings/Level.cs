namespace Nameward.Engine.Findings;

/// <summary>How grave a finding is.</summary>
public enum Level
{
    /// <summary>For the record.</summary>
    Informational,
    /// <summary>Under every line.</summary>
    Low,
    /// <summary>At least -6 bits: to be watched.</summary>
    Medium,
    /// <summary>At least 0 bits, and two families of at least 3: escalates.</summary>
    High,
    /// <summary>Conclusive, or at least 10 bits.</summary>
    Critical,
}
