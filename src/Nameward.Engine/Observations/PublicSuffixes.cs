using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Nameward.Engine.Observations;

/// <summary>
/// The public suffix list (publicsuffix.org) with its private section: under which names anybody may register a zone. A rule is found by the
/// chained hash of its labels, so that a name is cut with one table look-up for each label of its suffix and no comparison of text.
/// </summary>
public sealed class PublicSuffixes
{
    [Flags]
    enum Rule : byte
    {
        None = 0,
        Suffix = 1,
        AnyBelow = 2,
        Exception = 4,
        HasBelow = 8,
        Private = 16,
    }

    static readonly Lazy<PublicSuffixes> ShippedList = new(() => new(NameHashing.Seed, ReadTable("public-suffixes.bin")));

    const ulong RuleBits = 31;
    const int FewLabels = 16, FilterBits = 17, TopLevelBits = 9;

    /// <summary>2^64 divided by the golden ratio, which spreads numbers that are close.</summary>
    const ulong FarApart = 0x9E37_79B9_7F4A_7C15;

    readonly ulong _seed;
    readonly int _placeShift;

    // Open addressing by the top bits of a hash; in its low five bits, which are not compared, stands the rule. 0 marks an empty place: no rule is none.
    readonly ulong[] _places;

    // A bit for each value of the top bits of a hash, set where a rule has it: so small that it stays close to the processor, and nearly all names that are
    // looked up have no rule.
    readonly ulong[] _hasRule = new ulong[1 << FilterBits - 6];

    readonly TopLevel?[] _topLevels = new TopLevel?[1 << TopLevelBits];

    PublicSuffixes(ulong seed, ulong[] places)
    {
        _seed = seed;
        _places = places;
        _placeShift = 64 - BitOperations.Log2((uint)places.Length);
        foreach (var place in places)
        {
            _hasRule[place >> 70 - FilterBits] |= place == 0 ? 0 : 1ul << (int)(place >> 64 - FilterBits & 63);
        }
    }

    /// <summary>A list from rules, one a line, in A-labels; <c>//</c> begins a comment.</summary>
    public PublicSuffixes(IEnumerable<string> rules, ulong seed)
        : this(seed, Places(rules, seed))
    {
    }

    static ulong[] Places(IEnumerable<string> rules, ulong seed)
    {
        var found = new Dictionary<ulong, Rule>(16_384);
        Span<byte> name = stackalloc byte[WireName.MaxBytes + 1];
        var section = Rule.None;
        foreach (var line in rules)
        {
            if (line.StartsWith("//", StringComparison.Ordinal))
            {
                section = line.Contains("===BEGIN PRIVATE DOMAINS===", StringComparison.Ordinal) ? Rule.Private : section;
            }
            else if (line.Length > 0)
            {
                Add(found, seed, line, section, name);
            }
        }
        return Places(found);
    }

    /// <summary>The list that came with the program, under <see cref="NameHashing.Seed"/>: its table is read as it lies, without a look at any rule.</summary>
    public static PublicSuffixes Shipped => ShippedList.Value;

    /// <summary>The rules of <see cref="Shipped"/>.</summary>
    public static IEnumerable<string> ShippedRules
    {
        get
        {
            using var reader = new StreamReader(typeof(PublicSuffixes).Assembly.GetManifestResourceStream("public-suffixes.txt")!);
            while (reader.ReadLine() is { } line)
            {
                yield return line;
            }
        }
    }

    /// <summary>The table as it is kept beside the rules, little-endian.</summary>
    public ReadOnlySpan<byte> Table => MemoryMarshal.AsBytes<ulong>(_places);

    /// <summary>
    /// Cuts a canonical wire name into prefix and zone: the zone is the public suffix and one label more, or the name itself where it is a suffix.
    /// Where that label is itself a top-level domain and the suffix a provider's (com.edgekey.net, under which the names of all its customers lie),
    /// the zone is one label longer, so that customers stay apart. The hashes of zone and name come on the way.
    /// </summary>
    public ZoneCut Cut(ReadOnlySpan<byte> name)
    {
        // Room for all the labels that a name may have costs more to clear than the few that nearly all have cost to cut.
        Span<byte> few = stackalloc byte[FewLabels];
        var labels = WireName.Labels(name, few);
        return labels < 0 ? CutLong(name) : CutAt(name, few[..labels]);
    }

    ZoneCut CutLong(ReadOnlySpan<byte> name)
    {
        Span<byte> starts = stackalloc byte[WireName.MaxLabels];
        return CutAt(name, starts[..Math.Max(WireName.Labels(name, starts), 0)]);
    }

    /// <summary>The same for a name whose labels are known to start at <paramref name="starts"/>, outermost first.</summary>
    internal ZoneCut CutAt(ReadOnlySpan<byte> name, ReadOnlySpan<byte> starts)
    {
        if (starts.IsEmpty)
        {
            return new(0, _seed, _seed);
        }
        var suffix = SuffixOf(name, starts);
        var first = Math.Max(0, suffix.Label - 1);
        if (suffix.IsPrivate && first > 0 && IsTopLevel(name.Slice(starts[first] + 1, name[starts[first]])))
        {
            first--;
        }
        var (at, hash) = suffix.ReadTo >= first ? (suffix.ReadTo, suffix.Hash) : (starts.Length, _seed);
        while (at-- > first)
        {
            hash = WyHash.Of(name.Slice(starts[at] + 1, name[starts[at]]), hash);
        }
        var zone = hash;
        for (at = first - 1; at >= 0; at--)
        {
            hash = WyHash.Of(name.Slice(starts[at] + 1, name[starts[at]]), hash);
        }
        return new(starts[first], zone, hash);
    }

    /// <summary>Start of the public suffix in a canonical wire name: the length of the name where it has none.</summary>
    public int SuffixStart(ReadOnlySpan<byte> name)
    {
        Span<byte> starts = stackalloc byte[WireName.MaxLabels];
        var labels = WireName.Labels(name, starts);
        return labels <= 0 ? name.Length : starts[SuffixOf(name, starts[..labels]).Label];
    }

    /// <summary>Whether a canonical wire name is a suffix of the list itself; a top-level name that the list lacks (<c>corp</c>) is none.</summary>
    public bool Lists(ReadOnlySpan<byte> name) =>
        name.Length > 1 && SuffixStart(name) == 0 && (name.Length > name[0] + 2 || (RuleOf(WyHash.Of(name.Slice(1, name[0]), _seed)) & (Rule.Suffix | Rule.AnyBelow)) != 0);

    Suffix SuffixOf(ReadOnlySpan<byte> name, ReadOnlySpan<byte> starts)
    {
        var (at, suffix, isPrivate, hash) = (starts.Length, starts.Length - 1, false, _seed);
        var rule = Rule.HasBelow;
        while (at > 0 && (rule & Rule.HasBelow) != 0)
        {
            at--;
            (hash, rule) = at == starts.Length - 1 ? TopLevelOf(name, starts[at]) : LabelOf(name, starts[at], hash);
            if ((rule & Rule.Exception) != 0)
            {
                return new(at + 1, isPrivate, at, hash);
            }
            var reach = (rule & Rule.AnyBelow) != 0 && at > 0 ? at - 1 : (rule & Rule.Suffix) != 0 ? at : suffix;
            isPrivate = reach < suffix ? (rule & Rule.Private) != 0 : isPrivate;
            suffix = Math.Min(suffix, reach);
        }
        return new(suffix, isPrivate, at, hash);
    }

    RuledLabel LabelOf(ReadOnlySpan<byte> name, int start, ulong seed)
    {
        var hash = WyHash.Of(name.Slice(start + 1, name[start]), seed);
        return new(hash, RuleOf(hash));
    }

    /// <summary>The same for the last label of a name. Nearly all names end with one of few, and those are kept when first met.</summary>
    RuledLabel TopLevelOf(ReadOnlySpan<byte> name, int start)
    {
        if (name.Length < sizeof(ulong) || name.Length - start > sizeof(ulong))
        {
            return LabelOf(name, start, _seed);
        }
        // Length, label and root; what stands before is cut off.
        var text = BinaryPrimitives.ReadUInt64LittleEndian(name[^sizeof(ulong)..]) >> 8 * (sizeof(ulong) - (name.Length - start));
        ref var kept = ref _topLevels[text * FarApart >> 64 - TopLevelBits];
        if (kept is { } known && known.Text == text)
        {
            return known.Label;
        }
        var label = LabelOf(name, start, _seed);
        // Whatever an adversary makes up, the list has no rule for it and it takes no place.
        kept = kept is null && label.Rule != Rule.None ? new(text, label) : kept;
        return label;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Rule RuleOf(ulong hash) => (_hasRule[hash >> 70 - FilterBits] >> (int)(hash >> 64 - FilterBits & 63) & 1) == 0 ? Rule.None : Found(hash);

    Rule Found(ulong hash)
    {
        var places = _places;
        for (var at = (int)(hash >> _placeShift); places[at] != 0; at = (at + 1) & (places.Length - 1))
        {
            if ((places[at] ^ hash) <= RuleBits)
            {
                return (Rule)(places[at] & RuleBits);
            }
        }
        return Rule.None;
    }

    static ulong[] Places(Dictionary<ulong, Rule> rules)
    {
        var places = new ulong[BitOperations.RoundUpToPowerOf2((uint)rules.Count * 2 + 2)];
        var shift = 64 - BitOperations.Log2((uint)places.Length);
        foreach (var (hash, rule) in rules.OrderBy(rule => rule.Key))
        {
            var at = (int)(hash >> shift);
            while (places[at] != 0)
            {
                at = (at + 1) & (places.Length - 1);
            }
            places[at] = hash & ~RuleBits | (ulong)rule;
        }
        return places;
    }

    bool IsTopLevel(ReadOnlySpan<byte> label) => (RuleOf(WyHash.Of(label, _seed)) & Rule.Suffix) != 0;

    static void Add(Dictionary<ulong, Rule> found, ulong seed, string rule, Rule section, Span<byte> name)
    {
        var kind = rule.StartsWith('!') ? Rule.Exception : rule.StartsWith("*.", StringComparison.Ordinal) ? Rule.AnyBelow : Rule.Suffix;
        var text = kind switch { Rule.Exception => rule[1..], Rule.AnyBelow => rule[2..], _ => rule };
        var length = WireName.FromText(Encoding.ASCII.GetBytes(text), name);
        if (length == 0)
        {
            throw new FormatException($"public suffix list: '{rule}' is not a rule");
        }
        Span<byte> starts = stackalloc byte[WireName.MaxLabels];
        var labels = WireName.Labels(name[..length], starts);
        var hash = seed;
        for (var i = labels - 1; i >= 0; i--)
        {
            hash = WyHash.Of(name.Slice(starts[i] + 1, name[starts[i]]), hash);
            found[hash] = found.GetValueOrDefault(hash) | (i > 0 ? Rule.HasBelow : kind == Rule.AnyBelow ? kind | section | Rule.HasBelow : kind | section);
        }
    }

    /// <summary>A public suffix begins at <paramref name="Label"/>; <paramref name="Hash"/> is of the name from label <paramref name="ReadTo"/> on.</summary>
    readonly record struct Suffix(int Label, bool IsPrivate, int ReadTo, ulong Hash);

    /// <summary>The chained hash up to a label, and its rule.</summary>
    readonly record struct RuledLabel(ulong Hash, Rule Rule);

    /// <summary>A top-level domain with its length before it and the root behind it. Threads may keep the same one at once: each is whole.</summary>
    sealed record TopLevel(ulong Text, RuledLabel Label);

    static ulong[] ReadTable(string resource)
    {
        using var stream = typeof(PublicSuffixes).Assembly.GetManifestResourceStream(resource)!;
        var table = new ulong[stream.Length / sizeof(ulong)];
        stream.ReadExactly(MemoryMarshal.AsBytes(table.AsSpan()));
        return table;
    }
}
