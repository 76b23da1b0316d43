namespace Nameward.Engine.Intelligence;

/// <summary>How far a site trusts a feed of indicators.</summary>
public enum Trust
{
    /// <summary>A match is a hint, and never stands alone.</summary>
    Low,
    /// <summary>A match stands alone while the entry is fresh and its publisher sure.</summary>
    Medium,
    /// <summary>A match stands alone until the entry is old.</summary>
    High,
}
