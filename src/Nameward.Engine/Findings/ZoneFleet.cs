using System.Runtime.InteropServices;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Who else in the fleet asked a name, used a label, or got a piece of data, in one zone: of what is followed, and of nothing else, so that a popular zone
/// costs no memory. A relay, and whoever is seen again as another, asks for others and is left out, or every channel seen on both sides of a resolver would look shared. A
/// thread uses one for all its zones, one after the other; <see cref="Copy"/> keeps what is known of one.
/// </summary>
sealed class ZoneFleet
{
    /// <summary>Stands for "nobody yet"; clients are their numbers and one.</summary>
    const uint Nobody = 0;

    /// <summary>Stands for "more than one client".</summary>
    const uint Many = uint.MaxValue;

    const int FirstPlaces = 256;

    // An open-addressing table at most three quarters full, and no larger than that needs: it is asked for every row of the zone, and so must lie near.
    Followed[] _followed;
    Followed[] _spare = [];
    int _mask;
    int _count;

    // The zone in which each client was met last; zones are counted from 1.
    readonly uint[] _lastZone;
    readonly ClientNumbers? _numbers;
    int[] _repeaters = [];
    uint _zone = 1;

    /// <summary>A fleet of these clients, in no zone yet.</summary>
    public ZoneFleet(ClientNumbers numbers)
        : this(numbers, new uint[numbers.Count], new Followed[FirstPlaces])
    {
    }

    ZoneFleet(ClientNumbers? numbers, uint[] lastZone, Followed[] followed) =>
        (_numbers, _lastZone, _followed, _mask) = (numbers, lastZone, followed, followed.Length - 1);

    /// <summary>A fleet in which nobody else asks.</summary>
    public static ZoneFleet Empty { get; } = new(null, [], new Followed[1]);

    /// <summary>Clients of the zone, relays not counted.</summary>
    public int Clients { get; private set; }

    /// <summary>Forgets all, for the next zone.</summary>
    /// <param name="repeaters">Numbers of the clients that ask nothing of their own in it.</param>
    public void Clear(ReadOnlySpan<int> repeaters = default)
    {
        _repeaters = repeaters.ToArray();
        Clients = 0;
        _zone++;
        Array.Clear(_followed, 0, _mask + 1);
        (_mask, _count) = (FirstPlaces - 1, 0);
    }

    /// <summary>Whether a client asks for others: a relay, or one that is seen again in this zone as another.</summary>
    public bool AsksForOthers(int client) => _numbers!.IsRelay(client) || _repeaters.Contains(client);

    /// <summary>As whom the fleet knows a client: relays are nobody.</summary>
    public uint Who(int client) => AsksForOthers(client) ? Nobody : (uint)client + 1;

    /// <summary>Remembers from now on who asks the name, or gets the data, of this hash, and that this one (<see cref="Who"/>) does.</summary>
    /// <returns>Whether nothing that anybody does can change what is known of it.</returns>
    public bool Follow(uint who, ulong hash)
    {
        if (4L * _count >= 3L * _mask)
        {
            Grow();
        }
        ref var followed = ref Find(hash);
        if (followed.Hash == 0)
        {
            followed.Hash = Math.Max(1, hash);
            _count++;
        }
        return followed.DoneBy(who);
    }

    /// <summary>Notes that a client has a key in the zone.</summary>
    /// <returns>Whether what it did there is to be shown; not for relays.</returns>
    public bool Meet(int client)
    {
        if (AsksForOthers(client))
        {
            return false;
        }
        if (_lastZone[client] != _zone)
        {
            _lastZone[client] = _zone;
            Clients++;
        }
        return true;
    }

    /// <summary>Somebody asked the name, or got the data, of this hash; it need not be followed.</summary>
    /// <returns>Whether nothing that anybody does can change what is known of it.</returns>
    public bool Saw(uint who, ulong hash)
    {
        ref var followed = ref Find(hash);
        return followed.Hash == 0 || followed.DoneBy(who);
    }

    /// <summary>Whether no other client asked the name or got the data of this hash.</summary>
    public bool IsPrivate(int client, ulong hash)
    {
        ref readonly var followed = ref Find(hash);
        return followed.Hash == 0 || followed.By == Nobody || followed.By == (uint)client + 1;
    }

    /// <summary>Whether no other client used the label at this depth.</summary>
    public bool IsPrivateLabel(int client, uint label, int depth) => IsPrivate(client, LabelKey(label, depth));

    /// <summary>Clients of the zone other than this one, relays not counted; for a client that has a key in the zone.</summary>
    public int Others(int client) => Clients - (_numbers is null || AsksForOthers(client) ? 0 : 1);

    /// <summary>What is known of the zone, to be kept when the next one is judged.</summary>
    public ZoneFleet Copy() => new(_numbers, [], _followed[..(_mask + 1)]) { Clients = Clients, _repeaters = _repeaters };

    /// <summary>What stands for a label at a depth below the zone.</summary>
    public static ulong LabelKey(uint label, int depth) => WyHash.Of(label, (ulong)depth + 1);

    void Grow()
    {
        var (old, length) = (_followed, 2 * (_mask + 1));
        if (_spare.Length >= length)
        {
            Array.Clear(_spare, 0, length);
        }
        (_followed, _spare) = (_spare.Length >= length ? _spare : new Followed[length], old);
        _mask = length - 1;
        foreach (ref readonly var followed in old.AsSpan(0, length / 2))
        {
            if (followed.Hash != 0)
            {
                Find(followed.Hash) = followed;
            }
        }
    }

    ref Followed Find(ulong hash)
    {
        hash = Math.Max(1, hash);
        var (followed, mask) = (_followed, _mask);
        var at = Placing.PlaceOf(Placing.Spread(hash), mask + 1);
        while (followed[at].Hash != hash && followed[at].Hash != 0)
        {
            at = (at + 1) & mask;
        }
        return ref followed[at];
    }

    /// <summary>What is followed, never 0, and who did it: in 12 bytes, because a popular zone has hundreds of thousands.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = sizeof(uint))]
    struct Followed
    {
        public ulong Hash;
        public uint By;

        /// <summary>Somebody does it.</summary>
        /// <returns>Whether it is known of more than one, which nothing changes any more.</returns>
        public bool DoneBy(uint who)
        {
            By = who == Nobody ? By : By == Nobody || By == who ? who : Many;
            return By == Many;
        }
    }
}
