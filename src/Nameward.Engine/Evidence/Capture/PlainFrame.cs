using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>
/// What most packets are: one whole UDP datagram over IPv4 without options (RFC 791) or over IPv6 without extension headers (RFC 8200), over Ethernet
/// without tags, in no envelope, with lengths above those of its headers. Every field then stands at a fixed place, and the long way through
/// <see cref="PacketPath"/> and <see cref="UdpDatagram"/>, which comes to the same, is spared.
/// </summary>
readonly ref struct PlainFrame
{
    const int IpStart = 14, V4Header = 20, V6Header = 40, UdpHeader = 8;
    const int AfterV4 = IpStart + V4Header, AfterV6 = IpStart + V6Header;
    const int TypeAndVersion = IpStart - 2;
    const int V4Total = IpStart + 2, V4FragmentToProtocol = IpStart + 6, V4Source = IpStart + 12, V4Destination = IpStart + 16;
    const int V6Payload = IpStart + 4, V6Next = IpStart + 6, V6Source = IpStart + 8, V6Destination = IpStart + 24;

    /// <summary>Ethernet type 0x0800, version 4, a header of five words.</summary>
    const uint Ipv4WithoutOptions = 0x080045;

    /// <summary>Ethernet type 0x86DD, version 6.</summary>
    const uint Ipv6 = 0x86DD6;

    /// <summary>More fragments and offset, and behind the time to live the protocol.</summary>
    const uint FragmentAndProtocol = 0x3FFF00FF;

    readonly ReadOnlySpan<byte> _frame;

    /// <summary>Where the UDP header stands: the version of IP tells it, and it tells the version.</summary>
    readonly int _udp;

    PlainFrame(ReadOnlySpan<byte> frame, int udp, int end)
    {
        _frame = frame;
        _udp = udp;
        End = end;
    }

    /// <summary>Port of the sender.</summary>
    public ushort SourcePort => U16(_frame, _udp);

    /// <summary>Port of the receiver.</summary>
    public ushort DestinationPort => U16(_frame, _udp + 2);

    /// <summary>Whether a port is one of a name service.</summary>
    public bool IsOfNameService => DnsOverUdp.IsItsPort(DestinationPort) || DnsOverUdp.IsItsPort(SourcePort);

    /// <summary>Who speaks.</summary>
    public Endpoint Source
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(_udp == AfterV4 ? Address.FromV4(U32(_frame, V4Source)) : V6(V6Source), SourcePort);
    }

    /// <summary>To whom.</summary>
    public Endpoint Destination
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(_udp == AfterV4 ? Address.FromV4(U32(_frame, V4Destination)) : V6(V6Destination), DestinationPort);
    }

    /// <summary>Who speaks to whom.</summary>
    public StreamEnds Ends => new(Source, Destination);

    /// <summary>Bytes of payload when it was sent.</summary>
    public int Sent => U16(_frame, _udp + 4) - UdpHeader;

    /// <summary>Where the payload starts in the frame.</summary>
    public int Start => _udp + UdpHeader;

    /// <summary>Where the payload that is there ends in the frame: earlier than was <see cref="Sent"/> where the capture ends early.</summary>
    public int End { get; }

    /// <summary>The payload that is there.</summary>
    public ReadOnlySpan<byte> Payload => _frame[Start..End];

    /// <summary>Whether a frame of an Ethernet is plain; <paramref name="plain"/> then reads it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> frame, out PlainFrame plain)
    {
        plain = default;
        if (frame.Length < AfterV4 + UdpHeader)
        {
            return false;
        }
        // Cut to a length that is known beforehand, its fields are read without a look at their bounds.
        var head = frame[..(AfterV4 + UdpHeader)];
        var isV4 = U32(head, TypeAndVersion) >> 8 == Ipv4WithoutOptions && (U32(head, V4FragmentToProtocol) & FragmentAndProtocol) == PacketPath.Udp;
        return isV4 ? TryCut(frame, AfterV4, IpStart + U16(head, V4Total), out plain) : IsV6(frame, head) && TryCut(frame, AfterV6, AfterV6 + U16(head, V6Payload), out plain);
    }

    static bool IsV6(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> head) =>
        frame.Length >= AfterV6 + UdpHeader && U32(head, TypeAndVersion) >> 12 == Ipv6 && head[V6Next] == PacketPath.Udp;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool TryCut(ReadOnlySpan<byte> frame, int udp, int ipEnd, out PlainFrame plain)
    {
        var header = frame.Slice(udp, UdpHeader);
        int length = U16(header, 4);
        plain = new(frame, udp, Math.Min(udp + length, Math.Min(ipEnd, frame.Length)));
        return length >= UdpHeader && ipEnd >= udp + UdpHeader && !Tunnels.IsItsPort(U16(header, 2));
    }

    Address V6(int at) => new(BinaryPrimitives.ReadUInt64BigEndian(_frame[at..]), BinaryPrimitives.ReadUInt64BigEndian(_frame[(at + 8)..]));

    static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
