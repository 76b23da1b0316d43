using System.Buffers.Binary;

namespace Nameward.Engine.Tests.Rebuilding.Encoders;

/// <summary>IP packets between a client at .2 and a server at .1 of a tunnel's network, for what is inside a tunnel.</summary>
static class InnerPackets
{
    public const byte Fin = 1, Syn = 2, Ack = 16;

    static readonly byte[] Near4 = [192, 0, 2, 2], Far4 = [192, 0, 2, 1];
    static readonly byte[] Near6 = [0x20, 1, 0xD, 0xB8, .. new byte[11], 2], Far6 = [0x20, 1, 0xD, 0xB8, .. new byte[11], 1];

    /// <summary>A packet of IPv4, or of IPv6 with an extension header.</summary>
    public static byte[] Ip(bool isV6, bool isUp, byte protocol, byte[] payload)
    {
        var (from, to) = isV6 ? isUp ? (Near6, Far6) : (Far6, Near6) : isUp ? (Near4, Far4) : (Far4, Near4);
        return isV6 ? [0x60, 0, 0, 0, .. U16(payload.Length + 8), 0, 64, .. from, .. to, protocol, 0, 1, 4, 0, 0, 0, 0, .. payload]
            : [0x46, 0, .. U16(payload.Length + 24), 0, 0, 0x40, 0, 64, protocol, 0, 0, .. from, .. to, 1, 1, 1, 0, .. payload];
    }

    public static byte[] Tcp(bool isUp, ushort near, ushort far, uint sequence, uint acknowledged, byte flags, byte[] data) =>
        [.. U16(isUp ? near : far), .. U16(isUp ? far : near), .. U32(sequence), .. U32(acknowledged), 0x50, flags, 0xFF, 0xFF, 0, 0, 0, 0, .. data];

    public static byte[] Udp(bool isUp, ushort near, ushort far, byte[] data) => [.. U16(isUp ? near : far), .. U16(isUp ? far : near), .. U16(data.Length + 8), 0, 0, .. data];

    public static byte[] U16(int value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        return bytes;
    }

    public static byte[] U32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
