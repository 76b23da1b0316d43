using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Keys of the registry that decide how a host of Windows asks, or what its DNS server does. They are those that ATT&amp;CK (T1557, T1565, T1574) and the rules of Sigma name: servers of
/// interfaces, the name resolution policy table, the plug-in of the DNS server, the library of the DNS client, the folder of the hosts file.
/// </summary>
/// <param name="Under">What stands in the path before the rest, strokes at both ends.</param>
/// <param name="Value">Name of the value, the last part of the path; empty for any.</param>
/// <param name="Kind">What it is about; that of the setting where it is one of the DNS server.</param>
sealed record WindowsRegistryKey(string Under, string Value, ConfigurationKind Kind)
{
    static readonly WindowsRegistryKey[] All =
    [
        new(@"\Tcpip\Parameters\", "NameServer", ConfigurationKind.Resolvers), new(@"\Tcpip\Parameters\", "DhcpNameServer", ConfigurationKind.Resolvers),
        new(@"\Tcpip\Parameters\", "ProfileNameServer", ConfigurationKind.Resolvers), new(@"\Tcpip\Parameters\", "DataBasePath", ConfigurationKind.HostNames),
        new(@"\Tcpip6\Parameters\", "NameServer", ConfigurationKind.Resolvers), new(@"\Tcpip6\Parameters\", "Dhcpv6DNSServers", ConfigurationKind.Resolvers),
        new(@"\DnsPolicyConfig\", "GenericDNSServers", ConfigurationKind.Resolvers), new(@"\DnsPolicyConfig\", "DirectAccessDNSServers", ConfigurationKind.Resolvers),
        new(@"\DnsPolicyConfig\", "", ConfigurationKind.Policy), new(@"\Windows NT\DNSClient\", "NameServer", ConfigurationKind.Resolvers),
        new(@"\Windows NT\DNSClient\", "", ConfigurationKind.Policy), new(@"\Dnscache\Parameters\", "ServiceDll", ConfigurationKind.Plugin),
        new(@"\Dnscache\Parameters\", "", ConfigurationKind.Other), new(@"\Dnscache\InterfaceSpecificParameters\", "", ConfigurationKind.Other),
        new(@"\DNS\Parameters\", "", ConfigurationKind.Server),
    ];

    readonly byte[] _under = Encoding.ASCII.GetBytes(Under), _value = Encoding.ASCII.GetBytes(Value);

    bool IsOfServer => Kind == ConfigurationKind.Server;

    /// <summary>The key that a path is of; null where it is of no concern.</summary>
    public static WindowsRegistryKey? Find(ReadOnlySpan<byte> path)
    {
        var name = NameIn(path);
        foreach (var key in All)
        {
            if ((key._value.Length == 0 || Ascii.EqualsIgnoreCase(name, key._value)) && key.EndIn(path) > 0)
            {
                return key.IsOfServer && MicrosoftSettings.FindServer(name) is null ? null : key;
            }
        }
        return null;
    }

    /// <summary>Makes the statement that a value was set or removed.</summary>
    public void Add(StatementRow row, ReadOnlySpan<byte> path, ConfigurationAct act, ReadOnlySpan<byte> old, ReadOnlySpan<byte> value)
    {
        var name = NameIn(path);
        if (IsOfServer && MicrosoftSettings.FindServer(name) is { } setting)
        {
            setting.Add(row, act, setting.Kind == ConfigurationKind.Forwarders ? row.Keep("."u8) : default, name, old, value);
            return;
        }
        var isList = Kind == ConfigurationKind.Resolvers;
        var of = row.KeepLower(PlaceIn(path));
        row.Add(Kind, act, of, row.Keep(_value.Length > 0 ? _value : name), isList ? row.KeepList(old) : row.Keep(old), isList ? row.KeepList(value) : row.Keep(value));
    }

    static ReadOnlySpan<byte> NameIn(ReadOnlySpan<byte> path) => path[(path.LastIndexOf((byte)'\\') + 1)..];

    /// <summary>The last part of the path between key and value: an interface, a rule; empty where the value stands in the key itself.</summary>
    ReadOnlySpan<byte> PlaceIn(ReadOnlySpan<byte> path)
    {
        var between = path[EndIn(path)..];
        between = between[..Math.Max(0, between.LastIndexOf((byte)'\\'))];
        return NameIn(between);
    }

    /// <summary>Where a path goes on behind what it must hold; 0 where it does not hold it.</summary>
    int EndIn(ReadOnlySpan<byte> path)
    {
        for (var at = 0; at + _under.Length <= path.Length; at++)
        {
            if (path[at] == '\\' && Ascii.EqualsIgnoreCase(path.Slice(at, _under.Length), _under))
            {
                return at + _under.Length;
            }
        }
        return 0;
    }
}
