using System.Runtime.CompilerServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// The part of the pair table that belongs to one share of the clients: an open-addressing table of 24-byte cells, indexed by the top bits of the
/// key so that growing it sweeps memory in order. A key holds its exact rows up to <see cref="SmallRows"/>; one row more, and it is large. Which
/// form a key has depends on how many rows it got, never on their order. Callers hold <see cref="Gate"/>.
/// </summary>
sealed class PairShard
{
    /// <summary>Rows that a key keeps exactly: nine in ten keys of a working day stay below.</summary>
    public const int SmallRows = 16;

    const int FirstBits = 8;

    readonly Dictionary<Address, uint> _clientNumbers = [];
    readonly List<PairState> _large = [];
    readonly List<ulong> _zoneOfLarge = [];
    readonly WaitingRows _waiting = new();
    PairCell[] _cells = new PairCell[1 << FirstBits];
    int _bits = FirstBits;
    int _count;

    /// <summary>Held while a batch is applied.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The exact rows of small keys.</summary>
    public RowArena Arena { get; } = new();

    /// <summary>The clients of this share, by number.</summary>
    public List<Address> Clients { get; } = [];

    /// <summary>All cells; those with <see cref="PairCell.Rows"/> 0 are empty.</summary>
    public ReadOnlySpan<PairCell> Cells => _cells;

    /// <summary>Keys held.</summary>
    public int Count => _count;

    /// <summary>How far from its place a key was ever put: what a look-up has cost at most.</summary>
    public int LongestProbe { get; private set; }

    /// <summary>The large state of a cell, with all its rows.</summary>
    public PairState Large(in PairCell cell)
    {
        FoldWaiting(cell.Place);
        return _large[cell.Place];
    }

    /// <summary>Folds all rows that wait, so that from now on <see cref="Large"/> only reads.</summary>
    public void Settle()
    {
        for (var number = 0; number < _large.Count; number++)
        {
            FoldWaiting(number);
        }
        _waiting.Release();
    }

    /// <summary>Takes in one row of a key.</summary>
    public void Add(in PairKey key, ReadOnlySpan<byte> row, ZoneTable zones)
    {
        ref var cell = ref Cell(key, zones);
        if (!cell.IsLarge && cell.Rows < SmallRows)
        {
            cell.KeepAt(Arena.Keep(row, cell.Place));
        }
        else
        {
            Enlarge(ref cell, key.Zone);
            Wait(cell.Place, row);
        }
        cell.Count(1);
    }

    /// <summary>Takes in the large state of a key, as <see cref="RollupSet.Merge"/> finds it in another set.</summary>
    public void Add(in PairKey key, PairState state, uint rows, ZoneTable zones)
    {
        ref var cell = ref Cell(key, zones);
        Enlarge(ref cell, key.Zone);
        _large[cell.Place].Merge(state);
        cell.Count(rows);
    }

    /// <summary>Looks at the place of a key ahead of its use; what it gives means nothing.</summary>
    // Inlined, the reading would be left out, because nothing comes of it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ulong LookAt(ulong hash) => _cells[(int)(hash >> (64 - _bits))].Hash;

    /// <summary>Looks ahead at what the row of a key will need beside its cell: the place of its zone where the key is new, its page where it is large.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public uint LookBehind(ulong hash, ulong zone, ZoneTable zones)
    {
        ref readonly var cell = ref _cells[(int)(hash >> (64 - _bits))];
        return cell.Hash == 0 ? zones.LookAt(zone) : cell.Hash == hash && cell.IsLarge ? _waiting.LookAt(cell.Place) : 0;
    }

    void Wait(int number, ReadOnlySpan<byte> row)
    {
        if (!_waiting.TryKeep(number, row))
        {
            FoldWaiting(number);
            _waiting.TryKeep(number, row);
        }
    }

    void FoldWaiting(int number)
    {
        var rows = _waiting.Rows(number);
        if (!rows.IsEmpty)
        {
            _large[number].FoldAll(rows, _zoneOfLarge[number]);
            _waiting.Clear(number);
        }
    }

    void Enlarge(ref PairCell cell, ulong zone)
    {
        if (cell.IsLarge)
        {
            return;
        }
        var state = new PairState();
        for (var place = cell.Place; place != RowArena.None;)
        {
            state.Fold(new(Arena.Row(place, out var previous)), zone);
            Arena.Release(place);
            place = previous;
        }
        cell.EnlargeTo(_large.Count);
        _large.Add(state);
        _zoneOfLarge.Add(zone);
        _waiting.AddPage();
    }

    ref PairCell Cell(in PairKey key, ZoneTable zones)
    {
        var hash = key.Hash;
        var at = (int)(hash >> (64 - _bits));
        while (_cells[at].Hash != 0)
        {
            if (_cells[at].Hash == hash)
            {
                return ref _cells[at];
            }
            at = (at + 1) & (_cells.Length - 1);
        }
        if (_count >= _cells.Length / 10 * 7)
        {
            Grow();
            return ref Cell(key, zones);
        }
        _count++;
        NoteProbe(hash, at);
        _cells[at] = new() { Hash = hash, Client = ClientNumber(key.Client), Zone = zones.Number(key.Zone, key.ZoneName), Day = key.Day };
        return ref _cells[at];
    }

    uint ClientNumber(Address client)
    {
        if (!_clientNumbers.TryGetValue(client, out var number))
        {
            number = (uint)Clients.Count;
            Clients.Add(client);
            _clientNumbers.Add(client, number);
        }
        return number;
    }

    /// <summary>
    /// Makes room for <paramref name="count"/> keys at once. Keys that come in the order of their hashes, as another table or a stored block gives
    /// them, would otherwise crowd into the low end of a table that is too small for all of them.
    /// </summary>
    public void Reserve(int count)
    {
        while (count > _cells.Length / 10 * 7)
        {
            Grow();
        }
    }

    void Grow()
    {
        var old = _cells;
        _cells = new PairCell[old.Length * 2];
        _bits++;
        foreach (ref readonly var cell in old.AsSpan())
        {
            if (cell.Hash != 0)
            {
                var at = FreeFrom((int)(cell.Hash >> (64 - _bits)));
                NoteProbe(cell.Hash, at);
                _cells[at] = cell;
            }
        }
    }

    void NoteProbe(ulong hash, int at) => LongestProbe = Math.Max(LongestProbe, (at - (int)(hash >> (64 - _bits))) & (_cells.Length - 1));

    int FreeFrom(int at)
    {
        while (_cells[at].Hash != 0)
        {
            at = (at + 1) & (_cells.Length - 1);
        }
        return at;
    }
}

/// <summary>A key of the pair table as it arrives: the zone's name is only looked at when the key is new.</summary>
readonly ref struct PairKey(ulong hash, ushort day, Address client, ulong zone, ReadOnlySpan<byte> zoneName)
{
    public PairKey(ushort day, Address client, ulong zone, ReadOnlySpan<byte> zoneName)
        : this(HashOf(day, ClientHash(client), zone), day, client, zone, zoneName)
    {
    }

    /// <summary>64 bits that stand for the key; never 0, which marks an empty cell.</summary>
    public ulong Hash { get; } = hash;
    public ushort Day { get; } = day;
    public Address Client { get; } = client;
    public ulong Zone { get; } = zone;
    public ReadOnlySpan<byte> ZoneName { get; } = zoneName;

    /// <summary>The <see cref="Hash"/> of a key, from <see cref="ClientHash"/> and the chained hash of the zone.</summary>
    public static ulong HashOf(ushort day, ulong client, ulong zone) => Math.Max(1, WyHash.Of(zone, client + day * 0x9E3779B97F4A7C15));

    /// <summary>The hash by which clients are shared out.</summary>
    public static ulong ClientHash(Address client) => WyHash.Of(client.Low, client.High ^ NameHashing.Seed);
}

/// <summary>One cell of the pair table, 24 bytes.</summary>
struct PairCell
{
    /// <summary><see cref="PairKey.Hash"/>; 0 in an empty cell.</summary>
    public ulong Hash;
    /// <summary>Number of the client in its shard.</summary>
    public uint Client;
    /// <summary>Number of the zone.</summary>
    public uint Zone;
    /// <summary>Rows that the key got, at most 65,535.</summary>
    public ushort Rows;
    /// <summary>UTC day, counted from 1970-01-01.</summary>
    public ushort Day;
    int _place;

    /// <summary>Whether <see cref="Place"/> is the number of a large state; otherwise it is the place of the newest row.</summary>
    public readonly bool IsLarge => _place < 0;

    /// <summary>Place of the newest row in the arena, or number of the large state.</summary>
    public readonly int Place => _place < 0 ? ~_place : _place;

    /// <summary>Sets the place of the newest row.</summary>
    public void KeepAt(int place) => _place = place;

    /// <summary>Sets the number of the large state.</summary>
    public void EnlargeTo(int number) => _place = ~number;

    /// <summary>Counts rows, up to the most that can be told.</summary>
    public void Count(uint rows) => Rows = (ushort)Math.Min(ushort.MaxValue, Rows + (ulong)rows);
}
