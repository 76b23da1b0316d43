using Nameward.Engine.Observations;

namespace Nameward.Engine.Baselines;

/// <summary>What one judged day is compared with: all other days of a baseline, put together. No day is compared with itself.</summary>
sealed class NormalDays
{
    /// <summary>Days below which a site's week is not known.</summary>
    public const int FewestDays = 7;

    /// <summary>Client-days of a role below which the whole fleet stands for it: fewer cannot show that one in a hundred is rare.</summary>
    public const int FewestClientDays = 100;

    /// <summary>Earlier days that must be known before a zone can be called new.</summary>
    public const int FewestDaysBefore = 3;

    const int BitsOfHash = 64;

    readonly Dictionary<HostRole, Histogram[]> _roles = [];
    readonly Histogram[] _fleet = NewHistograms();
    readonly Dictionary<Address, List<BaselineClient>> _clients = [];
    readonly HashSet<ulong> _before = [];
    readonly int _halvings, _daysBefore;

    /// <summary>Puts the days together.</summary>
    /// <param name="baseline">The baseline.</param>
    /// <param name="judged">The day that is judged, which is left out.</param>
    public NormalDays(Baseline baseline, ushort judged)
    {
        var days = baseline.Days.Where(day => day.Day != judged).ToList();
        Count = days.Count;
        if (Count == 0)
        {
            return;
        }
        (From, To) = (Baseline.DateOf(days[0].Day), Baseline.DateOf(days[^1].Day));
        _halvings = days.Max(day => day.Halvings);
        days.ForEach(AddValues);
        AddNewZones(days);
        var before = days.Where(day => day.Day < judged).ToList();
        _daysBefore = before.Count;
        _before = [.. before.SelectMany(ZonesOf)];
    }

    /// <summary>How many days there are.</summary>
    public int Count { get; }

    /// <summary>The first of them.</summary>
    public DateOnly From { get; }

    /// <summary>The last of them.</summary>
    public DateOnly To { get; }

    /// <summary>Whether they are enough to say what is normal.</summary>
    public bool AreEnough => Count >= FewestDays && _fleet[0].Total >= FewestClientDays;

    /// <summary>Client-days of all roles.</summary>
    public int ClientDays => _fleet[0].Total;

    /// <summary>What clients of a role had of a measure; null of the role stands for the whole fleet.</summary>
    public Histogram Of(HostRole? role, HostMeasure measure) => role is { } of && _roles.TryGetValue(of, out var known) ? known[measure.Place] : _fleet[measure.Place];

    /// <summary>The role itself where enough is known of it; null where the whole fleet must stand for it.</summary>
    public HostRole? RoleToCompare(HostRole role) => _roles.TryGetValue(role, out var known) && known[0].Total >= FewestClientDays ? role : null;

    /// <summary>What a client is: what it was on most days, for an intruder changes what it does; what it is on the judged day where it is not known.</summary>
    public HostRole RoleOf(HostDay host) => _clients.TryGetValue(host.Client, out var days)
        ? days.CountBy(day => day.Role).OrderByDescending(role => role.Value).ThenBy(role => role.Key).First().Key
        : host.Role;

    /// <summary>What a client itself had of a measure on the days that remember it.</summary>
    public IReadOnlyList<int> HistoryOf(Address client, HostMeasure measure) =>
        measure.Place < HostMeasure.NewZones.Place && _clients.TryGetValue(client, out var days) ? [.. days.Where(day => !day.Values.IsEmpty).Select(day => day.Values[measure.Place])] : [];

    /// <summary>How many of the zones that a client alone asked on the judged day nobody asked before; null where too few earlier days are known. Of a share of the zones that was kept it is an estimate.</summary>
    public int? NewZones(IEnumerable<ulong> lone) => _daysBefore < FewestDaysBefore ? null : CountNew(lone, _before);

    static Histogram[] NewHistograms() => [.. HostMeasure.All.Select(_ => new Histogram())];

    static IEnumerable<ulong> ZonesOf(BaselineDay day) => day.SharedZones.Concat(day.Clients.SelectMany(client => client.Zones));

    int CountNew(IEnumerable<ulong> lone, HashSet<ulong> known)
    {
        var found = lone.Count(zone => BaselineDay.IsKept(zone, _halvings) && !known.Contains(zone));
        return (int)Math.Min(int.MaxValue, (long)found << Math.Min(_halvings, BitsOfHash / 2 - 1));
    }

    Histogram[] OfRole(HostRole role)
    {
        if (!_roles.TryGetValue(role, out var histograms))
        {
            _roles.Add(role, histograms = NewHistograms());
        }
        return histograms;
    }

    void AddValues(BaselineDay day)
    {
        foreach (var (role, histograms) in day.Roles)
        {
            var known = OfRole(role);
            foreach (var measure in HostMeasure.OfDay)
            {
                known[measure.Place].Merge(histograms[measure.Place]);
                _fleet[measure.Place].Merge(histograms[measure.Place]);
            }
        }
        foreach (var client in day.Clients)
        {
            (_clients.TryGetValue(client.Client, out var days) ? days : _clients[client.Client] = []).Add(client);
        }
    }

    /// <summary>Counts what was new on each day of which enough earlier ones are known. The earlier a day, the more was new: that speaks for the judged one.</summary>
    void AddNewZones(List<BaselineDay> days)
    {
        var known = new HashSet<ulong>();
        foreach (var (before, day) in days.Index())
        {
            foreach (var client in before < FewestDaysBefore ? [] : day.Clients.Where(client => !client.Values.IsEmpty))
            {
                var count = CountNew(client.Zones, known);
                OfRole(client.Role)[HostMeasure.NewZones.Place].Add(count);
                _fleet[HostMeasure.NewZones.Place].Add(count);
            }
            known.UnionWith(ZonesOf(day));
        }
    }
}
