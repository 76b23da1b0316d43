using System.Runtime.InteropServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Alerting;

/// <summary>Counts of the first labels of the names of one finding: by type, by length, and by the alphabets that they are written in.</summary>
sealed class LabelTally
{
    const int TypesShare = 90, AlphabetShare = 90, MostTypes = 8;

    readonly Dictionary<ushort, long[]> _byType = [];
    readonly long[][] _byAlphabet = [.. LabelAlphabet.All.Select(_ => new long[WireName.MaxLabelBytes + 1])];

    /// <summary>One query; of no label where the name has nothing before its zone.</summary>
    public void Add(ushort type, ReadOnlySpan<byte> label)
    {
        if (label.IsEmpty)
        {
            return;
        }
        Of(type)[label.Length]++;
        for (var i = 0; i < _byAlphabet.Length; i++)
        {
            _byAlphabet[i][label.Length] += LabelAlphabet.All[i].Holds(label) ? 1 : 0;
        }
    }

    /// <summary>Takes in what another thread counted.</summary>
    public void Merge(LabelTally other)
    {
        foreach (var (type, counts) in other._byType)
        {
            Sum(Of(type), counts);
        }
        for (var i = 0; i < _byAlphabet.Length; i++)
        {
            Sum(_byAlphabet[i], other._byAlphabet[i]);
        }
    }

    /// <summary>The form that this share of the queries has; null where there are none.</summary>
    /// <param name="share">In percent.</param>
    public LabelForm? Form(int share)
    {
        var byType = _byType.OrderByDescending(type => type.Value.Sum()).ThenBy(type => type.Key).ToList();
        var total = byType.Sum(type => type.Value.Sum());
        if (total == 0)
        {
            return null;
        }
        var (types, lengths, counted) = (new List<ushort>(), new long[WireName.MaxLabelBytes + 1], 0L);
        foreach (var (type, counts) in byType.TakeWhile(_ => counted * 100 < total * TypesShare))
        {
            types.Add(type);
            Sum(lengths, counts);
            counted += counts.Sum();
        }
        var length = Longest(lengths, counted * share);
        return new(types.Count > MostTypes || types.Contains(0) ? [] : [.. types.Order()], length, LabelAlphabet.All.First(alphabet => IsWrittenIn(alphabet, length)));
    }

    /// <summary>The greatest length that this many (in hundredths) have at least.</summary>
    static int Longest(long[] lengths, long hundredths)
    {
        var (length, counted) = (lengths.Length, 0L);
        while (length > 1 && counted * 100 < hundredths)
        {
            counted += lengths[--length];
        }
        return length;
    }

    bool IsWrittenIn(LabelAlphabet alphabet, int length) =>
        _byAlphabet[LabelAlphabet.All.IndexOf(alphabet)].AsSpan(length).ToArray().Sum() * 100 >= _byType.Values.Sum(counts => counts.AsSpan(length).ToArray().Sum()) * AlphabetShare;

    long[] Of(ushort type) => CollectionsMarshal.GetValueRefOrAddDefault(_byType, type, out _) ??= new long[WireName.MaxLabelBytes + 1];

    static void Sum(long[] into, long[] counts)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            into[i] += counts[i];
        }
    }
}
