using System.Buffers.Binary;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>
/// DHCP of IPv4 (RFC 2131): an acknowledgement is a lease, and with an offer it tells which DNS servers a host shall ask; whoever offers may be no server of this network. A request
/// tells how the hardware calls itself, which its acknowledgement need not repeat.
/// </summary>
static class DhcpMessage
{
    const int ClientAddress = 12, YourAddress = 16, Hardware = 28, Cookie = 236, Options = 240;
    const uint Magic = 0x6382_5363;
    const byte Reply = 2, Offer = 2, Request = 3, Acknowledgement = 5, Inform = 8, LongestHardware = 16;
    const byte OpField = 0, HardwareLengthField = 2;

    /// <summary>Ports of servers and relays, and of clients.</summary>
    public const ushort ServerPort = 67, ClientPort = 68;

    /// <summary>Reports a message that tells something.</summary>
    /// <returns>False where it does not, or is none: nothing is reported then.</returns>
    public static bool TryRead(PacketStamp at, in StreamEnds ends, ReadOnlySpan<byte> payload, IBatchWriter rows)
    {
        if (payload.Length < Options || BinaryPrimitives.ReadUInt32BigEndian(payload[Cookie..]) != Magic || payload[HardwareLengthField] > LongestHardware)
        {
            return false;
        }
        var servers = default(AddressList);
        var options = DhcpOptions.Read(payload[Options..], ref servers);
        if (payload[OpField] != Reply)
        {
            return options.MessageType is Request or Inform && TryName(at, payload, options, rows);
        }
        if (options.MessageType is not (Offer or Acknowledgement))
        {
            return false;
        }
        var isLease = options.MessageType == Acknowledgement && TryLease(at, payload, options, rows);
        var your = Address.FromBytes(payload.Slice(YourAddress, 4));
        Network? subnet = options.SubnetBits > 0 && !your.IsUnspecified ? Network.Of(your, options.SubnetBits) : null;
        return AnnouncedRow.Write(at, servers, options.Server.IsNone ? ends.Source.Address : options.Server, ends.Source.Address, subnet, "option 6"u8, continues: isLease, rows) || isLease;
    }

    /// <summary>An answer to a host that has its address already (DHCPINFORM) gives it none.</summary>
    static bool TryLease(PacketStamp at, ReadOnlySpan<byte> payload, in DhcpOptions options, IBatchWriter rows)
    {
        var your = Address.FromBytes(payload.Slice(YourAddress, 4));
        var address = your.IsUnspecified ? Address.FromBytes(payload.Slice(ClientAddress, 4)) : your;
        if (address.IsUnspecified)
        {
            return false;
        }
        var row = new HostLease { At = new(0, at.Number), From = at.Time, Until = your.IsUnspecified ? at.Time : LeaseEnd.Of(at.Time, options.LeaseSeconds), Address = address };
        return Write(row, payload, options, rows);
    }

    static bool TryName(PacketStamp at, ReadOnlySpan<byte> payload, in DhcpOptions options, IBatchWriter rows) =>
        (!options.Host.IsEmpty || !options.WireHost.IsEmpty) && Write(new() { At = new(0, at.Number), From = at.Time, Until = at.Time }, payload, options, rows);

    static bool Write(in HostLease row, ReadOnlySpan<byte> payload, in DhcpOptions options, IBatchWriter rows)
    {
        Span<byte> hardware = stackalloc byte[HardwareText.Room], name = stackalloc byte[WireText.Room];
        var host = options.Host.IsEmpty ? name[..WireText.Write(options.WireHost, name)] : options.Host;
        rows.Lease(row, host, hardware[..HardwareText.FromBytes(payload.Slice(Hardware, payload[HardwareLengthField]), hardware)]);
        return true;
    }
}
