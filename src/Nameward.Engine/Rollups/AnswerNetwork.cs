using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// Where an answer leads, as one number: the /24 of an IPv4 address, the /48 of an IPv6 address (what one holder is given: RFC 6177), or nowhere. Servers
/// of one content network often differ in the last bits and seldom in these.
/// </summary>
static class AnswerNetwork
{
    /// <summary>RCODE of a name that does not exist (RFC 1035 section 4.1.1).</summary>
    public const byte NameError = 3;

    /// <summary>The name does not exist.</summary>
    public const ulong NoSuchName = 3UL << 56;

    /// <summary>The <see cref="Kind"/> of networks of IPv4, and of IPv6.</summary>
    public const int V4Kind = 1, V6Kind = 2;

    /// <summary>One more than the highest <see cref="Kind"/>.</summary>
    public const int Kinds = 4;

    const ulong V4 = 1UL << 56, V6 = 2UL << 56;

    /// <summary>The network of an address record; 0 for other records.</summary>
    public static ulong Of(in ResourceRecord record) => record.Type switch
    {
        RecordTypes.A when record.Data.Length == 4 => V4 | BinaryPrimitives.ReadUInt32BigEndian(record.Data) >> 8,
        RecordTypes.Aaaa when record.Data.Length == 16 => V6 | BinaryPrimitives.ReadUInt64BigEndian(record.Data) >> 16,
        _ => 0,
    };

    /// <summary>The network's first address; none where the name does not exist.</summary>
    public static Address AddressOf(ulong network) => (network >> 56) switch
    {
        1 => Address.FromV4((uint)network << 8),
        2 => new(network << 16, 0),
        _ => Address.None,
    };

    /// <summary>Whether it leads to IPv4, to IPv6 or nowhere: answers are compared with their like.</summary>
    public static int Kind(ulong network) => (int)(network >> 56);
}
