using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>The DNS servers that a packet tells hosts to ask, on their way to the batch.</summary>
static class AnnouncedRow
{
    const int RoomForText = 64;

    /// <summary>Hands them over; nothing where there are none.</summary>
    /// <param name="at">Which packet.</param>
    /// <param name="servers">The servers.</param>
    /// <param name="host">Who tells, by its own word.</param>
    /// <param name="sender">Who sent the packet: a relay, or somebody who lies.</param>
    /// <param name="subnet">To whom: a subnet; null where that is not told.</param>
    /// <param name="property">By what.</param>
    /// <param name="continues">Whether the packet gave another observation before.</param>
    /// <param name="rows">Takes it.</param>
    /// <returns>Whether there were any.</returns>
    public static bool Write(PacketStamp at, in AddressList servers, Address host, Address sender, Network? subnet, ReadOnlySpan<byte> property, bool continues, IBatchWriter rows)
    {
        if (servers.Count == 0)
        {
            return false;
        }
        Span<byte> addresses = stackalloc byte[AddressList.Room], name = stackalloc byte[RoomForText], actor = stackalloc byte[RoomForText], place = stackalloc byte[RoomForText];
        rows.Change(
            new() { At = new(0, at.Number), Time = at.Time, Kind = ConfigurationKind.AnnouncedServers, Act = ConfigurationAct.Stands, Continues = continues },
            new()
            {
                Host = name[..Encoding.ASCII.GetBytes(host.ToString(), name)],
                Actor = actor[..(sender == host ? 0 : Encoding.ASCII.GetBytes(sender.ToString(), actor))],
                Object = place[..(subnet is { } known ? Encoding.ASCII.GetBytes($"subnet {known}", place) : 0)],
                Property = property,
                New = addresses[..servers.Write(addresses)],
            });
        return true;
    }
}
