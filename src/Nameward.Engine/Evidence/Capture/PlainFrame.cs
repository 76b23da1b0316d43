using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>
/// What most packets are: one whole UDP datagram over IPv4 without options (RFC 791) over Ethernet without tags, in no envelope, with lengths above those
/// of its headers. Every field then stands at a fixed place, and the long way through <see cref="PacketPath"/> and <see cref="UdpDatagram"/>, which comes
/// to the same, is spared.
/// </summary>
readonly ref struct PlainFrame
{
    const int IpStart = 14, UdpStart = IpStart + 20, Headers = UdpStart + 8;
    const int TypeAndVersion = IpStart - 2, IpTotal = IpStart + 2, FragmentToProtocol = IpStart + 6, IpSource = IpStart + 12, IpDestination = IpStart + 16;
    const int UdpTotal = UdpStart + 4;

    /// <summary>Ethernet type 0x0800, version 4, a header of five words.</summary>
    const uint Ipv4WithoutOptions = 0x080045;

    /// <summary>More fragments and offset, and behind the time to live the protocol.</summary>
    const uint FragmentAndProtocol = 0x3FFF00FF;

    readonly ReadOnlySpan<byte> _frame;

    PlainFrame(ReadOnlySpan<byte> frame) => _frame = frame;

    ushort SourcePort => U16(_frame, UdpStart);

    ushort DestinationPort => U16(_frame, UdpStart + 2);

    /// <summary>Whether a port is one of a name service.</summary>
    public bool IsOfNameService => DnsOverUdp.IsItsPort(DestinationPort) || DnsOverUdp.IsItsPort(SourcePort);

    /// <summary>Who speaks to whom.</summary>
    public StreamEnds Ends => new(
        new(Address.FromV4(U32(_frame, IpSource)), SourcePort),
        new(Address.FromV4(U32(_frame, IpDestination)), DestinationPort));

    /// <summary>Bytes of payload when it was sent.</summary>
    public int Sent => U16(_frame, UdpTotal) - (Headers - UdpStart);

    /// <summary>The payload that is there: shorter than <see cref="Sent"/> where the capture ends early.</summary>
    public ReadOnlySpan<byte> Payload =>
        _frame[Headers..Math.Min(UdpStart + U16(_frame, UdpTotal), Math.Min(IpStart + U16(_frame, IpTotal), _frame.Length))];

    /// <summary>Whether a frame of an Ethernet is plain; <paramref name="plain"/> then reads it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> frame, out PlainFrame plain)
    {
        plain = new(frame);
        return frame.Length >= Headers
            && U32(frame, TypeAndVersion) >> 8 == Ipv4WithoutOptions
            && (U32(frame, FragmentToProtocol) & FragmentAndProtocol) == PacketPath.Udp
            && U16(frame, IpTotal) >= Headers - IpStart
            && U16(frame, UdpTotal) >= Headers - UdpStart
            && !Tunnels.IsItsPort(U16(frame, UdpStart + 2));
    }

    static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
