using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Computes <see cref="PairMeasures"/> from merged state, free of the order in which the evidence came. Samples are scaled up: what was found once
/// in a sample stands for as many as the sample's scale says, what was found again is taken as seen whole.
/// </summary>
static class PairMeasuring
{
    /// <summary>Share of a client's up-bits that another client of the zone must say to be of its crowd.</summary>
    public const double CrowdShare = 0.25;

    const double BitsPerHundredth = 0.01;

    /// <summary>What a client's names carry up, by its number in the fleet: enough to see whether it is worth weighing.</summary>
    public static SaidUp MeasureUp(int client, PairState state, ZoneFleet fleet)
    {
        Span<byte> kept = stackalloc byte[BottomK<SampledName>.K];
        var names = new NameSample(state.Names.Items, PrivateNames(client, state, fleet, kept));
        var tally = default(Tally);
        return new(UpBits(client, names, state.Names.Scale, fleet, ref tally), names.Count * state.Names.Scale);
    }

    /// <summary>Measures one client in one zone; the crowd is filled in by <see cref="WithCrowd"/>.</summary>
    public static PairMeasures Measure(int client, PairState state, ZoneFleet fleet) => Measure(client, state, fleet, MeasureUp(client, state, fleet));

    /// <summary>The same, where what its names carry up is known already.</summary>
    public static PairMeasures Measure(int client, PairState state, ZoneFleet fleet, SaidUp up)
    {
        Span<byte> kept = stackalloc byte[BottomK<SampledName>.K];
        var names = new NameSample(state.Names.Items, PrivateNames(client, state, fleet, kept));
        var lane = state.Largest;
        Span<ushort> ttls = stackalloc ushort[BottomK<SampledName>.K];
        ttls = Ttls(state, ttls);
        var counts = Count(names);
        var tally = default(Tally);
        var down = state.ShowsAnswers ? Down(client, state, fleet, ref tally) : new(SizeBits(names, state.Names.Scale, ref tally), 0);
        return new(
            Names: state.Names.DistinctEstimate,
            PrivateNames: up.PrivateNames,
            Queries: Math.Max(lane.Queries, lane.Responses),
            UpBits: up.Bits,
            DownBits: down.Bits + (state.ShowsAnswers ? RcodeBits(names, state.Names.Scale, ref tally) : 0),
            HostTextBits: down.HostTextBits,
            Down: state.ShowsAnswers ? DownFrom.Records : counts.Sized > 0 ? DownFrom.Sizes : DownFrom.Nothing,
            AnsweredNames: ttls.Length,
            MedianTtlSeconds: ttls.Length > 0 ? Median(ttls) : null,
            RareTypeShare: Share(counts.Rare, names.Count),
            PointerShare: Share(counts.Pointer, names.Count),
            TextOrPointerShare: counts.Plain >= 4 ? Share(counts.TextOrPointer, counts.Plain) : 0,
            MeanPrefixBytes: Share(counts.PrefixBytes, names.Count),
            CodedShare: Share(counts.Coded, names.Count),
            Rhythm: Rhythm.None,
            OtherClients: fleet.Others(client),
            Crowd: 0)
        { Bursts = BurstMeasuring.Of(client, names, state.Names.Scale, fleet) };
    }

    /// <summary>Fills in the crowd from what the other clients of the zone say.</summary>
    public static PairMeasures WithCrowd(PairMeasures measures, Crowd others) => measures with { Crowd = others.AtLeast(measures.UpBits * CrowdShare) };

    static Span<byte> PrivateNames(int client, PairState state, ZoneFleet fleet, Span<byte> places)
    {
        var count = 0;
        for (var i = 0; i < state.Names.Items.Length; i++)
        {
            if (fleet.IsPrivate(client, state.Names.Items[i].Hash))
            {
                places[count++] = (byte)i;
            }
        }
        return places[..count];
    }

    static NameCounts Count(NameSample names)
    {
        var counts = default(NameCounts);
        for (var i = 0; i < names.Count; i++)
        {
            ref readonly var name = ref names[i];
            counts.PrefixBytes += name.PrefixBytes;
            counts.Sized += name.ReplyBytes > 0 ? 1 : 0;
            counts.Coded += (name.Traits & NameTraits.Coded) != 0 ? 1 : 0;
            counts.Rare += (name.Traits & NameTraits.AskedRare) != 0 ? 1 : 0;
            if (name.Depth > 0 && (name.Traits & NameTraits.Underscored) == 0)
            {
                counts.Plain++;
                counts.Pointer += (name.Traits & NameTraits.AskedPointer) != 0 ? 1 : 0;
                counts.TextOrPointer += (name.Traits & (NameTraits.AskedPointer | NameTraits.AskedText)) != 0 ? 1 : 0;
            }
        }
        return counts;
    }

    static double Share(int part, int of) => of > 0 ? part / (double)of : 0;

    /// <summary>
    /// The dictionary (each label that no other client used, once) and, for each depth, the choice from it: names beyond the labels themselves,
    /// times log2 of the number of labels. Constant labels cost nothing twice; a dictionary encoder pays the second term.
    /// </summary>
    public static double UpBits(int client, NameSample names, double scale, ZoneFleet fleet, ref Tally labels)
    {
        double bits = 0;
        var deepest = Deepest(names);
        for (var depth = 0; depth < deepest; depth++)
        {
            bits += DepthBits(client, names, depth, scale, fleet, ref labels);
        }
        return bits + AddressData.Bits(names, scale, ref labels);
    }

    static int Deepest(NameSample names)
    {
        var deepest = 0;
        for (var i = 0; i < names.Count; i++)
        {
            deepest = Math.Max(deepest, names[i].Depth);
        }
        return deepest;
    }

    static double DepthBits(int client, NameSample names, int depth, double scale, ZoneFleet fleet, ref Tally labels)
    {
        var deep = 0;
        labels.Clear();
        for (var i = 0; i < names.Count; i++)
        {
            ref readonly var name = ref names[i];
            if (name.Depth > depth && (name.Traits & NameTraits.SpellsAddress) == 0)
            {
                deep++;
                labels.Add(0, name.Labels[depth], name.Bits[depth]);
            }
        }
        double dictionary = 0, distinct = 0;
        for (var i = 0; i < labels.Count; i++)
        {
            var label = labels[i];
            var standsFor = label.Times == 1 ? scale : 1;
            distinct += standsFor;
            dictionary += fleet.IsPrivateLabel(client, (uint)label.Low, depth) ? standsFor * label.Value * BitsPerHundredth : 0;
        }
        return dictionary + (distinct > 1 ? Math.Max(0, deep * scale - distinct) * Math.Log2(distinct) : 0);
    }

    /// <summary>
    /// Data that came back for one name alone and to no other client. The two largest items are left out: a small alphabet of answers shows up to
    /// two singletons in a short file, and a mail domain has two long texts.
    /// </summary>
    static SaidDown Down(int client, PairState state, ZoneFleet fleet, ref Tally prefixes)
    {
        Span<int> hostTexts = stackalloc int[BottomK<SampledData>.K];
        Span<int> texts = stackalloc int[BottomK<SampledData>.K];
        Span<byte> v4 = stackalloc byte[BottomK<SampledData>.K], v6 = stackalloc byte[BottomK<SampledData>.K];
        int textCount = 0, hostTextCount = 0, v4Count = 0, v6Count = 0;
        var items = state.Data.Items;
        var zonesCount = TargetZones.AreData(client, items, fleet);
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Shared || !fleet.IsPrivate(client, items[i].Hash))
            {
                continue;
            }
            switch (items[i].Kind)
            {
                case DataKind.V4:
                    v4[v4Count++] = (byte)i;
                    break;
                case DataKind.V6:
                    v6[v6Count++] = (byte)i;
                    break;
                default:
                    texts[textCount] = items[i].Bits + (zonesCount ? TargetZones.BitsOf(client, items, i, fleet) : 0);
                    hostTexts[hostTextCount] = texts[textCount++];
                    hostTextCount += items[i].OfHost ? 1 : 0;
                    break;
            }
        }
        var scale = state.Data.Scale;
        var addresses = AddressBits(items, v4[..v4Count], scale, [24, 16, 8, 0], ref prefixes) + AddressBits(items, v6[..v6Count], scale, [96, 80, 64, 0], ref prefixes);
        return new(TextBits(texts[..textCount]) * scale + addresses, TextBits(hostTexts[..hostTextCount]) * scale);
    }

    /// <summary>Bits of all but the two largest.</summary>
    static double TextBits(Span<int> texts)
    {
        const int LeftOut = 2;
        texts.Sort();
        double bits = 0;
        for (var i = texts.Length - LeftOut - 1; i >= 0; i--)
        {
            bits += texts[i] * BitsPerHundredth;
        }
        return bits;
    }

    /// <summary>
    /// What the sizes of responses can carry where their data is not shown: the entropy of response less question over names, less what so few names show of it
    /// by chance, two names left out as of data. A service that says one thing to all carries none, whatever its names.
    /// </summary>
    static double SizeBits(NameSample names, double scale, ref Tally sizes)
    {
        sizes.Clear();
        var sized = 0;
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].ReplyBytes > 0)
            {
                sized++;
                sizes.Add(0, (ulong)(ushort.MaxValue + names[i].ReplyBytes - names[i].PrefixBytes), 0);
            }
        }
        return ChoiceBits(sizes, sized, scale);
    }

    /// <summary>
    /// What the codes of responses can carry that bring no records: that a name exists not, has nothing of the type, or that the server fails. A list that says of each
    /// name whether it is on it answers with a record where it is: such names are left out, and what is left has one code.
    /// </summary>
    static double RcodeBits(NameSample names, double scale, ref Tally codes)
    {
        codes.Clear();
        var told = 0;
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].Rcodes != 0 && (names[i].Traits & NameTraits.GotRecords) == 0)
            {
                told++;
                codes.Add(0, names[i].Rcodes, 0);
            }
        }
        return ChoiceBits(codes, told, scale);
    }

    /// <summary>Entropy of what was chosen for names, less what so few of them show by chance (Miller 1955), over all names but two.</summary>
    static double ChoiceBits(in Tally choices, int names, double scale)
    {
        const int LeftOut = 2;
        double entropy = 0;
        for (var i = 0; i < choices.Count; i++)
        {
            var share = choices[i].Times / (double)names;
            entropy -= share * Math.Log2(share);
        }
        var byChance = names > 0 ? (choices.Count - 1) / (2 * names * Math.Log(2)) : 0;
        return Math.Max(0, names * scale - LeftOut) * Math.Max(0, entropy - byChance);
    }

    /// <summary>Eight bits for each distinct prefix at each of four lengths, so that addresses of one network count little.</summary>
    static double AddressBits(ReadOnlySpan<SampledData> items, ReadOnlySpan<byte> addresses, double scale, ReadOnlySpan<int> shifts, ref Tally prefixes)
    {
        if (addresses.Length <= 2)
        {
            return 0;
        }
        double bits = 0;
        foreach (var shift in shifts)
        {
            prefixes.Clear();
            foreach (var place in addresses)
            {
                AddPrefix(items[place], shift, ref prefixes);
            }
            double distinct = 0;
            for (var i = 0; i < prefixes.Count; i++)
            {
                distinct += prefixes[i].Times == 1 ? scale : 1;
            }
            bits += 8 * distinct;
        }
        return bits * (addresses.Length - 2) / addresses.Length;
    }

    static void AddPrefix(in SampledData address, int shift, ref Tally prefixes)
    {
        var low = address.Kind == DataKind.V4 ? address.Low & uint.MaxValue : address.Low;
        if (shift >= 64)
        {
            prefixes.Add(address.High >> (shift - 64), 0, 0);
        }
        else
        {
            prefixes.Add(address.High, low >> shift, 0);
        }
    }

    static Span<ushort> Ttls(PairState state, Span<ushort> ttls)
    {
        var count = 0;
        foreach (ref readonly var name in state.Names.Items)
        {
            if (name.LongestTtl != SampledName.NoTtl)
            {
                ttls[count++] = name.LongestTtl;
            }
        }
        return ttls[..count];
    }

    static double Median(Span<ushort> values)
    {
        values.Sort();
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2.0;
    }

    /// <summary>How many names of a sample are of which kind; plain ones have labels below the zone, and none that begins with "_".</summary>
    struct NameCounts
    {
        public int Sized, Coded, Rare, Plain, Pointer, TextOrPointer, PrefixBytes;
    }
}

/// <summary>What answers that only one client got for one name only carry down in a zone.</summary>
/// <param name="Bits">See <see cref="PairMeasures.DownBits"/>.</param>
/// <param name="HostTextBits">See <see cref="PairMeasures.HostTextBits"/>.</param>
readonly record struct SaidDown(double Bits, double HostTextBits);

/// <summary>What a client's private names carry up in a zone.</summary>
/// <param name="Bits">See <see cref="PairMeasures.UpBits"/>.</param>
/// <param name="PrivateNames">How many they are, estimated.</param>
readonly record struct SaidUp(double Bits, double PrivateNames)
{
    /// <summary>Names that nobody else asked, below which nothing is weighed: a signal needs something to be regular about.</summary>
    public const double FewestNames = 4;

    /// <summary>Whether there is anything to weigh.</summary>
    public bool IsWorthWeighing => Bits * 100 >= PairWorth.FewestNameBits && PrivateNames >= FewestNames;
}
