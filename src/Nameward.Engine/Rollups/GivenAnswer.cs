namespace Nameward.Engine.Rollups;

/// <summary>One server's answer to one name; seconds of Unix time.</summary>
record struct GivenAnswer(ulong Network, uint Server, ulong Holder, uint First, uint Last, bool IsAuthoritative)
{
    /// <summary>Takes in the same answer of another time.</summary>
    public void Join(in GivenAnswer other)
    {
        Holder = Math.Min(Holder, other.Holder);
        First = Math.Min(First, other.First);
        Last = Math.Max(Last, other.Last);
        IsAuthoritative |= other.IsAuthoritative;
    }
}
