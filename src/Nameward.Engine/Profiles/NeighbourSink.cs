using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>The second reading for a profile: the addresses of the subject's name servers, and the other zones that have something in common with it.</summary>
sealed class NeighbourSink(ProfileSubject subject, Anchors anchors) : IObservationSink
{
    /// <summary>Addresses of name servers, wherever a record tells one: as glue, or because their names were asked for.</summary>
    public LowestFacts<NamedFact> NameServerAddresses { get; } = new(ProfileFacts.Most);
    /// <summary>Other registrable domains with something in common.</summary>
    public LowestFacts<NeighbourFact> Neighbours { get; } = new(ProfileFacts.Most);

    /// <inheritdoc/>
    public void Take(IObservationBatch batch)
    {
        foreach (ref readonly var message in batch.Messages)
        {
            if ((message.Sides & Sides.Response) != 0 && !message.Server.IsOfTheLink && !message.IsNameHidden)
            {
                Add(message, batch.Bytes(message.Name), batch.Bytes(message.Answers));
            }
        }
    }

    void Add(in DnsMessage message, ReadOnlySpan<byte> name, ReadOnlySpan<byte> answers)
    {
        if (message.Header.HasFlag(HeaderBits.Authoritative) && anchors.HasServer(message.Server.Address))
        {
            AddNeighbour(name[message.ZoneStart..], Common.Server, message);
        }
        Span<byte> room = stackalloc byte[WireName.MaxBytes];
        foreach (var record in new ResourceRecords(answers))
        {
            if (record.Type == RecordTypes.Ns && anchors.HasName(CanonicalNames.Of(record.Data, room)))
            {
                AddNeighbour(CanonicalNames.DomainOf(CanonicalNames.OwnerOf(record, name, room)), Common.NameServer, message);
            }
            else if (record.Type is RecordTypes.A or RecordTypes.Aaaa)
            {
                AddAddress(message, name, record);
            }
        }
    }

    void AddAddress(in DnsMessage message, ReadOnlySpan<byte> name, in ResourceRecord record)
    {
        var address = Address.FromBytes(record.Data);
        if (address.IsNone)
        {
            return;
        }
        Span<byte> room = stackalloc byte[WireName.MaxBytes];
        var owner = CanonicalNames.OwnerOf(record, name, room);
        if (anchors.HasName(owner))
        {
            NameServerAddresses.Of(NamedFact.HashOf(owner, record.Data))?.Add(owner, record.Data, message, record.Section);
        }
        if (record.Section == Section.Answer && anchors.HasNetworkOf(address))
        {
            AddNeighbour(name[message.ZoneStart..], Common.Network, message);
        }
    }

    void AddNeighbour(ReadOnlySpan<byte> domain, Common common, in DnsMessage message)
    {
        if (domain.Length > 1 && !domain.SequenceEqual(subject.Domain))
        {
            Neighbours.Of(WireName.Hash(domain, NameHashing.Seed))?.Add(domain, common, message);
        }
    }
}
