using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// What the evidence says around the look-ups: how DNS is configured and what was changed of it, whose an address was, which stand for others, and which programs asked. Each statement
/// is remembered once, however often it is repeated; all are bounded by leaving out the keys with the highest hashes (<see cref="LowestKeys{TKey,TState}"/>).
/// </summary>
public sealed class Surroundings : IMergeable<Surroundings>
{
    /// <summary>Most statements about configuration.</summary>
    public const int MostChanges = 1 << 16;

    /// <summary>Most leases: an address of a host in a day.</summary>
    public const int MostLeases = 1 << 17;

    /// <summary>Most uses of a zone by a program.</summary>
    public const int MostProcesses = 1 << 17;

    /// <summary>Most clients behind translated addresses.</summary>
    public const int MostTranslations = 1 << 16;

    /// <summary>Most programs that held a socket to a server.</summary>
    public const int MostSockets = 1 << 16;

    /// <summary>A lease that says it runs longer than this is believed so long.</summary>
    const int MostDaysOfLease = 31;

    // Blocks of version 1 have no sockets.
    const uint Version = 2;

    readonly LowestKeys<TextKey, Spell> _changes;
    readonly LowestKeys<TextKey, LeaseSpell> _leases;
    readonly LowestKeys<TextKey, ProcessUse> _processes;
    readonly LowestKeys<TextKey, Spell> _translations;
    readonly LowestKeys<TextKey, Spell> _sockets;
    readonly HashSet<string> _known = [];
    long _stated;

    /// <summary>Of nothing.</summary>
    public Surroundings()
        : this(new(MostChanges), new(MostLeases), new(MostProcesses), new(MostTranslations), new(MostSockets))
    {
    }

    Surroundings(LowestKeys<TextKey, Spell> changes, LowestKeys<TextKey, LeaseSpell> leases, LowestKeys<TextKey, ProcessUse> processes, LowestKeys<TextKey, Spell> translations, LowestKeys<TextKey, Spell> sockets) =>
        (_changes, _leases, _processes, _translations, _sockets) = (changes, leases, processes, translations, sockets);

    /// <summary>Adds what a batch says.</summary>
    [SkipLocalsInit]
    public void Add(IObservationBatch batch)
    {
        if (batch.Changes.Length + batch.Leases.Length + batch.Processes.Length + batch.Flows.Length == 0)
        {
            return;
        }
        Span<char> room = stackalloc char[TextKey.Most];
        foreach (ref readonly var change in batch.Changes)
        {
            _stated = FlowCounts.Sum(_stated, 1);
            _changes.Add(KeyOf(StatedChange.KeyOf(change, batch, room)), new(change.Time, change.Time, change.At));
        }
        foreach (ref readonly var lease in batch.Leases)
        {
            Add(lease, batch, room);
        }
        foreach (ref readonly var activity in batch.Processes)
        {
            Add(activity, batch, room);
        }
        foreach (ref readonly var flow in batch.Flows)
        {
            if (Translation.IsShownBy(flow))
            {
                _translations.Add(KeyOf(Translation.KeyOf(flow, room)), new(flow.Time, flow.Time, flow.At));
            }
        }
    }

    /// <summary>What came together, in the order of contents.</summary>
    internal FrozenSurroundings Freeze() => new(
        [.. _changes.Sorted().Select(change => StatedChange.Of(change.Key, change.Value)).OrderBy(change => change.First ?? DateTime.MinValue).ThenBy(change => change.At)],
        [.. _leases.Sorted().Select(lease => LeaseDay.Of(lease.Key, lease.Value))],
        [.. _processes.Sorted().Select(use => ProgramUse.Of(use.Key, use.Value))],
        [.. _translations.Sorted().Select(translation => Translation.Of(translation.Key, translation.Value))],
        [.. _sockets.Sorted().Select(use => SocketUse.Of(use.Key, use.Value))],
        _stated, _changes.Count == MostChanges);

    /// <inheritdoc/>
    public void Merge(Surroundings other)
    {
        _stated = FlowCounts.Sum(_stated, other._stated);
        _changes.Merge(other._changes);
        _leases.Merge(other._leases);
        _processes.Merge(other._processes);
        _translations.Merge(other._translations);
        _sockets.Merge(other._sockets);
    }

    /// <inheritdoc/>
    public void WriteTo(IBufferWriter<byte> to)
    {
        to.U32(Version);
        to.U64((ulong)_stated);
        _changes.WriteTo(to);
        _leases.WriteTo(to);
        _processes.WriteTo(to);
        _translations.WriteTo(to);
        _sockets.WriteTo(to);
    }

    /// <inheritdoc/>
    public static Surroundings ReadFrom(ref StateReader from)
    {
        var version = from.U32();
        if (version is 0 or > Version)
        {
            throw new InvalidDataException("a block of surroundings of another version");
        }
        var stated = FlowCounts.ReadFrom(ref from);
        return new(LowestKeys<TextKey, Spell>.ReadFrom(ref from), LowestKeys<TextKey, LeaseSpell>.ReadFrom(ref from), LowestKeys<TextKey, ProcessUse>.ReadFrom(ref from), LowestKeys<TextKey, Spell>.ReadFrom(ref from),
            version == 1 ? new(MostSockets) : LowestKeys<TextKey, Spell>.ReadFrom(ref from))
        {
            _stated = stated,
        };
    }

    /// <summary>A lease of several days is one of each of them, or which of them overlap would depend on where the evidence begins.</summary>
    void Add(in HostLease lease, IObservationBatch batch, Span<char> room)
    {
        int first = RollupSink.DayOf(lease.From), last = RollupSink.DayOf(lease.Until);
        for (var day = first; day <= Math.Min(last, first + MostDaysOfLease); day++)
        {
            _leases.Add(KeyOf(LeaseDay.KeyOf(day, lease, batch, room)), LeaseSpell.Of(lease, day, day == first, day == last));
        }
    }

    void Add(in ProcessActivity activity, IObservationBatch batch, Span<char> room)
    {
        if (!activity.Server.IsNone)
        {
            _sockets.Add(KeyOf(SocketUse.KeyOf(activity, batch, room)), new(activity.Time, activity.Time, activity.At));
            return;
        }
        var part = ProcessUse.Of(activity);
        _processes.Add(KeyOf(ProgramUse.KeyOf(activity, batch, room)), part);
    }

    /// <summary>Keys that come again are not made again: programs ask often.</summary>
    TextKey KeyOf(ReadOnlySpan<char> spelling)
    {
        var known = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(spelling, out var same))
        {
            return new(same);
        }
        if (_known.Count >= MostProcesses)
        {
            _known.Clear();
        }
        var made = new string(spelling);
        _known.Add(made);
        return new(made);
    }
}

/// <summary>What the evidence says around the look-ups, when everything is read.</summary>
/// <param name="Changes">Statements about configuration, in the order of time.</param>
/// <param name="Leases">Addresses of hosts by day, in the order of the addresses.</param>
/// <param name="Programs">Programs that asked, in the order of the zones.</param>
/// <param name="Translations">Clients that were seen under another address, in the order of that.</param>
/// <param name="Sockets">Programs that held a socket to a server, in the order of the servers.</param>
/// <param name="Stated">Statements about configuration in all, repeated ones too.</param>
/// <param name="IsCut">Whether there were more different ones than could be remembered.</param>
sealed record FrozenSurroundings(ImmutableArray<StatedChange> Changes, ImmutableArray<LeaseDay> Leases, ImmutableArray<ProgramUse> Programs, ImmutableArray<Translation> Translations, ImmutableArray<SocketUse> Sockets, long Stated, bool IsCut);
