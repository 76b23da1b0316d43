using System.Collections.Immutable;
using System.Text;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What an object of PowerShell tells of, by the command that gives such objects.</summary>
enum PowerShellClass : byte
{
    /// <summary>Nothing that is read.</summary>
    None,
    /// <summary><c>Get-DnsServerZone</c>.</summary>
    Zone,
    /// <summary><c>Get-DnsServerZoneDelegation</c>.</summary>
    Delegation,
    /// <summary><c>Get-DnsServerResourceRecord</c>.</summary>
    Record,
    /// <summary><c>Get-DnsServerForwarder</c>.</summary>
    Forwarder,
    /// <summary><c>Get-DnsServerRootHint</c>.</summary>
    RootHint,
    /// <summary><c>Get-DnsServerRecursion</c>.</summary>
    Recursion,
    /// <summary><c>Get-DnsServerRecursionScope</c>.</summary>
    RecursionScope,
    /// <summary><c>Get-DnsServerGlobalQueryBlockList</c>.</summary>
    BlockList,
    /// <summary><c>Get-DnsServerSetting</c>.</summary>
    Setting,
    /// <summary><c>Get-DnsServerDiagnostics</c>.</summary>
    Diagnostics,
    /// <summary><c>Get-DnsServerQueryResolutionPolicy</c>, <c>Get-DnsServerZoneTransferPolicy</c>.</summary>
    Policy,
    /// <summary><c>Get-DnsClientServerAddress</c>.</summary>
    ClientServers,
    /// <summary><c>Get-DnsClientNrptRule</c>, <c>Get-DnsClientNrptPolicy</c>.</summary>
    NameRule,
    /// <summary><c>Get-DnsClientDohServerAddress</c>.</summary>
    Https,
    /// <summary><c>Get-DhcpServerv4OptionValue</c>, <c>Get-DhcpServerv6OptionValue</c>.</summary>
    DhcpOption,
}

/// <summary>Tells by the names of its properties what an object is: names of types are not in every form of export.</summary>
static class PowerShellClasses
{
    /// <summary>
    /// The properties that show a class, which all are there. Where other programs have some of the same names, they count only in the letters that PowerShell writes.
    /// </summary>
    static readonly ImmutableArray<(PowerShellClass Class, bool IsExact, ImmutableArray<byte[]> Names)> Known =
    [
        Loose(PowerShellClass.Zone, "ZoneName", "ZoneType"),
        Loose(PowerShellClass.Delegation, "ChildZoneName", "NameServer"),
        Loose(PowerShellClass.Record, "HostName", "RecordType", "RecordData"),
        Loose(PowerShellClass.Record, "HostName", "RecordType", "TimeToLive"),
        Loose(PowerShellClass.Forwarder, "UseRootHint", "IPAddress"),
        Loose(PowerShellClass.Recursion, "Enable", "SecureResponse"),
        Loose(PowerShellClass.RecursionScope, "Name", "EnableRecursion"),
        Loose(PowerShellClass.Setting, "EnableDnsSec", "RoundRobin"),
        Loose(PowerShellClass.Setting, "ListeningIPAddress", "AllIPAddress"),
        Loose(PowerShellClass.Diagnostics, "EnableLoggingToFile", "QuestionTransactions"),
        Loose(PowerShellClass.Policy, "Name", "ProcessingOrder", "Action", "Level"),
        Loose(PowerShellClass.ClientServers, "InterfaceAlias", "ServerAddresses"),
        Loose(PowerShellClass.Https, "ServerAddress", "DohTemplate"),
        Exact(PowerShellClass.NameRule, "Namespace", "NameServers"),
        Exact(PowerShellClass.DhcpOption, "OptionId", "Name", "Value"),
        Exact(PowerShellClass.RootHint, "NameServer", "IPAddress"),
        Exact(PowerShellClass.BlockList, "Enable", "List"),
    ];

    /// <summary>What a node of an object is.</summary>
    public static PowerShellClass Of(PowerShellObject all, int node)
    {
        foreach (var (known, isExact, names) in Known)
        {
            if (HasAll(all, node, names, isExact))
            {
                return known;
            }
        }
        return PowerShellClass.None;
    }

    static bool HasAll(PowerShellObject all, int node, ImmutableArray<byte[]> names, bool isExact)
    {
        foreach (var name in names)
        {
            var property = all.Find(node, name);
            if (property == PowerShellObject.None || (isExact && !all.Name(property).SequenceEqual(name)))
            {
                return false;
            }
        }
        return true;
    }

    static (PowerShellClass Class, bool IsExact, ImmutableArray<byte[]> Names) Loose(PowerShellClass known, params string[] names) => (known, false, Bytes(names));

    static (PowerShellClass Class, bool IsExact, ImmutableArray<byte[]> Names) Exact(PowerShellClass known, params string[] names) => (known, true, Bytes(names));

    static ImmutableArray<byte[]> Bytes(string[] names) => [.. names.Select(Encoding.ASCII.GetBytes)];
}
