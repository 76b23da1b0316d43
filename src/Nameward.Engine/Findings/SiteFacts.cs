using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>What a site says of itself: the facts of its site file that judging may look at. Every fact has a default; without a site file all stand at it.</summary>
public sealed record SiteFacts
{
    /// <summary>A site of which nothing is said.</summary>
    public static SiteFacts None { get; } = new();

    /// <summary>The site's own networks; where none are declared, the ranges reserved for inside use are taken for its own.</summary>
    public ImmutableArray<Network> Networks { get; init; } = [];

    /// <summary>The DNS servers that the site approves; null where it gave no list, which is not the same as an empty one.</summary>
    public ImmutableArray<Network>? ApprovedServers { get; init; }

    /// <summary>Zones that exist inside only, in canonical wire form.</summary>
    public ImmutableArray<byte[]> InternalZones { get; init; } = [];

    /// <summary>Zones that are never blocked, in canonical wire form.</summary>
    public ImmutableArray<byte[]> ProtectedZones { get; init; } = [];

    /// <summary>Suffixes of dynamic DNS beside those that the program knows, in canonical wire form.</summary>
    public ImmutableArray<byte[]> DynamicZones { get; init; } = [];

    /// <summary>The inventory of hosts; it names those that findings concern, and nothing is judged by it.</summary>
    public AssetList Assets { get; init; } = AssetList.None;

    /// <summary>The change requests against which changes are held; null where none were given, which is not the same as an empty list.</summary>
    public TicketBook? Tickets { get; init; }

    /// <summary>The suppressions that are in force.</summary>
    public ImmutableArray<Suppression> Suppressions { get; init; } = [];

    /// <summary>False alerts that the site accepts per 1,000 hosts and day.</summary>
    public double AlertBudget { get; init; } = 0.1;

    /// <summary>All facts as one text, the same for every order and repetition in which they were declared: what the hash of a configuration is taken over.</summary>
    public string Canonical => string.Create(CultureInfo.InvariantCulture,
        $"networks {Sorted(Networks)}\napproved {(ApprovedServers is { } approved ? Sorted(approved) : "-")}\ninternal {Sorted(InternalZones)}\nprotected {Sorted(ProtectedZones)}\n{(DynamicZones.IsEmpty ? "" : $"dynamic {Sorted(DynamicZones)}\n")}{(Tickets is { } tickets ? $"tickets {tickets.Sha256} {tickets.Layout} {tickets.Zone}\n" : "")}budget {AlertBudget}{(Assets.IsEmpty ? "" : $"\nassets {Assets.Canonical}")}{string.Concat(Suppressions.Select(one => $"\nsuppressed {one.Canonical}").Order(StringComparer.Ordinal))}");

    /// <summary>Whether an address is the site's own.</summary>
    public bool IsOurs(Address address) => Networks.IsEmpty ? address.IsInternal : Networks.Any(network => network.Contains(address));

    /// <summary>Whether the site approves a DNS server; null where it gave no list.</summary>
    public bool? IsApproved(Address server) => ApprovedServers is { } approved ? approved.Any(network => network.Contains(server)) : null;

    static string Sorted(ImmutableArray<Network> networks) => string.Join(',', networks.Distinct().Order());

    static string Sorted(ImmutableArray<byte[]> zones) => string.Join(',', zones.Select(zone => WireName.ToText(zone)).Distinct().Order(StringComparer.Ordinal));
}
