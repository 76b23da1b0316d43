using System.Globalization;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Tests.Rollups;

namespace Nameward.Engine.Tests.Proof;

/// <summary>
/// A channel out of a wide range of kinds, among a few clients that browse: how its names are written, how many they are and how long, when it speaks, what
/// comes back, and what of that the evidence shows. The same seed gives the same rows; few of them, so that a thousand cases take little time.
/// </summary>
sealed class ChannelCase
{
    /// <summary>The client that has the channel.</summary>
    public const int Client = 2;

    /// <summary>Clients that browse, the channel's among them.</summary>
    public const int Browsers = 5;

    const int Resolver = 53, Morning = -8 * 3600, Hours = 20;
    const int FewestNames = 4, MostNames = 60, FewestOfMany = 130, MostOfMany = 330;
    static readonly string[] Sites = ["example.com", "example.edu", "news.example"];
    static readonly ushort[] Types = [RecordTypes.A, RecordTypes.Txt, RecordTypes.Null, RecordTypes.Cname];
    static readonly uint[] Ttls = [0, 60, 3600];

    readonly Random _random;
    readonly int _bytes, _repeats;
    readonly ushort _type;
    readonly uint _ttl;
    readonly Spelling _spelling;
    readonly Answering _answering;
    readonly double _interval;
    double _second = Morning;

    /// <summary>The case of a seed.</summary>
    public ChannelCase(int seed)
    {
        (Seed, _random) = (seed, new(seed));
        var isMany = seed % 25 == 0;
        var isDownload = seed % 25 == 1;
        var names = isMany ? _random.Next(FewestOfMany, MostOfMany) : isDownload ? _random.Next(15, 30) : _random.Next(FewestNames, MostNames);
        (_bytes, _repeats) = (_random.Next(4, 32), _random.Next(4) == 0 ? 2 : 1);
        (_type, _ttl) = (Types[_random.Next(Types.Length)], Ttls[_random.Next(Ttls.Length)]);
        (_spelling, _answering, Shown) = ((Spelling)_random.Next(4), (Answering)_random.Next(3), (DownFrom)_random.Next(3));
        (_type, _spelling, _answering, Shown) = isDownload ? (RecordTypes.Txt, Spelling.Numbers, Answering.Texts, DownFrom.Records) : (_type, _spelling, _answering, Shown);
        (IsByTheClock, _interval) = (_random.Next(2) == 0, Math.Min(_random.Next(10, 300), Hours * 3600.0 / names));
        Around = BrowsersRows();
        Exchanges = [.. Enumerable.Range(0, names).Select(Exchange)];
        Rows = [.. Around, .. Exchanges.SelectMany(exchange => exchange)];
    }

    enum Spelling
    {
        Hexadecimal,
        Mixed,
        Words,
        Numbers,
    }

    enum Answering
    {
        Alike,
        Varied,
        Texts,
    }

    /// <summary>What it is made from.</summary>
    public int Seed { get; }

    /// <summary>Whether it speaks at an interval, give or take a twentieth of it; else without memory.</summary>
    public bool IsByTheClock { get; }

    /// <summary>What the evidence shows of responses.</summary>
    public DownFrom Shown { get; }

    /// <summary>The rows of each name of the channel, in the order of time.</summary>
    public List<List<RandomTraffic.Row>> Exchanges { get; }

    /// <summary>What the others do, some of them in the channel's zone.</summary>
    public List<RandomTraffic.Row> Around { get; }

    /// <summary>All of it.</summary>
    public List<RandomTraffic.Row> Rows { get; }

    /// <summary>Whether a sample holds all names, so that nothing is estimated.</summary>
    public bool IsExact => Exchanges.Count <= BottomK<SampledName>.K;

    List<RandomTraffic.Row> BrowsersRows()
    {
        var rows = new List<RandomTraffic.Row>();
        var others = _random.Next(3);
        for (var client = 1; client <= Browsers; client++)
        {
            foreach (var site in Sites)
            {
                ChannelTraffic.LookUp(rows, client, Resolver, _random.Next(3600), "www." + site, RecordTypes.A, 300, [198, 51, 100, 9]);
            }
            for (var i = client is not Client && others-- > 0 ? _random.Next(1, 12) : 0; i > 0; i--)
            {
                ChannelTraffic.LookUp(rows, client, Resolver, _random.Next(3600), $"{Word()}{i}{client}.{ChannelTraffic.Zone}", RecordTypes.A, 300, [198, 51, 100, (byte)i]);
            }
        }
        return Show(rows);
    }

    List<RandomTraffic.Row> Exchange(int number)
    {
        _second += IsByTheClock ? _interval * (0.95 + 0.1 * _random.NextDouble()) : -_interval * Math.Log(1 - _random.NextDouble()) / 2;
        var (name, data) = ($"{Prefix(number)}.{ChannelTraffic.Zone}", Data());
        var rows = new List<RandomTraffic.Row>();
        for (var times = _repeats; times > 0; times--)
        {
            ChannelTraffic.LookUp(rows, Client, Resolver, Math.Floor(_second) + times / 8.0, name, _type, _ttl, data);
        }
        return Show([.. rows.Select(row => row with { Message = row.Message with { At = new(0, row.Message.At.Offset + (number + 1) * 1000) } })]);
    }

    // A name of a case differs from all others of it, and all are as long as each other.
    string Prefix(int number)
    {
        var bytes = new byte[_bytes];
        _random.NextBytes(bytes);
        (bytes[0], bytes[1]) = ((byte)number, (byte)(number >> 8));
        return _spelling switch
        {
            Spelling.Hexadecimal => Convert.ToHexStringLower(bytes),
            Spelling.Mixed => string.Concat(bytes.Select((one, i) => (char)((i % 2 == 0 ? 'a' : 'A') + one % 26))) + "+" + number.ToString("x4", CultureInfo.InvariantCulture),
            Spelling.Numbers => number.ToString("x3", CultureInfo.InvariantCulture),
            _ => Word() + number.ToString("x4", CultureInfo.InvariantCulture),
        };
    }

    string Word() => string.Concat(Enumerable.Range(0, 6).Select(_ => "aeinorst"[_random.Next(8)]));

    byte[] Data()
    {
        var data = new byte[_type == RecordTypes.A ? 4 : _answering switch { Answering.Alike => 8, Answering.Varied => _random.Next(8, 120), _ => _random.Next(200, 400) }];
        if (_answering != Answering.Alike)
        {
            _random.NextBytes(data);
        }
        return _type == RecordTypes.Cname ? Target(data) : data;
    }

    // As much of the data as a name in the zone has room for.
    static byte[] Target(byte[] data)
    {
        const int Most = 180, LabelBytes = 60;
        return [.. data.Take(Most).Chunk(LabelBytes).SelectMany(label => label.Prepend((byte)label.Length)), .. Names.Wire(ChannelTraffic.Zone)];
    }

    List<RandomTraffic.Row> Show(List<RandomTraffic.Row> rows) => Shown switch
    {
        DownFrom.Nothing => [.. rows.Where(row => row.Message.Sides == Sides.Query)],
        DownFrom.Sizes => ChannelTraffic.WithoutAnswers(rows),
        _ => rows,
    };
}
