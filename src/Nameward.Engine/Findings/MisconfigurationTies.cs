using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// What connects settings with findings that escalate, or with abuse that was seen: the rule by which a misconfiguration escalates. A setting that is only possible to abuse is tied to nothing.
/// </summary>
/// <param name="scene">What was seen.</param>
/// <param name="found">What else was found.</param>
sealed class MisconfigurationTies(Scene scene, ImmutableArray<Finding> found)
{
    readonly ImmutableArray<Finding> _grave = [.. found.Where(finding => finding.Level >= Level.High)];

    readonly ILookup<HostileText, Address> _addresses = scene.Seen.Surroundings.Leases.Where(lease => !lease.Host.IsEmpty)
        .SelectMany(lease => NamesOf(lease.Host).Select(name => (name, lease.Address))).Distinct().ToLookup(lease => lease.name, lease => lease.Address);

    /// <summary>The ties of one server, at most one for each setting.</summary>
    public ImmutableArray<Tie> Of(Misconfiguration server)
    {
        var own = AddressesOf(server);
        return [.. server.Items.Select(item => Tied(item, server, own) is { } text ? new Tie(item, text) : null).OfType<Tie>()];
    }

    Sentence? Tied(MisconfiguredItem item, Misconfiguration server, HashSet<Address> own) => item.Item switch
    {
        MisconfigurationKind.ListedServer => Sentence.Of($"{server.Server} sends queries to {item.Addresses[0]}, which stands on an indicator list"),
        MisconfigurationKind.UnapprovedForwarder or MisconfigurationKind.UnapprovedResolver => WithServer(item, server),
        MisconfigurationKind.OpenTransfers => Transferred(item, server),
        MisconfigurationKind.OpenUpdates => Updated(item, server),
        MisconfigurationKind.OpenRecursion => Flooded(server, own),
        MisconfigurationKind.Plugin or MisconfigurationKind.LogsCleared => Affected(item, server, own),
        MisconfigurationKind.Wildcard => InZone(item, server),
        _ => null,
    };

    /// <summary>A server that is set or announced is one of a finding.</summary>
    Sentence? WithServer(MisconfiguredItem item, Misconfiguration server)
    {
        foreach (var address in item.Addresses)
        {
            if (_grave.FirstOrDefault(finding => ServersOf(finding.Weighing.Subject).Contains(address)) is { } finding)
            {
                return Sentence.Of($"{server.Server} {(item.Item == MisconfigurationKind.UnapprovedForwarder ? "forwards to" : "names")} {address}, the server of a finding: {finding.Title}");
            }
        }
        return null;
    }

    /// <summary>A host outside had a zone as a whole.</summary>
    Sentence? Transferred(MisconfiguredItem item, Misconfiguration server)
    {
        var given = scene.Seen.Surroundings.Changes.FirstOrDefault(change => change is { Kind: ConfigurationKind.Transfers, Act: ConfigurationAct.Done }
            && IsSame(change, item, server) && ConfiguredValue.AddressOf(change.Actor) is { } actor && !scene.Site.IsOurs(actor));
        if (given is not null)
        {
            return Sentence.Of($"{server.Server} gives zones to anybody, and {given.Actor} outside took {given.Object}");
        }
        var asked = found.Select(finding => finding.Weighing.Subject).OfType<Exploration>().Where(exploration => !scene.Site.IsOurs(exploration.Client))
            .FirstOrDefault(exploration => exploration.Transfers.Any(transfer => transfer is { Transfers: true, Outcome: TransferOutcome.Given } && IsZone(item, transfer.Zone)));
        return asked is null ? null : Sentence.Of($"{server.Server} gives zones to anybody, and {asked.Client} outside was given one");
    }

    /// <summary>A host outside changed a zone.</summary>
    Sentence? Updated(MisconfiguredItem item, Misconfiguration server)
    {
        var update = scene.Seen.Surroundings.Changes.FirstOrDefault(change => change is { Kind: ConfigurationKind.Record or ConfigurationKind.NameServers, Act: ConfigurationAct.Added or ConfigurationAct.Removed or ConfigurationAct.Set }
            && IsSame(change, item, server) && ConfiguredValue.AddressOf(change.Actor) is { } actor && !scene.Site.IsOurs(actor));
        return update is null ? null : Sentence.Of($"{server.Server} takes updates from anybody, and {update.Actor} outside changed {update.Object}");
    }

    /// <summary>A host outside floods somebody through it.</summary>
    Sentence? Flooded(Misconfiguration server, HashSet<Address> own)
    {
        var flood = found.FirstOrDefault(finding => finding is { Level: >= Level.Medium, Weighing.Subject: Flood flood } && !scene.Site.IsOurs(flood.Client)
            && scene.Census.ByClient[flood.Client].Any(use => own.Contains(use.Server.Server.Address)));
        return flood is null ? null : Sentence.Of($"{server.Server} looks things up for anybody, and is used so: {flood.Title}");
    }

    /// <summary>The host is one of a finding.</summary>
    Sentence? Affected(MisconfiguredItem item, Misconfiguration server, HashSet<Address> own)
    {
        var finding = _grave.FirstOrDefault(finding => finding.Affected.Any(client => own.Contains(client.Client)) || ServersOf(finding.Weighing.Subject).Any(own.Contains));
        return finding is null ? null : Sentence.Of($"{server.Server} has {MisconfiguredItem.Words(item.Item)} and is part of a finding: {finding.Title}");
    }

    /// <summary>The zone is one of a finding.</summary>
    Sentence? InZone(MisconfiguredItem item, Misconfiguration server)
    {
        var finding = _grave.FirstOrDefault(finding => finding.Weighing.Subject is Pair pair && pair.Zones.Any(zone => IsZone(item, zone)));
        return finding is null ? null : Sentence.Of($"{server.Server} answers every name of {item.Object}, the zone of a finding: {finding.Title}");
    }

    static ImmutableArray<Address> ServersOf(Subject subject) => subject switch
    {
        Server server => [server.Facts.Server.Address],
        Pair { Scatter: { } scatter } => [scatter.Server.Address],
        Pair pair => [.. pair.Servers.Select(server => server.Address)],
        Conversations conversations => [conversations.Server.Address],
        ListedServer listed => ConfiguredValue.Addresses(listed.Indicator.Text),
        _ => [],
    };

    /// <summary>Whether a change was made on the same server, in the zone of the setting where that names one.</summary>
    static bool IsSame(StatedChange change, MisconfiguredItem item, Misconfiguration server) =>
        SnapshotSet.Lower(change.Host) == server.Server && (item.Zone.IsEmpty || IsWithin(ConfiguredValue.WireNameOf(ConfiguredValue.WithoutView(change.Object)).AsSpan(), ConfiguredValue.WireNameOf(item.Zone).AsSpan()));

    /// <summary>Whether a registrable zone holds what the setting is about, or the setting is about every zone.</summary>
    static bool IsZone(MisconfiguredItem item, byte[] zone) => item.Zone.IsEmpty || IsWithin(ConfiguredValue.WireNameOf(item.Zone).AsSpan(), zone);

    static bool IsWithin(ReadOnlySpan<byte> name, ReadOnlySpan<byte> zone)
    {
        while (name.Length > zone.Length && name[0] > 0)
        {
            name = name[(name[0] + 1)..];
        }
        return !zone.IsEmpty && name.SequenceEqual(zone);
    }

    /// <summary>The addresses of a server: its name where that is one, those that it listens on, and those that leases give to its name.</summary>
    HashSet<Address> AddressesOf(Misconfiguration server)
    {
        HashSet<Address> addresses = [.. NamesOf(server.Server).SelectMany(name => _addresses[name])];
        if (ConfiguredValue.AddressOf(server.Server) is { } own)
        {
            addresses.Add(own);
        }
        addresses.UnionWith(scene.Seen.Surroundings.Changes.Where(change => change.Kind == ConfigurationKind.Listening && SnapshotSet.Lower(change.Host) == server.Server)
            .SelectMany(change => ConfiguredValue.Addresses(change.New)).Where(address => !address.IsUnspecified));
        return addresses;
    }

    /// <summary>A host's name, and its first label: leases and logs write either.</summary>
    static IEnumerable<HostileText> NamesOf(HostileText host)
    {
        var name = SnapshotSet.Lower(host);
        return ((IEnumerable<HostileText>)[name, name.As(text => HostileText.Text(new string(text.IndexOf('.') is > 0 and var end ? text[..end] : text)))]).Distinct();
    }
}
