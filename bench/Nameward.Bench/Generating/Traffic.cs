using System.Text;

namespace Nameward.Bench.Generating;

/// <summary>How the clients of made-up traffic choose where to go.</summary>
enum Habits
{
    /// <summary>Nine look-ups in ten go to the client's own few hundred zones: of 5 million, about 0.95 million pairs of client and zone.</summary>
    Realistic,
    /// <summary>Any client goes anywhere, by the popularity of the zone alone: of 5 million look-ups, about 2.8 million pairs.</summary>
    Worst,
}

/// <summary>
/// A day of an organisation that does not exist: 5,000 clients and 200,000 zones, both by popularity; host names, hashed names as content networks
/// give them, and 20 zones that one client each talks to in long random labels.
/// </summary>
sealed class Traffic
{
    /// <summary>Clients of the organisation.</summary>
    public const int Clients = 5_000;

    /// <summary>Zones of the rest of the world.</summary>
    public const int Zones = 200_000;

    const long MicrosecondsADay = 86_400_000_000;
    const int Tunnels = 20, Favourites = 300;

    static readonly byte[][] Hosts = [.. "www www www api cdn mail static img login ads telemetry update edge auth m ws".Split(' ').Select(Encoding.ASCII.GetBytes)];
    static readonly ushort[] Types = [1, 1, 1, 1, 1, 1, 28, 28, 28, 65, 65, 15, 16, 12, 33, 5];

    readonly Chance _chance = new(42);
    readonly Popularity _zones = new(Zones, 1), _favourites = new(Favourites, 1), _clients;
    readonly ZoneNames _names;
    readonly Habits _habits;

    static ReadOnlySpan<byte> Base32 => "abcdefghijklmnopqrstuvwxyz234567"u8;

    /// <summary>The same traffic for the same habits, always.</summary>
    public Traffic(Habits habits)
    {
        (_habits, _clients) = (habits, new(Clients, habits == Habits.Worst ? 20 : 110));
        _names = new(Zones, _chance);
    }

    /// <summary>The time of the <paramref name="number"/>-th of so many look-ups, spread evenly over a day: microseconds since midnight.</summary>
    public static long TimeOf(long number, long lookUps) => (long)((double)MicrosecondsADay * number / lookUps);

    /// <summary>Draws the next look-up.</summary>
    public void Next(LookUp to, long time)
    {
        (to.Time, to.RoundTrip) = (time, 500 + _chance.Below(80_000));
        (to.Port, to.Id) = ((ushort)(1024 + _chance.Below(64_000)), (ushort)_chance.Below(65_536));
        to.ClearName();
        var kind = _chance.Below(1000);
        to.IsTunnel = kind < 3;
        if (to.IsTunnel)
        {
            AskTunnel(to, _chance.Below(Tunnels));
        }
        else
        {
            Ask(to, kind);
        }
        Answer(to);
    }

    void AskTunnel(LookUp to, int tunnel)
    {
        (to.Client, to.Type, to.Rcode) = (tunnel * 7, (ushort)(_chance.Below(2) == 0 ? 16 : 10), 0);
        for (var labels = 1 + _chance.Below(3); labels > 0; labels--)
        {
            _chance.Fill(to.Extend(20 + _chance.Below(40)), Base32);
            to.Append("."u8);
        }
        to.EndWith(Zones - 1 - tunnel, _names[Zones - 1 - tunnel]);
    }

    void Ask(LookUp to, int kind)
    {
        to.Client = _clients.At(_chance.Next());
        var zone = ZoneOf(to.Client);
        AppendHost(to, kind, _names[zone][0]);
        to.EndWith(zone, _names[zone]);
        (to.Type, to.Rcode) = (Types[_chance.Below(Types.Length)], Rcode(_chance.Below(100)));
    }

    int ZoneOf(int client) => _habits == Habits.Worst || _chance.Below(10) == 0
        ? _zones.At(_chance.Next())
        : _zones.At(Chance.Of((ulong)(client * Favourites + _favourites.At(_chance.Next()))));

    void AppendHost(LookUp to, int kind, byte flavour)
    {
        if (kind < 50)
        {
            _chance.Fill(to.Extend(6 + _chance.Below(12)), "0123456789abcdef"u8);
            to.Append(".edge."u8);
        }
        else if (kind < 800)
        {
            to.Append(Hosts[(flavour + _chance.Below(4)) % Hosts.Length]);
            to.Append("."u8);
            if (kind >= 700)
            {
                to.Append("n"u8);
                _chance.Fill(to.Extend(2), "0123456789"u8);
                to.Append("."u8);
            }
        }
    }

    void Answer(LookUp to)
    {
        (to.Addresses, to.Alias) = (0, -1);
        if (to.Rcode == 0 && to.Type is 1 or 28)
        {
            to.Addresses = 1 + _chance.Below(LookUp.MaxAddresses);
            to.Alias = _chance.Below(4) == 0 ? _chance.Below(1024) : -1;
            for (var i = 0; i < to.Addresses; i++)
            {
                (to.AddressBits[i], to.Ttls[i]) = (_chance.Next(), 30 + _chance.Below(3600));
            }
        }
        else if (to.Text.Length > 0)
        {
            // What an ordinary zone says of itself stays the same; what comes down a tunnel never does.
            var words = to.IsTunnel ? _chance : new Chance((ulong)to.Zone);
            words.Fill(to.TextToFill, Base32);
        }
    }

    static byte Rcode(int percent) => percent switch { < 88 => 0, < 97 => 3, < 99 => 2, _ => 5 };
}
