using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Baselines;

/// <summary>
/// What was learned of one UTC day: of each role how many client-days had how much, and of some clients and zones which they are. It is bounded whatever the day held: histograms
/// of fixed bins, <see cref="MostClients"/> clients and about <see cref="MostZones"/> zones, those with the lowest hashes.
/// </summary>
sealed class BaselineDay
{
    /// <summary>Most clients that are kept by their addresses.</summary>
    public const int MostClients = 4096;

    /// <summary>Most zones that are kept, by their hashes: a share of all that is halved until it fits.</summary>
    public const int MostZones = 16_384;

    /// <summary>The most often that the share of zones can be halved.</summary>
    public const int MostHalvings = 32;

    readonly SortedDictionary<HostRole, Histogram[]> _roles = [];

    /// <summary>The UTC day, counted from 1970-01-01.</summary>
    public required ushort Day { get; init; }
    /// <summary>Client-days that were left out, because something is found of the client.</summary>
    public required int LeftOut { get; init; }
    /// <summary>How often the share of zones that is kept was halved: of 2 to this power zones one is kept.</summary>
    public required int Halvings { get; init; }
    /// <summary>Some clients, in order of their addresses.</summary>
    public required ImmutableArray<BaselineClient> Clients { get; init; }
    /// <summary>Chained hashes of the zones that several clients asked, ascending, as far as zones are kept.</summary>
    public required ImmutableArray<ulong> SharedZones { get; init; }

    /// <summary>Histograms of each role, by <see cref="HostMeasure.Place"/>.</summary>
    public IReadOnlyDictionary<HostRole, Histogram[]> Roles => _roles;

    /// <summary>Client-days that were learned.</summary>
    public int ClientDays => _roles.Values.Sum(role => role[0].Total);

    /// <summary>What is remembered of a day.</summary>
    /// <param name="day">The UTC day.</param>
    /// <param name="hosts">Who is learned, of that day.</param>
    /// <param name="leftOut">How many are not.</param>
    /// <param name="lone">The zones that one client alone asked.</param>
    /// <param name="shared">The zones that several asked.</param>
    public static BaselineDay Of(ushort day, IReadOnlyCollection<HostDay> hosts, int leftOut, ILookup<Address, ulong> lone, HashSet<ulong> shared)
    {
        var kept = hosts.OrderBy(host => PairKey.ClientHash(host.Client)).Take(MostClients).OrderBy(host => host.Client).ToList();
        var halvings = HalvingsFor([.. shared, .. kept.SelectMany(host => lone[host.Client])]);
        var learned = new BaselineDay
        {
            Day = day,
            LeftOut = leftOut,
            Halvings = halvings,
            Clients = [.. kept.Select(host => new BaselineClient(host.Client, host.Role, host.Values, Kept(lone[host.Client], halvings)))],
            SharedZones = Kept(shared, halvings),
        };
        foreach (var host in hosts.Where(host => host.IsMeasured))
        {
            learned.Add(host.Role, host.Values);
        }
        return learned;
    }

    /// <summary>Whether a zone is kept where the share was halved so often.</summary>
    public static bool IsKept(ulong zone, int halvings) => ulong.LeadingZeroCount(zone) >= (ulong)halvings;

    /// <summary>The histograms of a role, which are made where there are none.</summary>
    public Histogram[] OfRole(HostRole role)
    {
        if (!_roles.TryGetValue(role, out var histograms))
        {
            _roles.Add(role, histograms = [.. HostMeasure.OfDay.Select(_ => new Histogram())]);
        }
        return histograms;
    }

    void Add(HostRole role, ImmutableArray<int> values)
    {
        var histograms = OfRole(role);
        foreach (var measure in HostMeasure.OfDay)
        {
            histograms[measure.Place].Add(values[measure.Place]);
        }
    }

    static int HalvingsFor(List<ulong> zones)
    {
        var halvings = 0;
        while (halvings < MostHalvings && zones.Count(zone => IsKept(zone, halvings)) > MostZones)
        {
            halvings++;
        }
        return halvings;
    }

    static ImmutableArray<ulong> Kept(IEnumerable<ulong> zones, int halvings) => [.. zones.Where(zone => IsKept(zone, halvings)).Distinct().Order()];
}
