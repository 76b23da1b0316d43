using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>
/// A UDP datagram (RFC 768), as far as it was captured. The checksum is not looked at: off-load leaves it wrong in honest captures.
/// </summary>
readonly ref struct UdpDatagram
{
    const int Header = 8;

    /// <summary>Port of the sender.</summary>
    public ushort SourcePort { get; private init; }
    /// <summary>Port of the receiver.</summary>
    public ushort DestinationPort { get; private init; }
    /// <summary>Bytes of payload when it was sent.</summary>
    public int Sent { get; private init; }
    /// <summary>The payload that is there: shorter than <see cref="Sent"/> where the capture, or a fragment, ends early.</summary>
    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <summary>Reads a datagram; a length of 0 stands for all that is there (RFC 2675 section 4).</summary>
    /// <returns>Null, or why it cannot be read.</returns>
    public static string? Read(ReadOnlySpan<byte> bytes, out UdpDatagram datagram)
    {
        datagram = default;
        if (bytes.Length < Header)
        {
            return PacketDamage.UdpCut;
        }
        int stated = BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        if (stated is > 0 and < Header)
        {
            return PacketDamage.UdpHeader;
        }
        var length = stated == 0 ? bytes.Length : stated;
        datagram = new()
        {
            SourcePort = BinaryPrimitives.ReadUInt16BigEndian(bytes),
            DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            Sent = length - Header,
            Payload = bytes[Header..Math.Min(length, bytes.Length)],
        };
        return null;
    }
}
