using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Findings;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Cases;

/// <summary>
/// What findings have that others may share, and how many strangers of the same evidence have it: zones, clients and hosts of which nothing is found. What only a profile can tell (software, times to live
/// of a zone's own servers) and what no evidence holds (who registered a zone) is not among it.
/// </summary>
sealed class TraitBuilder
{
    /// <summary>Bits where nothing is known of how common it is: a name server of another's domain is a provider's as a rule, and so are its addresses.</summary>
    const double OwnServer = 10, OthersServer = 4, Answers = 6, Templates = 5, Processes = 3, Periods = 3, Tools = 2, Registrations = 2;

    /// <summary>Addresses above which the answers of a finding are data, or a flux network.</summary>
    const int MostAnswers = 8;

    /// <summary>Bits of regularity from which an interval is one.</summary>
    const double Regular = 6;

    readonly Scene _scene;
    readonly HashSet<ulong> _suspects;
    readonly Lazy<HashSet<ulong>> _strangers;
    readonly Lazy<ILookup<Network, ulong>> _strangersAt;

    /// <summary>Of the findings of a scene.</summary>
    public TraitBuilder(Scene scene, ImmutableArray<Finding> findings)
    {
        _scene = scene;
        _suspects = [.. findings.Where(finding => finding.Level >= Level.Medium).SelectMany(FindingPage.ZonesOf).Select(HashOf)];
        _strangers = new(() => [.. scene.Seen.Answers.Select(name => name.Zone).Where(zone => !_suspects.Contains(zone))]);
        _strangersAt = new(() => scene.Seen.Answers.Where(name => !_suspects.Contains(name.Zone))
            .SelectMany(name => name.Answers.Select(answer => (name.Zone, Address: AnswerNetwork.AddressOf(answer.Network)))).Where(answer => !answer.Address.IsNone)
            .Select(answer => (answer.Zone, Network: Anchors.NetworkOf(answer.Address))).Distinct().ToLookup(answer => answer.Network, answer => answer.Zone));
    }

    /// <summary>A page with the traits of its finding; of findings below watch there are none.</summary>
    public TriageFinding Added(TriageFinding page, Finding finding) => finding.Level < Level.Medium ? page : page with
    {
        // Two name servers may have one address.
        Traits = [.. ZoneTraits(finding).Concat(Server(finding)).Concat(AnswersOf(finding)).Concat(Manner(finding)).Concat(Programs(page)).DistinctBy(trait => (trait.Kind, trait.Value))],
    };

    IEnumerable<TriageTrait> ZoneTraits(Finding finding)
    {
        foreach (var zone in FindingPage.ZonesOf(finding))
        {
            var name = HostileText.Name(zone);
            yield return Common(zone) is { } common ? Nothing(TraitKind.Zone, name, common) : new(TraitKind.Zone, name, new(20, 0, 0), Sentence.Of("nobody has the zone but its holder"));
            if (_scene.Seen.NameServers.Of(HashOf(zone)) is { } known)
            {
                foreach (var trait in known.Own.SelectMany(server => NameServers(known, server)))
                {
                    yield return trait;
                }
            }
            if (Registration.Of(zone, _scene) is { Entry: { From: not null } or { LastSeen: not null } } registered)
            {
                yield return new(TraitKind.Registered, HostileText.Text(registered.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), new(Registrations, 0, 0), registered.Words);
            }
        }
    }

    /// <summary>Why very many have a zone; null where it is one holder's.</summary>
    Sentence? Common(byte[] zone) => FreeProviders.Of(zone, _scene) is { IsWhole: true } provider ? Sentence.Of($"it is {provider.Words}, with all its customers")
        : _scene.Indicators[FeedUse.Shared].Of(zone) is [var shared, ..] ? Sentence.Of($"many customers are served under it: {shared.Threat}")
        : _scene.Indicators[FeedUse.Popular].Of(zone) is [var popular, ..] ? Sentence.Of($"most networks ask it: {popular.Threat}")
        : _scene.Site.InternalZones.Concat(_scene.Site.ProtectedZones).Any(own => zone.AsSpan().SequenceEqual(own) || ProfileSubject.IsBelow(zone, own)) ? Sentence.Of("it is the site's own")
        : null;

    IEnumerable<TriageTrait> NameServers(ZoneNameServers zone, KnownNameServer server)
    {
        var isOwn = ProfileSubject.IsBelow(server.Name, zone.Zone);
        var among = _scene.Seen.NameServers.Zones.Count(other => !_suspects.Contains(other));
        var others = _scene.Seen.NameServers.OthersOf(zone).Count(other => !_suspects.Contains(HashOf(other)) && _scene.Seen.NameServers.Of(HashOf(other))!.Own.Any(one => one.Hash == server.Hash));
        others = server.AreDomainsWhole ? others : Math.Max(others, server.Domains);
        var common = CommonServer(server.Name);
        if (!isOwn)
        {
            yield return common is { } why ? Nothing(TraitKind.NameServer, HostileText.Name(server.Name), why)
                : new(TraitKind.NameServer, HostileText.Name(server.Name), new(OthersServer, others, among), Strangers(others, among, "zone", "have it"));
        }
        foreach (var address in server.Addresses.Select(known => known.Address).Where(IsPublic))
        {
            yield return (common ?? CommonAddress(address)) is { } why ? Nothing(TraitKind.NameServerAddress, HostileText.Address(address), why)
                : new(TraitKind.NameServerAddress, HostileText.Address(address), new(isOwn ? OwnServer : OthersServer, others, among), Strangers(others, among, "zone", "have a name server there"));
        }
    }

    Sentence? CommonServer(byte[] name)
    {
        foreach (var use in new[] { FeedUse.Shared, FeedUse.Popular, FeedUse.Parking, FeedUse.Sinkholes })
        {
            if (_scene.Indicators[use].Of(name) is [var entry, ..])
            {
                return Sentence.Of($"a name server of {entry.Threat} ({FeedUseWords.Of(use)})");
            }
        }
        return null;
    }

    Sentence? CommonAddress(Address address)
    {
        if (PublicResolvers.OperatorOf(address) is { } resolver)
        {
            return Sentence.Of($"a public resolver: {resolver}");
        }
        if (SharedNetworks.OperatorOf(address) is { } name)
        {
            return Sentence.Of($"{name} serves many customers there");
        }
        foreach (var use in new[] { FeedUse.Shared, FeedUse.Parking, FeedUse.Sinkholes, FeedUse.Resolvers })
        {
            if (_scene.Indicators[use].Of(address) is [var entry, ..])
            {
                return Sentence.Of($"{entry.Threat} ({FeedUseWords.Of(use)})");
            }
        }
        return null;
    }

    /// <summary>The server that a finding is about; of a channel only one that answers with authority, for what a host asks everything through is no trait of what it asks.</summary>
    IEnumerable<TriageTrait> Server(Finding finding)
    {
        if (finding.Weighing.Subject.Names.Server is not { } name || ConfiguredValue.AddressOf(name) is not { } address || finding.Weighing.Subject is Misconfiguration)
        {
            yield break;
        }
        var servers = _scene.Census.Servers.Where(server => server.Server.Address == address).ToList();
        if (finding.Weighing.Subject is not (Findings.Server or ListedServer or Conversations) && !servers.Exists(server => server.Role == ServerRole.Authoritative))
        {
            yield break;
        }
        var affected = finding.Affected.Select(client => client.Client).ToHashSet();
        var others = servers.SelectMany(server => server.Users).Select(user => user.Client).Distinct().Count(client => !affected.Contains(client));
        var among = _scene.Census.Clients.Count(client => !affected.Contains(client));
        yield return CommonAddress(address) is { } why ? Nothing(TraitKind.ServerAddress, name, why)
            : new(TraitKind.ServerAddress, name, new(OwnServer, others, among), Strangers(others, among, "client", "ask it"));
    }

    IEnumerable<TriageTrait> AnswersOf(Finding finding)
    {
        var addresses = AnswerAddresses.Of(finding, MostAnswers + 1);
        foreach (var address in addresses.Length <= MostAnswers ? addresses : [])
        {
            int others = _strangersAt.Value[Anchors.NetworkOf(address)].Count(), among = _strangers.Value.Count;
            yield return CommonAddress(address) is { } why ? Nothing(TraitKind.AnswerAddress, HostileText.Address(address), why)
                : new(TraitKind.AnswerAddress, HostileText.Address(address), new(Answers, others, among), Strangers(others, among, "zone", "lead to its network"));
        }
    }

    static IEnumerable<TriageTrait> Manner(Finding finding)
    {
        if (finding.Weighing.Subject.SpokenBy is { } tool)
        {
            yield return new(TraitKind.Tool, HostileText.Text(tool.Tool), new(Tools, 0, 0), Sentence.Of("many use the same tools"));
        }
        if (finding is { Transcript: { } transcript, Weighing.Subject: Pair } && LabelTemplate.Of(transcript) is { } template)
        {
            yield return new(TraitKind.LabelTemplate, HostileText.Text(template), new(Templates, 0, 0), Sentence.Of("the form of the names below the zone, label by label"));
        }
        if (RhythmOf(finding.Weighing.Subject) is { Gaps: > 0 } rhythm && rhythm.BitsOfRegularity >= Regular)
        {
            yield return new(TraitKind.Period, HostileText.Text(Period(rhythm.MedianSeconds)), new(Periods, 0, 0), Sentence.Of("the middle of the intervals, rounded"));
        }
    }

    static Rhythm RhythmOf(Subject subject) => subject switch { Beacon beacon => beacon.Rhythm, Pair pair => pair.Measures.Rhythm, _ => Rhythm.None };

    /// <summary>An interval in steps of a twentieth to a hundredth of it, and of a second at least.</summary>
    static string Period(double seconds)
    {
        var step = seconds < 20 ? 1 : 5 * Math.Pow(10, Math.Floor(Math.Log10(seconds)) - 1);
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Round(seconds / step, MidpointRounding.AwayFromZero) * step:0} s");
    }

    IEnumerable<TriageTrait> Programs(TriageFinding page)
    {
        foreach (var program in page.Affected.Select(affected => affected.Process).OfType<HostileText>().Select(FileName).Where(name => !name.IsEmpty).Distinct().Order())
        {
            var affected = page.Affected.Select(host => host.Host).OfType<HostileText>().ToList();
            var strangers = _scene.Seen.Surroundings.Programs.Where(use => !affected.Exists(host => host.IsOfSameHost(use.Host))).ToList();
            int others = strangers.Where(use => FileName(use.Process) == program).Select(use => use.Host).Distinct().Count(), among = strangers.Select(use => use.Host).Distinct().Count();
            yield return new(TraitKind.Process, program, new(Processes, others, among), Strangers(others, among, "host", "run it"));
        }
    }

    /// <summary>The last part of a path, in lower case: the folder often holds the user's name.</summary>
    static HostileText FileName(HostileText path) => path.As(text => HostileText.Text(new string(text[(text.LastIndexOfAny('/', '\\') + 1)..]).ToLowerInvariant()));

    static TriageTrait Nothing(string kind, HostileText value, Sentence why) => new(kind, value, TraitWeight.Nothing, why);

    static Sentence Strangers(int others, int among, string what, string doing) => among == 0 ? Sentence.Of($"the evidence shows no {what} to compare it with")
        : Sentence.Of($"{others} of {Quantity.Of(among, what)} of which nothing is found {doing}");

    static bool IsPublic(Address address) => !address.IsInternal && !address.IsUnspecified && !address.IsMulticast;

    static ulong HashOf(byte[] zone) => WireName.Hash(zone, NameHashing.Seed);
}
