using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Compares what servers answered: each server with those that more clients use, and what one client alone was given with what the others were. An
/// answer contradicts if nothing else vouches for where it leads: none of the servers compared with gave that network for any name, in the same hours
/// they gave another one for this name, and it is not one operator's choice among its own machines (both led through the same alias elsewhere).
/// (After Dagon et al., NDSS 2008: known answers; with the networks of everybody else's answers in the place of a list of known ones.)
/// </summary>
sealed class AnswerComparison
{
    /// <summary>How far apart in time two answers may lie and still be compared, in seconds.</summary>
    public const uint SameHours = 3600;

    const int None = -1;

    readonly KnownName[] _names;
    readonly ImmutableArray<ServerFacts> _facts;
    readonly Dictionary<uint, KnownServer> _servers = [];
    readonly bool _hasUsedByMany;
    readonly Lazy<ImmutableArray<double>> _collisions;
    readonly Dictionary<uint, Address> _clients = [];

    // Who gave which network: the first of each network's givers, each of which names the next. Only those whose word counts.
    readonly Dictionary<ulong, int> _firstGiver = [];
    readonly List<Giver> _givers = [];

    /// <summary>Gathers who gave which network.</summary>
    public AnswerComparison(FrozenRollups seen, ServerCensus census)
    {
        _names = Array.FindAll(seen.Answers, name => !name.IsRestless);
        _facts = census.Servers;
        _collisions = new(() => [.. Enumerable.Range(0, AnswerNetwork.Kinds).Select(Collision)]);
        for (var i = 0; i < _facts.Length; i++)
        {
            var server = new KnownServer(i, census.IsUsedByMany(_facts[i].Server));
            var isNew = _servers.TryAdd(CompactRowWriter.ServerHash(_facts[i].Server), server) | _servers.TryAdd(CompactRowWriter.ServerHash(_facts[i].Server with { Port = 0 }), server);
            _hasUsedByMany |= isNew && server.IsUsedByMany;
        }
        foreach (var client in census.Clients)
        {
            _clients.TryAdd((uint)PairKey.ClientHash(client), client);
        }
        foreach (ref readonly var name in _names.AsSpan())
        {
            foreach (ref readonly var answer in name.Answers.AsSpan())
            {
                AddGiver(answer);
            }
        }
    }

    /// <summary>Every server, or client of a server, with an answer that contradicts.</summary>
    public IEnumerable<Contradictions> All()
    {
        var found = new Dictionary<Asked, List<ContradictedName>>();
        var compared = new Dictionary<Asked, int>();
        Span<Asked> subjects = stackalloc Asked[AnswerTable.MostAnswers];
        foreach (ref readonly var name in _names.AsSpan())
        {
            var count = 0;
            foreach (ref readonly var answer in name.Answers.AsSpan())
            {
                subjects[count++] = Subject(answer);
            }
            Compare(name, subjects[..count], found, compared);
        }
        return found.Select(subject => Of(subject.Key, compared[subject.Key], subject.Value)).Order(Comparer<Contradictions>.Create(InOrder));
    }

    void Compare(in KnownName name, ReadOnlySpan<Asked> subjects, Dictionary<Asked, List<ContradictedName>> found, Dictionary<Asked, int> compared)
    {
        for (var i = 0; i < subjects.Length; i++)
        {
            // Each subject once, at the first of its answers.
            var subject = subjects[i];
            if (subject.IsNobody || subjects[..i].Contains(subject) || !TryCompare(name, subjects, subject, out var contradiction))
            {
                continue;
            }
            CollectionsMarshal.GetValueRefOrAddDefault(compared, subject, out _)++;
            if (contradiction is not null)
            {
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(found, subject, out _);
                (list ??= []).Add(contradiction);
            }
        }
    }

    Contradictions Of(Asked subject, int compared, List<ContradictedName> names) =>
        new(_facts[subject.Server], subject.IsOneClient ? _clients[subject.Client] : null, compared, [.. names], names.Max(name => _collisions.Value[AnswerNetwork.Kind(name.Network)]));

    /// <summary>
    /// Whose answer it is: that of the server as a whole where more clients use another one; that of the one client who was given it where the server
    /// is one that many use; nobody's where several were given it by such a server.
    /// </summary>
    Asked Subject(in KnownAnswer answer)
    {
        if (!_servers.TryGetValue(answer.Server, out var server))
        {
            return Asked.Nobody;
        }
        if (!server.IsUsedByMany)
        {
            return _facts[server.Number].IsAnswering && _hasUsedByMany ? new(server.Number) : Asked.Nobody;
        }
        return answer.Clients.Count == 1 && _clients.ContainsKey(answer.Clients.Values[0]) ? new(server.Number, answer.Clients.Values[0]) : Asked.Nobody;
    }

    bool TryCompare(in KnownName name, ReadOnlySpan<Asked> subjects, Asked subject, out ContradictedName? contradiction)
    {
        contradiction = null;
        var isCompared = false;
        ReadOnlySpan<KnownAnswer> answers = name.Answers;
        for (var i = 0; i < subjects.Length; i++)
        {
            ref readonly var answer = ref answers[i];
            if (subjects[i] != subject || LeadsNowhere(answer.Network) || !TryFindUsual(name, answer, subject, out var usual))
            {
                continue;
            }
            isCompared = true;
            if (!usual.IsOneOperators && !IsVouchedFor(answer.First, name, subjects, subject))
            {
                contradiction = new(name.Hash, name.Zone, answer.Network, usual.Network == AnswerNetwork.NoSuchName ? name.Zone : usual.Network, answer.IsAuthoritative);
            }
        }
        return isCompared;
    }

    /// <summary>What the others were given for a name; false where there is nothing to compare with.</summary>
    bool TryFindUsual(in KnownName name, in KnownAnswer answer, Asked subject, out Usual usual)
    {
        usual = new(ulong.MaxValue, false);
        var isFound = false;
        foreach (ref readonly var other in name.Answers.AsSpan())
        {
            if (IsCompared(answer, other, subject))
            {
                isFound = true;
                usual = new(Math.Min(usual.Network, other.Network), usual.IsOneOperators || (answer.Holder != name.Zone && other.Holder == answer.Holder));
            }
        }
        return isFound;
    }

    /// <summary>Whether one of the answers that were first given in a second is vouched for: of one response that gives several addresses, each vouches for the others.</summary>
    bool IsVouchedFor(uint first, in KnownName name, ReadOnlySpan<Asked> subjects, Asked subject)
    {
        ReadOnlySpan<KnownAnswer> answers = name.Answers;
        for (var i = 0; i < subjects.Length; i++)
        {
            if (answers[i].First == first && subjects[i] == subject && IsVouchedFor(answers[i].Network, subject))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether the other answer is one to compare with: of the same kind or "no such name", of the same hours, and given to somebody else.</summary>
    bool IsCompared(in KnownAnswer answer, in KnownAnswer other, Asked subject) =>
        (AnswerNetwork.Kind(other.Network) == AnswerNetwork.Kind(answer.Network) || other.Network == AnswerNetwork.NoSuchName)
        && other.First <= answer.Last + SameHours && answer.First <= other.Last + SameHours
        && IsOfOthers(other.Server, other.Clients, subject);

    bool IsVouchedFor(ulong network, Asked subject)
    {
        for (var at = _firstGiver.GetValueOrDefault(network, None); at != None; at = _givers[at].Next)
        {
            if (IsOfOthers(_givers[at].Server, _givers[at].Clients, subject))
            {
                return true;
            }
        }
        return false;
    }

    void AddGiver(in KnownAnswer answer)
    {
        if (!_servers.TryGetValue(answer.Server, out var server) || !server.IsUsedByMany)
        {
            return;
        }
        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(_firstGiver, answer.Network, out var isKnown);
        var givers = CollectionsMarshal.AsSpan(_givers);
        for (var at = isKnown ? first : None; at != None; at = givers[at].Next)
        {
            if (givers[at].Server.Number == server.Number)
            {
                givers[at].Clients.Merge(answer.Clients);
                return;
            }
        }
        _givers.Add(new() { Server = server, Clients = answer.Clients, Next = isKnown ? first : None });
        first = _givers.Count - 1;
    }

    bool IsOfOthers(uint server, in FewClients clients, Asked subject) => _servers.TryGetValue(server, out var known) && IsOfOthers(known, clients, subject);

    /// <summary>Whether an answer was given by a server that many use, to somebody other than the client in question.</summary>
    static bool IsOfOthers(KnownServer server, in FewClients clients, Asked subject) =>
        server.IsUsedByMany && (subject.IsOneClient ? clients.Count > 1 || clients.Values[0] != subject.Client : server.Number != subject.Server);

    /// <summary>The chance that two unrelated zones lie in one network, from all answers of one kind of servers that many use.</summary>
    double Collision(int kind)
    {
        var (networks, zones) = NetworksOf(kind);
        Array.Sort(networks, zones);
        var (all, together) = (0L, 0L);
        for (int first = 0, end; first < networks.Length; first = end)
        {
            end = first + 1;
            while (end < networks.Length && networks[end] == networks[first])
            {
                end++;
            }
            long different = CountDifferent(zones.AsSpan(first..end));
            all += different;
            together += different * (different - 1);
        }
        all = Math.Max(2, all);
        // Each zone is met by itself with certainty; one more of each network stands for what was not seen.
        return (1 + together) / ((double)all * (all - 1));
    }

    /// <summary>All networks of one kind that servers which many use gave, each with the zone of the name that it was given for; some of them more than once.</summary>
    (ulong[] Networks, ulong[] Zones) NetworksOf(int kind)
    {
        var (networks, zones) = (new List<ulong>(), new List<ulong>());
        foreach (ref readonly var name in _names.AsSpan())
        {
            foreach (ref readonly var answer in name.Answers.AsSpan())
            {
                if (AnswerNetwork.Kind(answer.Network) == kind && _servers.TryGetValue(answer.Server, out var server) && server.IsUsedByMany)
                {
                    networks.Add(answer.Network);
                    zones.Add(name.Zone);
                }
            }
        }
        return ([.. networks], [.. zones]);
    }

    static int CountDifferent(Span<ulong> numbers)
    {
        numbers.Sort();
        var count = 1;
        for (var i = 1; i < numbers.Length; i++)
        {
            count += numbers[i] != numbers[i - 1] ? 1 : 0;
        }
        return count;
    }

    static bool LeadsNowhere(ulong network) =>
        network == AnswerNetwork.NoSuchName || AnswerNetwork.AddressOf(network) is var address && (address.IsNone || (address.IsV4 && address.V4 >> 24 is 0 or 127));

    static int InOrder(Contradictions a, Contradictions b)
    {
        var order = a.Server.Server.Address.CompareTo(b.Server.Server.Address);
        order = order != 0 ? order : a.Server.Server.Port.CompareTo(b.Server.Server.Port);
        return order != 0 ? order : Comparer<Address>.Default.Compare(a.Client ?? Address.None, b.Client ?? Address.None);
    }

    /// <summary>A server by its number in the census, and whether it is one that many use.</summary>
    readonly record struct KnownServer(int Number, bool IsUsedByMany);

    /// <summary>A server as a whole, or as one client is answered by it (the lower half of its hash): whose answers are compared.</summary>
    readonly record struct Asked(int Server, uint Client, bool IsOneClient)
    {
        /// <summary>Neither.</summary>
        public static Asked Nobody { get; } = new(-1);

        public Asked(int server)
            : this(server, 0, false)
        {
        }

        public Asked(int server, uint client)
            : this(server, client, true)
        {
        }

        public bool IsNobody => Server < 0;
    }

    /// <summary>The lowest network that others were given, and whether one operator chose it and the answer in question.</summary>
    readonly record struct Usual(ulong Network, bool IsOneOperators);

    /// <summary>A server that gave a network, to whom, and where the next of the same network stands.</summary>
    struct Giver
    {
        public KnownServer Server;
        public FewClients Clients;
        public int Next;
    }
}
