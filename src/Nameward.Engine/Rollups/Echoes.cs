using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>A client whose look-ups are seen again as those of another one, which asks for it: a resolver, a forwarder, a translated address, or a host's own log that does not tell its address.</summary>
/// <param name="Asker">Who asked.</param>
/// <param name="Repeater">As whom its look-ups are seen again.</param>
/// <param name="Names">Names that both asked.</param>
/// <param name="Agreed">Of these, those that both first asked at the same time.</param>
/// <param name="SkewSeconds">By how much the clock behind the second view is ahead.</param>
readonly record struct Echo(Address Asker, Address Repeater, int Names, int Agreed, int SkewSeconds);

/// <summary>By how much the clocks of two sources differ, as the look-ups tell that both show.</summary>
/// <param name="Source">Ordinal of one source.</param>
/// <param name="Other">Ordinal of the other.</param>
/// <param name="SkewSeconds">By how many seconds the second is ahead.</param>
/// <param name="Names">Names that both show.</param>
public readonly record struct ClockSkew(int Source, int Other, int SkewSeconds, int Names);

/// <summary>
/// One look-up is seen up to eight times on its way. Where evidence of both sides of a resolver comes together, the resolver looks like one more client that asks
/// what others ask; taken for one, it makes every channel look shared. What tells it is time: a name that two clients ask by chance they ask at different times,
/// one that is passed on is asked by both in the same second, or at the distance of two clocks that differ. Nothing rests on addresses.
/// </summary>
sealed class Echoes
{
    /// <summary>Least names that agree.</summary>
    const int FewestNames = 4;

    /// <summary>Least part of the names that both asked which must agree.</summary>
    const double LeastAgreement = 0.7;

    /// <summary>Least part of what a client asks, in zones that others ask too, that must be others' for it to count as a relay in all it does; and of what it asks in a zone, for it to count as nobody there.</summary>
    const double LeastPart = 0.5;

    /// <summary>Names that more clients asked on a day tell nobody apart.</summary>
    const int MostAskers = 4;

    /// <summary>Least names by which the skew of two clocks is told.</summary>
    const int FewestOfClocks = 5;

    readonly Address[] _clients;
    readonly IReadOnlySet<Address> _servers;
    readonly HashSet<Address> _iterative;
    readonly Dictionary<Address, SortedSet<int>> _sources;
    readonly Dictionary<(int, int), Deltas> _pairs = [];
    readonly Dictionary<(int, int), Deltas> _clocks = [];
    readonly Dictionary<(int Asker, int Repeater), Deltas> _ordered = [];
    readonly Dictionary<uint, Address[]> _repeaters = [];

    /// <summary>Finds them.</summary>
    /// <param name="set">All keys.</param>
    /// <param name="numbers">Numbers of the clients.</param>
    /// <param name="uses">Who used which server.</param>
    /// <param name="servers">Clients that are known to answer others.</param>
    public Echoes(RollupSet set, ClientNumbers numbers, ImmutableArray<ServerUseEntry> uses, IReadOnlySet<Address> servers)
    {
        _servers = servers;
        _clients = [.. Enumerable.Range(0, numbers.Count).Select(numbers.AddressAt).Order()];
        _sources = uses.GroupBy(use => use.Key.Client).ToDictionary(client => client.Key, client => new SortedSet<int>(client.SelectMany(use => EchoNames.SourcesOf(use.Use.Segments))));
        _iterative = [.. uses.GroupBy(use => use.Key.Client).Where(AsksAuthorities).Select(client => client.Key)];
        // In one source, two that ask resolvers are two clients of one network; an echo needs a second source, or somebody who asks the authorities himself.
        if (_iterative.Count == 0 && _sources.Values.SelectMany(sources => sources).Distinct().Count() < 2)
        {
            return;
        }
        var places = Enumerable.Range(0, numbers.Count).Select(client => Array.BinarySearch(_clients, numbers.AddressAt(client))).ToArray();
        var names = new EchoNames(set, numbers, places).Gather();
        Compare(names);
        Order();
        var shares = SharesOf(names);
        foreach (var zone in shares.Where(zone => zone.Value.IsMostly).GroupBy(zone => zone.Key.Zone))
        {
            _repeaters.Add(zone.Key, [.. zone.Select(client => _clients[client.Key.Client]).Order()]);
        }
        Relays = [.. shares.GroupBy(zone => zone.Key.Client).Where(client => client.Aggregate(default(Share), (all, zone) => all.With(zone.Value)).IsMostly)
            .Select(client => _clients[client.Key]).Where(client => !client.IsNone).Order()];
        All = [.. _ordered.Where(pair => pair.Value.Count > 0).Select(pair => EchoOf(pair.Key, pair.Value)).OrderBy(echo => echo.Repeater).ThenBy(echo => echo.Asker)];
        Clocks = [.. _clocks.Where(clock => clock.Value.Count >= FewestOfClocks && clock.Value.Agreement >= LeastAgreement).OrderBy(clock => clock.Key)
            .Select(clock => new ClockSkew(clock.Key.Item1, clock.Key.Item2, clock.Value.Skew, clock.Value.Count))];
    }

    /// <summary>Who is seen again as whom.</summary>
    public ImmutableArray<Echo> All { get; } = [];

    /// <summary>Clients most of whose look-ups are others'.</summary>
    public ImmutableArray<Address> Relays { get; } = [];

    /// <summary>By how much the clocks of sources differ that show the same look-ups.</summary>
    public ImmutableArray<ClockSkew> Clocks { get; } = [];

    /// <summary>The clients whose look-ups in a zone (its number) are others', in order.</summary>
    public ReadOnlySpan<Address> RepeatersIn(uint zone) => _repeaters.TryGetValue(zone, out var clients) ? clients : [];

    /// <summary>Whether the evidence lets one client's look-ups be another's, and tells which asked first.</summary>
    public bool MayAskFor(Address repeater, Address asker) =>
        asker != repeater && (RankOf(repeater).CompareTo(RankOf(asker)) > 0 || All.Any(echo => echo.Asker == asker && echo.Repeater == repeater));

    /// <summary>Whether the evidence tells which of two that are one asked first; else the number of their partners and the order of the addresses were taken for it.</summary>
    public bool TellsOrder(Address one, Address other) => RankOf(one) != RankOf(other);

    /// <summary>Whether a client asks authoritative servers itself, as resolvers do and hosts do not.</summary>
    public bool IsIterative(Address client) => _iterative.Contains(client);

    /// <summary>Whether most responses that a client got came from authorities, and none offered it recursion.</summary>
    static bool AsksAuthorities(IEnumerable<ServerUseEntry> uses)
    {
        var (headers, authoritative, recursive) = (0L, 0L, 0L);
        foreach (var use in uses)
        {
            (headers, authoritative, recursive) = (headers + use.Use.Headers, authoritative + use.Use.Authoritative, recursive + use.Use.Recursive);
        }
        return authoritative > 0 && recursive <= headers / 10;
    }

    /// <summary>Gathers, for each two clients and each two sources, when they first asked the names that both asked.</summary>
    void Compare(ReadOnlySpan<EchoName> names)
    {
        for (int first = 0, end; first < names.Length; first = end)
        {
            end = EndOf(names, first);
            var askers = Askers(names[first..end]);
            if (askers.Length > MostAskers || end == first + 1)
            {
                continue;
            }
            for (var i = 0; i < askers.Length; i++)
            {
                for (var j = i + 1; j < askers.Length; j++)
                {
                    Of(_pairs, (askers[i].Client, askers[j].Client)).Add((int)askers[j].First - (int)askers[i].First);
                }
            }
            CompareClocks(names[first..end]);
        }
        foreach (var deltas in _pairs.Values.Concat(_clocks.Values))
        {
            deltas.Settle();
        }
    }

    /// <summary>
    /// Compares each two sources that show a name: by the clients that both show, and where there are none by whoever asked first in each, because a resolver asks on for the first alone.
    /// </summary>
    void CompareClocks(ReadOnlySpan<EchoName> views)
    {
        var sources = new SortedSet<int>();
        foreach (ref readonly var view in views)
        {
            sources.Add(view.Source);
        }
        sources.Remove(EchoNames.ManySources);
        foreach (var one in sources)
        {
            foreach (var other in sources.GetViewBetween(one + 1, int.MaxValue))
            {
                CompareClocks(views, one, other);
            }
        }
    }

    void CompareClocks(ReadOnlySpan<EchoName> views, int one, int other)
    {
        var (hasCommon, first, second) = (false, uint.MaxValue, uint.MaxValue);
        for (var i = 0; i < views.Length; i++)
        {
            ref readonly var view = ref views[i];
            first = view.Source == one ? Math.Min(first, view.First) : first;
            second = view.Source == other ? Math.Min(second, view.First) : second;
            for (var j = i + 1; j < views.Length && views[j].Client == view.Client && view.Source == one; j++)
            {
                if (views[j].Source == other)
                {
                    Of(_clocks, (one, other)).Add((int)views[j].First - (int)view.First);
                    hasCommon = true;
                }
            }
        }
        if (!hasCommon)
        {
            Of(_clocks, (one, other)).Add((int)second - (int)first);
        }
    }

    /// <summary>Of each two clients that ask the same at the same time, which one asks for the other.</summary>
    void Order()
    {
        var echoes = _pairs.Where(pair => pair.Value.Agreed >= FewestNames && pair.Value.Agreement >= LeastAgreement).ToList();
        var partners = echoes.SelectMany(pair => new[] { pair.Key.Item1, pair.Key.Item2 }).CountBy(client => client).ToDictionary();
        foreach (var ((a, b), deltas) in echoes)
        {
            var order = CompareRank(a, b, partners);
            if (order == 0)
            {
                continue;
            }
            _ordered.Add(order < 0 ? (a, b) : (b, a), deltas);
        }
    }

    /// <summary>Which of two is nearer to the Internet: below 0 where the second is, 0 where they are two clients of one network.</summary>
    int CompareRank(int a, int b, Dictionary<int, int> partners)
    {
        var (one, other) = (_clients[a], _clients[b]);
        var order = RankOf(one).CompareTo(RankOf(other));
        if (order != 0)
        {
            return order;
        }
        if (_sources.TryGetValue(one, out var sources) && _sources.TryGetValue(other, out var others) && sources.Overlaps(others))
        {
            return 0;
        }
        order = partners[a].CompareTo(partners[b]);
        return order != 0 ? order : one.CompareTo(other);
    }

    (bool, bool, bool, bool) RankOf(Address client) => (client.IsNone, _iterative.Contains(client), _servers.Contains(client), !client.IsInternal);

    Echo EchoOf((int Asker, int Repeater) pair, Deltas deltas)
    {
        var (asker, repeater) = (_clients[pair.Asker], _clients[pair.Repeater]);
        var skew = pair.Asker < pair.Repeater ? deltas.Skew : -deltas.Skew;
        return new(asker, repeater, deltas.Count, deltas.Agreed, skew);
    }

    /// <summary>How much of what each client asks in a zone is the echo of another.</summary>
    Dictionary<(uint Zone, int Client), Share> SharesOf(ReadOnlySpan<EchoName> names)
    {
        var shares = new Dictionary<(uint Zone, int Client), Share>();
        for (int first = 0, end; first < names.Length && _ordered.Count > 0; first = end)
        {
            end = EndOf(names, first);
            var askers = Askers(names[first..end]);
            foreach (ref readonly var asker in askers.AsSpan())
            {
                ref var share = ref CollectionsMarshal.GetValueRefOrAddDefault(shares, (names[first].Zone, asker.Client), out _);
                share.Names++;
                share.Echoed += IsEchoed(asker, askers) ? 1 : 0;
            }
        }
        return shares;
    }

    bool IsEchoed(in EchoName of, EchoName[] askers)
    {
        foreach (ref readonly var asker in askers.AsSpan())
        {
            if (_ordered.TryGetValue((asker.Client, of.Client), out var deltas)
                && deltas.Agrees(asker.Client < of.Client ? (int)of.First - (int)asker.First : (int)asker.First - (int)of.First))
            {
                return true;
            }
        }
        return false;
    }

    static int EndOf(ReadOnlySpan<EchoName> names, int first)
    {
        var end = first + 1;
        while (end < names.Length && names[end].Name == names[first].Name)
        {
            end++;
        }
        return end;
    }

    /// <summary>Who asked a name, each with the first time in any source, in the order of their numbers.</summary>
    static EchoName[] Askers(ReadOnlySpan<EchoName> views)
    {
        if (views.Length == 1)
        {
            return [views[0]];
        }
        var askers = new List<EchoName>(views.Length);
        foreach (ref readonly var view in views)
        {
            if (askers.Count > 0 && askers[^1].Client == view.Client)
            {
                askers[^1] = askers[^1] with { First = Math.Min(askers[^1].First, view.First) };
            }
            else
            {
                askers.Add(view);
            }
        }
        return [.. askers];
    }

    static Deltas Of(Dictionary<(int, int), Deltas> all, (int, int) key)
    {
        ref var deltas = ref CollectionsMarshal.GetValueRefOrAddDefault(all, key, out _);
        return deltas ??= new();
    }

    /// <summary>How many names a client asked, and how many of them as the echo of another.</summary>
    struct Share
    {
        public int Names;
        public int Echoed;

        public readonly bool IsMostly => Echoed >= 2 && Echoed >= LeastPart * Names;

        public readonly Share With(Share other) => new() { Names = Names + other.Names, Echoed = Echoed + other.Echoed };
    }
}
