using System.Runtime.CompilerServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// The names of all zones seen, each kept once, in stripes so that threads rarely meet: a known zone is found without a lock, a new one is added under
/// its stripe's. Zones are looked up by those who hold the gate of a shard.
/// </summary>
sealed class ZoneTable
{
    const int StripeBits = 5;

    /// <summary>Zones that nobody asks for any more may be so many, and as many as those that somebody does, before they are forgotten.</summary>
    public const int FewIdle = 1 << 14;

    /// <summary>Bytes of tables that larger ones took the place of, from which on it is worth to stop all for giving them back.</summary>
    const long MuchRetired = 4 << 20;

    Stripe[] _stripes = NewStripes();

    /// <summary>The number of a zone, given on first sight; it differs from run to run and never leaves the process.</summary>
    public uint Number(ulong hash, ReadOnlySpan<byte> name)
    {
        var index = (uint)(hash >> (64 - StripeBits));
        return _stripes[index].Number(hash, name) << StripeBits | index;
    }

    /// <summary>Whether much memory could be given back if nobody looked zones up meanwhile.</summary>
    public bool HasRetired => _stripes.Sum(stripe => stripe.RetiredBytes) >= MuchRetired;

    /// <summary>Gives back the tables that larger ones took the place of. Whoever calls holds the gates of all shards.</summary>
    public void ReleaseRetired()
    {
        foreach (var stripe in _stripes)
        {
            stripe.ReleaseRetired();
        }
    }

    /// <summary>Has the place of a zone brought to the cache, ahead of its look-up.</summary>
    public void LookAt(ulong hash) => _stripes[hash >> (64 - StripeBits)].LookAt(hash);

    /// <summary>The chained hash of a zone. Zones must not be added meanwhile.</summary>
    public ulong HashOf(uint number) => StripeOf(number).HashOf((int)(number >> StripeBits));

    /// <summary>The name of a zone in canonical wire form. Zones must not be added meanwhile.</summary>
    public ReadOnlySpan<byte> NameOf(uint number) => StripeOf(number).NameOf((int)(number >> StripeBits));

    /// <summary>Zones held.</summary>
    public int Count => _stripes.Sum(stripe => stripe.Count);

    /// <summary>One more than the highest number.</summary>
    public int NumberEnd => _stripes.Max(stripe => stripe.Count) << StripeBits;

    /// <summary>Forgets the zones that no key is of, where they are many. Whoever calls holds the gates of all shards.</summary>
    public void ForgetIdle(PairShard[] shards)
    {
        if (Count <= 2 * shards.Sum(shard => shard.Count) + FewIdle)
        {
            return;
        }
        var old = _stripes;
        _stripes = NewStripes();
        foreach (var shard in shards)
        {
            foreach (ref var cell in shard.AllCells)
            {
                if (cell.Rows > 0)
                {
                    var (stripe, number) = (old[cell.Zone & ((1 << StripeBits) - 1)], (int)(cell.Zone >> StripeBits));
                    cell.Zone = Number(stripe.HashOf(number), stripe.NameOf(number));
                }
            }
        }
        foreach (var stripe in old)
        {
            stripe.Release();
        }
    }

    static Stripe[] NewStripes() => [.. Enumerable.Range(0, 1 << StripeBits).Select(_ => new Stripe())];

    Stripe StripeOf(uint number) => _stripes[number & ((1 << StripeBits) - 1)];

    /// <summary>
    /// An open-addressing table from hash to number. A place is written once: its hash, then its number, so that who sees the number sees the hash. A
    /// full table is left as it is and a larger one put in its place: who still reads the old one misses the new zones and asks again under the lock. It is
    /// given back when nobody can be reading it.
    /// </summary>
    sealed class Stripe
    {
        const int FirstPlaces = 256;
        const int FirstNameBytes = 4096;

        readonly Lock _adding = new();
        readonly TableMemory<KnownZone> _zones = new();
        readonly TableMemory<byte> _names = new();
        readonly Stack<TableMemory<Place>> _retired = [];
        TableMemory<Place> _places = TableMemory<Place>.Zeroed(FirstPlaces);
        int _nameEnd;
        long _retiredBytes;

        public int Count { get; private set; }

        public long RetiredBytes => Volatile.Read(ref _retiredBytes);

        public uint Number(ulong hash, ReadOnlySpan<byte> name)
        {
            var number = Find(Volatile.Read(ref _places).Items, hash, out _);
            return number != 0 ? number - 1 : NumberUnderLock(hash, name);
        }

        public void LookAt(ulong hash)
        {
            var places = _places;
            places.Prefetch(Placing.PlaceOf(Placing.Spread(hash), places.Length));
        }

        public ulong HashOf(int number) => _zones.Items[number].Hash;

        public ReadOnlySpan<byte> NameOf(int number)
        {
            var start = _zones.Items[number].Name;
            return _names.Items.Slice(start + 1, _names.Items[start]);
        }

        public void ReleaseRetired()
        {
            while (_retired.TryPop(out var places))
            {
                places.Release();
            }
            _retiredBytes = 0;
        }

        public void Release()
        {
            ReleaseRetired();
            _zones.Release();
            _names.Release();
            _places.Release();
        }

        uint NumberUnderLock(ulong hash, ReadOnlySpan<byte> name)
        {
            lock (_adding)
            {
                var number = Find(_places.Items, hash, out _);
                return number != 0 ? number - 1 : Add(hash, name);
            }
        }

        uint Add(ulong hash, ReadOnlySpan<byte> name)
        {
            if (Count >= _places.Length / 2)
            {
                MakePlaces();
            }
            if (Count == _zones.Length)
            {
                _zones.Grow(Math.Max(FirstPlaces, Count + Count / 2));
            }
            _zones.Items[Count] = new(hash, Keep(name));
            Put(_places.Items, hash, ++Count);
            return (uint)Count - 1;
        }

        int Keep(ReadOnlySpan<byte> name)
        {
            if (_names.Length - _nameEnd <= name.Length)
            {
                _names.Grow(Math.Max(FirstNameBytes, _nameEnd + _nameEnd / 2));
            }
            var start = _nameEnd;
            _names.Items[start] = (byte)name.Length;
            name.CopyTo(_names.Items[(start + 1)..]);
            _nameEnd = start + 1 + name.Length;
            return start;
        }

        void MakePlaces()
        {
            var larger = TableMemory<Place>.Zeroed(_places.Length * 2);
            for (var number = 0; number < Count; number++)
            {
                Put(larger.Items, _zones.Items[number].Hash, number + 1);
            }
            _retired.Push(_places);
            _retiredBytes += _places.Length * (long)Unsafe.SizeOf<Place>();
            Volatile.Write(ref _places, larger);
        }

        static void Put(Span<Place> places, ulong hash, int numberFromOne)
        {
            Find(places, hash, out var at);
            places[at].Hash = hash;
            Volatile.Write(ref places[at].NumberFromOne, (uint)numberFromOne);
        }

        /// <summary>One more than the number of a zone; 0 where it is not known.</summary>
        static uint Find(ReadOnlySpan<Place> places, ulong hash, out int at)
        {
            at = Placing.PlaceOf(Placing.Spread(hash), places.Length);
            while (true)
            {
                ref readonly var place = ref places[at];
                var number = Volatile.Read(in place.NumberFromOne);
                if (number == 0 || place.Hash == hash)
                {
                    return number;
                }
                at = (at + 1) & (places.Length - 1);
            }
        }
    }

    /// <summary>One place of the table; a number of 0 says that it is empty.</summary>
    struct Place
    {
        public ulong Hash;
        public uint NumberFromOne;
    }

    /// <summary>A zone's hash, and where its name lies: a byte that tells how long it is, then the name.</summary>
    readonly record struct KnownZone(ulong Hash, int Name);
}

/// <summary>A zone: its chained hash and its name in canonical wire form.</summary>
readonly record struct ZoneName(ulong Hash, byte[] Name);
