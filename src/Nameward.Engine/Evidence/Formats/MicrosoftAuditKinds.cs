using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The events of Microsoft's DNS server that speak of its configuration. Audit events by
/// https://learn.microsoft.com/windows-server/networking/dns/dns-logging-and-diagnostics (the numbers and messages of Windows Server 2016 to 2025), their items by the columns of
/// table DnsAuditEvents of Azure Monitor. Of the log "DNS Server" those are here that real logs have shown, and those whose message names a transfer or the run of the server;
/// its other events speak of faults.
/// </summary>
static class MicrosoftAuditKinds
{
    const int FirstAudit = 512, LastAudit = 597;

    const ConfigurationAct Set = ConfigurationAct.Set, Added = ConfigurationAct.Added, Removed = ConfigurationAct.Removed, Done = ConfigurationAct.Done, Refused = ConfigurationAct.Refused;

    const string RecordItems = "Type NAME TTL BufferSize RDATA Zone ZoneScope", Policies = "Action Criteria Condition ProcessingOrder IsEnabled Scopes RecursionScope Zone",
        Limits = "Mode ResponsePerSecond ErrorsPerSecond LeakRate TCRate WindowSize TotalResponsesInWindow IPv4PrefixLength IPv6PrefixLength";

    static readonly Dictionary<int, MicrosoftAuditKind> Audit = new()
    {
        [512] = Of(ConfigurationKind.Zone, Added, "type", "Zone|ZoneName", shape: MicrosoftAuditShape.Zone),
        [513] = Of(ConfigurationKind.Zone, Removed, "", "Zone|ZoneName", order: "Zone"),
        [514] = Of(ConfigurationKind.Zone, Set, "", "Zone|ZoneName", shape: MicrosoftAuditShape.ZoneSetting, order: "Zone PropertyKey NewValue VirtualizationID"),
        [515] = OfRecord(Added),
        [516] = OfRecord(Removed),
        [517] = OfRecord(Removed, "Type NAME Zone ZoneScope"),
        [518] = OfRecord(Removed, "NodeName Zone ZoneScope"),
        [519] = OfRecord(Added, RecordItems + " SourceIP", "SourceIP|Source|IPAddress"),
        [520] = OfRecord(Removed, RecordItems + " SourceIP", "SourceIP|Source|IPAddress"),
        [521] = OfRecord(Removed),
        [522] = Of(ConfigurationKind.Policy, Added, "zone scope", "Zone|ZoneName", "ZoneScope", order: "ZoneScope Zone"),
        [523] = Of(ConfigurationKind.Policy, Removed, "zone scope", "Zone|ZoneName", "ZoneScope", order: "ZoneScope Zone"),
        [525] = Of(ConfigurationKind.Dnssec, Set, "signed", "Zone|ZoneName") with { FixedValue = Bytes("yes") },
        [526] = Of(ConfigurationKind.Dnssec, Set, "signed", "Zone|ZoneName") with { FixedValue = Bytes("no") },
        [527] = Of(ConfigurationKind.Dnssec, Done, "signed again", "Zone|ZoneName"),
        [528] = Of(ConfigurationKind.Dnssec, Done, "key rollover started", "Zone|ZoneName"),
        [529] = Of(ConfigurationKind.Dnssec, Done, "key rollover ended", "Zone|ZoneName"),
        [530] = Of(ConfigurationKind.Dnssec, Set, "key retired", "Zone|ZoneName"),
        [531] = Of(ConfigurationKind.Dnssec, Done, "key rollover asked for", "Zone|ZoneName"),
        [533] = Of(ConfigurationKind.Dnssec, Done, "key rollover waits", "Zone|ZoneName"),
        [534] = Of(ConfigurationKind.Dnssec, Done, "settings exported", "Zone|ZoneName"),
        [535] = Of(ConfigurationKind.Dnssec, Done, "settings imported", "Zone|ZoneName"),
        [536] = Of(ConfigurationKind.Other, Done, "cache", "?QNAME|Name", order: "QTYPE QNAME Scope"),
        [537] = Of(ConfigurationKind.Forwarders, Set, "Forwarders", "", "Forwarders", order: "Forwarders Scope") with { FixedObject = Bytes(".") },
        [540] = Of(ConfigurationKind.NameServers, Set, "root hints", "") with { FixedObject = Bytes(".") },
        [541] = Of(ConfigurationKind.Other, Set, "", "", shape: MicrosoftAuditShape.ServerSetting, order: "Setting Scope NewValue"),
        [542] = Of(ConfigurationKind.Policy, Added, "server scope", "Scope|ServerScope", order: "Scope"),
        [543] = Of(ConfigurationKind.Policy, Removed, "server scope", "Scope|ServerScope", order: "Scope"),
        [544] = Of(ConfigurationKind.Dnssec, Added, "trust anchor", "?TrustPoint|Zone|Name", "KeyProtocol CryptoAlgorithm Base64Data"),
        [545] = Of(ConfigurationKind.Dnssec, Added, "trust anchor", "?TrustPoint|Zone|Name", "KeyTag DigestType CryptoAlgorithm Digest"),
        [546] = Of(ConfigurationKind.Dnssec, Removed, "trust anchor", "?TrustPoint|Zone|Name"),
        [547] = Of(ConfigurationKind.Dnssec, Added, "trust anchor", "") with { FixedObject = Bytes(".") },
        [548] = Of(ConfigurationKind.Server, Done, "restart", ""),
        [549] = Of(ConfigurationKind.Logging, Done, "debug log cleared", ""),
        [550] = Of(ConfigurationKind.Zone, Done, "written", "?Zone|ZoneName"),
        [551] = Of(ConfigurationKind.Other, Done, "statistics cleared", ""),
        [552] = Of(ConfigurationKind.Other, Done, "scavenging started", ""),
        [553] = Of(ConfigurationKind.Other, Done, "directory partition", ""),
        [554] = Of(ConfigurationKind.Other, Done, "scavenging stopped", ""),
        [555] = Of(ConfigurationKind.Server, Done, "prepared for demotion", ""),
        [556] = Of(ConfigurationKind.NameServers, Done, "root hints written", "") with { FixedObject = Bytes(".") },
        [557] = Of(ConfigurationKind.Listening, Set, "ListenAddresses", "", "ListenAddresses", order: "ListenAddresses"),
        [558] = Of(ConfigurationKind.Dnssec, Done, "trust points refreshed", ""),
        [559] = Of(ConfigurationKind.Zone, Set, "state", "Zone|ZoneName", order: "Zone") with { FixedValue = Bytes("paused") },
        [560] = Of(ConfigurationKind.Zone, Set, "state", "Zone|ZoneName", order: "Zone") with { FixedValue = Bytes("running") },
        [561] = Of(ConfigurationKind.Zone, Done, "reloaded", "Zone|ZoneName"),
        [562] = Of(ConfigurationKind.Zone, Done, "refreshed from its master", "Zone|ZoneName", "MasterServer"),
        [563] = Of(ConfigurationKind.Zone, Done, "expired", "Zone|ZoneName"),
        [564] = Of(ConfigurationKind.Zone, Done, "updated from the directory", "Zone|ZoneName"),
        [565] = Of(ConfigurationKind.Zone, Done, "written and notified", "Zone|ZoneName"),
        [566] = Of(ConfigurationKind.Zone, Done, "aging forced", "Zone|ZoneName"),
        [567] = Of(ConfigurationKind.Zone, Set, "scavenging servers", "Zone|ZoneName", "ScavengeServers"),
        [568] = Of(ConfigurationKind.Dnssec, Set, "key master", "Zone|ZoneName", "KeyMasterServer"),
        [569] = Of(ConfigurationKind.Dnssec, Added, "signing key", "Zone|ZoneName", "KeyId KskOrZsk KeyType CryptoAlgorithm KeyLength"),
        [570] = Of(ConfigurationKind.Dnssec, Set, "signing key", "Zone|ZoneName", "KeyId KskOrZsk KeyType CryptoAlgorithm KeyLength"),
        [571] = Of(ConfigurationKind.Dnssec, Removed, "signing key", "Zone|ZoneName", "KeyId KskOrZsk"),
        [572] = Of(ConfigurationKind.Dnssec, Set, "signing key state", "Zone|ZoneName", "KeyId CurrentState CurrentRolloverStatus ActiveKey StandbyKey NextKey"),
        [573] = Of(ConfigurationKind.NameServers, Added, "delegation", "ChildZone", "NameServer", shape: MicrosoftAuditShape.Delegation, order: "ChildZone ZoneScope Zone NameServer"),
        [574] = Of(ConfigurationKind.Policy, Added, "client subnet", "ClientSubnetRecord", "ClientSubnetList"),
        [575] = Of(ConfigurationKind.Policy, Removed, "client subnet", "ClientSubnetRecord"),
        [576] = Of(ConfigurationKind.Policy, Set, "client subnet", "ClientSubnetRecord", "ClientSubnetList"),
        [577] = Of(ConfigurationKind.Policy, Added, "server level policy", "Policy", Policies),
        [578] = Of(ConfigurationKind.Policy, Added, "zone level policy", "Policy", Policies),
        [579] = Of(ConfigurationKind.Policy, Added, "forwarding policy", "Policy", Policies),
        [580] = Of(ConfigurationKind.Policy, Removed, "server level policy", "Policy"),
        [581] = Of(ConfigurationKind.Policy, Removed, "zone level policy", "Policy"),
        [582] = Of(ConfigurationKind.Policy, Removed, "forwarding policy", "Policy"),
        [583] = OfPolicy("server level policy"),
        [584] = OfPolicy("zone level policy"),
        [585] = OfPolicy("forwarding policy"),
        [586] = OfPolicy("policy"),
        [587] = OfPolicy("policy"),
        [588] = OfPolicy("policy"),
        [589] = OfPolicy("policy"),
        [590] = Of(ConfigurationKind.Policy, Set, "response rate limiting", "", Limits),
        [591] = OfPolicy("response rate limiting exception"),
        [592] = OfPolicy("response rate limiting exception"),
        [593] = OfPolicy("response rate limiting exception"),
        [594] = Of(ConfigurationKind.Other, Added, "virtualization instance", "VirtualizationID", "FriendlyName"),
        [595] = Of(ConfigurationKind.Other, Removed, "virtualization instance", "VirtualizationID"),
        [596] = Of(ConfigurationKind.Other, Set, "virtualization instance", "VirtualizationID", "NewFriendlyName") with { Old = Items("OldFriendlyName") },
    };

    /// <summary>An audit event whose message no list has: that something was changed is all that it tells.</summary>
    static readonly MicrosoftAuditKind Unlisted = Of(ConfigurationKind.Other, Set, "", "?Zone|ZoneName|Policy|Scope");

    static readonly Dictionary<int, MicrosoftAuditKind> Service = new()
    {
        [2] = Of(ConfigurationKind.Server, Done, "started", ""),
        [3] = Of(ConfigurationKind.Server, Done, "stopped", ""),
        [4] = Of(ConfigurationKind.Server, Done, "zones loaded", ""),
        [150] = Of(ConfigurationKind.Plugin, Refused, "ServerLevelPluginDll", "", "param1", order: "param1"),
        [770] = Of(ConfigurationKind.Plugin, Done, "ServerLevelPluginDll", "", "param1", order: "param1 param2"),
        [3150] = Of(ConfigurationKind.Zone, Done, "written", "param2", "param3", order: "param1 param2 param3"),
        [6001] = Of(ConfigurationKind.Transfers, Done, "zone transfer", "param2", "param3", order: "param1 param2 param3") with { Actor = Items("param3") },
        [6004] = Of(ConfigurationKind.Transfers, Refused, "zone transfer", "param2", "param1", order: "param1 param2") with { Actor = Items("param1") },
        [6522] = Of(ConfigurationKind.Zone, Done, "zone transfer from its master", "param2", "param3", order: "param1 param2 param3"),
        [6525] = Of(ConfigurationKind.Zone, Refused, "zone transfer from its master", "param1", "param2", order: "param1 param2"),
        [6527] = Of(ConfigurationKind.Zone, Done, "expired", "param1", order: "param1"),
    };

    /// <summary>Whether an event of Microsoft-Windows-DNSServer is an audit event.</summary>
    public static bool IsAudit(int id) => id is >= FirstAudit and <= LastAudit;

    /// <summary>What an event says; null where it is of no concern.</summary>
    public static MicrosoftAuditKind? Find(WindowsSource source, int id) =>
        source == WindowsSource.DnsServerService ? Service.GetValueOrDefault(id) : IsAudit(id) ? Audit.GetValueOrDefault(id, Unlisted) : null;

    static MicrosoftAuditKind Of(ConfigurationKind kind, ConfigurationAct act, string property, string of, string value = "", MicrosoftAuditShape shape = MicrosoftAuditShape.Plain, string order = "") =>
        new(kind, act, Bytes(property)) { Shape = shape, Object = Items(of), Value = Items(value), Order = Items(order) };

    static MicrosoftAuditKind OfRecord(ConfigurationAct act, string order = RecordItems, string actor = "") =>
        Of(ConfigurationKind.Record, act, "", "NAME|NodeName", shape: MicrosoftAuditShape.Record, order: order) with { Actor = Items(actor) };

    static MicrosoftAuditKind OfPolicy(string property) =>
        Of(ConfigurationKind.Policy, Set, property, "?Policy|RRLExceptionlist|Zone|Name", "NewPropertyValues") with { Old = Items("OldPropertyValues") };

    /// <summary>Names that stand behind strokes or spaces; a question mark in front says that none of them need be there.</summary>
    static byte[][] Items(string names) => [.. names.Split([' ', '|'], StringSplitOptions.RemoveEmptyEntries).Select(Bytes)];

    static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);
}
