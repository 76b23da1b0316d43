using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Cases.Blocks;

/// <summary>Replays the blocks of a list over the evidence: whom each would have hit.</summary>
sealed class RadiusSink : IObservationSink
{
    readonly ImmutableArray<Block> _blocks;
    readonly RadiusCount[] _counts;
    readonly List<(byte[] Zone, int Block)> _zones = [];
    readonly ILookup<Address, int> _answers, _servers, _clients;

    /// <summary>Gets the list ready.</summary>
    /// <param name="blocks">What would be blocked.</param>
    /// <param name="servers">What the first reading shows of the name servers of zones.</param>
    public RadiusSink(ImmutableArray<Block> blocks, FrozenNameServers servers)
    {
        _blocks = blocks;
        _counts = [.. blocks.Select(_ => new RadiusCount())];
        _answers = Of(BlockKind.AnswerAddress);
        _servers = Of(BlockKind.Server);
        _clients = Of(BlockKind.Client);
        for (var i = 0; i < blocks.Length; i++)
        {
            var block = blocks[i];
            _zones.AddRange(block.Kind switch
            {
                BlockKind.Zone => [(block.Name.ToArray(), i)],
                BlockKind.NameServer => ServedBy(servers, server => server.Name.AsSpan().SequenceEqual(block.Name.AsSpan())).Select(zone => (zone, i)),
                BlockKind.NameServerAddress => ServedBy(servers, server => server.Addresses.Any(known => known.Address == block.Address)).Select(zone => (zone, i)),
                _ => [],
            });
        }
    }

    /// <summary>The list with whom each block would have hit.</summary>
    /// <param name="known">Clients that the findings are about.</param>
    public ImmutableArray<Block> Measured(ImmutableHashSet<Address> known) => [.. _blocks.Select((block, i) => block with { Radius = _counts[i].Sum(known) })];

    /// <inheritdoc/>
    public void Take(IObservationBatch batch)
    {
        foreach (ref readonly var message in batch.Messages)
        {
            if (!message.Server.IsOfTheLink)
            {
                Take(message, message.IsNameHidden ? [] : batch.Bytes(message.Name), batch.Bytes(message.Answers));
            }
        }
        foreach (ref readonly var flow in batch.Flows)
        {
            Count(_servers, flow.Server.Address, flow.At, flow.Time, flow.Client.Address, 0);
            Count(_clients, flow.Client.Address, flow.At, flow.Time, flow.Client.Address, 0);
        }
    }

    void Take(in DnsMessage message, ReadOnlySpan<byte> name, ReadOnlySpan<byte> answers)
    {
        // A capture shows a look-up as two packets; the second is counted for what it answers alone.
        if ((message.Sides & Sides.Query) != 0)
        {
            foreach (var (zone, block) in _zones)
            {
                if (ProfileSubject.IsBelow(name, zone))
                {
                    _counts[block].Add(message.At, message.Time, message.Client.Address, message.NameHash);
                }
            }
            Count(_servers, message.Server.Address, message.At, message.Time, message.Client.Address, message.NameHash);
            Count(_clients, message.Client.Address, message.At, message.Time, message.Client.Address, message.NameHash);
        }
        if (_answers.Count > 0)
        {
            foreach (var record in new ResourceRecords(answers))
            {
                if (record is { Section: Section.Answer, Type: RecordTypes.A or RecordTypes.Aaaa })
                {
                    Count(_answers, Address.FromBytes(record.Data), message.At, message.Time, message.Client.Address, message.NameHash);
                }
            }
        }
    }

    void Count(ILookup<Address, int> blocks, Address address, SourcePosition at, DateTime time, Address client, ulong name)
    {
        if (blocks.Contains(address))
        {
            foreach (var block in blocks[address])
            {
                _counts[block].Add(at, time, client, name);
            }
        }
    }

    ILookup<Address, int> Of(BlockKind kind) => _blocks.Select((block, i) => (block, i)).Where(pair => pair.block.Kind == kind).ToLookup(pair => pair.block.Address, pair => pair.i);

    static IEnumerable<byte[]> ServedBy(FrozenNameServers servers, Func<KnownNameServer, bool> isIt) =>
        servers.Zones.Select(servers.Of).OfType<ZoneNameServers>().Where(zone => zone.Own.Any(isIt)).Select(zone => zone.Zone);
}
