using System.Net;
using System.Text;
using Nameward.Engine.Tests.Capture;

namespace Nameward.Engine.Tests.Dhcp;

/// <summary>Writes messages of DHCP and router advertisements.</summary>
static class DhcpBytes
{
    public const string Server = "192.0.2.1", Host = "192.0.2.7";

    static ReadOnlySpan<byte> Hardware => [0x02, 0x00, 0x5E, 0x00, 0x53, 0x01];

    public static byte[] Address(string address) => IPAddress.Parse(address).GetAddressBytes();

    public static byte[] Addresses(params string[] addresses) => [.. addresses.SelectMany(Address)];

    public static byte[] Option(byte code, params byte[] value) => [code, (byte)value.Length, .. value];

    public static byte[] Text(byte code, string text) => Option(code, Encoding.UTF8.GetBytes(text));

    /// <summary>A message of IPv4: 1 asks, 2 replies.</summary>
    public static byte[] V4(byte op, byte type, string your = "0.0.0.0", string client = "0.0.0.0", params byte[][] options)
    {
        var message = new byte[236];
        (message[0], message[1], message[2]) = (op, 1, 6);
        Address(client).CopyTo(message, 12);
        Address(your).CopyTo(message, 16);
        Hardware.CopyTo(message.AsSpan(28));
        return [.. message, 0x63, 0x82, 0x53, 0x63, .. Option(53, type), .. options.SelectMany(option => option), 255];
    }

    /// <summary>What a server sends to a host, as a frame.</summary>
    public static byte[] FromServer(byte[] message, string from = Server) => Frames.Ethernet(Frames.V4(Frames.Udp(67, 68, message), from: from, to: "255.255.255.255"));

    /// <summary>What a host sends to servers, as a frame.</summary>
    public static byte[] FromHost(byte[] message) => Frames.Ethernet(Frames.V4(Frames.Udp(68, 67, message), from: "0.0.0.0", to: "255.255.255.255"));

    public static byte[] V6Option(int code, params byte[] value) => [.. Frames.U16(code), .. Frames.U16(value.Length), .. value];

    /// <summary>An address that is leased, with its valid lifetime.</summary>
    public static byte[] V6Address(string address, uint seconds) => V6Option(5, [.. Address(address), 0, 0, 0, 60, .. Frames.U32(seconds, isBigEndian: true)]);

    /// <summary>The addresses of a client.</summary>
    public static byte[] V6Addresses(params byte[][] addresses) => V6Option(3, [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, .. addresses.SelectMany(address => address)]);

    public static byte[] V6(byte type, params byte[][] options) => [type, 1, 2, 3, .. options.SelectMany(option => option)];

    public static byte[] V6FromServer(byte[] message) => Frames.Ethernet(Frames.V6(Frames.Udp(547, 546, message), from: "fe80::1", to: "fe80::7"), 0x86DD);

    /// <summary>A router advertisement as a frame.</summary>
    public static byte[] Advertisement(params byte[][] options) =>
        Frames.Ethernet(Frames.V6([134, 0, 0, 0, 64, 0, 7, 8, 0, 0, 0, 0, 0, 0, 0, 0, .. options.SelectMany(option => option)], next: 58, from: "fe80::1", to: "ff02::1"), 0x86DD);

    public static byte[] Rdnss(uint lifetime, params string[] servers) => [25, (byte)(1 + 2 * servers.Length), 0, 0, .. Frames.U32(lifetime, isBigEndian: true), .. Addresses(servers)];

    public static byte[] Prefix(string prefix, byte length) => [3, 4, length, 0xC0, 0, 0, 7, 8, 0, 0, 7, 8, 0, 0, 0, 0, .. Address(prefix)];
}
