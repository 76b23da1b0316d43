using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>Numbers all clients in the order of their shards, so that what is asked of a client while judging stands in flat arrays.</summary>
sealed class ClientNumbers
{
    readonly PairShard[] _shards;
    readonly int[] _first;
    readonly bool[] _isRelay;

    /// <summary>Numbers the clients of the shards; none of them is a relay yet.</summary>
    public ClientNumbers(PairShard[] shards)
    {
        _shards = shards;
        _first = new int[shards.Length];
        for (var i = 0; i < shards.Length; i++)
        {
            _first[i] = Count;
            Count += shards[i].Clients.Count;
        }
        _isRelay = new bool[Count];
    }

    /// <summary>Notes which clients are relays.</summary>
    public void Mark(IReadOnlySet<Address> relays)
    {
        for (var client = 0; client < Count && relays.Count > 0; client++)
        {
            _isRelay[client] = relays.Contains(AddressAt(client));
        }
    }

    /// <summary>How many clients there are; numbers begin at 0.</summary>
    public int Count { get; }

    /// <summary>The number of the client of a cell.</summary>
    public int Of(int shard, in PairCell cell) => _first[shard] + (int)cell.Client;

    /// <summary>The address of the client of a key.</summary>
    public Address AddressOf(ZoneKey key) => _shards[key.Place.Shard].Clients[key.Client - _first[key.Place.Shard]];

    /// <summary>The address of the client of a number.</summary>
    public Address AddressAt(int client)
    {
        var shard = Array.BinarySearch(_first, client);
        shard = shard >= 0 ? LastAt(shard) : ~shard - 1;
        return _shards[shard].Clients[client - _first[shard]];
    }

    /// <summary>Shards without clients begin where the next one does.</summary>
    int LastAt(int shard)
    {
        while (shard + 1 < _first.Length && _first[shard + 1] == _first[shard])
        {
            shard++;
        }
        return shard;
    }

    /// <summary>Whether a client asks for others.</summary>
    public bool IsRelay(int client) => _isRelay[client];
}
