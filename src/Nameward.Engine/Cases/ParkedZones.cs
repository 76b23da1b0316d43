using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Cases;

/// <summary>
/// Zones that a parking provider holds, or a sinkhole: whose name servers, or whose answers, stand in a feed of one of these uses. Both explain what is seen, and nothing
/// is decided by them. The rollups remember the networks of answers alone, so that of addresses of answers only a profile, which reads the evidence again, knows single ones.
/// </summary>
sealed class ParkedZones
{
    readonly Scene _scene;
    readonly ILookup<ulong, Network> _networks;

    /// <summary>Gathers the networks that these zones lead to.</summary>
    /// <param name="scene">What was seen.</param>
    /// <param name="zones">The zones that will be asked about, in canonical wire form.</param>
    public ParkedZones(Scene scene, IEnumerable<byte[]> zones)
    {
        var asksNetworks = scene.Indicators[FeedUse.Parking].Networks + scene.Indicators[FeedUse.Sinkholes].Networks > 0;
        var wanted = asksNetworks ? zones.Select(HashOf).ToHashSet() : [];
        _scene = scene;
        _networks = (wanted.Count == 0 ? [] : scene.Seen.Answers.Where(name => wanted.Contains(name.Zone)).SelectMany(name => name.Answers.Select(answer => (name.Zone, Of: AnswerNetwork.AddressOf(answer.Network)))))
            .Where(answer => !answer.Of.IsNone).ToLookup(answer => answer.Zone, answer => Anchors.NetworkOf(answer.Of));
    }

    /// <summary>What is to be said of one of the zones: that a sinkhole has it, that it is parked, both, or nothing.</summary>
    /// <param name="zone">The zone in canonical wire form; empty of a server.</param>
    /// <param name="answers">Addresses that its answers are known to lead to; of a server its own.</param>
    public IEnumerable<ProfileStatement> Of(byte[] zone, ImmutableArray<Address> answers)
    {
        var known = zone.Length == 0 ? null : _scene.Seen.NameServers.Of(HashOf(zone));
        if (Met(FeedUse.Sinkholes, zone, known, answers) is { } taken)
        {
            yield return Neither("sinkholed", taken.IsServer ? Sentence.Of($"{taken.What} of a sinkhole ({taken.Whose}): whoever asks may be infected, the adversary is gone")
                : Sentence.Of($"answered by a sinkhole ({taken.What}; {taken.Whose}): whoever asks may be infected, the adversary is gone"));
        }
        if (Met(FeedUse.Parking, zone, known, answers) is { } parked)
        {
            yield return Neither("parked", parked.IsServer ? Sentence.Of($"{parked.What} of parked domains ({parked.Whose})") : Sentence.Of($"its answers lead to parked domains ({parked.What}; {parked.Whose})"));
        }
    }

    static ulong HashOf(byte[] zone) => WireName.Hash(zone, NameHashing.Seed);

    static ProfileStatement Neither(string id, Sentence text) => new(id, Leaning.Neither, Weight.None, text);

    /// <summary>What of a zone stands in the feeds of a use: its name servers before its answers.</summary>
    Held? Met(FeedUse use, byte[] zone, ZoneNameServers? known, ImmutableArray<Address> answers)
    {
        var feeds = _scene.Indicators[use];
        var servers = known is null ? [] : known.Own.Select(server => ByServer(feeds, zone, server)).ToList();
        var listed = servers.OfType<Indicator>().ToList();
        return listed.Count > 0 ? new(true, Servers(listed.Count, servers.Count), WhoseOf(listed[0]))
            : answers.Order().Select(address => ByAddress(feeds, address)).Concat(_networks[zone.Length == 0 ? 0 : HashOf(zone)].Order().Select(network => ByNetwork(feeds, network))).OfType<Held>().FirstOrDefault();
    }

    static Sentence Servers(int listed, int all) => Sentence.Of(listed == all ? "name servers" : $"{listed} of {all} name servers");

    /// <summary>The entry of a name server by its name or an address. A provider's own zones are not parked because it lists them.</summary>
    static Indicator? ByServer(FeedSet feeds, byte[] zone, KnownNameServer server) => feeds.Of(server.Name).FirstOrDefault(entry => !ProfileSubject.IsBelow(entry.Name, zone))
        ?? server.Addresses.SelectMany(address => feeds.Of(address.Address)).FirstOrDefault();

    static Held? ByAddress(FeedSet feeds, Address address) => feeds.Of(address) is [var entry, ..] ? new(false, Sentence.Of($"{HostileText.Address(address)}"), WhoseOf(entry)) : null;

    /// <summary>Only where an entry has the whole of a network is it sure that the answer was in it.</summary>
    static Held? ByNetwork(FeedSet feeds, Network network) => feeds.Of(network.First).FirstOrDefault(entry => entry.Network.Contains(network)) is { } entry
        ? new(false, Sentence.Of($"{HostileText.Text(network.ToString())}"), WhoseOf(entry)) : null;

    static Sentence WhoseOf(Indicator entry) => entry.Threat.IsEmpty ? Sentence.Of($"{HostileText.Text(entry.List)}") : Sentence.Of($"{entry.Threat}, {HostileText.Text(entry.List)}");

    sealed record Held(bool IsServer, Sentence What, Sentence Whose);
}
