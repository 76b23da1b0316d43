using System.Globalization;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence;

/// <summary>
/// A list of indicators: one name, address or CIDR prefix a line, <c>#</c> begins a comment. Names are looked up by the chained hashes of their
/// parents, addresses by prefix length, so that a list of a million entries costs a message a few table look-ups.
/// </summary>
public sealed class IndicatorList
{
    readonly Dictionary<ulong, Indicator> _names = [];
    readonly SortedDictionary<int, Dictionary<Address, Indicator>> _networks = [];

    IndicatorList(string name) => Name = name;

    /// <summary>The list's name: the file's.</summary>
    public string Name { get; }

    /// <summary>Entries that are names.</summary>
    public int Names => _names.Count;

    /// <summary>Entries that are addresses or prefixes.</summary>
    public int Networks => _networks.Sum(length => length.Value.Count);

    /// <summary>Reads a list.</summary>
    /// <exception cref="UserError">A line is neither a name nor an address nor a prefix: every such line is said, the first ten in words.</exception>
    public static IndicatorList Read(string name, TextReader text)
    {
        var list = new IndicatorList(name);
        var mistakes = new List<Mistake>();
        for (var number = 1; text.ReadLine() is { } line; number++)
        {
            var entry = line.Split('#', 2)[0].Trim();
            if (entry.Length > 0 && !list.Add(entry, number))
            {
                mistakes.Add(new(string.Create(CultureInfo.InvariantCulture, $"--intel {name}: line {number} is neither a name nor an address nor a prefix"), entry,
                    "write one name, address or CIDR prefix a line; # begins a comment"));
            }
        }
        return mistakes.Count == 0 ? list : throw new UserError([.. mistakes.Take(10), .. mistakes.Skip(10).Take(1).Select(_ => More(name, mistakes.Count - 10))]);
    }

    /// <summary>The entry that names a canonical wire name or one of its parents; null where none does.</summary>
    public Indicator? Find(ReadOnlySpan<byte> name)
    {
        if (_names.Count == 0)
        {
            return null;
        }
        Span<byte> starts = stackalloc byte[WireName.MaxLabels];
        var hash = NameHashing.Seed;
        for (var i = WireName.Labels(name, starts) - 1; i >= 0; i--)
        {
            hash = WyHash.Of(name.Slice(starts[i] + 1, name[starts[i]]), hash);
            if (_names.TryGetValue(hash, out var indicator))
            {
                return indicator;
            }
        }
        return null;
    }

    /// <summary>The entry with the longest prefix that holds an address; null where none does.</summary>
    public Indicator? Find(Address address)
    {
        Indicator? found = null;
        foreach (var (length, networks) in _networks)
        {
            found = networks.GetValueOrDefault(Network(address, length), found!);
        }
        return found;
    }

    static Mistake More(string name, int count) => new(string.Create(CultureInfo.InvariantCulture, $"--intel {name}: {count} more lines like these"), null, null);

    bool Add(string entry, int line)
    {
        var slash = entry.IndexOf('/', StringComparison.Ordinal);
        if (Address.TryParse(Encoding.UTF8.GetBytes(slash < 0 ? entry : entry[..slash]), out var address))
        {
            return AddNetwork(entry, address, slash < 0 ? null : entry[(slash + 1)..], line);
        }
        Span<byte> name = stackalloc byte[WireName.MaxBytes + 1];
        var length = slash < 0 && !entry.Contains(' ', StringComparison.Ordinal) ? WireName.FromText(Encoding.UTF8.GetBytes(entry.TrimStart('*').TrimStart('.').ToLowerInvariant()), name) : 0;
        if (length <= 1)
        {
            return false;
        }
        _names.TryAdd(WireName.Hash(name[..length], NameHashing.Seed), new(HostileText.Name(name[..length]), Name, line, IndicatorKind.Name) { Zone = name[PublicSuffixes.Shipped.Cut(name[..length]).Start..length].ToArray() });
        return true;
    }

    bool AddNetwork(string entry, Address address, string? bits, int line)
    {
        var most = address.IsV4 ? 32 : 128;
        var length = most;
        if (bits is not null && (!int.TryParse(bits, NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > most))
        {
            return false;
        }
        length += 128 - most;
        if (!_networks.TryGetValue(length, out var networks))
        {
            _networks.Add(length, networks = []);
        }
        networks.TryAdd(Network(address, length), new(HostileText.Text(entry), Name, line, IndicatorKind.Network));
        return true;
    }

    static Address Network(Address address, int length) => length switch
    {
        0 => default,
        <= 64 => new(address.High & ulong.MaxValue << (64 - length), 0),
        _ => new(address.High, address.Low & ulong.MaxValue << (128 - length)),
    };
}
