using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Finds the windows of time in which a client's private names said most, from when each name of the sample was first asked. What was sampled counts as seen. What it
/// stands for beyond is less sure of a minute than of a day: k names of a sample that fall into a window bound the names that it had from below, as a count of
/// chance (Poisson) does, four standard errors down, which of the windows that 128 names can begin fails in one sample of two hundred.
/// </summary>
static class BurstMeasuring
{
    const uint Minute = 60, TenMinutes = 600, Hour = 3600;

    /// <summary>Half of four standard errors: the root of a count of chance has one of a half (Anscombe 1948).</summary>
    const double ErrorOfRoot = 2;

    /// <summary>The busiest windows of a client, by its number in the fleet.</summary>
    /// <param name="client">The client.</param>
    /// <param name="names">Its private names.</param>
    /// <param name="scale">How many names one of them stands for.</param>
    /// <param name="fleet">Who else asks in the zone.</param>
    public static Bursts Of(int client, NameSample names, double scale, ZoneFleet fleet)
    {
        if (names.Count == 0)
        {
            return default;
        }
        Span<byte> places = stackalloc byte[BottomK<SampledName>.K];
        var sorted = names.ByFirst(places);
        var tally = default(Tally);
        return new(Of(client, sorted, Minute, scale, fleet, ref tally), Of(client, sorted, TenMinutes, scale, fleet, ref tally), Of(client, sorted, Hour, scale, fleet, ref tally));
    }

    static Burst Of(int client, NameSample sorted, uint seconds, double scale, ZoneFleet fleet, ref Tally tally)
    {
        var names = Busiest(sorted, seconds);
        var standsFor = StandsFor(names.Count, scale);
        double bytes = 0;
        for (var i = 0; i < names.Count; i++)
        {
            bytes += names[i].PrefixBytes;
        }
        return new(names[0].First, names.Count * standsFor, PairMeasuring.UpBits(client, names, standsFor, fleet, ref tally), bytes * standsFor);
    }

    /// <summary>How many names one of a window stands for, at least.</summary>
    static double StandsFor(int names, double scale)
    {
        var root = Math.Max(0, Math.Sqrt(names) - ErrorOfRoot);
        return 1 + (scale - 1) * root * root / names;
    }

    /// <summary>The window whose labels are longest in code, together; of equals the first.</summary>
    static NameSample Busiest(NameSample sorted, uint seconds)
    {
        long bits = 0, most = -1;
        var (first, busiest, end) = (0, 0, 0);
        for (var last = 0; last < sorted.Count; last++)
        {
            bits += BitsOf(sorted[last]);
            while (sorted[last].First - sorted[first].First >= seconds)
            {
                bits -= BitsOf(sorted[first++]);
            }
            (most, busiest, end) = bits > most ? (bits, first, last + 1) : (most, busiest, end);
        }
        return sorted.Between(busiest, end);
    }

    static long BitsOf(in SampledName name)
    {
        long bits = 0;
        for (var depth = 0; depth < name.Depth; depth++)
        {
            bits += name.Bits[depth];
        }
        return bits;
    }
}
