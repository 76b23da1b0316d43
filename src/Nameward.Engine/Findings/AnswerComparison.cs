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
    const uint SameHours = 3600;

    const int None = -1;

    readonly ImmutableArray<KnownName> _names;
    readonly Dictionary<uint, ServerFacts> _servers = [];
    readonly HashSet<uint> _usedByMany = [];
    readonly Lazy<ImmutableArray<double>> _collisions;
    readonly Dictionary<uint, Address> _clients = [];

    // Who gave which network: the first of each network's givers, each of which names the next.
    readonly Dictionary<ulong, int> _firstGiver = [];
    readonly List<Giver> _givers = [];

    /// <summary>Gathers who gave which network.</summary>
    public AnswerComparison(FrozenRollups seen, ServerCensus census)
    {
        _names = [.. seen.Answers.Where(name => !name.IsRestless)];
        _collisions = new(() => [.. Enumerable.Range(0, AnswerNetwork.Kinds).Select(Collision)]);
        foreach (var server in census.Servers)
        {
            foreach (var hash in (uint[])[CompactRowWriter.ServerHash(server.Server), CompactRowWriter.ServerHash(server.Server with { Port = 0 })])
            {
                if (_servers.TryAdd(hash, server) && census.IsUsedByMany(server.Server))
                {
                    _usedByMany.Add(hash);
                }
            }
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
        var found = new SortedDictionary<(Endpoint Server, Address? Client), List<ContradictedName>>(Comparer<(Endpoint Server, Address? Client)>.Create(InOrder));
        var compared = new Dictionary<(Endpoint, Address?), int>();
        foreach (var name in _names)
        {
            var subjects = Array.ConvertAll(name.Answers, Subject);
            for (var i = 0; i < subjects.Length; i++)
            {
                // Each subject once, at the first of its answers.
                if (subjects[i] is not { } subject || Array.IndexOf(subjects, subject) < i || !TryCompare(name, subjects, subject, out var contradiction))
                {
                    continue;
                }
                compared[subject] = compared.GetValueOrDefault(subject) + 1;
                if (contradiction is not null)
                {
                    if (!found.TryGetValue(subject, out var list))
                    {
                        found.Add(subject, list = []);
                    }
                    list.Add(contradiction);
                }
            }
        }
        return found.Select(subject => new Contradictions(_servers[CompactRowWriter.ServerHash(subject.Key.Server)], subject.Key.Client, compared[subject.Key], [.. subject.Value],
            subject.Value.Max(name => _collisions.Value[AnswerNetwork.Kind(name.Network)])));
    }

    /// <summary>
    /// Whose answer it is: that of the server as a whole where more clients use another one; that of the one client who was given it where the server
    /// is one that many use; nobody's where several were given it by such a server.
    /// </summary>
    (Endpoint Server, Address? Client)? Subject(KnownAnswer answer)
    {
        if (!_servers.TryGetValue(answer.Server, out var server))
        {
            return null;
        }
        if (!_usedByMany.Contains(answer.Server))
        {
            return server.IsAnswering && _usedByMany.Count > 0 ? (server.Server, null) : null;
        }
        return answer.Clients.Count == 1 && _clients.TryGetValue(answer.Clients.Values[0], out var client) ? (server.Server, client) : null;
    }

    bool TryCompare(in KnownName name, (Endpoint Server, Address? Client)?[] subjects, (Endpoint Server, Address? Client) subject, out ContradictedName? contradiction)
    {
        contradiction = null;
        var isCompared = false;
        for (var i = 0; i < subjects.Length; i++)
        {
            ref readonly var answer = ref name.Answers[i];
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
    bool TryFindUsual(in KnownName name, in KnownAnswer answer, (Endpoint Server, Address? Client) subject, out Usual usual)
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
    bool IsVouchedFor(uint first, in KnownName name, (Endpoint Server, Address? Client)?[] subjects, (Endpoint Server, Address? Client) subject)
    {
        for (var i = 0; i < subjects.Length; i++)
        {
            if (name.Answers[i].First == first && subjects[i] == subject && IsVouchedFor(name.Answers[i].Network, subject))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether the other answer is one to compare with: of the same kind or "no such name", of the same hours, and given to somebody else.</summary>
    bool IsCompared(in KnownAnswer answer, in KnownAnswer other, (Endpoint Server, Address? Client) subject) =>
        (AnswerNetwork.Kind(other.Network) == AnswerNetwork.Kind(answer.Network) || other.Network == AnswerNetwork.NoSuchName)
        && other.First <= answer.Last + SameHours && answer.First <= other.Last + SameHours
        && IsOfOthers(other.Server, other.Clients, subject);

    bool IsVouchedFor(ulong network, (Endpoint Server, Address? Client) subject)
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
        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(_firstGiver, answer.Network, out var isKnown);
        var givers = CollectionsMarshal.AsSpan(_givers);
        for (var at = isKnown ? first : None; at != None; at = givers[at].Next)
        {
            if (givers[at].Server == answer.Server)
            {
                givers[at].Clients.Merge(answer.Clients);
                return;
            }
        }
        _givers.Add(new() { Server = answer.Server, Clients = answer.Clients, Next = isKnown ? first : None });
        first = _givers.Count - 1;
    }

    /// <summary>Whether an answer was given by a server that many use, to somebody other than the client in question.</summary>
    bool IsOfOthers(uint server, in FewClients clients, (Endpoint Server, Address? Client) subject) =>
        _usedByMany.Contains(server) && (subject.Client is not null || _servers[server].Server != subject.Server)
        && (subject.Client is not { } client || clients.Count > 1 || clients.Values[0] != (uint)PairKey.ClientHash(client));

    /// <summary>The chance that two unrelated zones lie in one network, from all answers of one kind of servers that many use.</summary>
    double Collision(int kind)
    {
        var zones = _names.SelectMany(name => name.Answers.Where(answer => AnswerNetwork.Kind(answer.Network) == kind && _usedByMany.Contains(answer.Server))
            .Select(answer => (answer.Network, name.Zone))).Distinct().ToList();
        var all = Math.Max(2, zones.Count);
        // Each zone is met by itself with certainty; one more of each network stands for what was not seen.
        return (1 + zones.GroupBy(zone => zone.Network).Sum(network => (double)network.Count() * (network.Count() - 1))) / ((double)all * (all - 1));
    }

    static bool LeadsNowhere(ulong network) =>
        network == AnswerNetwork.NoSuchName || AnswerNetwork.AddressOf(network) is var address && (address.IsNone || (address.IsV4 && address.V4 >> 24 is 0 or 127));

    static int InOrder((Endpoint Server, Address? Client) a, (Endpoint Server, Address? Client) b)
    {
        var order = a.Server.Address.CompareTo(b.Server.Address);
        order = order != 0 ? order : a.Server.Port.CompareTo(b.Server.Port);
        return order != 0 ? order : Comparer<Address>.Default.Compare(a.Client ?? Address.None, b.Client ?? Address.None);
    }

    /// <summary>The lowest network that others were given, and whether one operator chose it and the answer in question.</summary>
    readonly record struct Usual(ulong Network, bool IsOneOperators);

    /// <summary>A server that gave a network, to whom, and where the next of the same network stands.</summary>
    struct Giver
    {
        public uint Server;
        public FewClients Clients;
        public int Next;
    }
}

/// <summary>The answers of a server that contradict those of others.</summary>
/// <param name="Server">The server.</param>
/// <param name="Client">The one client who is answered so, where the server answers others otherwise; null where all are.</param>
/// <param name="Compared">Names that could be compared.</param>
/// <param name="Names">Names of these whose answers contradict.</param>
/// <param name="Collision">The chance that two unrelated zones lie in one network here.</param>
sealed record Contradictions(ServerFacts Server, Address? Client, int Compared, ImmutableArray<ContradictedName> Names, double Collision)
{
    /// <summary>The contradicting names that are sent to one network: the largest such group.</summary>
    public ImmutableArray<ContradictedName> Gathered { get; } =
        [.. Names.GroupBy(name => name.Network).OrderByDescending(network => Unrelated(network)).ThenByDescending(network => network.Count()).ThenBy(network => network.Key).First()];

    /// <summary>How many unrelated things in <see cref="Gathered"/> are sent to one place: the lesser of its zones and of the networks they lie in for others.</summary>
    public int UnrelatedThings => Unrelated(Gathered);

    static int Unrelated(IEnumerable<ContradictedName> names) => Math.Min(names.Select(name => name.Zone).Distinct().Count(), names.Select(name => name.Usual).Distinct().Count());
}

/// <summary>A name whose answer contradicts.</summary>
/// <param name="Hash">Hash of the name.</param>
/// <param name="Zone">Hash of its registrable domain.</param>
/// <param name="Network">Where it was sent.</param>
/// <param name="Usual">Where others are sent; the zone itself where it does not exist for them.</param>
/// <param name="IsAuthoritative">Whether the contradicting answer was given with authority (AA).</param>
sealed record ContradictedName(ulong Hash, ulong Zone, ulong Network, ulong Usual, bool IsAuthoritative);
