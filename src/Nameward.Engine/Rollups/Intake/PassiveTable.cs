using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups.Intake;

/// <summary>
/// The passive rows of one source while they are gathered: what each message asked and was answered. Bounded, so that a tunnel's names cannot fill a store: of
/// each zone the names with the lowest hashes, of all these again the lowest, of each name the rows. More messages never raise the hash below which names are
/// kept, so what is kept depends on all of them and not on their order. Each message counts by itself, so that any partition of them gives the same rows: where
/// a capture shows query and response, the name was asked for and answered.
/// </summary>
/// <param name="seed">The store's own seed of hashes.</param>
/// <param name="most">Most names of a source.</param>
sealed class PassiveTable(ulong seed, int most = PassiveTable.MostNames)
{
    /// <summary>Most names that were asked for of a source and of a zone, and most rows of a name.</summary>
    public const int MostNames = 1 << 18;
    const int MostOfZone = 4096, MostRows = 128;

    readonly Dictionary<ulong, LowestTable<LowestTable<Row>>> _zones = [];
    readonly byte[] _owner = new byte[WireName.MaxBytes], _data = new byte[WireName.MaxBytes];
    ulong _highest = ulong.MaxValue;
    int _made;
    long _added;

    /// <summary>What was added and is in no row, since there was no room for it; set by <see cref="Rows"/>.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Adds a message. What hosts of one link say among themselves, and names that are not shown whole, are no one's zone.</summary>
    public void Add(in DnsMessage message, IObservationBatch batch)
    {
        if (message.Server.IsOfTheLink || message.Client.Address.IsMulticast || message.IsNameHidden)
        {
            return;
        }
        var question = batch.Bytes(message.Name);
        var rows = RowsOf(WyHash.Of(message.ZoneHash, seed), WyHash.Of(question, seed));
        var any = false;
        foreach (var record in new ResourceRecords(batch.Bytes(message.Answers)))
        {
            if (IsKept(record) && TryOwner(record, question, out var owner) && TryData(record, out var data))
            {
                Add(rows, owner, record.Type, data, message.Time, message.Time, 1);
                any |= record.Section == Section.Answer;
            }
        }
        if (!any)
        {
            Add(rows, question, message.Type, [], message.Time, message.Time, 1);
        }
    }

    /// <summary>Takes in another thread's part.</summary>
    public void Merge(PassiveTable other)
    {
        other.Limit();
        foreach (var (zone, names) in other._zones)
        {
            foreach (var (name, rows) in names.Kept())
            {
                var mine = RowsOf(zone, name);
                foreach (var row in rows.Kept().Values)
                {
                    Add(mine, row.Name, row.Type, row.Data, row.First, row.Last, row.Count);
                }
            }
        }
        _added += other._added - other.KeptCount();
    }

    /// <summary>All rows, in the order of <see cref="PassiveOrder"/>. Several names that were asked for may lead over the same one.</summary>
    public ImmutableArray<PassiveRow> Rows()
    {
        Limit();
        LeftOut = _added - KeptCount();
        var joined = new Dictionary<ulong, PassiveRow>();
        foreach (var row in Kept().Select(row => new PassiveRow(row.Name, row.Type, row.Data, row.First, row.Last, row.Count)))
        {
            var hash = HashOf(row.Name, row.Type, row.Data);
            joined[hash] = joined.TryGetValue(hash, out var other) ? Join(row, other) : row;
        }
        return [.. PassiveOrder.Sorted(joined.Values).Select(sorted => sorted.Row)];
    }

    /// <summary>Two rows of the same name, type and data as one.</summary>
    internal static PassiveRow Join(in PassiveRow one, in PassiveRow other) => one with
    {
        First = one.First < other.First ? one.First : other.First,
        Last = one.Last > other.Last ? one.Last : other.Last,
        Count = FlowCounts.Sum(one.Count, other.Count),
    };

    ulong HashOf(ReadOnlySpan<byte> name, ushort type, ReadOnlySpan<byte> data) => WyHash.Of(data, WyHash.Of(type, WyHash.Of(name, seed)));

    LowestTable<Row>? RowsOf(ulong zone, ulong name)
    {
        if (name > _highest)
        {
            return null;
        }
        ref var names = ref CollectionsMarshal.GetValueRefOrAddDefault(_zones, zone, out _);
        var before = (names ??= new(MostOfZone)).Count;
        var rows = names.Of(name, static () => new(MostRows));
        _made += Math.Max(names.Count - before, 0);
        if (_made <= 2 * most)
        {
            return rows;
        }
        Limit();
        return name > _highest ? null : rows;
    }

    /// <summary>Leaves out the names with the highest hashes where there are too many in all.</summary>
    void Limit()
    {
        List<ulong> hashes = [.. _zones.Values.SelectMany(names => names.Kept().Keys)];
        if (hashes.Count > most)
        {
            hashes.Sort();
            _highest = hashes[most - 1];
            foreach (var (zone, names) in _zones.ToList())
            {
                names.LeaveOutAbove(_highest);
                if (names.Count == 0)
                {
                    _zones.Remove(zone);
                }
            }
        }
        _made = Math.Min(hashes.Count, most);
    }

    IEnumerable<Row> Kept() => _zones.Values.SelectMany(names => names.Kept().Values).SelectMany(rows => rows.Kept().Values);

    long KeptCount() => Kept().Sum(row => row.Count);

    void Add(LowestTable<Row>? rows, ReadOnlySpan<byte> name, ushort type, ReadOnlySpan<byte> data, DateTime first, DateTime last, long count)
    {
        _added += count;
        if (rows?.Of(HashOf(name, type, data), static () => new()) is not { } row)
        {
            return;
        }
        if (row.Count == 0)
        {
            (row.Name, row.Type, row.Data, row.First, row.Last) = (name.ToArray(), type, data.ToArray(), first, last);
        }
        row.Count += count;
        row.First = first < row.First ? first : row.First;
        row.Last = last > row.Last ? last : row.Last;
    }

    /// <summary>Records that answer, and the name servers that a response points to.</summary>
    static bool IsKept(in ResourceRecord record) => record.Section == Section.Answer || (record.Section == Section.Authority && record.Type == RecordTypes.Ns);

    bool TryOwner(in ResourceRecord record, ReadOnlySpan<byte> question, out ReadOnlySpan<byte> owner)
    {
        owner = question;
        return record.Owner.IsEmpty || TryCanonical(record.Owner, _owner, out owner);
    }

    bool TryData(in ResourceRecord record, out ReadOnlySpan<byte> data)
    {
        data = record.Data;
        return (record.Type, data.Length) switch
        {
            (RecordTypes.A, 4) or (RecordTypes.Aaaa, 16) => true,
            (RecordTypes.A or RecordTypes.Aaaa, _) => false,
            _ => !record.Target.IsEmpty && TryCanonical(record.Target, _data, out data),
        };
    }

    static bool TryCanonical(ReadOnlySpan<byte> name, byte[] room, out ReadOnlySpan<byte> canonical)
    {
        Span<byte> starts = stackalloc byte[WireName.MaxLabels];
        canonical = [];
        if (WireName.Labels(name, starts) < 0)
        {
            return false;
        }
        WireName.ToCanonical(name, room);
        canonical = room.AsSpan(0, name.Length);
        return true;
    }

    sealed class Row
    {
        public byte[] Name { get; set; } = [];
        public byte[] Data { get; set; } = [];
        public ushort Type { get; set; }
        public DateTime First { get; set; }
        public DateTime Last { get; set; }
        public long Count { get; set; }
    }
}
