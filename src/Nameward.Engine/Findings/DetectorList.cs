using System.Collections.Immutable;
using Nameward.Engine.Findings.Detectors;

namespace Nameward.Engine.Findings;

/// <summary>Every detector: the one list that judging, help, documentation and tests are made from.</summary>
static class DetectorList
{
    /// <summary>Detectors of channels between a client and a zone, sorted by id.</summary>
    public static ImmutableArray<IDetector<Pair>> OfPairs { get; } =
        [new CodedNames(), new FreeNames(), new FreshNames(), new InformationBudget(), new LongNames(), new LookUpService(), new NewlySeen(), new RareTypes(), new RegisteredLately(), new RegularTimes(), new ScatteredNames(), new SoleAsker(), new ToolProof()];

    /// <summary>Detectors of zones that one client asks by the clock, sorted by id.</summary>
    public static ImmutableArray<IDetector<Beacon>> OfBeacons { get; } = [new FreeNames(), new LoneTimer(), new NewlySeen(), new RegisteredLately()];

    /// <summary>Detectors of domains.</summary>
    public static ImmutableArray<IDetector<Domain>> OfDomains { get; } = [new IndicatorMatch()];

    /// <summary>Detectors of servers that are listed.</summary>
    public static ImmutableArray<IDetector<ListedServer>> OfListedServers { get; } = [new IndicatorMatch()];

    /// <summary>Detectors of servers, sorted by id.</summary>
    public static ImmutableArray<IDetector<Server>> OfServers { get; } =
        [new AlteredAnswers(), new BeginsToAnswer(), new ChangedServer(), new ChannelServer(), new ForeignResolver(), new LinkAnswers(), new LoneUser(), new NotApproved(), new OddPort()];

    /// <summary>Detectors of hosts.</summary>
    public static ImmutableArray<IDetector<Host>> OfHosts { get; } = [new AroundTheResolver()];

    /// <summary>Detectors of clients that ask for names that the evidence does not show.</summary>
    public static ImmutableArray<IDetector<HiddenNames>> OfHiddenNames { get; } = [new UnprintableNames()];

    /// <summary>Detectors of clients that ask for zones that do not exist.</summary>
    public static ImmutableArray<IDetector<MissingZones>> OfMissingZones { get; } = [new GeneratedDomains()];

    /// <summary>Detectors of clients whose day is not like others at their site.</summary>
    public static ImmutableArray<IDetector<DeviatingHost>> OfDeviatingHosts { get; } = [new DeviatesFromNormal()];

    /// <summary>Detectors of zones that are answered otherwise to some clients than to others.</summary>
    public static ImmutableArray<IDetector<ConditionalZone>> OfConditionalZones { get; } = [new ConditionalResponses()];

    /// <summary>Detectors of zones that lead a client inside.</summary>
    public static ImmutableArray<IDetector<Rebinding>> OfRebindings { get; } = [new DnsRebinding()];

    /// <summary>Detectors of zones that move about, sorted by id.</summary>
    public static ImmutableArray<IDetector<FluxZone>> OfFluxZones { get; } = [new DoubleFlux(), new FastFlux()];

    /// <summary>Detectors of clients that explore, sorted by id.</summary>
    public static ImmutableArray<IDetector<Exploration>> OfExplorations { get; } = [new ReverseSweep(), new ZoneEnumeration(), new ZoneTransfer()];

    /// <summary>Detectors of clients that ask for the same again and again, sorted by id; what is grave by its size tells what it is.</summary>
    public static ImmutableArray<IDetector<Flood>> OfFloods { get; } = [new Amplification(), new HighFrequency()];

    /// <summary>Detectors of conversations of which flows alone are seen, sorted by id.</summary>
    public static ImmutableArray<IDetector<Conversations>> OfConversations { get; } = [new DeniedDns(), new LikeDns(), new EvenConversations(), new HeavyConversations(), new LoneConversation(), new ToolProof()];

    /// <summary>Detectors of how servers and hosts are set up.</summary>
    public static ImmutableArray<IDetector<Misconfiguration>> OfMisconfigurations { get; } = [new Misconfigured()];

    /// <summary>What each of them is, sorted by id.</summary>
    public static ImmutableArray<DetectorInfo> All { get; } =
    [
        .. new[] { Infos(OfPairs), Infos(OfBeacons), Infos(OfDomains), Infos(OfListedServers), Infos(OfServers), Infos(OfHosts), Infos(OfHiddenNames), Infos(OfMissingZones), Infos(OfConditionalZones), Infos(OfRebindings), Infos(OfFluxZones), Infos(OfExplorations), Infos(OfFloods), Infos(OfConversations), Infos(OfDeviatingHosts), Infos(OfMisconfigurations) }
            .SelectMany(infos => infos).DistinctBy(info => info.Id).OrderBy(info => info.Id, StringComparer.Ordinal),
    ];

    static IEnumerable<DetectorInfo> Infos<T>(ImmutableArray<IDetector<T>> detectors)
        where T : Subject => detectors.Select(detector => detector.Info);
}
