using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;

namespace Nameward.Engine.Tests.Profiles;

/// <summary>What a resolver's upstream side shows of some zones: referrals with glue, and answers with authority.</summary>
sealed class ZoneTraffic
{
    public const string Resolver = "10.0.0.53", Parent = "192.0.2.1";
    public const HeaderBits WithAuthority = HeaderBits.Shown | HeaderBits.Authoritative;

    static readonly DateTime Start = new(2026, 3, 18, 9, 0, 0, DateTimeKind.Utc);

    readonly List<(DnsMessage Message, byte[] Name, byte[] Records)> _rows = [];

    /// <summary>Ten clients' zones at one hoster, and a zone that has its name servers beside its own host.</summary>
    public static ZoneTraffic SelfRunBesideHosted()
    {
        var traffic = new ZoneTraffic();
        for (var zone = 0; zone < 10; zone++)
        {
            var (name, host) = ($"hosted{zone}.test", $"203.0.113.{10 + zone}");
            traffic.Refer(name, zone, ("ns1.hoster.example", "198.51.100.1"), ("ns2.hoster.example", "192.0.2.200")).Answer($"www.{name}", host, 10 + zone, "198.51.100.1", $"10.0.1.{zone}");
        }
        traffic.Refer("selfrun.test", 40, ("ns1.selfrun.test", "198.18.7.10"), ("ns2.selfrun.test", "198.18.7.11"));
        for (var host = 0; host < 12; host++)
        {
            traffic.Answer($"a{host}.selfrun.test", "198.18.7.20", 50 + host, "198.18.7.10", ttl: 60);
        }
        return traffic;
    }

    /// <summary>A referral by the parent zone: NS in the authority section, glue in the additional.</summary>
    public ZoneTraffic Refer(string zone, double second, params (string Name, string Address)[] servers)
    {
        var records = new ResourceRecordWriter();
        foreach (var (name, _) in servers)
        {
            records.Add(Section.Authority, RecordTypes.Ns, 3600, Names.Wire(zone), Names.Wire(name));
        }
        foreach (var (name, address) in servers)
        {
            records.Add(Section.Additional, RecordTypes.A, 3600, Names.Wire(name), Bytes(address));
        }
        return Exchange($"www.{zone}", second, Parent, Resolver, HeaderBits.Shown, records);
    }

    /// <summary>An answer with authority; null for a name that does not exist.</summary>
    public ZoneTraffic Answer(string name, string? address, double second, string server, string client = Resolver, uint ttl = 300)
    {
        var records = new ResourceRecordWriter();
        if (address is not null)
        {
            records.Add(Section.Answer, RecordTypes.A, ttl, [], Bytes(address));
        }
        return Exchange(name, second, server, client, WithAuthority, records, address is null ? (ushort)3 : (ushort)0);
    }

    /// <summary>An answer with any record.</summary>
    public ZoneTraffic Answer(string name, ushort type, byte[] data, double second, string server)
    {
        var records = new ResourceRecordWriter();
        records.Add(Section.Answer, type, 0, [], data);
        return Exchange(name, second, server, Resolver, WithAuthority, records);
    }

    /// <summary>The profile, each row read by one of <paramref name="threads"/> sinks, in the order of a shuffle by <paramref name="seed"/>.</summary>
    public Profile Profile(string subject, int threads = 1, int? seed = null)
    {
        var reading = new ProfileReading(ProfileSubject.TryParse(subject)!);
        var rows = _rows.ToArray();
        if (seed is { } number)
        {
            new Random(number).Shuffle(rows);
        }
        for (var thread = 0; thread < threads; thread++)
        {
            Feed(reading.First(), rows.Where((_, at) => at % threads == thread));
        }
        var second = reading.Second();
        Feed(second, rows);
        return reading.Build(second, new(11, 4));
    }

    static void Feed(IObservationSink sink, IEnumerable<(DnsMessage Message, byte[] Name, byte[] Records)> rows)
    {
        var writer = new BatchWriter(sink);
        writer.Begin(new(0, 0), 1);
        foreach (var (message, name, records) in rows)
        {
            writer.Message(message, name, records);
        }
        writer.Flush();
    }

    ZoneTraffic Exchange(string name, double second, string server, string client, HeaderBits header, ResourceRecordWriter records, ushort rcode = 0)
    {
        var query = new DnsMessage { Time = Start.AddSeconds(second), Sides = Sides.Query, Transport = Transport.Udp, Client = new(Parse(client), 40_000), Server = new(Parse(server), 53), Type = RecordTypes.A };
        _rows.Add((query, Names.Wire(name), []));
        _rows.Add((query with { Sides = Sides.Response, Rcode = rcode, ShowsAnswers = true, Header = header }, Names.Wire(name), records.Written.ToArray()));
        return this;
    }

    static Address Parse(string text) => Address.TryParse(Encoding.ASCII.GetBytes(text), out var address) ? address : throw new ArgumentException(text);

    static byte[] Bytes(string address) => [.. address.Split('.').Select(byte.Parse)];
}
