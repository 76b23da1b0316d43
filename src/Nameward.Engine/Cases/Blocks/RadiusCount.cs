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
        _isAtLeast |= (_names.Count >= MostNames && !_names.Contains(name)) || (_clients.Count >= MostClients && !_clients.Contains(client));
        if (name != 0 && _names.Count < MostNames)
        {
            _names.Add(name);
        }
        if (!client.IsNone && _clients.Count < MostClients)
        {
            _clients.Add(client);
        }
        if (time != DateTime.MinValue)
        {
            _days.Add(DateOnly.FromDateTime(time));
            (_first, _last) = (_first < time ? _first : time, _last > time ? _last : time);
        }
    }

    /// <summary>The sum.</summary>
    /// <param name="known">Clients that the findings are about.</param>
    public BlastRadius Sum(ImmutableHashSet<Address> known)
    {
        var outside = _clients.Where(client => !known.Contains(client)).Order().ToList();
        return new(Math.Max(_bySource.Values.DefaultIfEmpty().Max(), _names.Count), _names.Count, _clients.Count, [.. outside.Take(BlastRadius.MostOutside)], outside.Count, _days.Count, _first, _last, _isAtLeast);
    }
}
