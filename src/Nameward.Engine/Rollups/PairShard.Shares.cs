using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>What the clients of a shard cost, and what is left out of those who cost too much.</summary>
sealed partial class PairShard
{
    static readonly PairState Nothing = new();

    bool _leavesOut;
    bool _isOver;
    long _overFrom = long.MaxValue;
    ulong _highestClient = ulong.MaxValue;

    /// <summary>Clients with a higher <see cref="PairKey.ClientHash"/> are left out.</summary>
    public ulong HighestClient
    {
        get => _highestClient;
        set
        {
            _leavesOut |= value < _highestClient;
            _highestClient = Math.Min(_highestClient, value);
        }
    }

    /// <summary>The clients that asked for more than their share, with the hash from which on their keys are left out.</summary>
    public IEnumerable<(Address Client, ulong Limit, int Kept)> LeftOut()
    {
        for (var number = 0; number < Clients.Count; number++)
        {
            if (_clients.Shares[number].HasLeftOut)
            {
                yield return (Clients[number], _clients.Shares[number].Limit, _clients.Shares[number].Keys);
            }
        }
    }

    /// <summary>The clients of which all keys are kept, and how many each has.</summary>
    public IEnumerable<(Address Client, int Keys)> WholeClients()
    {
        for (var number = 0; number < Clients.Count; number++)
        {
            if (!IsHigh(number) && !_clients.Shares[number].HasLeftOut)
            {
                yield return (Clients[number], _clients.Shares[number].Keys);
            }
        }
    }

    /// <summary>Leaves out the keys of a client from a hash on, as another set did.</summary>
    public void LeaveOutFrom(Address client, ulong limit)
    {
        _clients.ShareOf(PairKey.ClientHash(client), client).LeaveOutFrom(limit);
        _leavesOut = true;
        Drop();
    }

    /// <summary>What all keys cost.</summary>
    public long Cost { get; private set; }

    /// <summary>Brings every client that is over its share, and over the slack that saves walks, down to it.</summary>
    /// <returns>What all keys cost more than before: nothing, or less.</returns>
    public long LeaveSharesIfOver(long share)
    {
        _overFrom = RollupBudget.WithSlack(share);
        var before = Cost;
        if (_isOver)
        {
            LeaveShares(share);
        }
        return Cost - before;
    }

    /// <summary>Brings every client down to its share: of its keys in the order of their hashes, as many as together cost no more.</summary>
    /// <returns>What all clients are charged with: a whole share where something was left out.</returns>
    public long LeaveShares(long share)
    {
        var over = new HashSet<uint>();
        var shares = _clients.Shares;
        for (var number = 0; number < shares.Length; number++)
        {
            if (shares[number].Cost > share)
            {
                over.Add((uint)number);
            }
        }
        if (over.Count > 0 || HasHighClients())
        {
            SetLimits(over, share);
            Drop();
        }
        _isOver = false;
        long charged = 0;
        foreach (ref readonly var client in _clients.Shares)
        {
            charged += client.HasLeftOut ? share : client.Cost;
        }
        return charged;
    }

    bool IsLeftOut(in PairKey key)
    {
        if (!_leavesOut)
        {
            return false;
        }
        return IsHigh(key.Client) || _clients.Shares[key.Client].LeavesOut(key.Hash);
    }

    bool IsHigh(int client) => _clients.Hashes[client] > _highestClient;

    bool HasHighClients()
    {
        var highest = HighestClient;
        return highest != ulong.MaxValue && _clients.Hashes.ContainsAnyInRange(highest + 1, ulong.MaxValue);
    }

    long Charge(in PairCell cell, long before)
    {
        var more = cell.Cost - before;
        ref var share = ref _clients.Shares[(int)cell.Client];
        share.Cost += more;
        share.Keys += before == 0 ? 1 : 0;
        Cost += more;
        _isOver |= share.Cost > _overFrom;
        return more;
    }

    void SetLimits(HashSet<uint> over, long share)
    {
        var keys = KeysOf(over);
        var (client, cost) = (uint.MaxValue, 0L);
        foreach (ref readonly var key in keys.Items)
        {
            cost = key.Client == client ? cost + key.Cost : key.Cost;
            client = key.Client;
            if (cost > share)
            {
                _clients.Shares[(int)client].LeaveOutFrom(key.Hash);
                _leavesOut = true;
            }
        }
        keys.Release();
    }

    /// <summary>The keys of some clients, by client and hash. They may be most of the table, and are needed for a moment: they are no matter of the garbage collector's.</summary>
    TableMemory<KeyOfClient> KeysOf(HashSet<uint> clients)
    {
        var keys = new TableMemory<KeyOfClient>();
        keys.Grow(clients.Sum(client => _clients.Shares[(int)client].Keys));
        var next = 0;
        foreach (ref readonly var cell in Cells)
        {
            if (cell.Rows > 0 && clients.Contains(cell.Client))
            {
                keys.Items[next++] = new(cell.Client, (uint)cell.Cost, cell.Hash);
            }
        }
        keys.Items.Sort();
        return keys;
    }

    /// <summary>Takes out all cells that are left out.</summary>
    void Drop()
    {
        foreach (ref var cell in _cells.Places)
        {
            if (cell.Rows > 0 && (IsHigh((int)cell.Client) || _clients.Shares[(int)cell.Client].LeavesOut(cell.Hash)))
            {
                _clients.Shares[(int)cell.Client].Cost -= cell.Cost;
                _clients.Shares[(int)cell.Client].Keys--;
                Cost -= cell.Cost;
                Release(cell);
                cell.Rows = 0;
            }
        }
        _cells.Close();
    }

    void Release(in PairCell cell)
    {
        if (cell.IsLarge)
        {
            _waiting.Clear(cell.Place);
            _large[cell.Place] = Nothing;
            _freeLarge.Push(cell.Place);
            return;
        }
        for (var place = cell.Place; place != RowArena.None;)
        {
            Arena.Row(place, out var previous);
            Arena.Release(place);
            place = previous;
        }
    }

    readonly record struct KeyOfClient(uint Client, uint Cost, ulong Hash) : IComparable<KeyOfClient>
    {
        public int CompareTo(KeyOfClient other) => Client != other.Client ? Client.CompareTo(other.Client) : Hash.CompareTo(other.Hash);
    }
}
