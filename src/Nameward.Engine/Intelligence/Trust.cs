namespace Nameward.Engine.Intelligence;

/// <summary>How far a site trusts a feed of indicators.</summary>
public enum Trust
{
    /// <summary>A match is a hint.</summary>
    Low,
    /// <summary>A match is evidence beside other evidence.</summary>
    Medium,
    /// <summary>A match stands alone.</summary>
    High,
}
