using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>All that the first reading gathers of a subject, in bounded memory; parts merge in any order to the same.</summary>
sealed class ProfileFacts
{
    /// <summary>Most different records, servers, addresses and names that are remembered, each.</summary>
    public const int Most = 512;

    /// <summary>Most clients of the subject that are remembered.</summary>
    const int MostClients = 4096;

    /// <summary>Messages.</summary>
    public Sighting Messages { get; } = new(MostClients);
    /// <summary>NS records of the zone and of those below it.</summary>
    public LowestFacts<NamedFact> NameServers { get; } = new(Most);
    /// <summary>SOA records of the zone and of those below it.</summary>
    public LowestFacts<NamedFact> Authorities { get; } = new(Most);
    /// <summary>Address records in answers; of a server subject, those that name it, with the owner.</summary>
    public LowestFacts<NamedFact> Addresses { get; } = new(Most);
    /// <summary>Who was asked, and how they answer.</summary>
    public LowestFacts<AnsweringFact> Servers { get; } = new(Most);
    /// <summary>Names that were asked for.</summary>
    public LowestFacts<NameFact> Names { get; } = new(Most);
    /// <summary>Types that were asked for.</summary>
    public LowestFacts<CountedFact> Types { get; } = new(Most);
    /// <summary>Times to live of answers with authority, in seconds.</summary>
    public LowestFacts<CountedFact> Ttls { get; } = new(Most);
    /// <summary>Times to live of other answers, which are what a cache had left of them.</summary>
    public LowestFacts<CountedFact> CachedTtls { get; } = new(Most);
    /// <summary>CNAME records in answers.</summary>
    public long Aliases { get; set; }
    /// <summary>Of these, those to a name under a top-level domain that does not exist.</summary>
    public long AliasesNowhere { get; set; }
    /// <summary>Queries with a capital letter in the name.</summary>
    public long QueriesWithCapitals { get; set; }
    /// <summary>Responses with a capital letter in the name.</summary>
    public long ResponsesWithCapitals { get; set; }
    /// <summary>Responses that stand in a record of their own, apart from their query.</summary>
    public long Replies { get; set; }
    /// <summary>Responses of which the evidence shows the records.</summary>
    public long ShownResponses { get; set; }

    /// <summary>Counts a number.</summary>
    public static void Count(LowestFacts<CountedFact> table, uint value)
    {
        if (table.Of(WyHash.Of(value, NameHashing.Seed)) is { } fact)
        {
            fact.Value = value;
            fact.Count++;
        }
    }

    /// <summary>Takes in another part.</summary>
    public void Merge(ProfileFacts other)
    {
        Messages.Merge(other.Messages);
        NameServers.Merge(other.NameServers);
        Authorities.Merge(other.Authorities);
        Addresses.Merge(other.Addresses);
        Servers.Merge(other.Servers);
        Names.Merge(other.Names);
        Types.Merge(other.Types);
        Ttls.Merge(other.Ttls);
        CachedTtls.Merge(other.CachedTtls);
        Aliases += other.Aliases;
        AliasesNowhere += other.AliasesNowhere;
        QueriesWithCapitals += other.QueriesWithCapitals;
        ResponsesWithCapitals += other.ResponsesWithCapitals;
        Replies += other.Replies;
        ShownResponses += other.ShownResponses;
    }
}
