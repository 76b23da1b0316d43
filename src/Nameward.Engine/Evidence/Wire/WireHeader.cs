using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Wire;

/// <summary>The first twelve bytes of a DNS message (RFC 1035 section 4.1.1).</summary>
/// <param name="Id">Message id.</param>
/// <param name="Flags">QR, opcode, AA, TC, RD, RA, Z, AD, CD and RCODE as they stand.</param>
/// <param name="Questions">QDCOUNT.</param>
/// <param name="Answers">ANCOUNT.</param>
/// <param name="Authorities">NSCOUNT.</param>
/// <param name="Additionals">ARCOUNT.</param>
readonly record struct WireHeader(ushort Id, ushort Flags, ushort Questions, ushort Answers, ushort Authorities, ushort Additionals)
{
    /// <summary>Its length.</summary>
    public const int Bytes = 12;

    const int Query = 0, Iquery = 1, Status = 2, Notify = 4, Update = 5, StatefulOperations = 6;

    /// <summary>QR: whether the message is a response.</summary>
    public bool IsResponse => (Flags & 0x8000) != 0;

    /// <summary>The kind of operation.</summary>
    public int Opcode => Flags >> 11 & 15;

    /// <summary>Whether the operation is a plain query: only that one is a look-up.</summary>
    public bool IsQuery => Opcode == Query;

    /// <summary>Whether IANA has assigned the opcode (DNS parameters, DNS OpCodes; RFC 6895 section 2.2).</summary>
    public bool HasKnownOpcode => Opcode is Query or Iquery or Status or Notify or Update or StatefulOperations;

    /// <summary>The Z bit, which is always clear (RFC 1035 section 4.1.1; its neighbours became AD and CD).</summary>
    public bool IsReservedBitSet => (Flags & 0x0040) != 0;

    /// <summary>The four bits of RCODE that stand in the header.</summary>
    public ushort Rcode => (ushort)(Flags & 15);

    /// <summary>Records that follow the questions, by the counts.</summary>
    public int Records => Answers + Authorities + Additionals;

    /// <summary>AA, TC, RD and RA.</summary>
    public HeaderBits Bits => BitsOf(Flags);

    /// <summary>AA, TC, RD and RA of flags as they stand.</summary>
    public static HeaderBits BitsOf(ushort flags) =>
        HeaderBits.Shown | (HeaderBits)(flags >> 10 & 1 | flags >> 8 & 2 | flags >> 6 & 4 | flags >> 4 & 8);

    /// <summary>Reads the header; false where there are fewer than twelve bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out WireHeader header)
    {
        if (message.Length < Bytes)
        {
            header = default;
            return false;
        }
        ulong first = BinaryPrimitives.ReadUInt64BigEndian(message), last = BinaryPrimitives.ReadUInt32BigEndian(message[8..]);
        header = new((ushort)(first >> 48), (ushort)(first >> 32), (ushort)(first >> 16), (ushort)first, (ushort)(last >> 16), (ushort)last);
        return true;
    }
}
