using Nameward.Engine.Baselines;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Tests.Rollups;

namespace Nameward.Engine.Tests.Baselines;

/// <summary>Days of a small site that never was: each client asks some of sixty sites, and a few names of its own, at times of its own.</summary>
static class SiteDays
{
    public const int Clients = 20;

    public const ushort First = 20_000;

    const int Sites = 60, LookUps = 40, SecondsOfDay = 86_400;

    public static Address Client(int number) => Address.FromV4(0x0A000100u + (uint)number);

    /// <summary>What all clients do on a day; the same from each call.</summary>
    public static List<RandomTraffic.Row> Day(ushort day, int clients = Clients)
    {
        var random = new Random(day);
        var rows = new List<RandomTraffic.Row>();
        for (var client = 1; client <= clients; client++)
        {
            var (begin, lookUps) = (random.Next(6, 9) * 3600, LookUps + random.Next(LookUps));
            for (var i = 0; i < lookUps; i++)
            {
                rows.Add(LookUp(client, day, begin + random.Next(9 * 3600), $"www.site{random.Next(Sites)}.com"));
            }
            for (var i = random.Next(4); i > 0; i--)
            {
                rows.Add(LookUp(client, day, begin + random.Next(9 * 3600), $"www.own{client}-{random.Next(12)}.net", rcode: random.Next(3) == 0 ? (ushort)3 : (ushort)0));
            }
        }
        return rows;
    }

    public static RandomTraffic.Row LookUp(int client, ushort day, int second, string name, ushort type = RecordTypes.A, ushort rcode = 0, string server = "10.0.0.53")
    {
        var message = new DnsMessage
        {
            Time = DateTime.UnixEpoch.AddDays(day).AddSeconds(second % SecondsOfDay),
            Sides = Sides.Query | Sides.Response,
            Transport = Transport.Udp,
            Client = new(Client(client), 40_000),
            Server = new(Address.TryParse(System.Text.Encoding.ASCII.GetBytes(server), out var address) ? address : Address.None, 53),
            Type = type,
            Rcode = rcode,
        };
        return new(message, Names.Wire(name), [], new(0, day), 1);
    }

    /// <summary>Measures rows.</summary>
    public static HostDayMeasuring Measure(IEnumerable<RandomTraffic.Row> rows) => new(new FrozenRollups(RandomTraffic.Roll(rows)), 2);

    /// <summary>A baseline of so many days from the first on.</summary>
    public static Baseline Learned(int days) => Enumerable.Range(First, days).Aggregate(Baseline.Empty, (before, day) => Teach(before, Day((ushort)day)));

    /// <summary>A baseline that is taught these rows, nobody left out.</summary>
    public static Baseline Teach(Baseline before, IEnumerable<RandomTraffic.Row> rows) => Taught.Of(before, Measure(rows), (_, _) => false).After;
}
