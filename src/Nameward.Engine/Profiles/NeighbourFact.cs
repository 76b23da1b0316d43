using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>Another registrable domain that has something of its infrastructure in common with the subject.</summary>
sealed class NeighbourFact : IFact<NeighbourFact>
{
    /// <summary>The domain, canonical wire form.</summary>
    public byte[] Domain { get; private set; } = [];
    /// <summary>NS records of it that name one of the subject's name servers.</summary>
    public long ByNameServer { get; private set; }
    /// <summary>Its messages that one of the subject's servers answered with authority.</summary>
    public long ByServer { get; private set; }
    /// <summary>Its address records in a network in which the subject has addresses.</summary>
    public long ByNetwork { get; private set; }
    /// <summary>Where and when, and who asked.</summary>
    public Sighting Seen { get; } = new();

    /// <summary>Adds what a record or message shows in common.</summary>
    public void Add(ReadOnlySpan<byte> domain, Common common, in DnsMessage message)
    {
        Domain = Domain.Length == 0 ? domain.ToArray() : Domain;
        ByNameServer += common == Common.NameServer ? 1 : 0;
        ByServer += common == Common.Server ? 1 : 0;
        ByNetwork += common == Common.Network ? 1 : 0;
        Seen.Add(message);
    }

    /// <inheritdoc/>
    public void Merge(NeighbourFact other)
    {
        Domain = other.Domain;
        ByNameServer += other.ByNameServer;
        ByServer += other.ByServer;
        ByNetwork += other.ByNetwork;
        Seen.Merge(other.Seen);
    }
}

/// <summary>What two zones have in common.</summary>
enum Common : byte
{
    /// <summary>The name of a name server.</summary>
    NameServer,
    /// <summary>A server that answers with authority.</summary>
    Server,
    /// <summary>A network of addresses.</summary>
    Network,
}
