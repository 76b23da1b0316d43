using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>A TCP segment (RFC 9293 section 3.1), as far as it was captured. The checksum is not looked at: off-load leaves it wrong in honest captures.</summary>
readonly ref struct TcpSegment
{
    const int Header = 20;
    const byte FinBit = 1, SynBit = 2, RstBit = 4, AckBit = 16;

    /// <summary>Port of the sender.</summary>
    public ushort SourcePort { get; private init; }
    /// <summary>Port of the receiver.</summary>
    public ushort DestinationPort { get; private init; }
    /// <summary>Sequence number of the segment: of SYN itself where that is set.</summary>
    public uint Sequence { get; private init; }
    /// <summary>The control bits.</summary>
    byte Flags { get; init; }
    /// <summary>Bytes of payload when it was sent.</summary>
    public int Sent { get; private init; }
    /// <summary>The payload that is there: shorter than <see cref="Sent"/> where the capture cut it.</summary>
    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <summary>Whether the sender begins a stream.</summary>
    public bool IsSyn => (Flags & SynBit) != 0;
    /// <summary>Whether the sender opens a connection, and is its client.</summary>
    public bool IsOpening => (Flags & (SynBit | AckBit)) == SynBit;
    /// <summary>Whether the sender accepts a connection, and is its server.</summary>
    public bool IsAccepting => (Flags & (SynBit | AckBit)) == (SynBit | AckBit);
    /// <summary>Whether the sender ends its stream.</summary>
    public bool IsFin => (Flags & FinBit) != 0;
    /// <summary>Whether the sender gives the connection up.</summary>
    public bool IsReset => (Flags & RstBit) != 0;

    /// <summary>Sequence number of the first byte of payload. Data may come with SYN (RFC 7413).</summary>
    public uint DataSequence => IsSyn ? Sequence + 1 : Sequence;

    /// <summary>Reads the payload of an IP packet.</summary>
    /// <returns>Null, or why it cannot be read.</returns>
    public static string? Read(in IpPacket ip, out TcpSegment segment)
    {
        segment = default;
        var bytes = ip.Payload;
        if (bytes.Length < Header)
        {
            return PacketDamage.TcpCut;
        }
        var header = (bytes[12] >> 4) * 4;
        if (header < Header || header > ip.Sent)
        {
            return PacketDamage.TcpHeader;
        }
        segment = new()
        {
            SourcePort = BinaryPrimitives.ReadUInt16BigEndian(bytes),
            DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            Sequence = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]),
            Flags = bytes[13],
            Sent = ip.Sent - header,
            Payload = bytes[Math.Min(header, bytes.Length)..],
        };
        return null;
    }
}
