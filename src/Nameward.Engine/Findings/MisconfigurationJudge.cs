using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Finds the servers and hosts whose configuration makes it easier to use DNS against the site: one finding for each. It is a hardening item, and never graver than low, but where one of its settings is tied
/// to a finding or to abuse that was seen (<see cref="MisconfigurationTies"/>).
/// </summary>
/// <param name="scene">What was seen.</param>
/// <param name="found">What else was found.</param>
sealed class MisconfigurationJudge(Scene scene, ImmutableArray<Finding> found)
{
    /// <summary>Most servers and hosts that are told.</summary>
    const int MostServers = 50;

    /// <summary>Where the sum of bits starts: one item or a few stay below the line from which anything is watched.</summary>
    static readonly Bits Start = new(-9_00);

    /// <summary>The weighed servers and hosts, in the order of their names.</summary>
    public IEnumerable<Weighing> Judge()
    {
        var ties = new MisconfigurationTies(scene, found);
        return Statements().GroupBy(statement => statement.Server).Select(server => new Misconfiguration(server.Key, Items(server), [])).Where(server => !server.Items.IsEmpty)
            .Select(server => server with { Ties = ties.Of(server) }).Select(Weigh)
            .OrderByDescending(weighing => weighing.Level).ThenByDescending(weighing => weighing.Sum).ThenBy(weighing => ((Misconfiguration)weighing.Subject).Server).Take(MostServers);
    }

    Weighing Weigh(Misconfiguration server) =>
        Weighing.Of(server, Start, DetectorList.OfMisconfigurations, scene).AtMost(server.Ties.IsEmpty ? Level.Low : Level.High);

    /// <summary>How things stand, and what was done since, by server: of one setting of one object the last statement counts.</summary>
    IEnumerable<(HostileText Server, StatedChange Statement)> Statements()
    {
        var standing = scene.Snapshots.Standing.SelectMany(snapshot => snapshot.Statements.Select(statement => (Server: ServerOf(statement, snapshot.Path), Time: statement.First ?? snapshot.Time, Statement: statement)));
        var changes = scene.Seen.Surroundings.Changes.Where(change => !SnapshotSet.IsOfAFile(change, scene.Sources))
            .Select(change => (Server: ServerOf(change, PathOf(change)), Time: change.First, Statement: change));
        foreach (var setting in standing.Concat(changes).GroupBy(one => (one.Server, one.Statement.Kind, one.Statement.Object, one.Statement.Property)))
        {
            var last = setting.Where(one => one.Statement.Act is not (ConfigurationAct.Done or ConfigurationAct.Refused)).Max(one => one.Time);
            foreach (var one in setting.Where(one => one.Statement.Act is ConfigurationAct.Done or ConfigurationAct.Refused || (one.Statement.Act != ConfigurationAct.Removed && (one.Time == last || IsOneOfMany(one.Statement)))))
            {
                yield return (one.Server, one.Statement);
            }
        }
    }

    /// <summary>Whether several may stand beside each other at one object: one that came later takes the place of none.</summary>
    static bool IsOneOfMany(StatedChange statement) => statement.Kind is ConfigurationKind.Record or ConfigurationKind.AnnouncedServers;

    static HostileText ServerOf(StatedChange statement, HostileText path) => statement.Host.IsEmpty ? path : SnapshotSet.Lower(statement.Host);

    HostileText PathOf(StatedChange change) => change.At.Source < scene.Sources.Length ? scene.Sources[change.At.Source].Path : HostileText.Text("a server that is not named");

    ImmutableArray<MisconfiguredItem> Items(IEnumerable<(HostileText Server, StatedChange Statement)> statements) => [.. statements.Select(one => one.Statement).SelectMany(Items).DistinctBy(item => (item.Item, item.Object, item.Value))
        .OrderBy(item => item.Item).ThenBy(item => item.Object).ThenBy(item => item.Statement.At)];

    IEnumerable<MisconfiguredItem> Items(StatedChange statement) => statement.Kind switch
    {
        ConfigurationKind.Recursion or ConfigurationKind.Transfers or ConfigurationKind.Updates => OfWhoMay(statement),
        ConfigurationKind.Forwarders or ConfigurationKind.Resolvers or ConfigurationKind.AnnouncedServers => OfServers(statement),
        _ => OfTheRest(statement),
    };

    static IEnumerable<MisconfiguredItem> OfWhoMay(StatedChange statement)
    {
        var kind = statement.Kind switch
        {
            ConfigurationKind.Recursion => MisconfigurationKind.OpenRecursion,
            ConfigurationKind.Transfers => MisconfigurationKind.OpenTransfers,
            _ => MisconfigurationKind.OpenUpdates,
        };
        return IsSetting(statement) && ConfiguredValue.AdmitsAnybody(statement.New) ? [new(kind, statement, [])] : [];
    }

    IEnumerable<MisconfiguredItem> OfServers(StatedChange statement)
    {
        if (!IsSetting(statement))
        {
            yield break;
        }
        var servers = ConfiguredValue.Addresses(statement.New);
        ImmutableArray<Address> listed = [.. servers.Where(server => !scene.Indicators.Of(server).IsEmpty)];
        if (!listed.IsEmpty)
        {
            yield return new(MisconfigurationKind.ListedServer, statement, listed);
        }
        ImmutableArray<Address> others = [.. servers.Where(server => scene.Site.IsApproved(server) == false && !IsOfThisHost(server) && !listed.Contains(server))];
        if (!others.IsEmpty)
        {
            yield return new(statement.Kind == ConfigurationKind.Forwarders ? MisconfigurationKind.UnapprovedForwarder : MisconfigurationKind.UnapprovedResolver, statement, others);
        }
    }

    static IEnumerable<MisconfiguredItem> OfTheRest(StatedChange statement)
    {
        MisconfigurationKind? kind = statement.Kind switch
        {
            ConfigurationKind.Plugin when !statement.New.IsEmpty || !IsSetting(statement) => MisconfigurationKind.Plugin,
            ConfigurationKind.Logging when statement.Act == ConfigurationAct.Done => MisconfigurationKind.LogsCleared,
            ConfigurationKind.Logging when ConfiguredValue.IsOff(statement.New) && ConfiguredValue.Holds(statement.Property, "quer") => MisconfigurationKind.NoQueryLog,
            ConfigurationKind.Dnssec when ConfiguredValue.IsOff(statement.New) && (statement.Property.IsEmpty || ConfiguredValue.Holds(statement.Property, "valid")) => MisconfigurationKind.NoValidation,
            ConfigurationKind.Record when IsSetting(statement) && ConfiguredValue.WithoutView(statement.Object).As(name => name.StartsWith("*.")) => MisconfigurationKind.Wildcard,
            _ => null,
        };
        return kind is { } some ? [new(some, statement, [])] : [];
    }

    /// <summary>Whether it says how something stands from then on, and not that something was done or tried.</summary>
    static bool IsSetting(StatedChange statement) => statement.Act is ConfigurationAct.Stands or ConfigurationAct.Set or ConfigurationAct.Added;

    /// <summary>A host's own listener (127.0.0.53) asks whom it is set to ask, which is said elsewhere.</summary>
    public static bool IsOfThisHost(Address server) => server.IsV4 ? server.V4 >> 24 == 127 : server is { High: 0, Low: 1 };
}
