namespace Nameward.Engine.Rollups;

/// <summary>
/// The names of all zones seen, each kept once, in stripes so that threads rarely meet: a known zone is found without a lock, a new one is added under
/// its stripe's.
/// </summary>
sealed class ZoneTable
{
    const int StripeBits = 5;

    readonly Stripe[] _stripes = [.. Enumerable.Range(0, 1 << StripeBits).Select(_ => new Stripe())];

    /// <summary>The number of a zone, given on first sight; it differs from run to run and never leaves the process.</summary>
    public uint Number(ulong hash, ReadOnlySpan<byte> name)
    {
        var index = (uint)(hash >> (64 - StripeBits));
        return _stripes[index].Number(hash, name) << StripeBits | index;
    }

    /// <summary>The zone of a number.</summary>
    public ZoneName this[uint number] => _stripes[number & ((1 << StripeBits) - 1)].Zones[(int)(number >> StripeBits)];

    /// <summary>One more than the highest number.</summary>
    public int NumberEnd => _stripes.Max(stripe => stripe.Zones.Count) << StripeBits;

    /// <summary>
    /// An open-addressing table from hash to number. A place is written once: its hash, then its number, so that who sees the number sees the hash. A
    /// full table is left as it is and a larger one put in its place: who still reads the old one misses the new zones and asks again under the lock.
    /// </summary>
    sealed class Stripe
    {
        const int FirstPlaces = 256;

        Place[] _places = new Place[FirstPlaces];

        public List<ZoneName> Zones { get; } = [];

        public uint Number(ulong hash, ReadOnlySpan<byte> name)
        {
            var places = Volatile.Read(ref _places);
            var at = Find(places, hash);
            return at >= 0 ? places[at].NumberFromOne - 1 : NumberUnderLock(hash, name);
        }

        uint NumberUnderLock(ulong hash, ReadOnlySpan<byte> name)
        {
            lock (Zones)
            {
                var at = Find(_places, hash);
                return at >= 0 ? _places[at].NumberFromOne - 1 : Add(hash, name);
            }
        }

        uint Add(ulong hash, ReadOnlySpan<byte> name)
        {
            if (Zones.Count >= _places.Length / 2)
            {
                Grow();
            }
            Zones.Add(new(hash, name.ToArray()));
            Put(_places, hash, Zones.Count);
            return (uint)Zones.Count - 1;
        }

        void Grow()
        {
            var larger = new Place[_places.Length * 2];
            for (var number = 0; number < Zones.Count; number++)
            {
                Put(larger, Zones[number].Hash, number + 1);
            }
            Volatile.Write(ref _places, larger);
        }

        static void Put(Place[] places, ulong hash, int numberFromOne)
        {
            ref var place = ref places[~Find(places, hash)];
            place.Hash = hash;
            Volatile.Write(ref place.NumberFromOne, (uint)numberFromOne);
        }

        static int Find(Place[] places, ulong hash)
        {
            var at = Placing.PlaceOf(Placing.Spread(hash), places.Length);
            while (Volatile.Read(ref places[at].NumberFromOne) != 0)
            {
                if (places[at].Hash == hash)
                {
                    return at;
                }
                at = (at + 1) & (places.Length - 1);
            }
            return ~at;
        }
    }

    /// <summary>One place of the table; a number of 0 says that it is empty.</summary>
    struct Place
    {
        public ulong Hash;
        public uint NumberFromOne;
    }
}

/// <summary>A zone: its chained hash and its name in canonical wire form.</summary>
readonly record struct ZoneName(ulong Hash, byte[] Name);
