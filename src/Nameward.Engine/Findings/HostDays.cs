using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>What hosts do in the UTC days of their beacons: how many zones they ask, how many of these by the clock, and in which hours they do little.</summary>
sealed class HostDays
{
    /// <summary>Hours from a host's first look-up of the day to its last, below which its hours of rest are not known.</summary>
    public const int FewestHours = 12;

    /// <summary>Part of what a host asks in its hours in the mean, below which it rests.</summary>
    public const double RestShare = 0.25;

    const int HoursOfDay = 24, SecondsOfHour = 3600;

    readonly LoneKeys _lone;
    readonly Dictionary<(int Client, ushort Day), Day> _days;
    readonly OccupiedSeconds _seconds = new();

    /// <summary>Looks at all keys of the hosts of these beacons.</summary>
    public HostDays(LoneKeys lone, List<KeyPlace[]> beacons, Func<KeyPlace, bool> isTimed)
    {
        _lone = lone;
        _days = beacons.Select(beacon => lone.HostOf(beacon[0])).Distinct().ToDictionary(host => host, _ => new Day());
        if (_days.Count > 0)
        {
            lone.Walk((place, _) => Add(place, isTimed));
        }
        foreach (var beacon in beacons)
        {
            // Several zones that are asked in turn are one clock.
            var timed = _days[lone.HostOf(beacon[0])].Timed;
            if (!timed.Overlaps(beacon))
            {
                timed.Add(beacon[0]);
            }
        }
    }

    /// <summary>What the host of a beacon does beside it.</summary>
    public HostClock Beside(KeyPlace[] beacon)
    {
        var day = _days[_lone.HostOf(beacon[0])];
        var (own, others) = (new int[HoursOfDay], (int[])day.Hours.Clone());
        foreach (var place in beacon)
        {
            CountHours(place, own);
        }
        for (var hour = 0; hour < HoursOfDay; hour++)
        {
            others[hour] -= own[hour];
        }
        var (first, last) = (Array.FindIndex(others, asked => asked > 0), Array.FindLastIndex(others, asked => asked > 0));
        var seen = first < 0 ? 0 : last - first + 1;
        var little = seen < FewestHours ? 0 : RestShare * others.Sum() / seen;
        var rest = Enumerable.Range(first, seen).Where(hour => others[hour] < little).ToList();
        return new(day.Zones, day.Timed.Count, rest.Count, rest.Count(hour => own[hour] > 0));
    }

    void Add(KeyPlace place, Func<KeyPlace, bool> isTimed)
    {
        if (!_days.TryGetValue(_lone.HostOf(place), out var day))
        {
            return;
        }
        day.Zones++;
        if (isTimed(place))
        {
            day.Timed.Add(place);
        }
        CountHours(place, day.Hours);
    }

    void CountHours(KeyPlace place, int[] hours)
    {
        _seconds.Clear();
        _lone.AddSeconds(place, _seconds);
        foreach (var second in _seconds.IsCoarse ? _seconds.FirstOfSteps() : _seconds.Exact)
        {
            hours[second / SecondsOfHour]++;
        }
    }

    sealed class Day
    {
        public int Zones { get; set; }
        public HashSet<KeyPlace> Timed { get; } = [];
        public int[] Hours { get; } = new int[HoursOfDay];
    }
}
