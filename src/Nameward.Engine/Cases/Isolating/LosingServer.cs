using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Isolating;

/// <summary>A DNS server inside that would be isolated: one that a finding is about, or a host of the findings that others ask. Whoever asks it loses DNS meanwhile.</summary>
public sealed record LosingServer
{
    /// <summary>The server.</summary>
    public required Address Address { get; init; }
    /// <summary>Ids of the findings that it comes of.</summary>
    public required ImmutableArray<string> Findings { get; init; }
    /// <summary>Whether the site approves it; null where it gave no list.</summary>
    public required bool? IsApproved { get; init; }
    /// <summary>Who asks it; null where the evidence was not read again.</summary>
    public required ServerUse? Use { get; init; }
    /// <summary>Who gives it out as a DNS server, by DHCP or router advertisements, in the order of the evidence.</summary>
    public required ImmutableArray<Announcement> Announced { get; init; }
}

/// <summary>Who asks a DNS server.</summary>
/// <param name="Clients">Clients that ask it.</param>
/// <param name="OnlyThere">Clients among them that are seen to ask no other server that stays: they lose DNS.</param>
/// <param name="Named">The first of these, in order; no more than <see cref="MostNamed"/>.</param>
/// <param name="Others">Servers that the other clients ask besides and that stay, approved ones first; no more than <see cref="MostNamed"/>.</param>
public sealed record ServerUse(int Clients, int OnlyThere, ImmutableArray<Address> Named, ImmutableArray<Address> Others)
{
    /// <summary>Addresses that are named.</summary>
    public const int MostNamed = 20;
}

/// <summary>A statement that hosts are told to ask a server.</summary>
/// <param name="By">The server of DHCP or the router; empty where the evidence does not tell.</param>
/// <param name="Where">The subnet or scope; empty where it is all of them.</param>
/// <param name="Property">What it is called there.</param>
/// <param name="Value">All servers that are given out.</param>
public sealed record Announcement(HostileText By, HostileText Where, HostileText Property, HostileText Value);
