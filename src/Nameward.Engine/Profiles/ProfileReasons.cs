using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>
/// What the facts of a profile speak for: that the holder of the zone runs its servers, as who acquires a DNS server of its own does (ATT&amp;CK T1583.002), or
/// that a hoster does.
/// </summary>
/// <remarks>
/// Companies, universities and hobbyists run their own servers too: a profile says who runs them and never that it is bad. The weights are an order of how
/// many zones of the other kind show the same, not a measurement: none of the material that they were made with has enough zones for one.
/// </remarks>
static class ProfileReasons
{
    /// <summary>The least weight on one side for a conclusion, and how many times the other side's it must be.</summary>
    const int LeastWeight = 4, TimesTheOther = 2;

    /// <summary>Other zones on the same servers that make a hoster likely, and certain.</summary>
    const int SomeZones = 3, ManyZones = 8;

    /// <summary>The least number of servers with authority in the evidence for "no other zone shares it" to mean something.</summary>
    const int EnoughServers = 10;

    /// <summary>Times to live that tools answer with by default: iodine 0, Cobalt Strike 1, dns2tcp 3, dnscat2 and Saitama 60 (measured, or as their sources say).</summary>
    static readonly ImmutableHashSet<string> DefaultsOfTools = ["0", "1", "3", "5", "60"];

    /// <summary>The profile with its statements and conclusion.</summary>
    public static Profile Judge(Profile profile, ProfileFleet fleet)
    {
        ImmutableArray<ProfileStatement?> all =
        [
            InBailiwick(profile), OnOwnAddresses(profile), InOneNetwork(profile), AnswersAlone(profile, fleet), Wildcard(profile), OneTtl(profile), Software(profile), Nowhere(profile), Shared(profile), ChangedHands(profile),
        ];
        ImmutableArray<ProfileStatement> statements = [.. all.OfType<ProfileStatement>().OrderBy(statement => statement.Leaning).ThenByDescending(statement => statement.Weight).ThenBy(statement => statement.Id, StringComparer.Ordinal)];
        var conclusion = Conclude(Sum(statements, Leaning.SelfRun), Sum(statements, Leaning.Hosted));
        return profile with { Statements = statements, Conclusion = conclusion, Techniques = Techniques(statements, conclusion) };
    }

    static int Sum(ImmutableArray<ProfileStatement> statements, Leaning leaning) => statements.Where(statement => statement.Leaning == leaning).Sum(statement => (int)statement.Weight);

    static ProfileConclusion Conclude(int selfRun, int hosted) =>
        selfRun >= LeastWeight && selfRun >= TimesTheOther * hosted ? ProfileConclusion.SelfRun
        : hosted >= LeastWeight && hosted >= TimesTheOther * selfRun ? ProfileConclusion.Hosted
        : ProfileConclusion.InsufficientEvidence;

    static ImmutableArray<string> Techniques(ImmutableArray<ProfileStatement> statements, ProfileConclusion conclusion)
    {
        var found = new List<string>();
        if (conclusion == ProfileConclusion.SelfRun)
        {
            found.Add("T1583.002");
        }
        if (statements.Any(statement => statement.Id == "changed-hands"))
        {
            found.Add("T1584.002");
        }
        return [.. found];
    }

    static ProfileStatement? InBailiwick(Profile profile)
    {
        var servers = Own(profile);
        return servers.Length == 0 || !servers.All(server => server.IsInBailiwick) ? null
            : new("in-bailiwick-name-servers", Leaning.SelfRun, Weight.Moderate, servers.Length == 1
                ? Sentence.Of("its one name server has its name in the zone's own domain")
                : Sentence.Of($"its {servers.Length} name servers all have names in the zone's own domain"));
    }

    static ProfileStatement? OnOwnAddresses(Profile profile)
    {
        var networks = profile.IsServer ? [] : profile.Networks.Select(network => network.Network).ToHashSet();
        var shared = NameServerNetworks(profile).Where(networks.Contains).Distinct().Order().ToList();
        return shared.Count == 0 ? null
            : new("name-servers-on-its-addresses", Leaning.SelfRun, Weight.Moderate, Sentence.Of($"its name servers stand in a network of its other addresses, {HostileText.Text(shared[0].ToString())}"));
    }

    static ProfileStatement? InOneNetwork(Profile profile)
    {
        var networks = NameServerNetworks(profile).ToList();
        return networks.Count < 2 || networks.Distinct().Count() > 1 ? null
            : new("name-servers-in-one-network", Leaning.SelfRun, Weight.Weak, Sentence.Of($"the {networks.Count} addresses of its name servers lie in one network, {HostileText.Text(networks[0].ToString())} (RFC 2182 wants them apart)"));
    }

    static ProfileStatement? AnswersAlone(Profile profile, ProfileFleet fleet)
    {
        var zones = profile.Neighbours.Count(zone => zone.SharesServers);
        var authoritative = profile.Servers.Where(server => server.IsAuthoritative == true).ToList();
        var alone = profile.IsServer ? zones <= 1 : zones == 0;
        return !alone || authoritative.Count == 0 ? null
            : new("answers-for-it-alone", Leaning.SelfRun, fleet.AuthoritativeServers >= EnoughServers ? Weight.Moderate : Weight.Weak,
                Sentence.Of($"{(profile.IsServer ? "it answers" : authoritative.Count == 1 ? "one server answers" : $"{authoritative.Count} servers answer")} with authority, and for no other domain of this evidence, which shows servers with authority: {fleet.AuthoritativeServers}"));
    }

    static ProfileStatement? Wildcard(Profile profile) => profile.Answering.IsWildcard != true ? null
        : new("wildcard", Leaning.SelfRun, Weight.Weak, Sentence.Of($"every name of a type was answered with the same data: {profile.Answering.Answered} names"));

    static ProfileStatement? OneTtl(Profile profile) => profile.AreTtlsOfTheServer != true || profile.IsServer || profile.Ttls is not [var ttl] || ttl.Count < SomeZones || !DefaultsOfTools.Contains(ttl.Name) ? null
        : new("one-low-ttl", Leaning.SelfRun, Weight.Weak, Sentence.Of($"all {ttl.Count} records answered with authority live for {ttl.Name} s, as programs that answer by themselves set it"));

    static ProfileStatement? Software(Profile profile) => profile.Software.OffersRecursion != true ? null
        : new("authority-with-recursion", Leaning.SelfRun, Weight.Weak, Sentence.Of("answers with authority also offer recursion (AA with RA), as hosters' name servers hardly ever do"));

    static ProfileStatement? Nowhere(Profile profile) => profile.Software.AliasesToNowhere is not (> 0 and var aliases) ? null
        : new("aliases-to-nowhere", Leaning.SelfRun, Weight.Moderate, Sentence.Of($"{aliases} aliases lead to names under top-level domains that do not exist, which carry data and no address"));

    static ProfileStatement? Shared(Profile profile)
    {
        var shared = profile.Neighbours.Where(zone => zone.SharesServers).ToList();
        var others = shared.Count(zone => zone.IsAskedByOthers == true);
        var least = profile.IsServer ? SomeZones : 1;
        var text = profile.IsServer ? Sentence.Of($"it answers for, or is named as a name server of, {shared.Count} registrable domains of this evidence") : Sentence.Of($"{shared.Count} other registrable domains of this evidence have its servers or name servers{(profile.Neighbours.All(zone => zone.IsAskedByOthers is null) ? "" : $"; {others} of them are asked for by clients that do not ask for it")}");
        return shared.Count < least ? null : new("shared-servers", Leaning.Hosted, shared.Count >= ManyZones ? Weight.Strong : shared.Count >= SomeZones ? Weight.Moderate : Weight.Weak, text);
    }

    /// <summary>Old name servers were last seen before new ones were first seen, and none belongs to both.</summary>
    static ProfileStatement? ChangedHands(Profile profile)
    {
        var dated = Own(profile).Where(server => server.Seen is { First: not null, Last: not null }).OrderBy(server => server.Seen.First).ToList();
        for (var at = 1; at < dated.Count; at++)
        {
            var (old, fresh) = (dated[..at], dated[at..]);
            if (old.Max(server => server.Seen.Last) < fresh[0].Seen.First && !old.Select(server => server.Holder).Intersect(fresh.Select(server => server.Holder)).Any())
            {
                return new("changed-hands", Leaning.Neither, Weight.None, Sentence.Of(
                    $"its name servers changed: {old[^1].Name} was last seen on {Day(old.Max(server => server.Seen.Last))}, {fresh[0].Name} first on {Day(fresh[0].Seen.First)}; who moves a zone may be its owner or have taken it"));
            }
        }
        return null;
    }

    static string Day(DateTime? time) => time?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "an unknown day";

    /// <summary>The name servers of a zone itself; where the evidence shows none, those of the zones below it.</summary>
    static ImmutableArray<ProfiledNameServer> Own(Profile profile)
    {
        ImmutableArray<ProfiledNameServer> own = [.. profile.NameServers.Where(server => server.Zone == profile.Subject)];
        return profile.IsServer ? [] : own.Length > 0 ? own : profile.NameServers;
    }

    static IEnumerable<Network> NameServerNetworks(Profile profile) =>
        Own(profile).SelectMany(server => server.Addresses).Select(address => address.Address).Distinct().Select(Anchors.NetworkOf);
}
