using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Tests.Rollups;

/// <summary>Messages made from a seed: few clients and zones, so that keys meet; some keys with many long names, so that samples are cut.</summary>
sealed class RandomTraffic(int seed)
{
    static readonly string[] Zones = ["example.com", "example.co.uk", "a.github.io", "in-addr.arpa", "internal", "b.com.edgekey.net"];
    static readonly ushort[] Types = [RecordTypes.A, RecordTypes.Aaaa, RecordTypes.Txt, RecordTypes.Null, RecordTypes.Cname, RecordTypes.Mx];

    readonly Random _random = new(seed), _delegations = new(~seed);

    /// <summary>One message: what a reader would report of it, and which segment it stands in.</summary>
    public sealed record Row(DnsMessage Message, byte[] Name, byte[] Answers, SegmentId Segment, byte Format);

    public List<Row> Rows(int count) => [.. Enumerable.Range(0, count).Select(_ => NextRow())];

    /// <summary>Rows in a fresh set of rollups, in the order given, over several batches.</summary>
    public static RollupSet Roll(IEnumerable<Row> rows)
    {
        var set = new RollupSet();
        var sink = new RollupSink(set);
        var writer = new BatchWriter(sink);
        foreach (var row in rows)
        {
            writer.Begin(row.Segment, row.Format);
            Surround(row, writer);
            writer.Message(row.Message, row.Name, row.Answers);
            writer.Flush();
        }
        sink.Finish();
        return set;
    }

    /// <summary>Some rows tell who asked, some stand beside statements about configuration or leases, of which several say the same.</summary>
    static void Surround(Row row, BatchWriter writer)
    {
        var (some, time) = (Encoding.ASCII.GetBytes($"n{row.Message.Bytes % 5}"), row.Message.Time.Date);
        if (row.Message.Bytes % 7 == 0)
        {
            writer.Change(new() { At = row.Message.At, Time = time, Kind = (ConfigurationKind)(row.Message.Bytes % 4), Act = (ConfigurationAct)(row.Message.Bytes % 3) }, new() { Host = some, Object = some, New = row.Name });
        }
        if (row.Message.Bytes % 5 == 0)
        {
            writer.Lease(new() { At = row.Message.At, From = row.Message.Time, Until = row.Message.Time.AddHours(30), Address = row.Message.Client.Address }, some, []);
        }
        if (row.Message.Bytes % 3 == 0)
        {
            writer.AskedBy(new() { Host = some, User = "u"u8, Process = some, ProcessId = 7 });
        }
    }

    Row NextRow()
    {
        var sides = (Sides)_random.Next(1, 4);
        var answered = (sides & Sides.Response) != 0;
        var message = new DnsMessage
        {
            At = new(0, _random.Next(100_000)),
            Time = new DateTime(2026, 3, 18, 0, 0, 0, DateTimeKind.Utc).AddMilliseconds(_random.NextInt64(3L * 86_400_000)),
            Sides = sides,
            Transport = Transport.Udp,
            Client = new(Address.FromV4(0x0A000001u + (uint)_random.Next(4)), (ushort)_random.Next(1024, 65536)),
            Server = new(Address.FromV4(0x0A000035u + (uint)_random.Next(2)), 53),
            Type = Types[_random.Next(Types.Length)],
            Rcode = answered ? (ushort)(_random.Next(4) == 0 ? 3 : 0) : null,
            Bytes = _random.Next(20, 1500),
            ShowsAnswers = answered,
        };
        message.IsNameHidden = message.Bytes % 31 == 0;
        return new(message, Name(), answered ? Answers() : [], new(_random.Next(3), _random.Next(200)), (byte)_random.Next(1, 4));
    }

    byte[] Name()
    {
        var labels = new List<string>();
        for (var i = _random.Next(4); i > 0; i--)
        {
            labels.Add(_random.Next(3) == 0 ? "www" : new string([.. Enumerable.Range(0, _random.Next(1, 40)).Select(_ => (char)('a' + _random.Next(26)))]));
        }
        labels.Add(Zones[_random.Next(Zones.Length)]);
        var name = new byte[256];
        return name[..WireName.FromText(Encoding.ASCII.GetBytes(string.Join('.', labels)), name)];
    }

    byte[] Answers()
    {
        var records = new ResourceRecordWriter();
        for (var i = _random.Next(4); i > 0; i--)
        {
            var data = new byte[_random.Next(3) switch { 0 => 4, 1 => 16, _ => _random.Next(1, 60) }];
            _random.NextBytes(data);
            var type = data.Length switch { 4 => RecordTypes.A, 16 => RecordTypes.Aaaa, _ => RecordTypes.Txt };
            records.Add((Section)_random.Next(1, 4), type, (uint)_random.Next(0, 100_000), [], data);
        }
        if (_delegations.Next(4) == 0)
        {
            var server = Names.Wire($"ns{_delegations.Next(30)}.{Zones[_delegations.Next(Zones.Length)]}");
            records.Add(Section.Authority, RecordTypes.Ns, 3600, Names.Wire(Zones[_delegations.Next(Zones.Length)]), server);
            records.Add(Section.Additional, RecordTypes.A, (uint)_delegations.Next(3600), server, [198, 18, 0, (byte)_delegations.Next(100)]);
        }
        return records.Written.ToArray();
    }
}
