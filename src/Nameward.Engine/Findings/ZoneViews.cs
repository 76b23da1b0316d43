using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>What each client asked in a few zones, name by name and with the first time of each: what is compared where one look-up is seen several times.</summary>
sealed class ZoneViews
{
    readonly Dictionary<Address, View> _views = [];

    /// <summary>Gathers them.</summary>
    /// <param name="seen">The rollups.</param>
    /// <param name="zones">The zones in canonical wire form.</param>
    public ZoneViews(FrozenRollups seen, IEnumerable<byte[]> zones)
    {
        foreach (var hash in zones.Select(zone => WireName.Hash(zone, NameHashing.Seed)).Distinct())
        {
            foreach (var key in seen.KeysOf(new AskedKeys(hash, null)))
            {
                var client = seen.ClientNumbers.AddressOf(key);
                if (!_views.TryGetValue(client, out var view))
                {
                    _views.Add(client, view = new(client));
                }
                view.Add(seen.StateOf(key, hash, new()), seen.DayOf(key), hash);
            }
        }
    }

    /// <summary>Who asked there, in order.</summary>
    public IEnumerable<Address> Clients => _views.Keys.Order();

    /// <summary>How two clients' look-ups agree; null where the second's are not the first's again.</summary>
    public Stitch? Between(Address asker, Address repeater)
    {
        const int Fewest = 2;
        const double LeastAgreement = 0.7;
        if (!_views.TryGetValue(asker, out var one) || !_views.TryGetValue(repeater, out var other))
        {
            return null;
        }
        var (deltas, ofRepeater) = (new Deltas(), 0);
        foreach (var ((day, name), first) in other.Names)
        {
            if (day == 0 || !one.Reaches(day, name))
            {
                continue;
            }
            ofRepeater++;
            if (one.Names.TryGetValue((day, name), out var before))
            {
                deltas.Add((int)first - (int)before);
            }
        }
        deltas.Settle();
        return deltas.Agreed < Fewest || deltas.Agreement < LeastAgreement ? null
            : new(asker, repeater, deltas.Count, deltas.Agreed, ofRepeater, deltas.Skew, one.Span, one.Asked);
    }

    /// <summary>How many of a sample of names (<see cref="ProcessUse.SampleOf"/>) a client asked; null where it asked nothing there.</summary>
    public int? Asked(Address client, ImmutableArray<uint> sample) => _views.TryGetValue(client, out var view) ? sample.Count(view.Samples.Contains) : null;

    /// <summary>What one client asked.</summary>
    sealed class View(Address client)
    {
        readonly Dictionary<(ushort Day, ulong Zone), ulong> _reaches = [];
        DateTime _first = DateTime.MaxValue, _last = DateTime.MinValue;
        long _queries;

        /// <summary>First second of each name on each day.</summary>
        public SortedDictionary<(ushort Day, ulong Name), uint> Names { get; } = [];

        /// <summary>Each name as samples of programs hold it.</summary>
        public HashSet<uint> Samples { get; } = [];

        /// <summary>Seconds from first to last.</summary>
        public int Span => _last > _first ? (int)Math.Min((_last - _first).TotalSeconds, int.MaxValue) : 0;

        /// <summary>When, and how much.</summary>
        public AffectedClient Asked => new(client, EventTime.Known(_first), EventTime.Known(_last), _queries);

        /// <summary>Whether a name that was asked on a day would be in the sample.</summary>
        public bool Reaches(ushort day, ulong name) => _reaches.Where(reach => reach.Key.Day == day).All(reach => name <= reach.Value);

        public void Add(PairState state, ushort day, ulong zone)
        {
            foreach (ref readonly var name in state.Names.Items)
            {
                Names[(day, name.Hash)] = name.First;
                Samples.Add(ProcessUse.SampleOf(name.Hash));
            }
            _reaches[(day, zone)] = state.Names.IsWhole ? ulong.MaxValue : state.Names.Items[^1].Hash;
            _queries += state.Largest.Queries;
            if (day > 0)
            {
                var begin = DateTime.UnixEpoch.AddDays(day);
                var (first, last) = (begin.AddSeconds(state.First), begin.AddSeconds(state.Last));
                (_first, _last) = (first < _first ? first : _first, last > _last ? last : _last);
            }
        }
    }
}
