using System.Text.Json;
using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Hosts;

/// <summary>
/// A pack of queries for osquery 5 (https://osquery.io/schema, https://osquery.readthedocs.io/en/stable/deployment/configuration/): who holds sockets towards DNS servers, which servers hosts ask, their
/// hosts file, cache and look-ups. Each row tells its host and its time, so that results may come from osqueryd, a fleet manager or osqueryi. <c>triage</c> reads them.
/// </summary>
sealed class HostOsquery : IContainmentTarget
{
    const string FileName = "nameward.conf";
    const string Host = "(SELECT hostname FROM system_info) AS hostname";

    /// <inheritdoc/>
    public string Id => "host-osquery";

    /// <inheritdoc/>
    public string Product => "Host pack for osquery 5";

    /// <inheritdoc/>
    public PackOwner Owner => PackOwner.Endpoint;

    /// <inheritdoc/>
    public bool NeedsBlocks => false;

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartObject("queries");
            foreach (var (name, platform, interval, sql, what) in Queries(document))
            {
                json.WriteStartObject($"nameward_{name}");
                json.WriteString("query", sql);
                json.WriteNumber("interval", interval);
                json.WriteString("platform", platform);
                json.WriteString("description", what);
                json.WriteEndObject();
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return new(Id, Product, [new(FileName, [.. text.ToArray(), (byte)'\n'])],
            [
                new(PackStage.Log, "Add it to the packs of osqueryd on the hosts of the case, for as long as the case is open; a fleet manager takes the queries as they stand. They read, and change nothing; look-ups of Windows need --enable_dns_lookup_events."),
                new(PackStage.Log, "On one host by hand, as root: osqueryi --json with a query of the pack, its output into a file."),
                new(PackStage.Verify, "Send back the rows (osqueryd.results.log, or what was printed), and read them together with the evidence of the case: the finding names the program then.", "nameward triage EVIDENCE osqueryd.results.log --out CASE"),
                new(PackStage.Rollback, "Take the pack out of the configuration."),
            ],
            []);
    }

    static IEnumerable<(string Name, string Platform, int Interval, string Sql, string What)> Queries(ContainDocument document)
    {
        // Addresses alone are of a case, written by us; names of zones are not needed to look.
        var servers = string.Concat(SearchedFor.Addresses(document).Select(address => $", '{address}'"));
        yield return ("sockets", "all", 60, $"SELECT {Host}, s.pid, p.name AS process, p.path, u.username, s.protocol, s.local_address, s.local_port, s.remote_address, s.remote_port FROM process_open_sockets s LEFT JOIN processes p ON p.pid = s.pid "
            + $"LEFT JOIN users u ON u.uid = p.uid WHERE s.remote_port IN (53, 853, 5353) OR s.local_port IN (53, 853) OR s.remote_address IN (''{servers})", "Programs with sockets towards DNS servers, or that answer DNS");
        yield return ("resolvers", "posix", 3600, $"SELECT {Host}, id, type, address, netmask, options FROM dns_resolvers", "DNS servers that the host asks");
        yield return ("hosts", "all", 3600, $"SELECT {Host}, address, hostnames FROM etc_hosts", "Names that the host knows by a file");
        yield return ("cache", "windows", 600, $"SELECT {Host}, name, type, flags FROM dns_cache", "Names in the cache of the DNS client");
        yield return ("lookups", "windows", 600, $"SELECT {Host}, time, pid, path, username, name, type_id AS type, status, response FROM dns_lookup_events", "Look-ups with their programs");
        yield return ("registry", "windows", 3600, $"SELECT {Host}, key, name, data, mtime FROM registry WHERE (key LIKE 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip%\\Parameters\\Interfaces\\%' AND name IN ('NameServer', 'DhcpNameServer', 'Dhcpv6DNSServers'))",
            "DNS servers of interfaces");
    }
}
