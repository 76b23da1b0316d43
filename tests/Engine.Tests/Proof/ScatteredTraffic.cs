using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rollups;

namespace Nameward.Engine.Tests.Proof;

/// <summary>
/// What one client of a fleet says to a server that nobody else asks: names that each have a zone of their own, with data or without; and what looks like it. Rows as a capture
/// gives them. The same seed gives the same rows.
/// </summary>
sealed class ScatteredTraffic(int seed)
{
    public const int Client = ChannelTraffic.Channel, Server = 222;

    static readonly string[] Words = ["river", "garden", "window", "market", "silver", "paper", "orange", "travel", "music", "house", "north", "bridge", "winter", "school", "coffee", "letter", "mountain", "picture", "village", "station"];
    static readonly string[] Suffixes = ["com", "org", "net", "de", "co.uk", "info"];

    readonly Random _random = new(seed);
    readonly List<RandomTraffic.Row> _rows = [];
    int _second;

    /// <summary>Sites of the names given, each with a host, as words have it.</summary>
    public string Site() => $"{Word()}{Word()}.{Suffixes[_random.Next(Suffixes.Length)]}";

    /// <summary>Names in hexadecimal down to the root, as dnscat2 writes them without a domain.</summary>
    public List<RandomTraffic.Row> WithoutDomain(int names) => Ask(names, _ => $"dnscat.{Hex(24)}.{Hex(9)}", RecordTypes.Txt, 60, () => Random(40));

    /// <summary>Eight hexadecimal digits before the name of a site, another site each time.</summary>
    public List<RandomTraffic.Row> GluedBeforeSites(int names) => Ask(names, _ => $"{Hex(4)}{Word()}.{Site()}", RecordTypes.Txt, 300, () => Random(60));

    /// <summary>Data in place of the site's name, four bytes back in addresses that may be kept.</summary>
    public List<RandomTraffic.Row> InPlaceOfSites(int names) => Ask(names, _ => $"{Hex(8)}.com", RecordTypes.A, 300, () => Random(4));

    /// <summary>Sites that are browsed by a resolver of one's own: addresses of both kinds, some hosts of a site, some asked again.</summary>
    public List<RandomTraffic.Row> Browsing(int sites)
    {
        for (var i = 0; i < sites; i++)
        {
            var site = Site();
            // Content networks name one host in twenty by a number.
            var host = i % 20 == 7 ? $"{Hex(8)}.{site}" : $"www.{site}";
            var address = Random(4);
            for (var times = _random.Next(1, 3); times > 0; times--)
            {
                Add(host, RecordTypes.A, 300, address);
                Add(host, RecordTypes.Aaaa, 300, Random(16));
            }
        }
        return Taken();
    }

    /// <summary>A mail server that asks for the exchanger and the policy of each sender's domain.</summary>
    public List<RandomTraffic.Row> Mail(int senders)
    {
        for (var i = 0; i < senders; i++)
        {
            var site = Site();
            Add(site, RecordTypes.Mx, 3600, [0, 10, .. Names.Wire("mx." + site)]);
            Add(site, RecordTypes.Txt, 3600, [20, .. Random(20)]);
            Add($"{Hex(4)}._domainkey.{site}", RecordTypes.Txt, 3600, [200, .. Random(200)]);
        }
        return Taken();
    }

    /// <summary>Generated names that do not exist.</summary>
    public List<RandomTraffic.Row> Generated(int names) => Missing(Ask(names, _ => $"{Letters(14)}.com", RecordTypes.A, 0, () => []));

    /// <summary>Generated names before a resolver that gives one address to whatever does not exist.</summary>
    public List<RandomTraffic.Row> Caught(int names) => Ask(names, i => i % 2 == 0 ? Letters(12) : $"{Letters(14)}.com", RecordTypes.A, 0, () => [203, 0, 113, 80]);

    /// <summary>What the rows of a client and the server come to; null where nothing is weighed.</summary>
    public static Weighing? Weigh(IEnumerable<RandomTraffic.Row> rows, int client = Client) =>
        new ScatterJudge(new(new(RandomTraffic.Roll(rows)))).Judge(new(int.MinValue)).FirstOrDefault(weighing => ((Pair)weighing.Subject).Client == ChannelTraffic.Host(client));

    /// <summary>The same rows as another client's.</summary>
    public static List<RandomTraffic.Row> Of(int client, IEnumerable<RandomTraffic.Row> rows) =>
        ChannelTraffic.Each(rows, message => message with { Client = message.Client with { Address = ChannelTraffic.Host(client) } });

    /// <summary>Clients that look up the same few sites at the resolver of all.</summary>
    public static List<RandomTraffic.Row> Fleet(int clients)
    {
        var rows = new List<RandomTraffic.Row>();
        for (var client = 1; client <= clients; client++)
        {
            for (var site = 0; site < Words.Length; site++)
            {
                ChannelTraffic.LookUp(rows, client, ChannelTraffic.Relay, site, $"www.{Words[site]}.example", RecordTypes.A, 300, [198, 51, 100, (byte)site]);
            }
        }
        return rows;
    }

    static List<RandomTraffic.Row> Missing(List<RandomTraffic.Row> rows) =>
        [.. rows.Select(row => row with { Answers = [], Message = row.Message with { Rcode = (row.Message.Sides & Sides.Response) != 0 ? (ushort)3 : row.Message.Rcode } })];

    List<RandomTraffic.Row> Ask(int names, Func<int, string> name, ushort type, uint ttl, Func<byte[]> data)
    {
        for (var i = 0; i < names; i++)
        {
            Add(name(i), type, ttl, data());
        }
        return Taken();
    }

    void Add(string name, ushort type, uint ttl, byte[] data) => ChannelTraffic.LookUp(_rows, Client, Server, _second += _random.Next(1, 40), name, type, ttl, data);

    List<RandomTraffic.Row> Taken()
    {
        List<RandomTraffic.Row> rows = [.. _rows];
        _rows.Clear();
        return rows;
    }

    string Word() => Words[_random.Next(Words.Length)];

    string Hex(int bytes) => Convert.ToHexStringLower(Random(bytes));

    string Letters(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('a' + _random.Next(26))));

    byte[] Random(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }
}
