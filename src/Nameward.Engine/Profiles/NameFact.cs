using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>A name with a type that was asked for, and what was answered to it: many of these tell a wildcard (RFC 4592) from a zone with entries.</summary>
sealed class NameFact : IFact<NameFact>
{
    /// <summary>QTYPE.</summary>
    public ushort Type { get; set; }
    /// <summary>Responses with data.</summary>
    public long Answered { get; set; }
    /// <summary>Responses that say that the name does not exist.</summary>
    public long NameErrors { get; set; }
    /// <summary>Responses with authority that have no data, though the name exists.</summary>
    public long Empty { get; set; }
    /// <summary>Whether a response decided what there is: referrals do not.</summary>
    public bool IsDecided => Answered + NameErrors + Empty > 0;
    /// <summary>The lowest hash of the data of a response.</summary>
    public ulong LowestData { get; set; } = ulong.MaxValue;
    /// <summary>The highest; the same where one and the same was always answered.</summary>
    public ulong HighestData { get; set; }

    /// <summary>Adds the data of a response, by its hash.</summary>
    public void Add(ulong data)
    {
        Answered++;
        LowestData = Math.Min(LowestData, data);
        HighestData = Math.Max(HighestData, data);
    }

    /// <inheritdoc/>
    public void Merge(NameFact other)
    {
        Type = other.Type;
        Answered += other.Answered;
        NameErrors += other.NameErrors;
        Empty += other.Empty;
        LowestData = Math.Min(LowestData, other.LowestData);
        HighestData = Math.Max(HighestData, other.HighestData);
    }
}
