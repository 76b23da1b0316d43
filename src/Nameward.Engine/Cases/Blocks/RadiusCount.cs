using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Blocks;

/// <summary>Counts whom one block would have hit.</summary>
sealed class RadiusCount
{
    const int MostNames = 100_000, MostClients = 10_000;

    readonly HashSet<ulong> _names = [];
    readonly HashSet<Address> _clients = [];
    readonly HashSet<DateOnly> _days = [];
    readonly Dictionary<int, long> _bySource = [];
    DateTime? _first, _last;
    bool _isAtLeast;

    /// <summary>One look-up or conversation.</summary>
    /// <param name="at">Where it is shown: one look-up may stand in several sources.</param>
    /// <param name="time">When, UTC; <see cref="DateTime.MinValue"/> where the evidence carries no time.</param>
    /// <param name="client">Who asked; none where that is not shown.</param>
    /// <param name="name">Hash of the name; 0 where there is none.</param>
    public void Add(SourcePosition at, DateTime time, Address client, ulong name)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_bySource, at.Source, out _)++;
        AddName(name);
        AddClient(client);
        if (time != DateTime.MinValue)
        {
            _days.Add(DateOnly.FromDateTime(time));
            AddTimes(time, time);
        }
    }

    /// <summary>One client's look-ups or conversations of a day, as they are remembered.</summary>
    /// <param name="source">What shows them: the same look-up may be shown by several.</param>
    /// <param name="day">UTC day since 1970-01-01; 0 where the evidence carried no time.</param>
    /// <param name="client">Who asked.</param>
    /// <param name="queries">How many.</param>
    /// <param name="first">The first, UTC; null where that is not known.</param>
    /// <param name="last">The last, UTC.</param>
    public void AddDay(int source, ushort day, Address client, long queries, DateTime? first, DateTime? last)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_bySource, source, out _) += queries;
        AddClient(client);
        if (day > 0)
        {
            _days.Add(DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(day)));
        }
        if (first is { } from && last is { } to)
        {
            AddTimes(from, to);
        }
    }

    /// <summary>A name that it would have hit.</summary>
    /// <param name="name">Hash of the name; 0 where there is none.</param>
    public void AddName(ulong name)
    {
        _isAtLeast |= _names.Count >= MostNames && !_names.Contains(name);
        if (name != 0 && _names.Count < MostNames)
        {
            _names.Add(name);
        }
    }

    /// <summary>The sum.</summary>
    /// <param name="known">Clients that the findings are about.</param>
    public BlastRadius Sum(ImmutableHashSet<Address> known)
    {
        var outside = _clients.Where(client => !known.Contains(client)).Order().ToList();
        return new(Math.Max(_bySource.Values.DefaultIfEmpty().Max(), _names.Count), _names.Count, _clients.Count, [.. outside.Take(BlastRadius.MostOutside)], outside.Count, _days.Count, _first, _last, _isAtLeast);
    }

    void AddClient(Address client)
    {
        _isAtLeast |= _clients.Count >= MostClients && !_clients.Contains(client);
        if (!client.IsNone && _clients.Count < MostClients)
        {
            _clients.Add(client);
        }
    }

    void AddTimes(DateTime first, DateTime last) => (_first, _last) = (_first < first ? _first : first, _last > last ? _last : last);
}
