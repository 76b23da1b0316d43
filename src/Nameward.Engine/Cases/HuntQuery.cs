using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>
/// What somebody hunts for: terms as <c>key:value</c>, parted by spaces. Terms of one key are alternatives, of several keys all must hold, one behind a dash must not.
/// </summary>
public sealed record HuntQuery
{
    /// <summary>The words of the keys.</summary>
    public static ImmutableArray<string> Keys { get; } = [.. Enum.GetValues<HuntKey>().Select(Word)];

    static readonly ImmutableDictionary<string, HuntSort> Sorts = ImmutableDictionary<string, HuntSort>.Empty
        .Add("first_seen", HuntSort.FirstSeen).Add("last_seen", HuntSort.LastSeen).Add("count", HuntSort.Count).Add("name", HuntSort.Name);

    static readonly ImmutableDictionary<string, ushort> Rcodes = ImmutableDictionary<string, ushort>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase)
        .Add("NOERROR", 0).Add("FORMERR", 1).Add("SERVFAIL", 2).Add("NXDOMAIN", 3).Add("NOTIMP", 4).Add("REFUSED", 5).Add("YXDOMAIN", 6).Add("YXRRSET", 7).Add("NXRRSET", 8).Add("NOTAUTH", 9).Add("NOTZONE", 10);

    /// <summary>The terms, in the order in which they were written.</summary>
    public required ImmutableArray<HuntTerm> Terms { get; init; }

    /// <summary>What rows are sorted by; null where nothing is said of it.</summary>
    public HuntSort? Sort { get; init; }

    /// <summary>Whether the greatest comes first.</summary>
    public bool IsDescending { get; init; }

    /// <summary>Whether it looks at what only look-ups have that are put together.</summary>
    public bool LooksAtWholes => Sort is not null || Has(HuntKey.Count);

    /// <summary>Whether a term looks at a key.</summary>
    public bool Has(HuntKey key) => Terms.Any(term => term.Key == key);

    /// <summary>Whether the terms of a key hold, of which each is tested.</summary>
    public bool Holds(HuntKey key, Func<HuntTerm, bool> test)
    {
        var wanted = Terms.Where(term => term.Key == key && !term.IsNegated).ToList();
        return (wanted.Count == 0 || wanted.Exists(term => test(term))) && !Terms.Any(term => term.Key == key && term.IsNegated && test(term));
    }

    /// <summary>The word of a key.</summary>
    public static string Word(HuntKey key) => key switch
    {
        HuntKey.Client => "client",
        HuntKey.Server => "server",
        HuntKey.Zone => "zone",
        HuntKey.Name => "name",
        HuntKey.Type => "type",
        HuntKey.Answer => "answer",
        HuntKey.Rcode => "rcode",
        HuntKey.Intel => "intel",
        HuntKey.FirstSeen => "first_seen",
        HuntKey.LastSeen => "last_seen",
        HuntKey.Count => "count",
        _ => throw new UnreachableException(),
    };

    /// <summary>The word of an rcode: "NXDOMAIN"; a number where it has none.</summary>
    public static string RcodeWord(int rcode) => Rcodes.FirstOrDefault(word => word.Value == rcode).Key ?? rcode.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads a query.</summary>
    /// <exception cref="UserError">All that is wrong with it.</exception>
    public static HuntQuery Read(string text)
    {
        var mistakes = new List<Mistake>();
        var query = new HuntQuery { Terms = [] };
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            query = Read(query, word, mistakes);
        }
        if (mistakes.Count == 0 && query.Terms.IsEmpty)
        {
            mistakes.Add(new("the query is empty", null, $"name what you hunt for, as in  zone:example.net  (keys: {string.Join(", ", Keys)}, sort)"));
        }
        return mistakes.Count == 0 ? query : throw new UserError([.. mistakes]);
    }

    static HuntQuery Read(HuntQuery query, string word, List<Mistake> mistakes)
    {
        var isNegated = word[0] == '-';
        if ((isNegated ? word[1..] : word).Split(':', 2) is not [var key, { Length: > 0 } value])
        {
            mistakes.Add(new($"{word}: no key and value", null, $"name:{word.TrimStart('-')}  hunts for a name; keys: {string.Join(", ", Keys)}, sort"));
            return query;
        }
        if (key == "sort")
        {
            var isDescending = value[0] == '-';
            if (Sorts.TryGetValue(isDescending ? value[1..] : value, out var sort))
            {
                return query with { Sort = sort, IsDescending = isDescending };
            }
            mistakes.Add(new($"{word}: nothing to sort by", Near(value.TrimStart('-'), Sorts.Keys), $"sort by {string.Join(", ", Sorts.Keys.Order(StringComparer.Ordinal))}; a dash before it puts the greatest first"));
            return query;
        }
        if (Enum.GetValues<HuntKey>().Cast<HuntKey?>().FirstOrDefault(each => Word(each!.Value) == key) is not { } known)
        {
            mistakes.Add(new($"{word}: there is no such key", Near(key, [.. Keys, "sort"]), $"keys: {string.Join(", ", Keys)}, sort"));
            return query;
        }
        return Term(known, value.ToLowerInvariant(), mistakes, word) is { } term ? query with { Terms = query.Terms.Add(term with { IsNegated = isNegated }) } : query;
    }

    static string? Near(string word, IEnumerable<string> known) => NearWords.To(word, known) is [var near, ..] ? $"{near} is near" : null;

    static HuntTerm? Term(HuntKey key, string value, List<Mistake> mistakes, string word)
    {
        var term = new HuntTerm { Key = key, Value = value.TrimEnd('.') is { Length: > 0 } trimmed ? trimmed : value, Network = Network.TryParse(value, out var network, out _) ? network : null };
        var (understood, form) = key switch
        {
            HuntKey.Client or HuntKey.Server => (term.Network is not null ? term : null, "an address or a CIDR prefix"),
            HuntKey.Count => (Ranged(term, Number), "a number, as in >=100, <5 or 10..20"),
            HuntKey.FirstSeen or HuntKey.LastSeen => (Ranged(term, Seconds), "a UTC time, as in >=2026-11-01 or 2026-11-01..2026-11-05"),
            HuntKey.Type => (RecordTypes.TryParse(value, out var type) ? term with { Number = type } : null, "a record type, as in TXT or TYPE65"),
            HuntKey.Rcode => (Rcodes.TryGetValue(value, out var rcode) || ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out rcode) ? term with { Number = rcode } : null, "an rcode, as in NXDOMAIN"),
            _ => (term, ""),
        };
        if (understood is null)
        {
            mistakes.Add(new($"{word}: not {form}", null, null));
        }
        return understood;
    }

    /// <summary>The range of a value: a comparison, two ends, or one value, which for a day is the whole of it.</summary>
    static HuntTerm? Ranged(HuntTerm term, Func<string, (long Least, long Greatest)?> read)
    {
        var value = term.Value;
        (long Least, long Greatest)? range = value switch
        {
            ['>', '=', .. var from] => read(from) is { } least ? (least.Least, long.MaxValue) : null,
            ['<', '=', .. var to] => read(to) is { } greatest ? (long.MinValue, greatest.Greatest) : null,
            ['>', .. var above] => read(above) is { } least ? (least.Greatest + 1, long.MaxValue) : null,
            ['<', .. var below] => read(below) is { } greatest ? (long.MinValue, greatest.Least - 1) : null,
            _ when value.Split("..") is [var from, var to] => read(from) is { } least && read(to) is { } greatest ? (least.Least, greatest.Greatest) : null,
            _ => read(value.TrimStart('=')),
        };
        return range is null ? null : term with { Range = range };
    }

    static (long, long)? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (number, number) : null;

    static (long, long)? Seconds(string text)
    {
        if (DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day))
        {
            var first = Of(day);
            return (first, first + (long)TimeSpan.SecondsPerDay - 1);
        }
        string[] forms = ["yyyy-MM-dd't'HH:mm:ss'z'", "yyyy-MM-dd't'HH:mm'z'", "yyyy-MM-dd't'HH:mm:ss", "yyyy-MM-dd't'HH:mm"];
        return DateTime.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? (Of(time), Of(time)) : null;
    }

    static long Of(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
}

/// <summary>What the rows of a hunt are sorted by.</summary>
public enum HuntSort
{
    /// <summary>When they were first seen; what carries no time last.</summary>
    FirstSeen,
    /// <summary>When they were last seen.</summary>
    LastSeen,
    /// <summary>How often.</summary>
    Count,
    /// <summary>Zone or name, then client.</summary>
    Name,
}
