using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What objects of PowerShell say of DNS. An object that is none of those known may hold some, as that of <c>Get-DnsServer</c> does; all that is said is of its record.
/// One belongs to one reader.
/// </summary>
sealed class PowerShellStatements(PowerShellObject all)
{
    /// <summary>Objects within objects within the exported one: a list of zones in a server is two levels below it.</summary>
    const int MostLevels = 4;

    readonly SnapshotRecord _record = new();
    readonly JoinedText _value = new();
    readonly JoinedText _object = new();
    readonly PowerShellServers _servers = new(all);
    readonly PowerShellRecords _records = new(all);

    /// <summary>Takes the object as one record.</summary>
    public void Take(long offset, IBatchWriter rows)
    {
        _record.Begin(offset, rows);
        _record.Host.Clear();
        // Of a whole server its settings alone tell its name.
        var settings = all.Find(PowerShellObject.Root, "ServerSetting"u8);
        FindHost(settings == PowerShellObject.None || !all.IsNode(settings) ? PowerShellObject.Root : settings);
        Say(PowerShellObject.Root, MostLevels);
        _record.End();
    }

    void Say(int node, int levels)
    {
        var known = PowerShellClasses.Of(all, node);
        if (known != PowerShellClass.None)
        {
            FindHost(node);
            SayOf(known, node);
            return;
        }
        for (var inner = levels > 0 ? all.First(node) : PowerShellObject.None; inner != PowerShellObject.None; inner = all.Next(inner))
        {
            if (all.IsNode(inner))
            {
                Say(inner, levels - 1);
            }
        }
    }

    void SayOf(PowerShellClass known, int node)
    {
        switch (known)
        {
            case PowerShellClass.Record:
                _records.Say(node, _record);
                break;
            case PowerShellClass.Delegation:
                SayDelegation(node);
                break;
            case PowerShellClass.RootHint:
                _records.SayRootHint(node, _record);
                break;
            case PowerShellClass.ClientServers:
                SayItems(ConfigurationKind.Resolvers, node, all.Text(node, "InterfaceAlias"u8), "ServerAddresses"u8);
                break;
            case PowerShellClass.NameRule:
                SayNameRule(node);
                break;
            case PowerShellClass.Https:
                _record.Say(ConfigurationKind.Other, all.Text(node, "ServerAddress"u8), "DohTemplate"u8, all.Text(node, "DohTemplate"u8));
                break;
            case PowerShellClass.DhcpOption:
                SayDhcpOption(node);
                break;
            default:
                _servers.Say(known, node, _record);
                break;
        }
    }

    void SayDelegation(int node)
    {
        var child = all.Text(node, "ChildZoneName"u8);
        var zone = all.Text(node, "ZoneName"u8);
        _object.Clear().AddName(child);
        if (!zone.IsEmpty && !child.EndsWith(zone))
        {
            _object.Add("."u8).AddName(zone);
        }
        _records.AddNameServer(node, _value.Clear());
        _record.Say(ConfigurationKind.NameServers, _object.Text, "NameServer"u8, _value.Text);
    }

    /// <summary>A rule, or the policy in force: each of its namespaces, the servers asked for it, and whether answers must be validated.</summary>
    void SayNameRule(int node)
    {
        _object.Clear();
        all.AddItems(node, "Namespace"u8, _object);
        var names = _object.Text;
        while (!names.IsEmpty)
        {
            SayNameRule(node, TextWords.TakeUntil(ref names, (byte)',').TrimStart((byte)' '));
        }
    }

    void SayNameRule(int node, ReadOnlySpan<byte> name)
    {
        var hasServers = SayItems(ConfigurationKind.Resolvers, node, name, "NameServers"u8);
        hasServers |= SayItems(ConfigurationKind.Resolvers, node, name, "DirectAccessDnsServers"u8);
        if (all.IsTrue(node, "DnsSecValidationRequired"u8))
        {
            _record.Say(ConfigurationKind.Dnssec, name, "DnsSecValidationRequired"u8, "yes"u8);
        }
        if (!hasServers)
        {
            _record.Say(ConfigurationKind.Policy, name, "Name"u8, all.Text(node, "Name"u8));
        }
    }

    /// <summary>Option 6 of DHCP (RFC 2132 section 3.8), option 23 of DHCPv6 (RFC 3646 section 3): of DHCP, option 23 is a number.</summary>
    void SayDhcpOption(int node)
    {
        var id = all.Text(node, "OptionId"u8);
        _value.Clear();
        all.AddItems(node, "Value"u8, _value);
        var isV6 = id.SequenceEqual("23"u8) && _value.Text.Contains((byte)':');
        if (!isV6 && !id.SequenceEqual("6"u8))
        {
            return;
        }
        _object.Clear();
        var scope = all.Text(node, "ScopeId"u8) is { IsEmpty: false } v4 ? v4 : all.Text(node, "Prefix"u8);
        var reserved = all.Text(node, "ReservedIP"u8);
        _ = reserved.IsEmpty ? scope.IsEmpty ? _object : _object.Add("scope "u8).Add(scope) : _object.Add("reservation "u8).Add(reserved);
        _record.Say(ConfigurationKind.AnnouncedServers, _object.Text, isV6 ? "dns-servers"u8 : "domain-name-servers"u8, _value.IsEmpty ? "none"u8 : _value.Text);
    }

    bool SayItems(ConfigurationKind kind, int node, ReadOnlySpan<byte> item, ReadOnlySpan<byte> property)
    {
        _value.Clear();
        all.AddItems(node, property, _value);
        if (!_value.IsEmpty)
        {
            _record.Say(kind, item, property, _value.Text);
        }
        return !_value.IsEmpty;
    }

    /// <summary>The computer that was asked; in CLIXML and in JSON of CIM objects it stands in a description of their class. A name that any computer has is none.</summary>
    void FindHost(int node)
    {
        var host = all.Text(node, "PSComputerName"u8);
        host = host.IsEmpty ? all.Text(node, "ComputerName"u8) : host;
        host = host.IsEmpty ? ServerNameIn(all.Find(node, "CimSystemProperties"u8), MostLevels) : host;
        host = host.IsEmpty ? ServerNameIn(all.Find(node, "__ClassMetadata"u8), MostLevels) : host;
        if (!host.IsEmpty && !Ascii.EqualsIgnoreCase(host, "localhost"u8))
        {
            _record.Host.Clear().Add(host);
        }
    }

    ReadOnlySpan<byte> ServerNameIn(int node, int levels)
    {
        if (node == PowerShellObject.None || !all.IsNode(node))
        {
            return [];
        }
        var name = all.Text(node, "ServerName"u8);
        for (var inner = all.First(node); name.IsEmpty && levels > 0 && inner != PowerShellObject.None; inner = all.Next(inner))
        {
            name = ServerNameIn(inner, levels - 1);
        }
        return name;
    }
}
