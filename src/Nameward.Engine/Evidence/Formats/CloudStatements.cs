using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What the requests of all clouds have in common: records of zones, and ports of DNS in the rules of firewalls.</summary>
static class CloudStatements
{
    const int Dns = 53, DnsOverTls = 853;

    /// <summary>Adds the statement that a record set was changed.</summary>
    /// <param name="row">Takes it.</param>
    /// <param name="act">What was done.</param>
    /// <param name="of">Its name.</param>
    /// <param name="type">Its type as a word.</param>
    /// <param name="data">Its data, in the form in which a zone file has them.</param>
    public static void AddRecord(this StatementRow row, ConfigurationAct act, Slice of, ReadOnlySpan<byte> type, Slice data)
    {
        var number = DnsWords.Type(type);
        var kind = number == RecordTypes.Ns ? ConfigurationKind.NameServers : ConfigurationKind.Record;
        row.Add(kind, act, of, number == 0 ? row.Keep(type) : row.KeepType(number), data);
    }

    /// <summary>Whether the data of a type is one name and nothing else.</summary>
    public static bool IsName(ReadOnlySpan<byte> type) => DnsWords.Type(type) is RecordTypes.Ns or RecordTypes.Cname or RecordTypes.Ptr or RecordTypes.Dname;

    /// <summary>Whether a port, a range of ports (<c>50-60</c>), or the word for all of them holds a port of DNS or DNS over TLS.</summary>
    public static bool HoldsDns(ReadOnlySpan<byte> ports)
    {
        ports = ports.Trim(" "u8);
        var dash = ports.IndexOf((byte)'-');
        var first = dash > 0 ? ports[..dash] : ports;
        var last = dash > 0 ? ports[(dash + 1)..] : ports;
        if (!Numbers.TryUInt16(first, out var from) || !Numbers.TryUInt16(last, out var to))
        {
            return ports is [(byte)'*'] or [(byte)'-', (byte)'1'] || Ascii.EqualsIgnoreCase(ports, "any"u8);
        }
        return (from <= Dns && to >= Dns) || (from <= DnsOverTls && to >= DnsOverTls);
    }
}
