using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Decoders;

namespace Nameward.Engine.Transcripts;

/// <summary>Whose part of the evidence is read again.</summary>
public abstract record Suspect
{
    /// <summary>Zones in canonical wire form that names are cut at; none where names count as a whole.</summary>
    public virtual ImmutableArray<byte[]> Zones => [];

    /// <summary>The clients that alone can be of it; none where it is a server's.</summary>
    public virtual ImmutableArray<Address> Clients => [];

    /// <summary>Whether a message is of this suspect; <paramref name="name"/> is its canonical wire name.</summary>
    public abstract bool Holds(in DnsMessage message, ReadOnlySpan<byte> name);

    /// <summary>Whether a flow is of this suspect; what zones hold no flow shows.</summary>
    public virtual bool Holds(in Flow flow) => false;

    /// <summary>Whether a name is a zone's own or lies below it.</summary>
    internal static bool IsIn(ReadOnlySpan<byte> name, ReadOnlySpan<byte> zone)
    {
        var start = name.Length - zone.Length;
        if (start < 0 || !name.EndsWith(zone))
        {
            return false;
        }
        var at = 0;
        while (at < start)
        {
            at += name[at] + 1;
        }
        return at == start;
    }
}

/// <summary>A client and the zones in which it may have a channel.</summary>
/// <param name="Client">Who asked.</param>
/// <param name="In">Zones in canonical wire form.</param>
public sealed record SuspectPair(Address Client, ImmutableArray<byte[]> In) : Suspect
{
    /// <inheritdoc/>
    public override ImmutableArray<Address> Clients => [Client];

    /// <inheritdoc/>
    public override ImmutableArray<byte[]> Zones => In;

    /// <inheritdoc/>
    public override bool Holds(in DnsMessage message, ReadOnlySpan<byte> name)
    {
        if (message.Client.Address != Client || message.Server.Address.IsMulticast)
        {
            return false;
        }
        foreach (var zone in In)
        {
            if (IsIn(name, zone))
            {
                return true;
            }
        }
        return false;
    }
}

/// <summary>A zone and some of the clients that ask it.</summary>
/// <param name="Of">The clients.</param>
/// <param name="Zone">The zone in canonical wire form.</param>
public sealed record SuspectZone(ImmutableArray<Address> Of, byte[] Zone) : Suspect
{
    /// <inheritdoc/>
    public override ImmutableArray<Address> Clients => Of;

    /// <inheritdoc/>
    public override ImmutableArray<byte[]> Zones => [Zone];

    /// <summary>Whether a message is in the zone; that it is one of the clients' is known already.</summary>
    public override bool Holds(in DnsMessage message, ReadOnlySpan<byte> name) => !message.Server.Address.IsMulticast && IsIn(name, Zone);
}

/// <summary>A client and a server between which there may be a channel whose names share no zone: each counts as a whole.</summary>
/// <param name="Client">Who asked.</param>
/// <param name="Server">Who was asked.</param>
public sealed record SuspectPath(Address Client, Endpoint Server) : Suspect
{
    /// <inheritdoc/>
    public override ImmutableArray<Address> Clients => [Client];

    static readonly ImmutableArray<byte[]> Root = [[0]];

    /// <inheritdoc/>
    public override ImmutableArray<byte[]> Zones => Root;

    /// <inheritdoc/>
    public override bool Holds(in DnsMessage message, ReadOnlySpan<byte> name) =>
        message.Client.Address == Client && message.Server.Address == Server.Address && message.Server.Port == Server.Port && name.Length > 1;
}

/// <summary>A client and what it looks up under names that the evidence does not show whole.</summary>
/// <param name="Client">Who asked.</param>
public sealed record SuspectHiddenNames(Address Client) : Suspect
{
    /// <inheritdoc/>
    public override ImmutableArray<Address> Clients => [Client];

    /// <inheritdoc/>
    public override bool Holds(in DnsMessage message, ReadOnlySpan<byte> name) => message.IsNameHidden && message.Client.Address == Client;
}

/// <summary>A client and some zones that it asked for, each of little weight by itself.</summary>
/// <param name="Client">Who asked.</param>
/// <param name="Hashes">Chained hashes of the zones.</param>
public sealed record SuspectZones(Address Client, ImmutableHashSet<ulong> Hashes) : Suspect
{
    /// <inheritdoc/>
    public override ImmutableArray<Address> Clients => [Client];

    /// <inheritdoc/>
    public override bool Holds(in DnsMessage message, ReadOnlySpan<byte> name) => message.Client.Address == Client && Hashes.Contains(message.ZoneHash);
}

/// <summary>A DNS server, or some of its answers.</summary>
/// <param name="Server">The server.</param>
/// <param name="Client">The one client that matters; null for all.</param>
/// <param name="Names">Hashes of the names that matter; null for all.</param>
public sealed record SuspectServer(Endpoint Server, Address? Client, ImmutableHashSet<ulong>? Names) : Suspect
{
    /// <inheritdoc/>
    public override bool Holds(in DnsMessage message, ReadOnlySpan<byte> name) =>
        message.Server.Address == Server.Address && (message.Server.Port == Server.Port || message.Server.Port == 0 || Server.Port == 0)
        && (Client is null || message.Client.Address == Client) && (Names is null || Names.Contains(message.NameHash));

    /// <summary>The clients whose conversations with it matter, where these alone are seen of it; none else.</summary>
    public ImmutableHashSet<Address> Conversing { get; init; } = [];

    /// <inheritdoc/>
    public override bool Holds(in Flow flow) => flow.Server == Server && Conversing.Contains(flow.Client.Address) && DnsFlows.MayCarryDns(flow);
}

/// <summary>A client and a server of which conversations alone are seen.</summary>
/// <param name="Client">Who began them.</param>
/// <param name="Server">With whom.</param>
/// <param name="IsElsewhere">Whether the port is none of DNS, so that those count which look like it.</param>
public sealed record SuspectConversations(Address Client, Endpoint Server, bool IsElsewhere) : Suspect
{
    /// <inheritdoc/>
    public override ImmutableArray<Address> Clients => [Client];

    /// <inheritdoc/>
    public override bool Holds(in DnsMessage message, ReadOnlySpan<byte> name) => HasTunnel && message.Client.Address == Client && IodineLogIn.MayBe(message.Type, name);

    /// <summary>Whether datagrams of a tunnel (<see cref="TunnelDatagram"/>) are among them, so that the client's log-in by DNS belongs to them.</summary>
    public bool HasTunnel { get; init; }

    /// <inheritdoc/>
    public override bool Holds(in Flow flow) => flow.Server == Server && flow.Client.Address == Client && (IsElsewhere ? DnsFlows.LooksLikeDns(flow) : DnsFlows.MayCarryDns(flow));
}
