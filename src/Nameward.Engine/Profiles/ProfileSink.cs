using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>One thread's first reading for a profile: the messages of the subject, and of a server also the records that name its address.</summary>
/// <param name="subject">The subject.</param>
sealed class ProfileSink(ProfileSubject subject) : IObservationSink
{
    /// <summary>RCODE of a name that does not exist (RFC 1035 section 4.1.1).</summary>
    const ushort NameError = 3;

    /// <summary>What was gathered.</summary>
    public ProfileFacts Facts { get; } = new();

    /// <inheritdoc/>
    public void Take(IObservationBatch batch)
    {
        foreach (ref readonly var message in batch.Messages)
        {
            var name = batch.Bytes(message.Name);
            if (subject.Holds(message, name))
            {
                Add(message, name, batch.Bytes(message.RawName), batch.Bytes(message.Answers));
            }
            else if (!message.Server.IsOfTheLink && (message.Sides & Sides.Response) != 0)
            {
                AddElsewhere(message, name, batch.Bytes(message.Answers));
            }
        }
    }

    void Add(in DnsMessage message, ReadOnlySpan<byte> name, ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> answers)
    {
        Facts.Messages.Add(message);
        var server = message.Server;
        Facts.Servers.Of(WyHash.Of(server.Address.High, WyHash.Of(server.Address.Low, WyHash.Of(server.Port, NameHashing.Seed))))?.Add(message);
        ProfileFacts.Count(Facts.Types, message.Type);
        var capitals = rawName.ContainsAnyInRange((byte)'A', (byte)'Z');
        Facts.QueriesWithCapitals += capitals && message.Sides == Sides.Query ? 1 : 0;
        Facts.ResponsesWithCapitals += capitals && message.Sides == Sides.Response ? 1 : 0;
        if ((message.Sides & Sides.Response) == 0)
        {
            return;
        }
        Facts.Replies += message.Sides == Sides.Response ? 1 : 0;
        Facts.ShownResponses += message.ShowsAnswers ? 1 : 0;
        ulong data = 0;
        foreach (var record in new ResourceRecords(answers))
        {
            data += record.Section == Section.Answer ? WyHash.Of(record.Data, record.Type) : 0;
            AddRecord(message, name, record);
        }
        AddName(message, data);
    }

    /// <summary>A name is judged by its responses: data, or that it does not exist.</summary>
    void AddName(in DnsMessage message, ulong data)
    {
        if (Facts.Names.Of(WyHash.Of(message.NameHash, WyHash.Of(message.Type, NameHashing.Seed))) is not { } fact)
        {
            return;
        }
        fact.Type = message.Type;
        if (data != 0)
        {
            fact.Add(data);
        }
        fact.NameErrors += message.Rcode == NameError ? 1 : 0;
        fact.Empty += data == 0 && message is { Rcode: 0, ShowsAnswers: true } && message.Header.HasFlag(HeaderBits.Authoritative) ? 1 : 0;
    }

    /// <summary>Referrals to the zone stand in responses to other questions; so do records that name a server.</summary>
    void AddElsewhere(in DnsMessage message, ReadOnlySpan<byte> name, ReadOnlySpan<byte> answers)
    {
        foreach (var record in new ResourceRecords(answers))
        {
            if (subject.IsServer)
            {
                AddAddress(message, name, record);
            }
            else if (record.Type is RecordTypes.Ns or RecordTypes.Soa)
            {
                AddInfrastructure(message, name, record);
            }
        }
    }

    void AddRecord(in DnsMessage message, ReadOnlySpan<byte> name, in ResourceRecord record)
    {
        AddInfrastructure(message, name, record);
        AddAddress(message, name, record);
        if (record.Section != Section.Answer)
        {
            return;
        }
        if (record.Type == RecordTypes.Cname)
        {
            Facts.Aliases++;
            Facts.AliasesNowhere += HasTopLevel(record.Target) ? 0 : 1;
        }
        if (record.Ttl != ResourceRecord.UnknownTtl)
        {
            ProfileFacts.Count(message.Header.HasFlag(HeaderBits.Authoritative) ? Facts.Ttls : Facts.CachedTtls, record.Ttl);
        }
    }

    void AddInfrastructure(in DnsMessage message, ReadOnlySpan<byte> name, in ResourceRecord record)
    {
        var table = record.Type == RecordTypes.Ns ? Facts.NameServers : record.Type == RecordTypes.Soa ? Facts.Authorities : null;
        if (table is null || record.Data.Length > SoaData.MostBytes)
        {
            return;
        }
        Span<byte> ownerRoom = stackalloc byte[WireName.MaxBytes], dataRoom = stackalloc byte[SoaData.MostBytes];
        var owner = CanonicalNames.OwnerOf(record, name, ownerRoom);
        if (subject.IsServer ? !message.Header.HasFlag(HeaderBits.Authoritative) : !subject.Holds(owner))
        {
            return;
        }
        var data = dataRoom[..record.Data.Length];
        if (record.Type == RecordTypes.Ns)
        {
            WireName.ToCanonical(record.Data, data);
        }
        else
        {
            record.Data.CopyTo(data);
        }
        table.Of(NamedFact.HashOf(owner, data))?.Add(owner, data, message, record.Section);
    }

    void AddAddress(in DnsMessage message, ReadOnlySpan<byte> name, in ResourceRecord record)
    {
        var address = record.Type is RecordTypes.A or RecordTypes.Aaaa ? Address.FromBytes(record.Data) : Address.None;
        if (address.IsNone || (subject.IsServer ? address != subject.Server : record.Section != Section.Answer))
        {
            return;
        }
        Span<byte> room = stackalloc byte[WireName.MaxBytes];
        // Of a zone the address is what counts, whichever of its names has it; of a server the names are.
        var owner = subject.IsServer ? CanonicalNames.OwnerOf(record, name, room) : [];
        Facts.Addresses.Of(NamedFact.HashOf(owner, record.Data))?.Add(owner, record.Data, message, record.Section);
    }

    /// <summary>Whether a wire name ends in a top-level domain of the public suffix list.</summary>
    static bool HasTopLevel(ReadOnlySpan<byte> target)
    {
        Span<byte> room = stackalloc byte[WireName.MaxBytes], starts = stackalloc byte[WireName.MaxLabels];
        var name = CanonicalNames.Of(target, room);
        var labels = WireName.Labels(name, starts);
        return labels > 0 && PublicSuffixes.Shipped.Lists(name[starts[labels - 1]..]);
    }
}
