namespace Nameward.Engine.Tests.Windows;

/// <summary>Events of made-up hosts, as the providers write them.</summary>
static class WrittenEvents
{
    public const string DnsServerGuid = "EB79061A-A566-4698-9119-3ED2807060E7";
    public const string SysmonGuid = "5770385F-C22A-43E0-BF4C-06F5698FFBD9";
    public const string DnsClientGuid = "1C95126E-7EEA-49A9-A3FE-A378B03DDB4D";

    public const string DnsServiceGuid = "71A551F5-C893-4849-886B-B5EC8502641E";
    public const string SecurityGuid = "54849625-5478-4994-A5BA-3E3B0328C30D";

    /// <summary>The administrator of a made-up domain.</summary>
    public static readonly SidWritten Administrator = new(21, 1004336348, 1177238915, 682003330, 500);

    static readonly DateTime Start = new(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc);

    /// <summary>A look-up by a program, as Sysmon writes it.</summary>
    public static EventWritten Sysmon(int second, string name, string status, string results) =>
        new("Microsoft-Windows-Sysmon", SysmonGuid, 22, Start.AddSeconds(second + 1).AddTicks(1234), "ws7.example.net",
            ("RuleName", "-"), ("UtcTime", $"{Start.AddSeconds(second):yyyy-MM-dd HH:mm:ss.fff}"), ("ProcessGuid", new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11])),
            ("ProcessId", 4812u), ("QueryName", name), ("QueryStatus", status), ("QueryResults", results),
            ("Image", @"C:\Program Files\Example\browser.exe"), ("User", @"EXAMPLE\ann"));

    /// <summary>A process that began: no look-up.</summary>
    public static EventWritten Process(int second) =>
        new("Microsoft-Windows-Sysmon", SysmonGuid, 1, Start.AddSeconds(second), "ws7.example.net", ("UtcTime", "2026-11-21 09:00:00.000"), ("Image", @"C:\Windows\explorer.exe"));

    /// <summary>An event of a provider that says nothing of DNS.</summary>
    public static EventWritten Other(int second) =>
        new("Example-Provider", "00000000-1111-2222-3333-444444444444", 4624, Start.AddSeconds(second), "ws7.example.net", ("TargetUserName", "ann"), ("LogonType", 3u));

    /// <summary>A look-up that the DNS client has done.</summary>
    public static EventWritten Completed(int second, string name, uint type, uint status, string results) =>
        new("Microsoft-Windows-DNS-Client", DnsClientGuid, 3008, Start.AddSeconds(second), "ws7.example.net",
            ("QueryName", name), ("QueryType", type), ("QueryOptions", 1_073_766_400ul), ("QueryStatus", status), ("QueryResults", results));

    /// <summary>A query that the DNS client sent (3010) or the response to it (3011).</summary>
    public static EventWritten Message(int second, ushort id, string name, uint type, string server, uint status = 0) =>
        new("Microsoft-Windows-DNS-Client", DnsClientGuid, id, Start.AddSeconds(second), "ws7.example.net",
            [("QueryName", name), ("QueryType", type), ("DnsServerIpAddress", server), .. id == 3011 ? [("ResponseStatus", status)] : Array.Empty<(string, object)>()]);

    /// <summary>A query that the DNS server received (256), or its response (257).</summary>
    public static EventWritten Analytical(int second, ushort id, string client, string name, ushort type, ushort xid, byte[] packet) =>
        new("Microsoft-Windows-DNSServer", DnsServerGuid, id, Start.AddSeconds(second), "dc1.example.net",
            ("TCP", (byte)0), ("InterfaceIP", "192.0.2.53"), (id == 256 ? "Source" : "Destination", client), ("QNAME", name), ("QTYPE", (uint)type), ("XID", (uint)xid),
            ("Port", 53001u), ("Flags", id == 256 ? 256u : 33152u), ("BufferSize", (uint)packet.Length), ("PacketData", packet), ("AdditionalInfo", "."),
            ("GUID", new Guid(xid, 0, 0, new byte[8])));

    /// <summary>An audit event of the DNS server.</summary>
    public static EventWritten Audit(int second, ushort id, params (string Name, object Value)[] data) =>
        new("Microsoft-Windows-DNSServer", DnsServerGuid, id, Start.AddSeconds(second), "dc1.example.net", data) { User = Administrator, ProcessId = 2212 };

    /// <summary>An event of the log "DNS Server".</summary>
    public static EventWritten Service(int second, ushort id, params (string Name, object Value)[] data) =>
        new("Microsoft-Windows-DNS-Server-Service", DnsServiceGuid, id, Start.AddSeconds(second), "dc1.example.net", data) { User = new(18), ProcessId = 2212 };

    /// <summary>A value of the registry was set, as Sysmon writes it.</summary>
    public static EventWritten Registry(int second, string key, string value) =>
        new("Microsoft-Windows-Sysmon", SysmonGuid, 13, Start.AddSeconds(second), "ws7.example.net",
            ("RuleName", "-"), ("EventType", "SetValue"), ("UtcTime", $"{Start.AddSeconds(second):yyyy-MM-dd HH:mm:ss.fff}"), ("ProcessGuid", new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11])),
            ("ProcessId", 4812u), ("Image", @"C:\Windows\regedit.exe"), ("TargetObject", key), ("Details", value), ("User", @"EXAMPLE\ann"));
}
