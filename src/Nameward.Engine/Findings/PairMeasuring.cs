using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Computes <see cref="PairMeasures"/> from merged state, free of the order in which the evidence came. Samples are scaled up: what was found once
/// in a sample stands for as many as the sample's scale says, what was found again is taken as seen whole.
/// </summary>
static class PairMeasuring
{
    const double BitsPerHundredth = 0.01;

    /// <summary>Measures one client in one zone; the crowd is filled in by <see cref="WithCrowd"/>.</summary>
    public static PairMeasures Measure(Address client, PairState state, ZoneFleet fleet)
    {
        var names = PrivateNames(client, state, fleet);
        var lane = state.Largest;
        var scale = state.Names.Scale;
        var ttls = Ttls(state);
        var plain = names.Count(IsPlain);
        return new(
            Names: state.Names.DistinctEstimate,
            PrivateNames: names.Count * scale,
            Queries: Math.Max(lane.Queries, lane.Responses),
            UpBits: UpBits(client, names, scale, fleet),
            DownBits: DownBits(client, state, fleet),
            ShowsAnswers: state.ShowsAnswers,
            AnsweredNames: ttls.Count,
            MedianTtlSeconds: ttls.Count > 0 ? Median(ttls) : null,
            RareTypeShare: Share(names, name => (name.Traits & NameTraits.AskedRare) != 0, names.Count),
            PointerShare: Share(names, name => IsPlain(name) && (name.Traits & NameTraits.AskedPointer) != 0, names.Count),
            TextOrPointerShare: plain >= 4 ? Share(names, name => IsPlain(name) && (name.Traits & (NameTraits.AskedPointer | NameTraits.AskedText)) != 0, plain) : 0,
            MeanPrefixBytes: names.Count > 0 ? names.Average(name => (double)name.PrefixBytes) : 0,
            OtherClients: fleet.Others(client),
            Crowd: 0);
    }

    /// <summary>Fills in the crowd from the up-bits of the other clients of the zone.</summary>
    public static PairMeasures WithCrowd(PairMeasures measures, IEnumerable<double> othersUpBits) =>
        measures with { Crowd = othersUpBits.Count(up => up >= measures.UpBits / 4) };

    static List<SampledName> PrivateNames(Address client, PairState state, ZoneFleet fleet)
    {
        var names = new List<SampledName>(state.Names.Items.Length);
        foreach (ref readonly var name in state.Names.Items)
        {
            if (fleet.IsPrivate(client, name.Hash))
            {
                names.Add(name);
            }
        }
        return names;
    }

    static bool IsPlain(SampledName name) => name.Depth > 0 && (name.Traits & NameTraits.Underscored) == 0;

    static double Share(List<SampledName> names, Predicate<SampledName> which, int of) => of > 0 ? names.Count(name => which(name)) / (double)of : 0;

    /// <summary>
    /// The dictionary (each label that no other client used, once) and, for each depth, the choice from it: names beyond the labels themselves,
    /// times log2 of the number of labels. Constant labels cost nothing twice; a dictionary encoder pays the second term.
    /// </summary>
    static double UpBits(Address client, List<SampledName> names, double scale, ZoneFleet fleet)
    {
        double bits = 0;
        for (var depth = 0; depth < SampledName.MaxDepth; depth++)
        {
            bits += DepthBits(client, names, depth, scale, fleet);
        }
        return bits;
    }

    static double DepthBits(Address client, List<SampledName> names, int depth, double scale, ZoneFleet fleet)
    {
        var labels = new Dictionary<uint, (int Count, int Bits)>();
        var deep = 0;
        foreach (var name in names)
        {
            if (name.Depth > depth && (name.Traits & NameTraits.SpellsAddress) == 0)
            {
                deep++;
                labels[name.Labels[depth]] = (labels.GetValueOrDefault(name.Labels[depth]).Count + 1, name.Bits[depth]);
            }
        }
        double dictionary = 0, distinct = 0;
        foreach (var (label, (count, hundredths)) in labels)
        {
            var standsFor = count == 1 ? scale : 1;
            distinct += standsFor;
            dictionary += fleet.IsPrivateLabel(client, label, depth) ? standsFor * hundredths * BitsPerHundredth : 0;
        }
        return dictionary + (distinct > 1 ? Math.Max(0, deep * scale - distinct) * Math.Log2(distinct) : 0);
    }

    /// <summary>
    /// Data that came back for one name alone and to no other client. The two largest items are left out: a small alphabet of answers shows up to
    /// two singletons in a short file, and a mail domain has two long texts.
    /// </summary>
    static double DownBits(Address client, PairState state, ZoneFleet fleet)
    {
        const int LeftOut = 2;
        var texts = new List<int>();
        var v4 = new List<SampledData>();
        var v6 = new List<SampledData>();
        foreach (ref readonly var data in state.Data.Items)
        {
            if (!data.Shared && fleet.IsPrivate(client, data.Hash))
            {
                (data.Kind == DataKind.V4 ? v4 : data.Kind == DataKind.V6 ? v6 : null)?.Add(data);
                if (data.Kind == DataKind.Other)
                {
                    texts.Add(data.Bits);
                }
            }
        }
        var scale = state.Data.Scale;
        texts.Sort((a, b) => b.CompareTo(a));
        var bits = texts.Skip(LeftOut).Sum(text => text * BitsPerHundredth) * scale;
        return bits + AddressBits(v4, scale, 24, 16, 8, 0) + AddressBits(v6, scale, 96, 80, 64, 0);
    }

    /// <summary>Eight bits for each distinct prefix at each of four lengths, so that addresses of one network count little.</summary>
    static double AddressBits(List<SampledData> addresses, double scale, params ReadOnlySpan<int> shifts)
    {
        if (addresses.Count <= 2)
        {
            return 0;
        }
        double bits = 0;
        foreach (var shift in shifts)
        {
            var prefixes = addresses.GroupBy(address => Prefix(address, shift)).Select(group => group.Count()).ToList();
            bits += 8 * prefixes.Sum(count => count == 1 ? scale : 1);
        }
        return bits * (addresses.Count - 2) / addresses.Count;
    }

    static (ulong, ulong) Prefix(SampledData address, int shift)
    {
        var low = address.Kind == DataKind.V4 ? address.Low & uint.MaxValue : address.Low;
        return shift >= 64 ? (address.High >> (shift - 64), 0) : (address.High, low >> shift);
    }

    static List<ushort> Ttls(PairState state)
    {
        var ttls = new List<ushort>();
        foreach (ref readonly var name in state.Names.Items)
        {
            if (name.LongestTtl != SampledName.NoTtl)
            {
                ttls.Add(name.LongestTtl);
            }
        }
        return ttls;
    }

    static double Median(List<ushort> values)
    {
        values.Sort();
        return (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2.0;
    }
}
