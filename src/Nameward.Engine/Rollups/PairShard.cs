using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// The part of the pair table that belongs to one share of the clients. A key holds its exact rows up to <see cref="SmallRows"/>, or up to what sketches
/// cost less than; one row more, and it is large. Which form a key has depends on the set of its rows, never on their order. Callers hold <see cref="Gate"/>.
/// </summary>
sealed partial class PairShard(ZoneTable zones, RowContexts contexts)
{
    /// <summary>Rows that a key keeps exactly: less memory than its sketches would take, and all that nearly every key of a working day has.</summary>
    public const int SmallRows = 128;

    readonly PairCells _cells = new();
    readonly ClientTable _clients = new();
    readonly List<PairState> _large = [];
    readonly List<ulong> _zoneOfLarge = [];
    readonly Stack<int> _freeLarge = [];
    readonly WaitingRows _waiting = new();

    /// <summary>Held while a batch is applied.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The exact rows of small keys.</summary>
    public RowArena Arena { get; } = new();

    /// <summary>What rows share with each other.</summary>
    public RowContexts Contexts => contexts;

    /// <summary>The clients of this share, by number.</summary>
    public List<Address> Clients => _clients.Clients;

    /// <summary>All cells; those with <see cref="PairCell.Rows"/> 0 are empty.</summary>
    public ReadOnlySpan<PairCell> Cells => _cells.Places;

    /// <summary>The same, to be given other numbers of their zones.</summary>
    public Span<PairCell> AllCells => _cells.Places;

    /// <summary>Keys held.</summary>
    public int Count => _cells.Count;

    /// <summary>How far from its place any key lies: what a look-up costs at most.</summary>
    public int LongestProbe => _cells.LongestProbe();

    /// <summary>Places that all look-ups so far went to.</summary>
    public long Probes => _cells.Probes;

    /// <summary>The large state of a cell, with all its rows.</summary>
    public PairState Large(in PairCell cell)
    {
        FoldWaiting(cell.Place);
        return _large[cell.Place];
    }

    /// <summary>The row at a place of a small key, and the place of the one kept before it.</summary>
    public CompactRow Row(int place, out int previous) => new(Arena.Row(place, out previous), contexts);

    /// <summary>Folds all rows that wait, so that from now on <see cref="Large"/> only reads.</summary>
    public void Settle()
    {
        for (var number = 0; number < _large.Count; number++)
        {
            FoldWaiting(number);
        }
        _waiting.Release();
    }

    /// <summary>The number of a client, given on first sight.</summary>
    /// <param name="hash"><see cref="PairKey.ClientHash"/> of the client.</param>
    /// <param name="client">The client.</param>
    public int NumberOf(ulong hash, Address client) => _clients.Number(hash, client);

    /// <summary>The key of a client that has a number or gets one.</summary>
    public PairKey KeyOf(ushort day, Address client, ulong zone, ReadOnlySpan<byte> zoneName)
    {
        var hash = PairKey.ClientHash(client);
        return new(PairKey.HashOf(day, hash, zone), day, NumberOf(hash, client), zone, zoneName);
    }

    /// <summary>Takes in one row of a key.</summary>
    /// <returns>What the key costs more than before.</returns>
    public long Add(in PairKey key, ReadOnlySpan<byte> row)
    {
        if (IsLeftOut(key))
        {
            return 0;
        }
        ref var cell = ref Cell(key);
        var before = cell.Rows == 0 ? 0 : cell.Cost;
        var units = PairCost.UnitsOf(CompactRow.LengthWithoutContext(row));
        if (!cell.IsLarge && cell.Rows < SmallRows && cell.Units + units <= PairCost.MostUnits)
        {
            cell.KeepAt(Arena.Keep(row, cell.Place));
            cell.Units += (byte)units;
        }
        else
        {
            Enlarge(ref cell, key.Zone);
            Wait(cell.Place, row);
        }
        cell.Count(1);
        return Charge(cell, before);
    }

    /// <summary>Takes in the large state of a key, as <see cref="RollupSet.Merge"/> finds it in another set.</summary>
    /// <returns>What the key costs more than before.</returns>
    public long Add(in PairKey key, PairState state, uint rows)
    {
        if (IsLeftOut(key))
        {
            return 0;
        }
        ref var cell = ref Cell(key);
        var before = cell.Rows == 0 ? 0 : cell.Cost;
        Enlarge(ref cell, key.Zone);
        _large[cell.Place].Merge(state);
        cell.Count(rows);
        return Charge(cell, before);
    }

    /// <summary>Makes room for <paramref name="count"/> keys at once.</summary>
    public void Reserve(int count) => _cells.Reserve(count);

    /// <summary>Has all that a key may need brought to the cache, ahead of its row: its cell, its client's share, the place of its zone.</summary>
    public void LookAt(ulong hash, int client, ulong zone)
    {
        _cells.Prefetch(Placing.Spread(hash));
        _clients.LookAt(client);
        zones.LookAt(zone);
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
            _large[number].FoldAll(rows, _zoneOfLarge[number], contexts);
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
            state.Fold(Row(place, out var previous), zone);
            Arena.Release(place);
            place = previous;
        }
        if (_freeLarge.TryPop(out var number))
        {
            (_large[number], _zoneOfLarge[number]) = (state, zone);
        }
        else
        {
            number = _large.Count;
            _large.Add(state);
            _zoneOfLarge.Add(zone);
            _waiting.AddPage();
        }
        cell.EnlargeTo(number);
    }

    ref PairCell Cell(in PairKey key)
    {
        ref var cell = ref _cells.Find(Placing.Spread(key.Hash));
        if (cell.Rows == 0)
        {
            cell.Day = key.Day;
            cell.Client = (uint)key.Client;
            cell.Zone = zones.Number(key.Zone, key.ZoneName);
        }
        return ref cell;
    }
}
