using System.Text;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The names of the data of analytical events, in the order of the provider's manifest (Windows Server 2016 and later): for containers that show values alone,
/// such as PowerShell's <c>Properties</c>. Numbers that are missing show no look-up.
/// </summary>
static class MicrosoftAnalyticalData
{
    static readonly Dictionary<int, byte[][]> Orders = new()
    {
        [256] = Names("TCP InterfaceIP Source RD QNAME QTYPE XID Port Flags BufferSize PacketData AdditionalInfo GUID"),
        [257] = Names("TCP InterfaceIP Destination AA AD QNAME QTYPE XID DNSSEC RCODE Port Flags Scope Zone PolicyName BufferSize PacketData AdditionalInfo ElapsedTime GUID"),
        [258] = Names("TCP InterfaceIP Reason Destination QNAME QTYPE XID RCODE Port Flags Zone PolicyName AdditionalInfo PacketData"),
        [259] = Names("TCP InterfaceIP Source Reason QNAME QTYPE XID Zone PolicyName AdditionalInfo"),
        [260] = Names("TCP Destination InterfaceIP RD QNAME QTYPE QXID XID Port Flags RecursionScope CacheScope PolicyName BufferSize PacketData AdditionalInfo GUID"),
        [261] = Names("TCP Source InterfaceIP AA AD QNAME QTYPE XID RemoteQueriesSent Port Flags RecursionScope CacheScope BufferSize PacketData AdditionalInfo GUID QueriesAttached"),
    };

    /// <summary>The names of the data of an event; none where it shows no look-up.</summary>
    public static byte[][] OrderOf(int id) => Orders.GetValueOrDefault(id, []);

    static byte[][] Names(string names) => [.. names.Split(' ').Select(Encoding.ASCII.GetBytes)];
}
