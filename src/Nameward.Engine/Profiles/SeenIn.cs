namespace Nameward.Engine.Profiles;

/// <summary>In which sections of responses, and when, records were seen.</summary>
/// <param name="Answer">In answer sections.</param>
/// <param name="Authority">In authority sections.</param>
/// <param name="Additional">In additional sections.</param>
/// <param name="First">First seen, UTC; null where the evidence carries no time.</param>
/// <param name="Last">Last seen, UTC.</param>
public sealed record SeenIn(long Answer, long Authority, long Additional, DateTime? First, DateTime? Last)
{
    /// <summary>In all sections.</summary>
    public long Count => Answer + Authority + Additional;
}
