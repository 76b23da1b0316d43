using System.Globalization;
using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What a socket of a host says: with a server behind it, that a program speaks to that server; where it waits on a port of DNS, that the host answers there. All else is of no concern.
/// </summary>
static class SocketRow
{
    const ushort Dns = 53, DnsOverTls = 853;

    /// <summary>Hands over what a socket says.</summary>
    /// <param name="local">The end on the host.</param>
    /// <param name="remote">The other end; of no address or port where there is none.</param>
    /// <param name="protocol">IP protocol number; 0 where it is not told.</param>
    /// <param name="isOpen">Whether the connection stands; null where that is not told.</param>
    /// <param name="asker">Whose it is.</param>
    /// <param name="time">When it was seen, UTC.</param>
    /// <param name="offset">Where the record begins.</param>
    /// <param name="rows">Takes it.</param>
    public static LineResult Say(Endpoint local, Endpoint remote, byte protocol, bool? isOpen, in Asker asker, DateTime time, long offset, IBatchWriter rows)
    {
        if (remote.Address.IsUnspecified || remote.Port == 0)
        {
            return Listens(local, protocol, asker, time, offset, rows);
        }
        var flow = new Flow
        {
            At = new(0, offset),
            Time = time,
            Client = local,
            Server = remote,
            Protocol = protocol,
            UpBytes = Flow.Unknown,
            DownBytes = Flow.Unknown,
            UpPackets = Flow.Unknown,
            DownPackets = Flow.Unknown,
            IsAnswered = isOpen,
        };
        if (ServerPorts.IsServer(local.Port, remote.Port))
        {
            // Somebody else began it: the host answers there.
            rows.Flow(flow.Turned());
            return LineResult.Observed;
        }
        rows.AskedBy(asker);
        rows.Flow(flow);
        return LineResult.Observed;
    }

    static LineResult Listens(Endpoint local, byte protocol, in Asker asker, DateTime time, long offset, IBatchWriter rows)
    {
        if (local.Port is not (Dns or DnsOverTls) || asker.Host.IsEmpty)
        {
            return LineResult.Ignored;
        }
        var address = local.Address.IsUnspecified ? "any address" : local.Address.ToString();
        rows.Change(new() { At = new(0, offset), Time = time, Kind = ConfigurationKind.Listening, Act = ConfigurationAct.Stands },
            new() { Host = asker.Host, Object = asker.Process, Property = protocol == Flow.Udp ? "udp"u8 : protocol == Flow.Tcp ? "tcp"u8 : default, New = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{address} port {local.Port}")) });
        return LineResult.Observed;
    }
}
