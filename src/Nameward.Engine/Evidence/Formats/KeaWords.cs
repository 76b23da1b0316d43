namespace Nameward.Engine.Evidence.Formats;

/// <summary>The server of Kea whose configuration it is.</summary>
enum KeaServer : byte
{
    /// <summary>None that announces servers or updates names.</summary>
    None,
    /// <summary>What an answer to <c>config-get</c> has around it.</summary>
    Wrapper,
    /// <summary>DHCP.</summary>
    Dhcp4,
    /// <summary>DHCPv6.</summary>
    Dhcp6,
    /// <summary>The one that brings names of hosts into the DNS.</summary>
    Ddns,
}

/// <summary>What a member of a server holds.</summary>
enum KeaMember : byte
{
    /// <summary>Something of no concern.</summary>
    None,
    /// <summary>Options of the server as a whole.</summary>
    Options,
    /// <summary>Subnets.</summary>
    Subnets,
    /// <summary>Shared networks.</summary>
    Networks,
    /// <summary>Classes of clients.</summary>
    Classes,
    /// <summary>Reservations for hosts.</summary>
    Reservations,
    /// <summary>Pools of a subnet.</summary>
    Pools,
    /// <summary>How a DHCP server asks for updates of names.</summary>
    Updates,
    /// <summary>Zones with names of hosts, and the servers that are told of them.</summary>
    ForwardZones,
    /// <summary>The same, of addresses.</summary>
    ReverseZones,
}

/// <summary>Names of members, by the grammar of Kea's parsers (dhcp4_parser.yy, dhcp6_parser.yy, d2_parser.yy).</summary>
static class KeaWords
{
    /// <summary>The server whose configuration a member of the outermost object is.</summary>
    public static KeaServer Server(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("Dhcp4"u8) => KeaServer.Dhcp4,
        _ when name.SequenceEqual("Dhcp6"u8) => KeaServer.Dhcp6,
        _ when name.SequenceEqual("DhcpDdns"u8) => KeaServer.Ddns,
        _ when name.SequenceEqual("arguments"u8) => KeaServer.Wrapper,
        _ => KeaServer.None,
    };

    /// <summary>What a member of a server, a network or a subnet holds.</summary>
    public static KeaMember Member(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("option-data"u8) => KeaMember.Options,
        _ when name.SequenceEqual("subnet4"u8) || name.SequenceEqual("subnet6"u8) => KeaMember.Subnets,
        _ when name.SequenceEqual("shared-networks"u8) => KeaMember.Networks,
        _ when name.SequenceEqual("client-classes"u8) => KeaMember.Classes,
        _ when name.SequenceEqual("reservations"u8) => KeaMember.Reservations,
        _ when name.SequenceEqual("pools"u8) || name.SequenceEqual("pd-pools"u8) => KeaMember.Pools,
        _ when name.SequenceEqual("dhcp-ddns"u8) => KeaMember.Updates,
        _ when name.SequenceEqual("forward-ddns"u8) => KeaMember.ForwardZones,
        _ when name.SequenceEqual("reverse-ddns"u8) => KeaMember.ReverseZones,
        _ => KeaMember.None,
    };

    /// <summary>What the object of a scope is called in statements, with the space behind it; empty where it is none.</summary>
    public static ReadOnlySpan<byte> Scope(KeaMember member) => member switch
    {
        KeaMember.Subnets => "subnet "u8,
        KeaMember.Networks => "shared-network "u8,
        KeaMember.Classes => "class "u8,
        KeaMember.Reservations => "reservation "u8,
        KeaMember.Pools => "pool "u8,
        _ => [],
    };

    /// <summary>Whether a member names a scope.</summary>
    public static bool IsIdentity(KeaMember scope, ReadOnlySpan<byte> name) => scope switch
    {
        KeaMember.Subnets => name.SequenceEqual("subnet"u8),
        KeaMember.Networks or KeaMember.Classes => name.SequenceEqual("name"u8),
        KeaMember.Pools => name.SequenceEqual("pool"u8) || name.SequenceEqual("prefix"u8),
        KeaMember.Reservations => name.SequenceEqual("hw-address"u8) || name.SequenceEqual("duid"u8) || name.SequenceEqual("client-id"u8)
            || name.SequenceEqual("circuit-id"u8) || name.SequenceEqual("flex-id"u8),
        _ => false,
    };

    /// <summary>Whether scopes of one kind may stand in one of another.</summary>
    public static bool Holds(KeaMember scope, KeaMember inner) => inner switch
    {
        KeaMember.Subnets => scope == KeaMember.Networks,
        KeaMember.Pools or KeaMember.Reservations => scope == KeaMember.Subnets,
        _ => false,
    };
}
