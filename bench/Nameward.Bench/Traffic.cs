namespace Nameward.Bench;

/// <summary>How the clients of made-up traffic choose where to go.</summary>
enum Habits
{
    /// <summary>Nine look-ups in ten go to the client's own few hundred zones, so that about one row in five is a new pair of client and zone.</summary>
    Realistic,
    /// <summary>Any client goes anywhere: hardly a pair comes twice, which is the most that the pair table can be asked to hold.</summary>
    Worst,
}

/// <summary>One look-up of made-up traffic, question and answer.</summary>
readonly record struct LookUp(double Time, int Client, string Name, string Zone, ushort Type, int Rcode);

/// <summary>
/// A day of an organisation that does not exist: 5,000 clients and 200,000 zones, both by popularity; host names, hashed names as content networks
/// give them, and 20 zones that one client each talks to in long random labels.
/// </summary>
sealed class Traffic
{
    /// <summary>Clients of the organisation.</summary>
    public const int Clients = 5_000;

    const int Zones = 200_000, Tunnels = 20, Favourites = 300;
    const string Hexadecimal = "0123456789abcdef", Base32 = "abcdefghijklmnopqrstuvwxyz234567";

    static readonly string[] Suffixes = ["com", "com", "com", "com", "com", "net", "net", "org", "de", "fr", "nl", "info", "io", "app", "co.uk", "com.au", "co.jp", "com.br", "ru", "cn"];
    static readonly string[] Hosts = ["www", "www", "www", "api", "cdn", "mail", "static", "img", "login", "ads", "telemetry", "update", "edge", "auth", "m", "ws"];
    static readonly ushort[] Types = [1, 1, 1, 1, 1, 1, 28, 28, 28, 65, 65, 15, 16, 12, 33, 5];

    readonly Chance _chance = new(42);
    readonly Popularity _zones = new(Zones, 1), _clients = new(Clients, 20), _favourites = new(Favourites, 1);
    readonly string[] _names = new string[Zones];
    readonly Habits _habits;

    /// <summary>The same traffic for the same habits, always.</summary>
    public Traffic(Habits habits)
    {
        _habits = habits;
        for (var i = 0; i < Zones; i++)
        {
            _names[i] = $"{Word(2 + _chance.Below(4))}{i % 4096:x}.{Suffixes[_chance.Below(Suffixes.Length)]}";
        }
    }

    /// <summary>The look-up at <paramref name="time"/> seconds of the day.</summary>
    public LookUp Next(double time)
    {
        var kind = _chance.Below(1000);
        if (kind < 3)
        {
            var tunnel = _chance.Below(Tunnels);
            return new(time, tunnel * 7, Labels(1 + _chance.Below(3)) + _names[Zones - 1 - tunnel], _names[Zones - 1 - tunnel], (ushort)(_chance.Below(2) == 0 ? 16 : 10), 0);
        }
        var client = _habits == Habits.Worst ? _chance.Below(Clients) : _clients.At(_chance.Share());
        var zone = _names[ZoneOf(client)];
        return new(time, client, Prefix(kind, zone) + zone, zone, Types[_chance.Below(Types.Length)], Rcode(_chance.Below(100)));
    }

    /// <summary>More random numbers, for what only one kind of log shows.</summary>
    public int Below(int end) => _chance.Below(end);

    int ZoneOf(int client)
    {
        if (_habits == Habits.Worst)
        {
            return _chance.Below(Zones);
        }
        return _chance.Below(10) == 0 ? _zones.At(_chance.Share()) : _zones.At(new Chance((ulong)(client * Favourites + _favourites.At(_chance.Share()))).Share());
    }

    string Prefix(int kind, string zone) => kind switch
    {
        < 50 => $"{_chance.Text(6 + _chance.Below(12), Hexadecimal)}.edge.",
        < 700 => Host(zone) + ".",
        < 800 => $"{Host(zone)}.n{_chance.Below(64)}.",
        _ => "",
    };

    string Host(string zone) => Hosts[(zone[0] + _chance.Below(4)) % Hosts.Length];

    static int Rcode(int percent) => percent switch { < 88 => 0, < 97 => 3, < 99 => 2, _ => 5 };

    string Labels(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => _chance.Text(20 + _chance.Below(40), Base32) + "."));

    string Word(int syllables) => string.Concat(Enumerable.Range(0, syllables).Select(_ => $"{"bcdfghjklmnprstvwz"[_chance.Below(18)]}{"aeiou"[_chance.Below(5)]}"));
}
