using System.Runtime.InteropServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Alerting;

/// <summary>
/// Counts names of one form by client and hour: what rules see that count names. An hour begins on the clock here, and anywhere in products whose window slides; so what must stay quiet is judged by two
/// hours together, which no window exceeds.
/// </summary>
/// <param name="most">How many names are counted one by one.</param>
sealed class FormCount(int most)
{
    readonly Dictionary<(Address Client, long Hour), Hour> _hours = [];
    int _names;

    /// <summary>Whether there may be more names than are counted one by one: the counts are then the least.</summary>
    public bool IsFull { get; private set; }

    /// <summary>One query. Those without a time or a client are counted nowhere: no product could either.</summary>
    public void Add(in DnsMessage message)
    {
        IsFull |= _names >= most;
        if (IsFull || message.Time == DateTime.MinValue || message.Client.Address.IsNone)
        {
            return;
        }
        var hour = CollectionsMarshal.GetValueRefOrAddDefault(_hours, (message.Client.Address, message.Time.Ticks / TimeSpan.TicksPerHour), out _) ??= new();
        CollectionsMarshal.GetValueRefOrAddDefault(hour.BySource, message.At.Source, out _)++;
        _names += hour.Names.Add(message.NameHash) ? 1 : 0;
    }

    /// <summary>The middle one of all hours of all clients: half of them have at least so many names; 0 where there are none.</summary>
    public int Middle => _hours.Values.Select(hour => hour.Names.Count).Order().ToList() is { Count: > 0 } all ? all[all.Count / 2] : 0;

    /// <summary>The most names of one client in two hours that follow each other.</summary>
    public int MostInTwoHours => (int)_hours.Keys.Select(key => NamesIn(key) + NamesIn((key.Client, key.Hour + 1))).DefaultIfEmpty().Max();

    /// <summary>Of how many clients two hours together have so many queries.</summary>
    public long ClientsByQueries(int least) => _hours.Keys.Where(key => QueriesIn(key) + QueriesIn((key.Client, key.Hour + 1)) >= least).Select(key => key.Client).Distinct().Count();

    /// <summary>How many hours of clients reach this many names, of how many clients, and when the first of them begins.</summary>
    public (long Hours, int Clients, DateTime? First) Reaching(int names)
    {
        var reached = _hours.Where(pair => pair.Value.Names.Count >= names).Select(pair => pair.Key).ToList();
        return (reached.Count, reached.Select(key => key.Client).Distinct().Count(), reached.Count == 0 ? null : new DateTime(reached.Min(key => key.Hour) * TimeSpan.TicksPerHour, DateTimeKind.Utc));
    }

    long NamesIn((Address, long) key) => _hours.TryGetValue(key, out var hour) ? hour.Names.Count : 0;

    long QueriesIn((Address, long) key) => _hours.TryGetValue(key, out var hour) ? hour.BySource.Values.Max() : 0;

    sealed class Hour
    {
        public HashSet<ulong> Names { get; } = [];
        public Dictionary<int, long> BySource { get; } = [];
    }
}
