namespace Nameward.Engine.Baselines;

/// <summary>How well a site knows a zone when evidence of it begins.</summary>
enum Familiarity : byte
{
    /// <summary>Nobody asked it on any day that is known.</summary>
    New,
    /// <summary>It was asked once, and then by nobody for <see cref="ZoneMemory.DaysOfRest"/> days or more.</summary>
    Returned,
    /// <summary>It was asked not long ago.</summary>
    Known,
}

/// <summary>
/// What a site remembers of zones before evidence of it begins: when each was last asked, and how common it is there that a zone which one client alone asks is new, comes back or is known. That
/// is measured on the days of the baseline themselves, each against those before it.
/// </summary>
sealed class ZoneMemory
{
    /// <summary>Days without a question after which a zone comes back: a week, in which what is used for work is asked again.</summary>
    public const int DaysOfRest = 7;

    /// <summary>Days that must be known before one that is judged or measured.</summary>
    public const int FewestDaysBefore = DaysOfRest;

    readonly Dictionary<ulong, ushort> _last = [];
    readonly int[] _seen = new int[Enum.GetValues<Familiarity>().Length];
    readonly int _halvings;

    /// <summary>Remembers the days of a baseline before a UTC day.</summary>
    public ZoneMemory(Baseline baseline, ushort before)
    {
        var days = baseline.Days.Where(day => day.Day < before).ToList();
        DaysBefore = days.Count;
        _halvings = days.Count == 0 ? 0 : days.Max(day => day.Halvings);
        foreach (var (known, day) in days.Index())
        {
            if (known >= FewestDaysBefore)
            {
                Count(day);
            }
            Remember(day);
        }
        Before = before;
    }

    /// <summary>Days that are known before.</summary>
    public int DaysBefore { get; }

    ushort Before { get; }

    /// <summary>How well a zone is known, by its chained hash; null where too few days are, or it is not among those that are kept.</summary>
    public (Familiarity Familiarity, int DaysSince)? Of(ulong zone) => DaysBefore < FewestDaysBefore || !BaselineDay.IsKept(zone, _halvings) ? null
        : _last.TryGetValue(zone, out var last) ? (FamiliarityOf(Before - last), Before - last) : (Familiarity.New, 0);

    /// <summary>The part of the zones of single clients of a day that are as familiar; every kind counted once more than it was seen (Laplace's rule), so that none is impossible.</summary>
    public double ShareOf(Familiarity familiarity) => (_seen[(int)familiarity] + 1.0) / (Measured + _seen.Length);

    /// <summary>Zones of single clients, by day, from which the parts are known.</summary>
    public int Measured => _seen.Sum();

    static Familiarity FamiliarityOf(int daysSince) => daysSince > DaysOfRest ? Familiarity.Returned : Familiarity.Known;

    void Count(BaselineDay day)
    {
        foreach (var zone in day.Clients.SelectMany(client => client.Zones).Where(zone => BaselineDay.IsKept(zone, _halvings)))
        {
            _seen[(int)(_last.TryGetValue(zone, out var last) ? FamiliarityOf(day.Day - last) : Familiarity.New)]++;
        }
    }

    void Remember(BaselineDay day)
    {
        foreach (var zone in day.SharedZones.Concat(day.Clients.SelectMany(client => client.Zones)))
        {
            _last[zone] = day.Day;
        }
    }
}
