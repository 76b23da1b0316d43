using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

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

    static readonly Lazy<PublicSuffixes> ShippedList = new(() => new(ReadShipped(), NameHashing.Seed));

    readonly Dictionary<ulong, Rule> _rules = new(16_384);
    readonly ulong _seed;

    /// <summary>A list from rules, one a line, in A-labels; <c>//</c> begins a comment.</summary>
    public PublicSuffixes(IEnumerable<string> rules, ulong seed)
    {
        _seed = seed;
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
                Add(line, section, name);
            }
        }
    }

    /// <summary>The list that came with the program.</summary>
    public static PublicSuffixes Shipped => ShippedList.Value;

    /// <summary>
    /// Cuts a canonical wire name into prefix and zone: the zone is the public suffix and one label more, or the name itself where it is a suffix.
    /// Where that label is itself a top-level domain and the suffix a provider's (com.edgekey.net, under which the names of all its customers lie),
    /// the zone is one label longer, so that customers stay apart.
    /// </summary>
    public ZoneCut Cut(ReadOnlySpan<byte> name)
    {
        Span<byte> starts = stackalloc byte[WireName.MaxLabels];
        var labels = WireName.Labels(name, starts);
        if (labels <= 0)
        {
            return new(0, _seed);
        }
        var suffix = SuffixLabel(name, starts[..labels], out var isPrivate);
        var first = Math.Max(0, suffix - 1);
        if (isPrivate && first > 0 && IsTopLevel(name.Slice(starts[first] + 1, name[starts[first]])))
        {
            first--;
        }
        var hash = _seed;
        for (var i = labels - 1; i >= first; i--)
        {
            hash = XxHash64.Of(name.Slice(starts[i] + 1, name[starts[i]]), hash);
        }
        return new(starts[first], hash);
    }

    /// <summary>Start of the public suffix in a canonical wire name: the length of the name where it has none.</summary>
    public int SuffixStart(ReadOnlySpan<byte> name)
    {
        Span<byte> starts = stackalloc byte[WireName.MaxLabels];
        var labels = WireName.Labels(name, starts);
        return labels <= 0 ? name.Length : starts[SuffixLabel(name, starts[..labels], out _)];
    }

    int SuffixLabel(ReadOnlySpan<byte> name, ReadOnlySpan<byte> starts, out bool isPrivate)
    {
        isPrivate = false;
        var suffix = starts.Length - 1;
        var hash = _seed;
        for (var i = starts.Length - 1; i >= 0; i--)
        {
            hash = XxHash64.Of(name.Slice(starts[i] + 1, name[starts[i]]), hash);
            var rule = _rules.GetValueOrDefault(hash);
            if ((rule & Rule.Exception) != 0)
            {
                return i + 1;
            }
            var reach = (rule & Rule.AnyBelow) != 0 && i > 0 ? i - 1 : (rule & Rule.Suffix) != 0 ? i : suffix;
            isPrivate = reach < suffix ? (rule & Rule.Private) != 0 : isPrivate;
            suffix = Math.Min(suffix, reach);
            if ((rule & Rule.HasBelow) == 0)
            {
                break;
            }
        }
        return suffix;
    }

    bool IsTopLevel(ReadOnlySpan<byte> label) => (_rules.GetValueOrDefault(XxHash64.Of(label, _seed)) & Rule.Suffix) != 0;

    void Add(string rule, Rule section, Span<byte> name)
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
        var hash = _seed;
        for (var i = labels - 1; i >= 0; i--)
        {
            hash = XxHash64.Of(name.Slice(starts[i] + 1, name[starts[i]]), hash);
            _rules[hash] = _rules.GetValueOrDefault(hash) | (i > 0 ? Rule.HasBelow : kind == Rule.AnyBelow ? kind | section | Rule.HasBelow : kind | section);
        }
    }

    static IEnumerable<string> ReadShipped()
    {
        using var reader = new StreamReader(typeof(PublicSuffixes).Assembly.GetManifestResourceStream("public-suffixes.txt")!);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}

/// <summary>Where a name is cut: its zone begins at <paramref name="Start"/>; <paramref name="Hash"/> is the zone's chained hash.</summary>
public readonly record struct ZoneCut(int Start, ulong Hash);
