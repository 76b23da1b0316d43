using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>What the fragments of one datagram have in common (RFC 791 section 3.2, RFC 8200 section 4.5).</summary>
/// <param name="Source">Sender.</param>
/// <param name="Destination">Receiver.</param>
/// <param name="Protocol">IPv4 alone; 0 for IPv6, whose later fragments need not repeat it.</param>
/// <param name="Id">Identification.</param>
readonly record struct FragmentKey(Address Source, Address Destination, byte Protocol, uint Id)
{
    /// <summary>The key of a fragment.</summary>
    public static FragmentKey Of(in IpPacket ip) => new(ip.Source, ip.Destination, ip.Source.IsV4 ? ip.Protocol : (byte)0, ip.FragmentId);

    /// <summary>Where it stands in a table.</summary>
    public ulong Hash => Hashing.Of(Source, Destination, (ulong)Protocol << 32 | Id);
}
