using System.Buffers;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// Which name servers zones have, and where these stand: NS records of answers and referrals (RFC 1035 section 3.3.11), and the addresses that the same responses give for
/// the names in them, as glue or as answers. Zones below a registrable domain are kept with it. Of more domains and more name servers than it holds, those with the
/// lowest hashes are kept, with all that the evidence ever showed of them.
/// </summary>
/// <remarks>
/// Addresses that a client asks for by a name server's name, in a response that does not say whose name server it is, are no part of it: they stand with all other
/// answers in the <see cref="AnswerTable"/>.
/// </remarks>
sealed class NameServerTable : IMergeable<NameServerTable>
{
    /// <summary>Most registrable domains that are kept.</summary>
    public const int MostDomains = 1 << 14;

    /// <summary>Most names of name servers that are kept.</summary>
    public const int MostServers = 1 << 14;

    /// <summary>Most NS records of one response whose addresses are looked for in it: a response over UDP holds hardly more.</summary>
    const int MostOfResponse = 64;

    readonly LowestFacts<DelegatedDomain> _domains;
    readonly LowestFacts<NameServer> _servers;

    /// <summary>A table that holds so many domains and name servers.</summary>
    public NameServerTable(int mostDomains = MostDomains, int mostServers = MostServers) => (_domains, _servers) = (new(mostDomains), new(mostServers));

    /// <summary>The domains, by hash.</summary>
    public DelegatedDomain[] Domains => _domains.Sorted();

    /// <summary>The name servers, by hash of their names.</summary>
    public NameServer[] Servers => _servers.Sorted();

    /// <summary>Whether domains or name servers were left out.</summary>
    public bool IsSampled => _domains.IsCut || _servers.IsCut;

    /// <summary>Takes in a message; all but responses with an NS record are passed over.</summary>
    public void Add(in DnsMessage message, IObservationBatch batch)
    {
        if (message.Answers.Length == 0)
        {
            return;
        }
        var answers = batch.Bytes(message.Answers);
        if (ResourceRecords.Hold(answers, RecordTypes.Ns))
        {
            AddDelegations(message, batch.Bytes(message.Name), answers);
        }
    }

    /// <inheritdoc/>
    public void Merge(NameServerTable other)
    {
        _domains.Merge(other._domains);
        _servers.Merge(other._servers);
    }

    /// <inheritdoc/>
    public void WriteTo(IBufferWriter<byte> to)
    {
        var (domains, servers) = (Domains, Servers);
        to.U64(_domains.Highest);
        to.U32((uint)domains.Length);
        foreach (var domain in domains)
        {
            domain.WriteTo(to);
        }
        to.U64(_servers.Highest);
        to.U32((uint)servers.Length);
        foreach (var server in servers)
        {
            server.WriteTo(to);
        }
    }

    /// <inheritdoc/>
    public static NameServerTable ReadFrom(ref StateReader from) => ReadFrom(ref from, MostDomains, MostServers);

    /// <summary>Reads a table that holds another number of domains and name servers.</summary>
    public static NameServerTable ReadFrom(ref StateReader from, int mostDomains, int mostServers)
    {
        var table = new NameServerTable(mostDomains, mostServers);
        table._domains.Lower(from.U64());
        for (var i = from.Count(atLeast: 1); i > 0; i--)
        {
            var domain = DelegatedDomain.ReadFrom(ref from);
            table._domains.Of(domain.Hash)?.Merge(domain);
        }
        table._servers.Lower(from.U64());
        for (var i = from.Count(atLeast: 1); i > 0; i--)
        {
            var server = NameServer.ReadFrom(ref from);
            table._servers.Of(server.Hash)?.Merge(server);
        }
        return table;
    }

    void AddDelegations(in DnsMessage message, ReadOnlySpan<byte> question, ReadOnlySpan<byte> answers)
    {
        if ((message.Sides & Sides.Response) == 0 || message.Server.IsOfTheLink)
        {
            return;
        }
        var seen = Sighted.At(message.Time);
        Span<ulong> named = stackalloc ulong[MostOfResponse];
        var count = 0;
        foreach (var record in new ResourceRecords(answers))
        {
            if (record.Type == RecordTypes.Ns && !(record.Owner.IsEmpty && message.IsNameHidden) && AddDelegation(record, question, seen) is var hash and not 0 && count < named.Length)
            {
                named[count++] = hash;
            }
        }
        foreach (var record in new ResourceRecords(answers))
        {
            if (count > 0 && record.Type is RecordTypes.A or RecordTypes.Aaaa)
            {
                AddAddress(record, question, named[..count], seen);
            }
        }
    }

    /// <returns>Hash of the name server's name; 0 where the record is about no domain that somebody holds.</returns>
    ulong AddDelegation(in ResourceRecord record, ReadOnlySpan<byte> question, in Sighted seen)
    {
        Span<byte> ownerRoom = stackalloc byte[WireName.MaxBytes], targetRoom = stackalloc byte[WireName.MaxBytes];
        var owner = Canonical(record.Owner.IsEmpty ? question : record.Owner, ownerRoom);
        var target = Canonical(record.Data, targetRoom);
        if (owner.Length <= 1 || target.Length <= 1 || PublicSuffixes.Shipped.Lists(owner))
        {
            return 0;
        }
        var cut = PublicSuffixes.Shipped.Cut(owner);
        var hash = WireName.Hash(target, NameHashing.Seed);
        _domains.Of(cut.Hash)?.Add(owner[cut.Start..], cut.Start == 0, new() { Hash = hash, Seen = seen });
        _servers.Of(hash)?.Add(target, cut.Hash);
        return hash;
    }

    void AddAddress(in ResourceRecord record, ReadOnlySpan<byte> question, ReadOnlySpan<ulong> named, in Sighted seen)
    {
        Span<byte> room = stackalloc byte[WireName.MaxBytes];
        var hash = WireName.Hash(Canonical(record.Owner.IsEmpty ? question : record.Owner, room), NameHashing.Seed);
        if (named.Contains(hash) && Address.FromBytes(record.Data) is { IsNone: false } address)
        {
            _servers.Of(hash)?.Addresses.Add(ServerAddress.Of(address, record.Ttl, seen));
        }
    }

    /// <summary>A name in lower case; that of the root where it is none.</summary>
    static ReadOnlySpan<byte> Canonical(ReadOnlySpan<byte> name, Span<byte> room)
    {
        Span<byte> starts = stackalloc byte[WireName.MaxLabels];
        if (WireName.Labels(name, starts) <= 0)
        {
            return WireName.Root;
        }
        WireName.ToCanonical(name, room);
        return room[..name.Length];
    }
}
