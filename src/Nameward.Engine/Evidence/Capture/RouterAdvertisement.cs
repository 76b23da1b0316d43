using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>
/// Router advertisements (RFC 4861 section 4.2, ICMPv6 type 134), which may tell hosts which DNS servers to ask (RDNSS, RFC 8106 section 5.1). Whoever sends one on a link is believed by
/// its hosts. A lifetime of 0 takes the servers back.
/// </summary>
static class RouterAdvertisement
{
    const byte Type = 134, Prefix = 3, Servers = 25;
    const int Header = 16, Unit = 8, Lifetime = 4, FirstServer = 8, AddressBytes = 16, PrefixOption = 32, PrefixAt = 16;

    /// <summary>ICMPv6 (RFC 4443) as an IP protocol.</summary>
    public const byte Icmp = 58;

    /// <summary>Reports an advertisement that tells of DNS servers.</summary>
    /// <returns>False where it does not, or is none: nothing is reported then.</returns>
    public static bool TryRead(PacketStamp at, in IpPacket ip, IBatchWriter rows)
    {
        var payload = ip.Payload;
        if (payload.Length <= Header || payload[0] != Type)
        {
            return false;
        }
        var servers = default(AddressList);
        Network? subnet = null;
        for (var options = payload[Header..]; options.Length >= Unit && options[1] > 0 && options.Length >= options[1] * Unit;)
        {
            var option = options[..(options[1] * Unit)];
            if (option[0] == Servers && option.Length > FirstServer && BinaryPrimitives.ReadUInt32BigEndian(option[Lifetime..]) > 0)
            {
                servers.AddAll(option[FirstServer..], AddressBytes);
            }
            else if (option[0] == Prefix && option.Length == PrefixOption && option[2] <= 128)
            {
                subnet ??= Network.Of(Address.FromBytes(option.Slice(PrefixAt, AddressBytes)), option[2]);
            }
            options = options[option.Length..];
        }
        return AnnouncedRow.Write(at, servers, ip.Source, ip.Source, subnet, "RDNSS"u8, continues: false, rows);
    }
}
