using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Verdicts;

/// <summary>
/// Changes that nobody states and that follow from what servers and hosts did: a client's server changed, a host began to answer, a forwarder asks another server, a zone has other name servers, a firewall lets
/// through what it stopped. Each rests on what detectors and rollups found, and is marked as inferred.
/// </summary>
/// <param name="scene">What was seen.</param>
/// <param name="findings">What was found.</param>
sealed class InferredChanges(Scene scene, ImmutableArray<Finding> findings)
{
    /// <summary>Most changes of one sort.</summary>
    const int MostOfASort = 20;

    /// <summary>Bits against chance from which a forwarder's new server counts as new: one in a thousand.</summary>
    const double BitsOfNew = 10;

    /// <summary>The changes, and how many more of a sort there are.</summary>
    /// <param name="notes">Is told what was left out.</param>
    public IEnumerable<SeenChange> All(ICollection<Sentence> notes) =>
    [
        .. Few(Found("changed-server", "changed", OfClient), "changed servers of clients", notes),
        .. Few(Found("begins-to-answer", "begins", OfServer), "hosts that began to answer", notes),
        .. Few(Forwarders(), "new servers of forwarders", notes),
        .. Few(Delegations(), "zones with other name servers", notes),
        .. Few(Openings(), "openings of firewalls", notes),
    ];

    static IEnumerable<SeenChange> Few(IEnumerable<SeenChange> changes, string sort, ICollection<Sentence> notes)
    {
        var all = changes.OrderBy(change => change.Time).ThenBy(change => change.Object).ToList();
        if (all.Count > MostOfASort)
        {
            notes.Add(Sentence.Of($"{all.Count - MostOfASort} more changes that are inferred are not shown: {sort}"));
        }
        return all.Take(MostOfASort);
    }

    /// <summary>What detectors found of servers, by a signal that speaks for it.</summary>
    IEnumerable<SeenChange> Found(string detector, string signal, Func<Server, SeenChange?> of) =>
        from finding in findings
        let spoken = finding.Weighing.Signals.FirstOrDefault(one => one.Detector == detector && one.Id == signal && finding.Weighing.BitsOf(one) > Bits.Zero)
        where spoken is not null && finding.Weighing.Subject is Server
        let change = of((Server)finding.Weighing.Subject)
        where change is not null
        select change with { How = Sentence.Of($"inferred: {spoken.Text}") };

    SeenChange? OfClient(Server server)
    {
        if (server.Facts.Users is not [var user])
        {
            return null;
        }
        var usual = scene.Census.ByClient[user.Client].Where(use => scene.Census.IsUsedByMany(use.Server.Server)).OrderByDescending(use => use.Use.Queries).FirstOrDefault();
        return Inferred(ConfigurationKind.Resolvers, "server of a client changed", HostileText.Address(user.Client), user.First, usual is null ? default : HostileText.Address(usual.Server.Server.Address), HostileText.Address(server.Facts.Server.Address));
    }

    SeenChange OfServer(Server server) => Inferred(ConfigurationKind.Server, "host begins to answer DNS", HostileText.Address(server.Facts.Server.Address), server.Facts.First, default, HostileText.Text("answers others"));

    /// <summary>A forwarder asks a server that it had not asked in so many spells before that chance does not explain it.</summary>
    IEnumerable<SeenChange> Forwarders()
    {
        foreach (var forwarder in scene.Census.Servers.Where(server => server.Role == ServerRole.Forwarder && scene.Site.IsOurs(server.Server.Address)).Select(server => server.Server.Address).Distinct())
        {
            var uses = scene.Census.ByClient[forwarder].Where(use => use.Server.IsAnswering && use.Server.Server.Address != forwarder).ToList();
            foreach (var use in uses.Where(use => uses.Count > 1 && use.Use.First is not null && use.Server.Role != ServerRole.Authoritative))
            {
                var others = uses.Where(other => other.Server.Server != use.Server.Server).ToList();
                var order = Arrangements.Of(use.Use.Seconds, others.Select(other => other.Use.Seconds));
                if (order.BitsOfSilence(order.Before) >= BitsOfNew)
                {
                    yield return Inferred(ConfigurationKind.Forwarders, "forwarder asks a new server", HostileText.Address(forwarder), use.Use.First, HostileText.Joined(others.Select(other => HostileText.Address(other.Server.Server.Address)).Distinct().Order()),
                        HostileText.Address(use.Server.Server.Address)) with
                    { How = Sentence.Of($"inferred: none of the {Quantity.Of(order.Before, "spell")} of look-ups that {forwarder} passed on before went to {use.Server.Name}") };
                }
            }
        }
    }

    /// <summary>
    /// All name servers of a zone that were seen before some moment were seen no more behind it, and others were; each side more than once, because some servers tell a few of their number at a time.
    /// </summary>
    IEnumerable<SeenChange> Delegations()
    {
        var moving = findings.Select(finding => finding.Weighing.Subject).OfType<FluxZone>().Select(zone => HostileText.Name(zone.Zone)).ToHashSet();
        foreach (var hash in scene.Seen.NameServers.Zones.Order())
        {
            if (scene.Seen.NameServers.Of(hash) is { IsWhole: true } zone && zone.Own.Length > 1 && !moving.Contains(HostileText.Name(zone.Zone)) && Change(zone) is { } change)
            {
                yield return change;
            }
        }
    }

    static SeenChange? Change(ZoneNameServers zone)
    {
        var servers = zone.Own.Where(server => server.Seen.FirstTime is not null).OrderBy(server => server.Seen.First).ThenBy(server => server.Hash).ToList();
        var last = 0u;
        for (var i = 1; i < servers.Count; i++)
        {
            last = Math.Max(last, servers[i - 1].Seen.Last);
            var (old, now) = (servers[..i], servers[i..]);
            if (servers[i].Seen.First > last && old.Exists(IsSeenAgain) && now.Exists(IsSeenAgain))
            {
                return Inferred(ConfigurationKind.NameServers, "name servers of a zone changed", HostileText.Name(zone.Zone), now[0].Seen.FirstTime, Names(old), Names(now)) with
                { How = Sentence.Of($"inferred: the former ones were shown last at {ChangeWords.At(DateTime.UnixEpoch.AddSeconds(last))}, the new ones first at {ChangeWords.At(now[0].Seen.FirstTime!.Value)}") };
            }
        }
        return null;
    }

    static bool IsSeenAgain(KnownNameServer server) => server.Seen.Last > server.Seen.First;

    static HostileText Names(IEnumerable<KnownNameServer> servers) => HostileText.Joined(servers.Select(server => HostileText.Name(server.Name)).Order());

    /// <summary>A firewall lets pass what it stopped before, to a server on a port of DNS.</summary>
    IEnumerable<SeenChange> Openings()
    {
        var uses = scene.Seen.Flows.Uses.GroupBy(use => (use.Key.Client, use.Key.Server, use.Key.Protocol, use.Key.Format))
            .Select(use => (use.Key.Client, use.Key.Server, Denied: use.Max(day => day.Value.LastDenied), Allowed: use.Min(day => day.Value.FirstAllowed)))
            .Where(use => use.Denied != DateTime.MinValue && use.Allowed != DateTime.MaxValue && use.Denied < use.Allowed);
        foreach (var server in uses.GroupBy(use => use.Server))
        {
            var (first, clients) = (server.MinBy(use => (use.Allowed, use.Client)), server.Select(use => use.Client).Distinct().Count());
            yield return Inferred(ConfigurationKind.Firewall, $"firewall opens port {server.Key.Port}", HostileText.Address(server.Key.Address), first.Allowed, HostileText.Text("denied"), HostileText.Text("allowed")) with
            { How = Sentence.Of($"inferred: {first.Client} was stopped last at {ChangeWords.At(first.Denied)} and passes since {ChangeWords.At(first.Allowed)}{(clients > 1 ? $", as {(clients == 2 ? "does" : "do")} {Quantity.Of(clients - 1, "more client")}" : "")}") };
        }
    }

    static SeenChange Inferred(ConfigurationKind kind, string what, HostileText of, DateTime? time, HostileText old, HostileText now) =>
        new() { Time = time, Kind = kind, What = what, Object = of, Old = old, New = now, IsInferred = true };
}
