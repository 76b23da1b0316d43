using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>A stretch of IPv4 addresses of which a client asked for the names (in-addr.arpa, RFC 1035 section 3.5), closer together than chance has it.</summary>
/// <param name="Zone">The reverse zone of the first octet, in canonical wire form.</param>
/// <param name="First">First address.</param>
/// <param name="Last">Last address.</param>
/// <param name="Asked">Different addresses in it that were asked, estimated where there are more than are remembered.</param>
/// <param name="Missing">Of these, those that have no name (NXDOMAIN).</param>
/// <param name="All">Different addresses that were asked in the zone.</param>
/// <param name="PerMinute">How many a minute of the stretch in the shortest time in which half of it was first asked.</param>
/// <param name="Bits">Likelihood ratio of the stretch, less the choice of its ends.</param>
/// <param name="Others">Other clients that sweep there (<see cref="Where"/>).</param>
/// <param name="OtherDays">Other days of the evidence on which the client sweeps there.</param>
sealed record AddressSweep(byte[] Zone, Address First, Address Last, int Asked, int Missing, int All, double PerMinute, double Bits, int Others, int OtherDays)
{
    /// <summary>Addresses below which nothing is weighed.</summary>
    public const int Fewest = 32;

    /// <summary>Part of the addresses of a stretch of which hosts ask for the names without sweeping it: neighbours in a network of their own know each other.</summary>
    public const double UsualDensity = 0.25;

    const int Octets = 3;

    static readonly Dictionary<uint, byte> OctetOfHash = Enumerable.Range(0, 256).ToDictionary(octet => HashOf((byte)octet), octet => (byte)octet);

    /// <summary>The sweep of a key of a reverse zone; null where its addresses are few or nowhere closer together than usual.</summary>
    public static AddressSweep? Of(PairState state, byte[] zone)
    {
        var scale = state.Names.Scale;
        if (FirstOctet(zone) is not { } first || AskedIn(state, first) is var asked && asked.Length * scale < Fewest)
        {
            return null;
        }
        var (from, to, bits) = Densest(asked, scale);
        var stretch = asked.AsSpan(from..(to + 1));
        return bits <= 0 || stretch.Length * scale < Fewest ? null
            : new(zone, Address.FromV4(stretch[0].Address), Address.FromV4(stretch[^1].Address), (int)Math.Round(stretch.Length * scale), (int)Math.Round(CountMissing(stretch) * scale),
                (int)Math.Round(asked.Length * scale), RateOf(stretch, scale), bits, 0, 0);
    }

    /// <summary>The /16 in which it begins: sweeps that begin in one are taken for sweeps of one network.</summary>
    public Network Where => Network.Of(First, 16);

    /// <summary>The octet of a zone directly below in-addr.arpa; null of other zones.</summary>
    static byte? FirstOctet(byte[] zone) =>
        zone.AsSpan().EndsWith("\u0007in-addr\u0004arpa\0"u8) && byte.TryParse(zone.AsSpan(1, zone[0]), System.Globalization.NumberStyles.None, null, out var octet) ? octet : null;

    /// <summary>The addresses that were asked, ascending.</summary>
    static AskedAddress[] AskedIn(PairState state, byte first)
    {
        var asked = new List<AskedAddress>();
        foreach (ref readonly var name in state.Names.Items)
        {
            if (name.Depth == Octets && TryRead(name, first, out var address))
            {
                asked.Add(new(address, name.First, name.Rcodes == 1 << AnswerNetwork.NameError));
            }
        }
        return [.. asked.OrderBy(one => one.Address)];
    }

    static bool TryRead(in SampledName name, byte first, out uint address)
    {
        address = first;
        for (var depth = 0; depth < Octets; depth++)
        {
            if (!OctetOfHash.TryGetValue(name.Labels[depth], out var octet))
            {
                return false;
            }
            address = address << 8 | octet;
        }
        return true;
    }

    /// <summary>
    /// The stretch of which it is least likely that each address was asked with the usual chance: n log2(d / usual) + (l - n) log2((1 - d) / (1 - usual)) for n of l addresses,
    /// d = n / l, less log2 of the pairs of ends. Where only a sample is remembered, n is what is in it and l is thinned alike.
    /// </summary>
    static (int From, int To, double Bits) Densest(AskedAddress[] asked, double scale)
    {
        var (from, to, most) = (0, 0, 0.0);
        var choice = Math.Log2(asked.Length * (asked.Length - 1) / 2.0);
        for (var i = 0; i < asked.Length; i++)
        {
            for (var j = i + 1; j < asked.Length; j++)
            {
                var bits = RatioOf(j - i + 1, Math.Max(j - i + 1, (asked[j].Address - asked[i].Address + 1) / scale)) - choice;
                (from, to, most) = bits > most ? (i, j, bits) : (from, to, most);
            }
        }
        return (from, to, most);
    }

    static double RatioOf(double asked, double length)
    {
        var density = asked / length;
        return density <= UsualDensity ? 0 : asked * Math.Log2(density / UsualDensity) + (density >= 1 ? 0 : (length - asked) * Math.Log2((1 - density) / (1 - UsualDensity)));
    }

    static int CountMissing(ReadOnlySpan<AskedAddress> stretch)
    {
        var missing = 0;
        foreach (var one in stretch)
        {
            missing += one.IsMissing ? 1 : 0;
        }
        return missing;
    }

    static double RateOf(ReadOnlySpan<AskedAddress> stretch, double scale)
    {
        var seconds = new uint[stretch.Length];
        for (var i = 0; i < seconds.Length; i++)
        {
            seconds[i] = stretch[i].First;
        }
        return Rate.OfHalf(seconds, scale);
    }

    static uint HashOf(byte octet)
    {
        var hashes = default(LabelHashes);
        var digits = System.Text.Encoding.ASCII.GetBytes(octet.ToString(System.Globalization.CultureInfo.InvariantCulture));
        PairState.HashLabels([(byte)digits.Length, .. digits], ref hashes);
        return hashes[0];
    }

    /// <summary>An address that was asked.</summary>
    readonly record struct AskedAddress(uint Address, uint First, bool IsMissing);
}
