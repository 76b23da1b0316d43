using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>
/// The options of a DHCP message that tell of hosts and of DNS (RFC 2132), as far as they were captured. One that is cut ends them. An option that comes again goes on where it ended
/// (RFC 3396): of the list of servers all parts are read.
/// </summary>
ref struct DhcpOptions
{
    const byte Pad = 0, SubnetMask = 1, Servers = 6, HostName = 12, LeaseTime = 51, Type = 53, ServerId = 54, DomainName = 81, End = 255;

    /// <summary>Flags, and two codes that nobody uses, before the name (RFC 4702 section 2).</summary>
    const int BeforeName = 3;

    const byte IsInWireForm = 4;

    /// <summary>DHCP message type; 0 where it is not told.</summary>
    public byte MessageType { get; private set; }

    /// <summary>Length of the lease in seconds; null where it is not told.</summary>
    public uint? LeaseSeconds { get; private set; }

    /// <summary>The server; of no address where it is not told.</summary>
    public Address Server { get; private set; }

    /// <summary>Bits of the client's subnet; 0 where they are not told.</summary>
    public int SubnetBits { get; private set; }

    /// <summary>The host's name.</summary>
    public ReadOnlySpan<byte> Host { get; private set; }

    /// <summary>The host's name with its domain, in wire form.</summary>
    public ReadOnlySpan<byte> WireHost { get; private set; }

    /// <summary>Reads options.</summary>
    /// <param name="options">From the first one on.</param>
    /// <param name="servers">Takes the DNS servers that are told.</param>
    public static DhcpOptions Read(ReadOnlySpan<byte> options, scoped ref AddressList servers)
    {
        var read = new DhcpOptions();
        while (options.Length > 1 && options[0] != End)
        {
            if (options[0] == Pad)
            {
                options = options[1..];
                continue;
            }
            int length = options[1];
            if (options.Length < 2 + length)
            {
                break;
            }
            read.Take(options[0], options.Slice(2, length), ref servers);
            options = options[(2 + length)..];
        }
        return read;
    }

    void Take(byte option, ReadOnlySpan<byte> value, scoped ref AddressList servers)
    {
        switch (option)
        {
            case Type when value.Length == 1:
                MessageType = value[0];
                break;
            case LeaseTime when value.Length == 4:
                LeaseSeconds = BinaryPrimitives.ReadUInt32BigEndian(value);
                break;
            case ServerId when value.Length == 4:
                Server = Address.FromBytes(value);
                break;
            case SubnetMask when value.Length == 4:
                SubnetBits = BitsOf(BinaryPrimitives.ReadUInt32BigEndian(value));
                break;
            case HostName:
                Host = value.TrimEnd((byte)0);
                break;
            case DomainName when value.Length > BeforeName && (value[0] & IsInWireForm) != 0:
                WireHost = value[BeforeName..];
                break;
            case DomainName when value.Length > BeforeName:
                Host = Host.IsEmpty ? value[BeforeName..].TrimEnd((byte)0) : Host;
                break;
            case Servers:
                servers.AddAll(value, 4);
                break;
        }
    }

    /// <summary>0 for a mask with holes.</summary>
    static int BitsOf(uint mask)
    {
        var bits = System.Numerics.BitOperations.LeadingZeroCount(~mask);
        return mask == (bits == 0 ? 0 : uint.MaxValue << (32 - bits)) ? bits : 0;
    }
}
