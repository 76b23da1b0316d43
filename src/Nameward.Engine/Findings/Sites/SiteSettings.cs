using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Sites;

/// <summary>All that a site file says, understood. Every setting has a default; a file that says nothing leaves all at it.</summary>
public sealed record SiteSettings
{
    /// <summary>Settings of which none is given.</summary>
    public static SiteSettings Default { get; } = new();

    /// <summary>The site's own networks.</summary>
    public ImmutableArray<Placed<Network>> Networks { get; init; } = [];

    /// <summary>The DNS servers that the site approves; null where it gives no list.</summary>
    public ImmutableArray<Placed<Network>>? ApprovedServers { get; init; }

    /// <summary>Zones that exist inside only, in canonical wire form.</summary>
    public ImmutableArray<Placed<byte[]>> InternalZones { get; init; } = [];

    /// <summary>Zones that are never blocked, in canonical wire form.</summary>
    public ImmutableArray<Placed<byte[]>> ProtectedZones { get; init; } = [];

    /// <summary>Suffixes of dynamic DNS beside those that the program knows, in canonical wire form.</summary>
    public ImmutableArray<Placed<byte[]>> DynamicZones { get; init; } = [];

    /// <summary>Change requests; null where there are none to look at.</summary>
    public Tickets? Tickets { get; init; }

    /// <summary>Inventory of hosts, seen from the current folder; null for none.</summary>
    public string? Assets { get; init; }

    /// <summary>What that inventory says.</summary>
    public AssetList KnownAssets { get; init; } = AssetList.None;

    /// <summary>Databases of places, seen from the current folder.</summary>
    public ImmutableArray<string> Geo { get; init; } = [];

    /// <summary>Feeds of indicators.</summary>
    public ImmutableArray<Feed> Feeds { get; init; } = [];

    /// <summary>Suppressions, those that are over among them; who judges takes those in force.</summary>
    public ImmutableArray<Suppression> Suppressions { get; init; } = [];

    /// <summary>Resolvers and firewalls that containment writes for, by id.</summary>
    public ImmutableArray<string> Targets { get; init; } = [];

    /// <summary>The policy's file, seen from the current folder; null for the shipped policy.</summary>
    public string? Policy { get; init; }

    /// <summary>Who is told of decisions.</summary>
    public ImmutableArray<Channel> Notify { get; init; } = [];

    /// <summary>False alerts that the site accepts per 1,000 hosts and day.</summary>
    public double AlertBudget { get; init; } = SiteFacts.None.AlertBudget;

    /// <summary>How long a store keeps what it has taken in.</summary>
    public Retention Retention { get; init; } = new();

    /// <summary>What judging may look at.</summary>
    public SiteFacts Facts => new()
    {
        Networks = Values(Networks),
        ApprovedServers = ApprovedServers is { } approved ? Values(approved) : null,
        InternalZones = Values(InternalZones),
        ProtectedZones = Values(ProtectedZones),
        DynamicZones = Values(DynamicZones),
        Assets = KnownAssets,
        AlertBudget = AlertBudget,
    };

    static ImmutableArray<T> Values<T>(ImmutableArray<Placed<T>> placed) => [.. placed.Select(item => item.Value)];
}
