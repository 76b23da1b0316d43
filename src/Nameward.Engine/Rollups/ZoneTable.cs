namespace Nameward.Engine.Rollups;

/// <summary>The names of all zones seen, each kept once, in stripes with a lock each so that threads rarely meet.</summary>
sealed class ZoneTable
{
    const int StripeBits = 5;

    readonly Stripe[] _stripes = [.. Enumerable.Range(0, 1 << StripeBits).Select(_ => new Stripe())];

    /// <summary>The number of a zone, given on first sight; it differs from run to run and never leaves the process.</summary>
    public uint Number(ulong hash, ReadOnlySpan<byte> name)
    {
        var index = (uint)(hash >> (64 - StripeBits));
        var stripe = _stripes[index];
        lock (stripe)
        {
            if (!stripe.Numbers.TryGetValue(hash, out var number))
            {
                number = (uint)stripe.Zones.Count << StripeBits | index;
                stripe.Numbers.Add(hash, number);
                stripe.Zones.Add(new(hash, name.ToArray()));
            }
            return number;
        }
    }

    /// <summary>The zone of a number.</summary>
    public ZoneName this[uint number] => _stripes[number & ((1 << StripeBits) - 1)].Zones[(int)(number >> StripeBits)];

    /// <summary>One more than the highest number.</summary>
    public int NumberEnd => _stripes.Max(stripe => stripe.Zones.Count) << StripeBits;

    sealed class Stripe
    {
        public Dictionary<ulong, uint> Numbers { get; } = [];
        public List<ZoneName> Zones { get; } = [];
    }
}

/// <summary>A zone: its chained hash and its name in canonical wire form.</summary>
readonly record struct ZoneName(ulong Hash, byte[] Name);
