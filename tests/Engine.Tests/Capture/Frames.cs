using System.Buffers.Binary;
using System.Net;

namespace Nameward.Engine.Tests.Capture;

/// <summary>Puts payloads into UDP, IP and link headers.</summary>
static class Frames
{
    public const string Client = "10.0.0.7", Server = "10.0.0.53", Client6 = "fd00::7", Server6 = "fd00::53";
    public const byte UdpProtocol = 17;

    static ReadOnlySpan<byte> Macs => [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2];

    public static byte[] U16(int value) => [(byte)(value >> 8), (byte)value];

    public static byte[] Udp(int from, int to, byte[] payload, int? length = null) =>
        [.. U16(from), .. U16(to), .. U16(length ?? payload.Length + 8), 0, 0, .. payload];

    public static byte[] V4(byte[] payload, byte protocol = UdpProtocol, string from = Client, string to = Server,
        byte[]? options = null, int? total = null, int fragment = 0)
    {
        byte[] extra = options ?? [];
        var header = 20 + extra.Length;
        return [(byte)(0x40 | header / 4), 0, .. U16(total ?? header + payload.Length), 0, 9, .. U16(fragment), 64, protocol, 0, 0,
            .. IPAddress.Parse(from).GetAddressBytes(), .. IPAddress.Parse(to).GetAddressBytes(), .. extra, .. payload];
    }

    public static byte[] V6(byte[] payload, byte next = UdpProtocol, string from = Client6, string to = Server6, int? length = null) =>
        [0x60, 0, 0, 0, .. U16(length ?? payload.Length), next, 64,
            .. IPAddress.Parse(from).GetAddressBytes(), .. IPAddress.Parse(to).GetAddressBytes(), .. payload];

    public static byte[] Ethernet(byte[] payload, int type = 0x0800) => [.. Macs, .. U16(type), .. payload];

    /// <summary>A query from the client to port 53 of the server over IPv4 and Ethernet.</summary>
    public static byte[] QueryFrame(byte[] message) => Ethernet(V4(Udp(40000, 53, message)));

    /// <summary>A response from port 53 of the server to the client.</summary>
    public static byte[] ResponseFrame(byte[] message) => Ethernet(V4(Udp(53, 40000, message), from: Server, to: Client));

    public static byte[] U32(uint value, bool isBigEndian)
    {
        var bytes = new byte[4];
        if (isBigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        }
        return bytes;
    }
}
