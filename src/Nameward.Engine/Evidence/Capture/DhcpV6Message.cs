using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>
/// DHCP of IPv6 (RFC 8415): a reply is a lease of each address in it, and with an advertisement it tells which DNS servers a host shall ask (option 23, RFC 3646), and how the host calls
/// itself where it asked for that (option 39, RFC 4704). What a relay carries is opened.
/// </summary>
static class DhcpV6Message
{
    const byte Advertise = 2, Reply = 7, RelayReply = 13;
    const int Header = 4, RelayHeader = 34, OptionHeader = 4;
    const int AddressesOfClient = 3, TemporaryAddresses = 4, ClientAddress = 5, Relayed = 9, Servers = 23, DomainName = 39;

    /// <summary>Bytes before the options of a client's addresses: its number, and of those that last two times.</summary>
    const int BeforeAddresses = 12, BeforeTemporary = 4;

    /// <summary>An address and its two lifetimes.</summary>
    const int AddressBytes = 16, ValidLifetime = 20, AddressHeader = 24;

    const int MostRelays = 4;

    /// <summary>Port of servers and relays.</summary>
    public const ushort ServerPort = 547;

    /// <summary>Reports a message that tells something.</summary>
    /// <returns>False where it does not, or is none: nothing is reported then.</returns>
    public static bool TryRead(PacketStamp at, in StreamEnds ends, ReadOnlySpan<byte> payload, IBatchWriter rows)
    {
        for (var relays = 0; relays < MostRelays && payload.Length > RelayHeader && payload[0] == RelayReply; relays++)
        {
            payload = Find(payload[RelayHeader..], Relayed);
        }
        if (payload.Length <= Header || payload[0] is not (Advertise or Reply))
        {
            return false;
        }
        var options = payload[Header..];
        var isLease = payload[0] == Reply && WriteLeases(at, options, rows);
        var servers = default(AddressList);
        for (var rest = options; TryTake(ref rest, out var code, out var value);)
        {
            if (code == Servers)
            {
                servers.AddAll(value, AddressBytes);
            }
        }
        return AnnouncedRow.Write(at, servers, ends.Source.Address, ends.Source.Address, null, "option 23"u8, continues: isLease, rows) || isLease;
    }

    static bool WriteLeases(PacketStamp at, ReadOnlySpan<byte> options, IBatchWriter rows)
    {
        Span<byte> room = stackalloc byte[WireText.Room];
        var name = Find(options, DomainName);
        var host = room[..WireText.Write(name.IsEmpty ? [] : name[1..], room)];
        var isLease = false;
        for (var rest = options; TryTake(ref rest, out var code, out var value);)
        {
            var before = code == AddressesOfClient ? BeforeAddresses : code == TemporaryAddresses ? BeforeTemporary : int.MaxValue;
            for (var inner = value.Length > before ? value[before..] : []; TryTake(ref inner, out code, out value);)
            {
                isLease |= code == ClientAddress && value.Length >= AddressHeader && WriteLease(at, value, host, isLease, rows);
            }
        }
        return isLease;
    }

    /// <summary>A lifetime of 0 takes the address away.</summary>
    static bool WriteLease(PacketStamp at, ReadOnlySpan<byte> value, ReadOnlySpan<byte> host, bool continues, IBatchWriter rows)
    {
        var (address, seconds) = (Address.FromBytes(value[..AddressBytes]), BinaryPrimitives.ReadUInt32BigEndian(value[ValidLifetime..]));
        if (seconds == 0 || address.IsUnspecified)
        {
            return false;
        }
        rows.Lease(new() { At = new(0, at.Number), From = at.Time, Until = LeaseEnd.Of(at.Time, seconds), Address = address, Continues = continues }, host, []);
        return true;
    }

    static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> options, int wanted)
    {
        while (TryTake(ref options, out var code, out var value))
        {
            if (code == wanted)
            {
                return value;
            }
        }
        return [];
    }

    static bool TryTake(scoped ref ReadOnlySpan<byte> options, out int code, out ReadOnlySpan<byte> value)
    {
        code = 0;
        value = [];
        if (options.Length < OptionHeader || options.Length < OptionHeader + BinaryPrimitives.ReadUInt16BigEndian(options[2..]))
        {
            return false;
        }
        code = BinaryPrimitives.ReadUInt16BigEndian(options);
        value = options.Slice(OptionHeader, BinaryPrimitives.ReadUInt16BigEndian(options[2..]));
        options = options[(OptionHeader + value.Length)..];
        return true;
    }
}
