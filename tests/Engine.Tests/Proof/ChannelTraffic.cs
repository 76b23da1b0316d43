using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rollups;

namespace Nameward.Engine.Tests.Proof;

/// <summary>
/// A fleet that browses, and one of its clients that has a channel through a zone: rows as a capture between clients and resolver gives them, each
/// look-up as a query and a response. The same seed gives the same rows.
/// </summary>
sealed class ChannelTraffic(int seed)
{
    public const string Zone = "t-example.net", OtherZone = "q-sample.org";
    public const int Clients = 12, Channel = 7, Relay = 53;

    const byte Lane = 2;
    static readonly DateTime Start = new(2026, 3, 18, 9, 0, 0, DateTimeKind.Utc);
    static readonly string[] Sites = ["example.com", "example.org", "example.edu", "news.example", "shop.example", "mail.example"];

    readonly Random _random = new(seed);

    ushort Type => (seed % 3) switch { 0 => RecordTypes.Txt, 1 => RecordTypes.Null, _ => RecordTypes.A };

    uint Ttl => seed % 2 == 0 ? 0 : 300u;

    /// <summary>The address of a host of the fleet.</summary>
    public static Address Host(int number) => Address.FromV4(0x0A000000u + (uint)number);

    /// <summary>Every client looks up the same few sites, some twice.</summary>
    public List<RandomTraffic.Row> Fleet()
    {
        var rows = new List<RandomTraffic.Row>();
        for (var client = 1; client <= Clients; client++)
        {
            foreach (var site in Sites)
            {
                for (var times = _random.Next(1, 4); times > 0; times--)
                {
                    LookUp(rows, client, Relay, _random.Next(3600), "www." + site, RecordTypes.A, 300, [198, 51, 100, (byte)site.Length]);
                }
            }
        }
        return rows;
    }

    /// <summary>
    /// Names that each carry <paramref name="bytes"/> bytes, asked once, and answers that carry as much, or four bytes in addresses. Seeds differ in the
    /// type that is asked, and in whether answers may be kept, where these are not given.
    /// </summary>
    public List<RandomTraffic.Row> Tunnel(int names, int bytes = 20, int client = Channel, int server = Relay, string zone = Zone, ushort? type = null, uint? ttl = null)
    {
        var rows = new List<RandomTraffic.Row>();
        for (var i = 0; i < names; i++)
        {
            byte[] up = new byte[bytes], down = new byte[(type ?? Type) == RecordTypes.A ? 4 : bytes];
            _random.NextBytes(up);
            _random.NextBytes(down);
            LookUp(rows, client, server, i, $"{Convert.ToHexStringLower(up)}.{zone}", type ?? Type, ttl ?? Ttl, down);
        }
        return rows;
    }

    /// <summary>Keys of the fleet's own clients in zones that have nothing to do with anything else.</summary>
    public static List<RandomTraffic.Row> Unrelated(int keys)
    {
        var rows = new List<RandomTraffic.Row>();
        for (var i = 0; i < keys; i++)
        {
            LookUp(rows, 1 + i % Clients, Relay, i, $"www.unrelated{i}.example", RecordTypes.A, 300, [198, 51, 100, 7]);
        }
        return rows;
    }

    /// <summary>The same rows with their messages changed.</summary>
    public static List<RandomTraffic.Row> Each(IEnumerable<RandomTraffic.Row> rows, Func<DnsMessage, DnsMessage> change) =>
        [.. rows.Select(row => row with { Message = change(row.Message) })];

    /// <summary>The same rows as a look-up log writes them: no answers.</summary>
    public static List<RandomTraffic.Row> WithoutAnswers(IEnumerable<RandomTraffic.Row> rows) =>
        [.. rows.Select(row => row with { Answers = [], Message = row.Message with { ShowsAnswers = false } })];

    /// <summary>What the rows say of one client in one zone; null where nothing is weighed.</summary>
    public static Weighing? Weigh(IEnumerable<RandomTraffic.Row> rows, int client = Channel, string zone = Zone)
    {
        var all = new PairJudge(new(new(RandomTraffic.Roll(rows)))).Judge(new(int.MinValue));
        return all.FirstOrDefault(weighing => weighing.Subject is Pair pair && pair.Client == Host(client) && pair.Zones is [var one] && WireName.ToText(one) == zone);
    }

    /// <summary>Bits of each signal against browsing and against look-ups, sorted by id; those of the family left out are not among them.</summary>
    public static ImmutableArray<(string Id, Bits AsBrowsing, Bits AsLookUps)> Signals(Weighing weighing, Family? leftOut = null) =>
        [.. weighing.Signals.Where(signal => signal.Family != leftOut).OrderBy(signal => signal.Id, StringComparer.Ordinal).Select(signal => (signal.Id, signal.AsBrowsing, signal.AsLookUps))];

    /// <summary>Adds a query and its response 20 ms later, at a second after nine o'clock.</summary>
    public static void LookUp(List<RandomTraffic.Row> rows, int client, int server, double second, string name, ushort type, uint ttl, byte[] data)
    {
        var query = new DnsMessage
        {
            At = new(0, rows.Count + 1),
            Time = Start.AddSeconds(second),
            Sides = Sides.Query,
            Transport = Transport.Udp,
            Client = new(Host(client), 40000),
            Server = new(Host(server), 53),
            Type = type,
            Bytes = name.Length + 18,
        };
        var wire = Names.Wire(name);
        var answers = new ResourceRecordWriter();
        answers.Add(Section.Answer, type, ttl, [], data);
        rows.Add(new(query, wire, [], new(0, 0), Lane));
        rows.Add(new(query with { Sides = Sides.Response, Time = query.Time.AddMilliseconds(20), Rcode = 0, ShowsAnswers = true, Bytes = query.Bytes + data.Length + 12 },
            wire, answers.Written.ToArray(), new(0, 0), Lane));
    }
}
