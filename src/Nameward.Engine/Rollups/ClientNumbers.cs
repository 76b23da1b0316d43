using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>Numbers all clients in the order of their shards, so that what is asked of a client while judging stands in flat arrays.</summary>
sealed class ClientNumbers
{
    readonly PairShard[] _shards;
    readonly int[] _first;
    readonly bool[] _isRelay;

    /// <summary>Numbers the clients of the shards, and notes which of them are relays.</summary>
    public ClientNumbers(PairShard[] shards, IReadOnlySet<Address> relays)
    {
        _shards = shards;
        _first = new int[shards.Length];
        for (var i = 0; i < shards.Length; i++)
        {
            _first[i] = Count;
            Count += shards[i].Clients.Count;
        }
        _isRelay = new bool[Count];
        for (var i = 0; i < shards.Length && relays.Count > 0; i++)
        {
            for (var client = 0; client < shards[i].Clients.Count; client++)
            {
                _isRelay[_first[i] + client] = relays.Contains(shards[i].Clients[client]);
            }
        }
    }

    /// <summary>How many clients there are; numbers begin at 0.</summary>
    public int Count { get; }

    /// <summary>The number of the client of a cell.</summary>
    public int Of(int shard, in PairCell cell) => _first[shard] + (int)cell.Client;

    /// <summary>The address of the client of a key.</summary>
    public Address AddressOf(ZoneKey key) => _shards[key.Place.Shard].Clients[key.Client - _first[key.Place.Shard]];

    /// <summary>Whether a client asks for others.</summary>
    public bool IsRelay(int client) => _isRelay[client];
}
