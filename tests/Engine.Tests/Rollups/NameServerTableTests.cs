using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Rollups;

/// <summary>The name servers of zones, under the laws of merging and within their bounds.</summary>
public class NameServerTableTests
{
    const int Cases = 300, Most = 12;

    [Fact]
    public void AnyPartitionInAnyOrderGivesTheSameBytesThoughDomainsServersAndAddressesAreLeftOut()
    {
        var (left, cut) = (0, 0);
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var responses = Enumerable.Range(0, 40 + random.Next(600)).Select(_ => Referral(random, seed % 3 == 0 ? 3 : 40)).ToList();
            var whole = Table(responses);
            var merged = Partition.Merged(responses, random, part => Table(part), ThroughBytes);
            Partition.AssertSame(whole, merged, seed);
            left += whole.IsSampled ? 1 : 0;
            cut += whole.Servers.Count(server => !server.Addresses.IsWhole);
        }
        Assert.True(left > Cases / 4 && cut > Cases / 4);
    }

    [Fact]
    public void WhatIsKeptOfManyIsTheSameAsOfThemAlone()
    {
        var random = new Random(7);
        var responses = Enumerable.Range(0, 3000).Select(_ => Referral(random, 200)).ToList();
        var (few, all) = (Table(responses), Table(responses, 1 << 14));
        Assert.Equal(all.Domains.Take(Most).Select(domain => domain.Hash), few.Domains.Select(domain => domain.Hash));
        foreach (var (one, other) in few.Servers.Zip(all.Servers))
        {
            Assert.Equal(Partition.BytesOf(other.WriteTo), Partition.BytesOf(one.WriteTo));
        }
    }

    [Fact]
    public void AReferralTellsTheNameServersOfAZoneAndWhereTheyStand()
    {
        var servers = new FrozenNameServers(Table(
        [
            Response("www.flux-example.com", 100, Ns("flux-example.com", "ns1.flux-example.com"), Ns("flux-example.com", "NS2.other-example.net"), A("ns1.flux-example.com", "198.51.100.7", 60), A("mail.flux-example.com", "192.0.2.1", 60)),
            Response("ns1.flux-example.com", 400, Ns("flux-example.com", "ns1.flux-example.com"), A("", "198.51.100.8", 30), A("", "198.51.100.7", 3600)),
            Response("a.sub.flux-example.com", 200, Ns("sub.flux-example.com", "ns.hosting-example.net")),
            Response("shop-example.com", 200, Ns("shop-example.com", "ns2.other-example.net"), A("ns2.other-example.net", "198.51.100.7", 60)),
            Response("example.com", 200, Ns("com", "a.gtld-servers.net"), Ns("", "ns.of-the-question.net")),
        ]));
        var zone = servers.Of(WireName.Hash(Names.Wire("flux-example.com"), NameHashing.Seed))!;
        Assert.Equal(["ns1.flux-example.com", "ns2.other-example.net"], zone.Own.Select(server => WireName.ToText(server.Name)));
        Assert.Equal(["ns.hosting-example.net"], zone.Below.Select(server => WireName.ToText(server.Name)));
        Assert.Equal([1, 2], zone.Own.Select(server => server.Domains));
        Assert.Equal((100u, 400u), (zone.Own[0].Seen.First, zone.Own[0].Seen.Last));
        Assert.Equal([("198.51.100.7", 60u, 3600u, 2), ("198.51.100.8", 30u, 30u, 1)], zone.Own[0].Addresses.Select(address => (address.Address.ToString(), address.LeastTtl!.Value, address.GreatestTtl!.Value, address.Domains)));
        Assert.Null(servers.Of(WireName.Hash(Names.Wire("com"), NameHashing.Seed)));
        Assert.Null(servers.Of(WireName.Hash(Names.Wire("never-example.com"), NameHashing.Seed)));
    }

    [Fact]
    public void AZoneWithEverNewNameServersCostsOthersNothing()
    {
        var flood = Enumerable.Range(0, 2000).Select(i => Response("flood-example.com", 1, Ns("flood-example.com", $"ns{i}.flood-example.com"), A($"ns{i}.flood-example.com", "198.51.100.7", 60)));
        var quiet = Response("quiet-example.com", 1, Ns("quiet-example.com", "ns.quiet-example.com"));
        var servers = new FrozenNameServers(Table([.. flood, quiet], 4096));
        var zone = servers.Of(WireName.Hash(Names.Wire("flood-example.com"), NameHashing.Seed))!;
        Assert.False(zone.IsWhole);
        Assert.Equal(DelegatedDomain.MostServers, zone.Own.Length);
        Assert.Single(servers.Of(WireName.Hash(Names.Wire("quiet-example.com"), NameHashing.Seed))!.Own);
    }

    [Fact]
    public void ATimeThatTheEvidenceDoesNotCarryIsUnknownAndNoBeginning()
    {
        var table = Table([Response("a-example.com", null, Ns("a-example.com", "ns.a-example.com")), Response("b-example.com", 50, Ns("b-example.com", "ns.b-example.com")), Response("b-example.com", null, Ns("b-example.com", "ns.b-example.com"))]);
        var servers = new FrozenNameServers(table);
        Assert.Null(servers.Of(WireName.Hash(Names.Wire("a-example.com"), NameHashing.Seed))!.Own[0].Seen.FirstTime);
        Assert.Equal(DateTime.UnixEpoch.AddSeconds(50), servers.Of(WireName.Hash(Names.Wire("b-example.com"), NameHashing.Seed))!.Own[0].Seen.FirstTime);
    }

    [Fact]
    public void AResponseOfWhichAllIsKnownAllocatesNothing()
    {
        var table = new NameServerTable();
        var sink = new Feeding(table);
        var writer = new BatchWriter(sink);
        var answers = new ResourceRecordWriter();
        foreach (var record in new[] { Ns("flux-example.com", "ns1.flux-example.com"), A("ns1.flux-example.com", "198.51.100.7", 60) })
        {
            answers.Add(record.Section, record.Type, record.Ttl, record.Owner, record.Data);
        }
        long Allocated(int responses)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            writer.Begin(new(0, 0), 1);
            for (var i = 0; i < responses; i++)
            {
                writer.Message(Message(i), Names.Wire("www.flux-example.com"), answers.Written);
            }
            writer.Flush();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Allocated(3000);
        var known = Allocated(3000);
        sink.IsIdle = true;
        Allocated(3000);
        Assert.Equal(Allocated(3000), known);
    }

    static Record Ns(string owner, string server) => new(Section.Authority, RecordTypes.Ns, 3600, owner.Length == 0 ? [] : Names.Wire(owner), Names.Wire(server));

    static Record A(string owner, string address, uint ttl)
    {
        Assert.True(Address.TryParse(System.Text.Encoding.ASCII.GetBytes(address), out var parsed));
        var data = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(data, parsed.V4);
        return new(owner.Length == 0 ? Section.Answer : Section.Additional, RecordTypes.A, ttl, owner.Length == 0 ? [] : Names.Wire(owner), data);
    }

    static (string Name, int? Second, Record[] Records) Response(string name, int? second, params Record[] records) => (name, second, records);

    static (string Name, int? Second, Record[] Records) Referral(Random random, int zones)
    {
        var zone = $"zone{random.Next(zones)}-example.com";
        var owner = random.Next(3) == 0 ? $"sub{random.Next(3)}.{zone}" : zone;
        var servers = Enumerable.Range(0, 1 + random.Next(3)).Select(_ => $"ns{random.Next(zones)}.host{random.Next(3)}-example.net").ToList();
        return Response($"www.{zone}", random.Next(20) == 0 ? null : random.Next(86_400), [.. servers.Select(server => Ns(owner, server)), .. servers.Select(server => A(server, $"198.51.{random.Next(4)}.{random.Next(60)}", (uint)random.Next(4000)))]);
    }

    static NameServerTable Table(IEnumerable<(string Name, int? Second, Record[] Records)> responses, int most = Most)
    {
        var table = new NameServerTable(most, most);
        var writer = new BatchWriter(new Feeding(table));
        writer.Begin(new(0, 0), 1);
        foreach (var (name, second, records) in responses)
        {
            var answers = new ResourceRecordWriter();
            foreach (var record in records)
            {
                answers.Add(record.Section, record.Type, record.Ttl, record.Owner, record.Data);
            }
            writer.Message(Message(second), Names.Wire(name), answers.Written);
        }
        writer.Flush();
        return table;
    }

    static DnsMessage Message(int? second) => new()
    {
        Time = second is { } at ? DateTime.UnixEpoch.AddSeconds(at) : DateTime.MinValue,
        Sides = Sides.Response,
        Client = new(Address.FromV4(0x0A000035), 40_000),
        Server = new(Address.FromV4(0xC6336404), 53),
        Type = RecordTypes.A,
        Rcode = 0,
        ShowsAnswers = true,
    };

    static NameServerTable ThroughBytes(NameServerTable table)
    {
        var reader = new StateReader(Partition.BytesOf(table.WriteTo));
        var read = NameServerTable.ReadFrom(ref reader, Most, Most);
        Assert.True(reader.AtEnd);
        return read;
    }

    sealed record Record(Section Section, ushort Type, uint Ttl, byte[] Owner, byte[] Data);

    sealed class Feeding(NameServerTable table) : IObservationSink
    {
        public bool IsIdle { get; set; }

        public void Take(IObservationBatch batch)
        {
            if (IsIdle)
            {
                return;
            }
            foreach (ref readonly var message in batch.Messages)
            {
                table.Add(message, batch);
            }
        }
    }
}
