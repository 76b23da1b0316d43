using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>One server's answer to one name; seconds of Unix time.</summary>
/// <param name="Network">See <see cref="AnswerNetwork"/>.</param>
/// <param name="Server"><see cref="CompactRowWriter.ServerHash"/> of the server.</param>
/// <param name="Ttl">One more than the greatest time to live, in seconds; 0 where none is told. What a cache had left of it is less.</param>
/// <param name="Holder">Hash of the registrable domain whose operator chose the address.</param>
/// <param name="First">First given.</param>
/// <param name="Last">Last given.</param>
/// <param name="IsAuthoritative">Whether it was ever given with authority (AA).</param>
record struct GivenAnswer(ulong Network, uint Server, uint Ttl, ulong Holder, uint First, uint Last, bool IsAuthoritative)
{
    /// <summary>Of an answer that is one of more than are kept: those with the lowest order are, a network with all who gave it, and the same networks of every name.</summary>
    public readonly ulong Order => WyHash.Of(Network, NameHashing.Seed) & 0xFFFF_FFFF_0000_0000 | Server;

    /// <summary>A time to live as it is kept.</summary>
    public static uint KeptTtl(uint ttl) => ttl == ResourceRecord.UnknownTtl ? 0 : Math.Min(ttl, int.MaxValue) + 1;

    /// <summary>Takes in the same answer of another time.</summary>
    public void Join(in GivenAnswer other)
    {
        Ttl = Math.Max(Ttl, other.Ttl);
        Holder = Math.Min(Holder, other.Holder);
        First = Math.Min(First, other.First);
        Last = Math.Max(Last, other.Last);
        IsAuthoritative |= other.IsAuthoritative;
    }
}
