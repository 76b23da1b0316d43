namespace Nameward.Engine.Rollups;

/// <summary>What was answered to one name.</summary>
/// <param name="Hash"><see cref="Observations.WireName"/> of the name.</param>
/// <param name="Zone">Hash of its registrable domain.</param>
/// <param name="IsRestless">Whether it had more answers than are kept: these are a fair sample then.</param>
/// <param name="Share">The share of all networks that is in the sample; 1 where they are kept whole.</param>
/// <param name="Answers">The answers, in order.</param>
readonly record struct KnownName(ulong Hash, ulong Zone, bool IsRestless, double Share, ArraySegment<KnownAnswer> Answers)
{
    /// <summary>Finds a name among those in the order of their hashes.</summary>
    public readonly record struct WithHash(ulong Hash) : IComparable<KnownName>
    {
        /// <inheritdoc/>
        public int CompareTo(KnownName other) => Hash.CompareTo(other.Hash);
    }
}

/// <summary>One server's answer to one name.</summary>
/// <param name="Network">See <see cref="AnswerNetwork"/>.</param>
/// <param name="Server"><see cref="CompactRowWriter.ServerHash"/> of the server.</param>
/// <param name="Ttl">The greatest time to live in seconds; null where none is told.</param>
/// <param name="Holder">Hash of the registrable domain whose operator chose the address: that of the last alias (CNAME), else the name's own.</param>
/// <param name="First">First given, in seconds of Unix time.</param>
/// <param name="Last">Last given.</param>
/// <param name="IsAuthoritative">Whether it was ever given with authority (AA).</param>
/// <param name="Clients">Some of those it was given to.</param>
readonly record struct KnownAnswer(ulong Network, uint Server, uint? Ttl, ulong Holder, uint First, uint Last, bool IsAuthoritative, FewClients Clients);
