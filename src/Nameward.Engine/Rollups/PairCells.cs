using System.Runtime.CompilerServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// The cells of a part of the pair table: open addressing in the order of the (spread) hashes, so that a search ends at the first larger one, and growing
/// or thinning out is one walk through memory from end to end.
/// </summary>
sealed class PairCells
{
    const int FirstHomes = 64;

    /// <summary>Keys for each hundred homes at most: in the order of hashes even a table as full as this is searched in a handful of neighbouring places.</summary>
    const int Fullest = 75;

    readonly TableMemory<PairCell> _memory = new();
    int _homes;

    /// <summary>All places, in the order of the hashes; those with <see cref="PairCell.Rows"/> 0 are empty.</summary>
    public Span<PairCell> Places => _memory.Items;

    /// <summary>Keys held.</summary>
    public int Count { get; private set; }

    /// <summary>Places looked at by all searches so far.</summary>
    public long Probes { get; private set; }

    /// <summary>The cell of a key; a new one has a hash and nothing else.</summary>
    public ref PairCell Find(ulong spread)
    {
        if (Count >= (long)_homes * Fullest / 100)
        {
            Grow(Math.Max(FirstHomes, _homes + _homes / 4));
        }
        var places = Places;
        var home = Placing.PlaceOf(spread, _homes);
        var at = home;
        // An empty place has the hash 0, and one less than that is the largest of all.
        while (at < places.Length && places[at].Spread - 1 < spread - 1)
        {
            at++;
        }
        Probes += at - home + 1;
        if (at < places.Length && places[at].Spread == spread)
        {
            return ref places[at];
        }
        if (!TryOpen(at))
        {
            Grow(_homes + _homes / 4);
            return ref Find(spread);
        }
        Count++;
        places[at] = new() { Spread = spread };
        return ref places[at];
    }

    /// <summary>Has the home of a key brought to the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(ulong spread)
    {
        const int CellsOfALine = 2;
        if (_homes == 0)
        {
            return;
        }
        var home = Placing.PlaceOf(spread, _homes);
        _memory.Prefetch(home);
        _memory.Prefetch(home + CellsOfALine);
    }

    /// <summary>Makes room for <paramref name="count"/> keys at once.</summary>
    public void Reserve(int count)
    {
        if (count > (long)_homes * Fullest / 100)
        {
            Grow((int)(count * 100L / Fullest) + FirstHomes);
        }
    }

    /// <summary>Takes out the cells that are emptied (<see cref="PairCell.Rows"/> 0).</summary>
    public void Close()
    {
        Count = 0;
        foreach (ref var cell in Places)
        {
            cell.Spread = cell.Rows == 0 ? 0 : cell.Spread;
            Count += cell.Rows == 0 ? 0 : 1;
        }
        Spread();
    }

    /// <summary>How far from its home any key lies.</summary>
    public int LongestProbe()
    {
        var longest = 0;
        var places = Places;
        for (var at = 0; at < places.Length; at++)
        {
            longest = places[at].Spread == 0 ? longest : Math.Max(longest, at - Placing.PlaceOf(places[at].Spread, _homes));
        }
        return longest;
    }

    /// <summary>Makes a place free by moving those behind it on by one; false where there is no free place behind.</summary>
    bool TryOpen(int at)
    {
        var places = Places;
        var free = at;
        while (free < places.Length && places[free].Spread != 0)
        {
            free++;
        }
        if (free >= places.Length)
        {
            return false;
        }
        places[at..free].CopyTo(places[(at + 1)..]);
        return true;
    }

    void Grow(int homes)
    {
        _homes = homes;
        _memory.GrowCleared(homes + FirstHomes / 4 + homes / 64);
        Spread();
    }

    /// <summary>Puts every cell to its home or behind those before it: first all to the end, then each to where it belongs, never past one that waits.</summary>
    void Spread()
    {
        var first = MoveToEnd();
        while (first < 0)
        {
            _memory.GrowCleared(_memory.Length + _memory.Length / 8);
            first = MoveToEnd();
        }
        var places = Places;
        for (int from = first, next = 0; from < places.Length; from++)
        {
            var cell = places[from];
            places[from].Spread = 0;
            places[from].Rows = 0;
            next = Math.Max(next, Placing.PlaceOf(cell.Spread, _homes));
            places[next++] = cell;
        }
    }

    /// <summary>Moves all cells to the end of memory, in order.</summary>
    /// <returns>The first of them; less than 0 where one would have to stay before its home, because too many belong behind it.</returns>
    int MoveToEnd()
    {
        var places = Places;
        var (to, fits) = (places.Length, true);
        for (var from = places.Length - 1; from >= 0; from--)
        {
            if (places[from].Spread != 0)
            {
                to--;
                (places[to], places[from]) = (places[from], to == from ? places[from] : default);
                fits &= Placing.PlaceOf(places[to].Spread, _homes) <= to;
            }
        }
        return fits ? to : -1;
    }
}

/// <summary>One cell of the pair table, 24 bytes.</summary>
struct PairCell
{
    /// <summary><see cref="Placing.Spread"/> of <see cref="PairKey.Hash"/>; 0 in an empty cell.</summary>
    public ulong Spread;
    uint _clientAndUnits;
    /// <summary>Number of the zone.</summary>
    public uint Zone;
    /// <summary>Rows that the key got, at most 65,535.</summary>
    public ushort Rows;
    /// <summary>UTC day, counted from 1970-01-01.</summary>
    public ushort Day;
    int _place;

    /// <summary>Number of the client in its shard.</summary>
    public uint Client
    {
        readonly get => _clientAndUnits >> 8;
        set => _clientAndUnits = value << 8 | Units;
    }

    /// <summary>What the rows of a small key cost (<see cref="PairCost.Unit"/>).</summary>
    public byte Units
    {
        readonly get => (byte)_clientAndUnits;
        set => _clientAndUnits = _clientAndUnits & ~0xFFu | value;
    }

    /// <summary>What the key is reckoned to cost.</summary>
    public readonly long Cost => IsLarge ? PairCost.Large : PairCost.Key + Units * PairCost.Unit;

    /// <summary><see cref="PairKey.Hash"/> of the key.</summary>
    public readonly ulong Hash => Placing.Gather(Spread);

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
