using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Cases;

/// <summary>Puts the profile of a zone or a server together with what was read.</summary>
static class ProfileDocumentBuilder
{
    /// <summary>The rest of the evidence as a profile looks at it.</summary>
    public static ProfileFleet FleetOf(Scene scene) => new(scene.Census.Clients.Length, scene.Census.Servers.Count(server => 2 * server.Authoritative > server.Headers));

    /// <summary>The document.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="zone">The zone in which the subject is judged, in canonical wire form; empty of a server.</param>
    /// <param name="scene">What was seen.</param>
    /// <param name="report">What was read.</param>
    /// <param name="coverage">What could be seen.</param>
    /// <param name="limits">What could not be read.</param>
    /// <param name="run">The run of the program.</param>
    public static ProfileDocument Build(Profile profile, byte[] zone, Scene scene, EvidenceReport report, Coverage coverage, ImmutableArray<Sentence> limits, TriageRun run) => new()
    {
        Run = run,
        Evidence = [.. report.Sources.Select(TriageBuilder.Evidence)],
        Coverage = TriageBuilder.Covered(coverage, report, limits, []),
        Fleet = FleetOf(scene),
        Reputation = zone.Length == 0 ? null : new ReputationBuilder(scene, [zone]).Of(zone, profile.AnswerAddresses),
        Places = PlacesOf(profile, scene),
        Profile = profile with { Statements = profile.Statements.AddRange(new ParkedZones(scene, [zone]).Of(zone, profile.AnswerAddresses)) },
    };

    static ImmutableDictionary<HostileText, Place> PlacesOf(Profile profile, Scene scene) =>
        profile.NameServers.SelectMany(server => server.Addresses).Select(address => HostileText.Address(address.Address)).Concat(profile.Servers.Select(server => server.Server)).Concat(profile.Networks.Select(network => HostileText.Address(network.Network.First)))
            .Distinct().Select(address => PlacedAddress.Of(address, scene.Places)).Where(placed => placed.Place is not null).ToImmutableDictionary(placed => placed.Address, placed => placed.Place!);
}
