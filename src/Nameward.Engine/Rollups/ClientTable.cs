using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>The clients of a shard, numbered in the order of arrival: numbers differ from run to run and never leave the process.</summary>
sealed class ClientTable
{
    const int FirstPlaces = 16;

    int[] _places = new int[FirstPlaces];
    ulong[] _hashes = [];
    readonly TableMemory<ClientShare> _shares = new();

    /// <summary>The clients, by number.</summary>
    public List<Address> Clients { get; } = [];

    /// <summary>What they cost, by number.</summary>
    public Span<ClientShare> Shares => _shares.Items[..Clients.Count];

    /// <summary><see cref="PairKey.ClientHash"/> of each, by number.</summary>
    public ReadOnlySpan<ulong> Hashes => _hashes.AsSpan(0, Clients.Count);

    /// <summary>The number of a client.</summary>
    /// <param name="hash"><see cref="PairKey.ClientHash"/> of the client.</param>
    /// <param name="client">The client.</param>
    public int Number(ulong hash, Address client)
    {
        var at = Find(hash);
        if (_places[at] == 0)
        {
            if (Clients.Count == _shares.Length)
            {
                Grow();
                at = Find(hash);
            }
            _hashes[Clients.Count] = hash;
            Clients.Add(client);
            _places[at] = Clients.Count;
        }
        return _places[at] - 1;
    }

    /// <summary>What a client costs; it is added where it is new.</summary>
    public ref ClientShare ShareOf(ulong hash, Address client)
    {
        var number = Number(hash, client);
        return ref Shares[number];
    }

    /// <summary>Has what a client costs brought to the cache.</summary>
    public void LookAt(int number) => _shares.Prefetch(number);

    int Find(ulong hash)
    {
        var at = Placing.PlaceOf(Placing.Spread(hash), _places.Length);
        while (_places[at] != 0 && _hashes[_places[at] - 1] != hash)
        {
            at = (at + 1) & (_places.Length - 1);
        }
        return at;
    }

    void Grow()
    {
        _shares.GrowCleared(Math.Max(FirstPlaces / 2, _shares.Length * 2));
        Array.Resize(ref _hashes, _shares.Length);
        _places = new int[_shares.Length * 2];
        for (var number = 0; number < Clients.Count; number++)
        {
            _places[Find(_hashes[number])] = number + 1;
        }
    }
}
