using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>A program of which it is known that it made a client's look-ups in a zone, and how.</summary>
/// <param name="Use">What the host tells of it.</param>
/// <param name="Agreed">Names of its sample that the client is seen to ask; those of the whole sample where the host itself names its address.</param>
/// <param name="IsNamed">Whether the host names its address; else its names tell.</param>
sealed record MatchedProgram(ProgramUse Use, int Agreed, bool IsNamed)
{
    /// <summary>The server that it held a socket to, where that alone tells of it; null where its look-ups do.</summary>
    public Address? Held { get; init; }

    /// <summary>Whether another program of the host held such a socket too, so that none of them can be named for it.</summary>
    public bool IsOneOfSeveral { get; init; }

    /// <summary>Names of the sample.</summary>
    public int Sampled => Use.Names.Length;
}

/// <summary>Which programs made the look-ups of a client: hosts that log them do not know their addresses, so that the names and the times of both views are compared.</summary>
sealed class Programs
{
    /// <summary>The part of a program's names that the client must be seen to ask.</summary>
    const double LeastPart = 0.5;

    /// <summary>Clocks of hosts and of sensors, and the time in which a look-up is written, may lie apart so far.</summary>
    static readonly TimeSpan Slack = TimeSpan.FromMinutes(10);

    readonly Scene _scene;
    readonly ILookup<ulong, ProgramUse> _byZone;
    readonly ILookup<Address, SocketUse> _sockets;
    readonly Dictionary<ulong, ZoneViews> _views = [];

    /// <summary>Of a scene.</summary>
    public Programs(Scene scene) => (_scene, _byZone, _sockets) = (scene, scene.Seen.Surroundings.Programs.ToLookup(use => HashOf(use.Zone)), scene.Seen.Surroundings.Sockets.ToLookup(use => use.Client));

    /// <summary>
    /// The programs that held sockets of a client to servers. Whoever is seen to speak to a server outside at any time after the client began may be its program; everybody asks the servers inside, so
    /// that one of these tells only while the client asks.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="servers">The servers that it asks.</param>
    /// <param name="first">When the client began, UTC; null where the evidence carries no time.</param>
    /// <param name="last">When it ended.</param>
    public ImmutableArray<MatchedProgram> Holding(Address client, ImmutableArray<Address> servers, DateTime? first, DateTime? last)
    {
        var held = _sockets[client].Where(use => !client.IsNone && servers.Contains(use.Server) && (use.Last is not { } end || first is not { } begin || end >= begin - Slack)
            && (!_scene.Site.IsOurs(use.Server) || use.First is not { } start || last is not { } until || start <= until + Slack)).ToList();
        var isOneOfSeveral = held.Select(use => use.Process).Distinct().Skip(1).Any();
        return [.. held.Select(use => new MatchedProgram(new() { Zone = [], Client = use.Client, Host = use.Host, User = use.User, Process = use.Process, First = use.First, Last = use.Last, At = use.At, LookUps = 0, Names = [] }, 0, IsNamed: true)
            {
                Held = use.Server,
                IsOneOfSeveral = isOneOfSeveral,
            })];
    }

    /// <summary>The programs that made a client's look-ups in some zones, those with most first. A client of no address is every host that logs its own look-ups.</summary>
    /// <param name="client">The client.</param>
    /// <param name="zones">The zones in canonical wire form.</param>
    /// <param name="first">When the client began, UTC; null where the evidence carries no time.</param>
    /// <param name="last">When it ended.</param>
    public ImmutableArray<MatchedProgram> Of(Address client, IEnumerable<byte[]> zones, DateTime? first, DateTime? last) =>
        [.. zones.SelectMany(zone => Of(client, zone, first, last)).OrderByDescending(match => match.Use.LookUps).ThenBy(match => match.Use.Host).ThenBy(match => match.Use.Process).ThenBy(match => match.Use.User)];

    IEnumerable<MatchedProgram> Of(Address client, byte[] zone, DateTime? first, DateTime? last)
    {
        foreach (var use in _byZone[HashOf(zone)].Where(use => use.First is not { } begin || last is not { } end || begin <= end + Slack).Where(use => use.Last is not { } end || first is not { } begin || end >= begin - Slack))
        {
            if (client.IsNone || use.Client == client)
            {
                yield return new(use, use.Names.Length, IsNamed: true);
            }
            else if (use.Client.IsNone && Views(zone).Asked(client, use.Names) is { } agreed && agreed >= Math.Max(1, LeastPart * use.Names.Length) && IsNearest(client, use, zone, agreed))
            {
                yield return new(use, agreed, IsNamed: false);
            }
        }
    }

    /// <summary>Whether no other client asked more of the program's names; those that ask for others do not count.</summary>
    bool IsNearest(Address client, ProgramUse use, byte[] zone, int agreed) =>
        Views(zone).Clients.All(other => other == client || other.IsNone || _scene.Seen.IsRelay(other) || Views(zone).Asked(other, use.Names) <= agreed);

    ZoneViews Views(byte[] zone)
    {
        var hash = HashOf(zone);
        return _views.TryGetValue(hash, out var views) ? views : _views[hash] = new(_scene.Seen, [zone]);
    }

    static ulong HashOf(byte[] zone) => WireName.Hash(zone, NameHashing.Seed);
}
