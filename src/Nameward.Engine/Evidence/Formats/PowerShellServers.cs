using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What objects of PowerShell say of a DNS server and its zones; properties by https://learn.microsoft.com/powershell/module/dnsserver. One belongs to one reader.
/// </summary>
sealed class PowerShellServers(PowerShellObject all)
{
    /// <summary>What the debug log of the server can hold: packets that are chosen by their purpose, their direction and their transport.</summary>
    static readonly ImmutableArray<byte[]> LogFlags =
        Bytes("Queries", "Answers", "Notifications", "Update", "QuestionTransactions", "UnmatchedResponse", "SendPackets", "ReceivePackets", "TcpPackets", "UdpPackets", "FullPackets");

    /// <summary>What the server can bring to the event log.</summary>
    static readonly ImmutableArray<byte[]> EventFlags =
        Bytes("EnableLoggingForPluginDllEvent", "EnableLoggingForServerStartStopEvent", "EnableLoggingForZoneLoadingEvent", "EnableLoggingForZoneDataWriteEvent");

    readonly JoinedText _value = new();
    readonly JoinedText _object = new();

    /// <summary>Says what an object tells.</summary>
    public void Say(PowerShellClass known, int node, SnapshotRecord record)
    {
        switch (known)
        {
            case PowerShellClass.Zone:
                SayZone(node, record);
                break;
            case PowerShellClass.Forwarder:
                SayForwarder(node, record);
                break;
            case PowerShellClass.Recursion:
                record.Say(ConfigurationKind.Recursion, [], "Enable"u8, all.IsTrue(node, "Enable"u8) ? "any"u8 : "none"u8);
                break;
            case PowerShellClass.RecursionScope:
                SayRecursionScope(node, record);
                break;
            case PowerShellClass.BlockList:
                SayBlockList(node, record);
                break;
            case PowerShellClass.Setting:
                SaySetting(node, record);
                break;
            case PowerShellClass.Diagnostics:
                SayDiagnostics(node, record);
                break;
            case PowerShellClass.Policy:
                SayPolicy(node, record);
                break;
        }
    }

    void SayZone(int node, SnapshotRecord record)
    {
        var type = MicrosoftZones.Type(all.Text(node, "ZoneType"u8));
        _object.Clear().AddName(all.Text(node, "ZoneName"u8));
        record.Say(ConfigurationKind.Zone, _object.Text, "type"u8, type);
        if (all.Text(node, "DynamicUpdate"u8) is { IsEmpty: false } updates)
        {
            record.Say(ConfigurationKind.Updates, _object.Text, "DynamicUpdate"u8, MicrosoftZones.Updates(updates));
        }
        if (all.Text(node, "SecureSecondaries"u8) is { IsEmpty: false } transfers)
        {
            var who = MicrosoftZones.Transfers(transfers);
            SayItems(ConfigurationKind.Transfers, node, "SecondaryServers"u8, "SecureSecondaries"u8, who, record, isNeeded: who.SequenceEqual("addresses"u8));
        }
        SayMasters(node, type, record);
        SayItems(ConfigurationKind.Other, node, "NotifyServers"u8, "NotifyServers"u8, [], record, isNeeded: true);
        if (all.Has(node, "IsSigned"u8) && !all.Text(node, "IsSigned"u8).IsEmpty)
        {
            record.Say(ConfigurationKind.Dnssec, _object.Text, "IsSigned"u8, YesOrNo(node, "IsSigned"u8));
        }
    }

    /// <summary>A conditional forwarder asks these servers, and without recursion no others; a secondary zone is copied from them.</summary>
    void SayMasters(int node, ReadOnlySpan<byte> type, SnapshotRecord record)
    {
        if (!type.SequenceEqual("forward"u8))
        {
            SayItems(ConfigurationKind.Zone, node, "MasterServers"u8, "MasterServers"u8, [], record, isNeeded: true);
            return;
        }
        var recursion = all.Text(node, "UseRecursion"u8);
        var property = recursion.IsEmpty ? "MasterServers"u8 : all.IsTrue(node, "UseRecursion"u8) ? "forward first"u8 : "forward only"u8;
        SayItems(ConfigurationKind.Forwarders, node, "MasterServers"u8, property, "none"u8, record, isNeeded: true);
    }

    void SayForwarder(int node, SnapshotRecord record)
    {
        _object.Clear().Add("."u8);
        var property = all.IsTrue(node, "UseRootHint"u8) ? "forward first"u8 : "forward only"u8;
        SayItems(ConfigurationKind.Forwarders, node, "IPAddress"u8, property, "none"u8, record, isNeeded: true);
    }

    void SayRecursionScope(int node, SnapshotRecord record)
    {
        _object.Clear().Add("scope "u8).AddLower(all.Text(node, "Name"u8));
        record.Say(ConfigurationKind.Recursion, _object.Text, "EnableRecursion"u8, all.IsTrue(node, "EnableRecursion"u8) ? "any"u8 : "none"u8);
        SayItems(ConfigurationKind.Forwarders, node, "Forwarder"u8, "Forwarder"u8, [], record, isNeeded: true);
    }

    void SayBlockList(int node, SnapshotRecord record)
    {
        _object.Clear();
        record.Say(ConfigurationKind.Policy, [], "EnableGlobalQueryBlockList"u8, YesOrNo(node, "Enable"u8));
        SayItems(ConfigurationKind.Policy, node, "List"u8, "GlobalQueryBlockList"u8, "none"u8, record, isNeeded: true);
    }

    void SaySetting(int node, SnapshotRecord record)
    {
        _object.Clear();
        if (all.Has(node, "EnableDnsSec"u8))
        {
            record.Say(ConfigurationKind.Dnssec, [], "EnableDnsSec"u8, YesOrNo(node, "EnableDnsSec"u8));
        }
        if (all.Text(node, "ServerLevelPluginDll"u8) is { IsEmpty: false } plugin)
        {
            record.Say(ConfigurationKind.Plugin, [], "ServerLevelPluginDll"u8, plugin);
        }
        SayItems(ConfigurationKind.Listening, node, "ListeningIPAddress"u8, "ListeningIPAddress"u8, [], record, isNeeded: true);
    }

    /// <summary>Each flag with where what it chooses is written; packets are written only where a file is, or the event log.</summary>
    void SayDiagnostics(int node, SnapshotRecord record)
    {
        _value.Clear();
        if (all.IsTrue(node, "EnableLoggingToFile"u8))
        {
            var path = all.Text(node, "LogFilePath"u8);
            _value.AddItem(path.IsEmpty ? "dns.log"u8 : path);
        }
        _value.AddItem(all.IsTrue(node, "UseSystemEventLog"u8) ? "event log"u8 : []);
        SayFlags(LogFlags, node, _value.IsEmpty ? "none"u8 : _value.Text, record);
        SayFlags(EventFlags, node, "event log"u8, record);
        if (all.Text(node, "EventLogLevel"u8) is { IsEmpty: false } level)
        {
            record.Say(ConfigurationKind.Logging, [], "EventLogLevel"u8, level.SequenceEqual("0"u8) || Ascii.EqualsIgnoreCase(level, "None"u8) ? "none"u8 : "event log"u8);
        }
    }

    void SayFlags(ImmutableArray<byte[]> flags, int node, ReadOnlySpan<byte> destination, SnapshotRecord record)
    {
        foreach (var flag in flags)
        {
            if (all.Has(node, flag))
            {
                record.Say(ConfigurationKind.Logging, [], flag, all.IsTrue(node, flag) ? destination : "none"u8);
            }
        }
    }

    /// <summary>A policy allows, denies or ignores queries or transfers that its criteria name: https://learn.microsoft.com/windows-server/networking/dns/deploy/dns-policies-overview.</summary>
    void SayPolicy(int node, SnapshotRecord record)
    {
        _object.Clear().AddName(all.Text(node, "ZoneName"u8));
        _value.Clear().AddLower(all.Text(node, "Action"u8));
        if (all.Has(node, "IsEnabled"u8) && !all.IsTrue(node, "IsEnabled"u8))
        {
            _value.AddItem("disabled"u8);
        }
        var criteria = all.Find(node, "Criteria"u8);
        for (var item = criteria != PowerShellObject.None && all.IsNode(criteria) ? all.First(criteria) : PowerShellObject.None; item != PowerShellObject.None; item = all.Next(item))
        {
            if (all.IsNode(item))
            {
                _value.AddItem(all.Text(item, "CriteriaType"u8)).AddWord(all.Text(item, "Criteria"u8));
            }
        }
        record.Say(ConfigurationKind.Policy, _object.Text, all.Text(node, "Name"u8), _value.Text);
    }

    /// <summary>Says what a list holds, or <paramref name="otherwise"/> where it is empty or need not be told; nothing where that is empty too.</summary>
    void SayItems(ConfigurationKind kind, int node, ReadOnlySpan<byte> list, ReadOnlySpan<byte> property, ReadOnlySpan<byte> otherwise, SnapshotRecord record, bool isNeeded)
    {
        _value.Clear();
        if (isNeeded)
        {
            all.AddItems(node, list, _value);
        }
        var value = _value.IsEmpty ? otherwise : _value.Text;
        if (!value.IsEmpty)
        {
            record.Say(kind, _object.Text, property, value);
        }
    }

    ReadOnlySpan<byte> YesOrNo(int node, ReadOnlySpan<byte> property) => all.IsTrue(node, property) ? "yes"u8 : "no"u8;

    static ImmutableArray<byte[]> Bytes(params string[] names) => [.. names.Select(Encoding.ASCII.GetBytes)];
}
