using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>A setting of a host's resolvers.</summary>
/// <param name="IsOfConcern">Whether it is one.</param>
/// <param name="Kind">What of DNS it is about.</param>
/// <param name="IsList">Whether the value is a list, whose items spaces, commas or semicolons part.</param>
readonly record struct ResolverSetting(bool IsOfConcern, ConfigurationKind Kind, bool IsList);

/// <summary>Which section of a file a reader stands in, and what it holds for: an interface, a connection, a domain.</summary>
sealed class ResolverSections
{
    const int LongestName = 1024;

    static readonly (byte[] Section, byte[] Key, ConfigurationKind Kind, bool IsList)[] All =
    [
        ([.. "Resolve"u8], [.. "DNS"u8], ConfigurationKind.Resolvers, true),
        ([.. "Resolve"u8], [.. "FallbackDNS"u8], ConfigurationKind.Resolvers, true),
        ([.. "Resolve"u8], [.. "Domains"u8], ConfigurationKind.Other, true),
        ([.. "Resolve"u8], [.. "DNSSEC"u8], ConfigurationKind.Dnssec, false),
        ([.. "Resolve"u8], [.. "DNSOverTLS"u8], ConfigurationKind.Other, false),
        ([.. "Resolve"u8], [.. "DNSStubListener"u8], ConfigurationKind.Listening, false),
        ([.. "Resolve"u8], [.. "DNSStubListenerExtra"u8], ConfigurationKind.Listening, false),
        ([.. "Network"u8], [.. "DNS"u8], ConfigurationKind.Resolvers, true),
        ([.. "Network"u8], [.. "Domains"u8], ConfigurationKind.Other, true),
        ([.. "Network"u8], [.. "DNSSEC"u8], ConfigurationKind.Dnssec, false),
        ([.. "Network"u8], [.. "DNSOverTLS"u8], ConfigurationKind.Other, false),
        ([.. "ipv4"u8], [.. "dns"u8], ConfigurationKind.Resolvers, true),
        ([.. "ipv6"u8], [.. "dns"u8], ConfigurationKind.Resolvers, true),
        ([.. "ipv4"u8], [.. "ignore-auto-dns"u8], ConfigurationKind.Other, false),
        ([.. "ipv6"u8], [.. "ignore-auto-dns"u8], ConfigurationKind.Other, false),
        ([.. "global-dns-domain-"u8], [.. "servers"u8], ConfigurationKind.Resolvers, true),
        ([.. "main"u8], [.. "dns"u8], ConfigurationKind.Other, false),
        ([.. "DHCPServer"u8], [.. "DNS"u8], ConfigurationKind.AnnouncedServers, true),
    ];

    byte[] _section = [];
    byte[] _name = [];

    /// <summary>What the settings hold for: an interface, a connection, a domain; empty for the host.</summary>
    public ReadOnlySpan<byte> Name => _section.AsSpan().StartsWith(Domain) ? _section.AsSpan(Domain.Length) : Is("Resolve"u8) || Is("main"u8) ? [] : _name;

    /// <summary>How sections of NetworkManager begin that are about a domain.</summary>
    static ReadOnlySpan<byte> Domain => "global-dns-domain-"u8;

    /// <summary>The same place, independent of this one.</summary>
    public ResolverSections Fork() => new() { _section = _section, _name = _name };

    /// <summary>Notes where a line leads.</summary>
    public void Enter(in IniLine line)
    {
        if (!line.Section.IsEmpty)
        {
            _section = line.Section.Length > LongestName ? [] : line.Section.ToArray();
        }
        // An interface of systemd-networkd, and a connection of NetworkManager, whose interface is the better name where it follows.
        var isName = (Is("Match"u8) && line.Key.SequenceEqual("Name"u8)) || (Is("connection"u8) && (line.Key.SequenceEqual("id"u8) || line.Key.SequenceEqual("interface-name"u8)));
        if (isName && line.Value.Length <= LongestName)
        {
            _name = line.Value.ToArray();
        }
    }

    /// <summary>What a key means in this section.</summary>
    public ResolverSetting Of(ReadOnlySpan<byte> key)
    {
        foreach (var setting in All)
        {
            var isSection = setting.Section is [.., (byte)'-'] ? _section.AsSpan().StartsWith(setting.Section) : Is(setting.Section);
            if (isSection && key.SequenceEqual(setting.Key))
            {
                return new(true, setting.Kind, setting.IsList);
            }
        }
        return default;
    }

    bool Is(ReadOnlySpan<byte> section) => section.SequenceEqual(_section);
}
