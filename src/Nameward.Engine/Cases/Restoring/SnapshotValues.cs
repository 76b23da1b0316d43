using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Restoring;

/// <summary>What the snapshots of the evidence say of each setting, and which of them lie one behind the other; each is gone over once.</summary>
/// <param name="snapshots">All snapshots.</param>
sealed class SnapshotValues(SnapshotSet snapshots)
{
    readonly Dictionary<Snapshot, Dictionary<SettingName, HostileText>> _values = new(ReferenceEqualityComparer.Instance);

    readonly ILookup<Snapshot, Snapshot> _later = snapshots.Pairs.ToLookup(pair => pair.Earlier, pair => pair.Later, (IEqualityComparer<Snapshot>)ReferenceEqualityComparer.Instance),
        _earlier = snapshots.Pairs.ToLookup(pair => pair.Later, pair => pair.Earlier, (IEqualityComparer<Snapshot>)ReferenceEqualityComparer.Instance);

    readonly Snapshot[] _newestFirst = [.. snapshots.Standing.Concat(snapshots.Pairs.Select(pair => pair.Earlier)).Where(snapshot => snapshot.Time is not null && !snapshot.Host.IsEmpty).OrderByDescending(snapshot => snapshot.Time)];

    /// <summary>The value of a setting; nothing where it does not stand there.</summary>
    public HostileText Of(Snapshot snapshot, SettingName setting) => All(snapshot).GetValueOrDefault(setting);

    /// <summary>The newest snapshot of a server before a time that says of an object what the same kind of setting was, under whatever name, and the value; null where none does.</summary>
    public (Snapshot Snapshot, HostileText Value)? Before(DateTime time, HostileText host, SettingName setting)
    {
        foreach (var snapshot in _newestFirst)
        {
            if (snapshot.Time < time && snapshot.Host.IsOfSameHost(host) && All(snapshot).TryGetValue(setting with { Property = default }, out var value))
            {
                return (snapshot, value);
            }
        }
        return null;
    }

    /// <summary>The last snapshot behind one.</summary>
    public Snapshot Today(Snapshot snapshot)
    {
        while (_later[snapshot].FirstOrDefault() is { } next)
        {
            snapshot = next;
        }
        return snapshot;
    }

    /// <summary>The snapshots before one, the newest first.</summary>
    public IEnumerable<Snapshot> Before(Snapshot snapshot)
    {
        while (_earlier[snapshot].FirstOrDefault() is { } earlier)
        {
            yield return snapshot = earlier;
        }
    }

    /// <summary>All settings, and those of one kind and object together under no property.</summary>
    Dictionary<SettingName, HostileText> All(Snapshot snapshot)
    {
        if (_values.TryGetValue(snapshot, out var known))
        {
            return known;
        }
        var values = snapshot.Statements.GroupBy(SettingName.Of).ToDictionary(setting => setting.Key, setting => SettingName.Joined(setting.Select(statement => statement.New)));
        foreach (var same in snapshot.Statements.GroupBy(statement => SettingName.Of(statement) with { Property = default }))
        {
            values.TryAdd(same.Key, SettingName.Joined(same.Select(statement => statement.New)));
        }
        return _values[snapshot] = values;
    }
}
