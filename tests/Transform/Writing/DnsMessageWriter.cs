using System.Buffers.Binary;
using Nameward.Bench.Generating;
using Nameward.Engine.Observations;

namespace Nameward.Transform.Writing;

/// <summary>
/// Writes a DNS message (RFC 1035 section 4) from what evidence shows of it. Names are written out; a record of the question's name points to it. A record
/// whose type the evidence does not tell is left out, and one that would make the message longer than a datagram; a time to live that it does not tell is
/// set to five minutes.
/// </summary>
sealed class DnsMessageWriter
{
    const int HeaderBytes = 12, PointerToQuestion = 0xC000 | HeaderBytes, Class = 1, UdpSize = 1232;
    const int Response = 0x8000;
    const uint UsualTtl = 300;

    readonly byte[] _bytes = new byte[PcapPackets.LongestPayload];
    int _used;

    /// <summary>The message; good until the next is written.</summary>
    public ReadOnlySpan<byte> Write(Message message)
    {
        var row = message.Row;
        _used = 0;
        U16(row.Id);
        U16(Flags(row, message.IsQuery));
        U16(1);
        _used = HeaderBytes;
        Bytes(message.Name);
        U16(row.Type);
        U16(Class);
        Span<ushort> counts = stackalloc ushort[3];
        for (var section = 0; section < counts.Length; section++)
        {
            counts[section] = Records((Section)(section + 1), message.Answers);
        }
        counts[2] += AddExtendedRcode(row.Rcode ?? 0);
        for (var section = 0; section < counts.Length; section++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(6 + 2 * section), counts[section]);
        }
        return _bytes.AsSpan(0, _used);
    }

    /// <summary>Writes the records of a section; returns how many there are.</summary>
    ushort Records(Section section, byte[] answers)
    {
        ushort written = 0;
        foreach (var record in new ResourceRecords(answers))
        {
            written += record.Section == section && Record(record) ? (ushort)1 : (ushort)0;
        }
        return written;
    }

    /// <summary>QR, AA, TC, RD, RA and the low bits of RCODE; what resolvers and their clients usually set where the evidence does not show it.</summary>
    static int Flags(in DnsMessage row, bool isQuery)
    {
        var bits = (row.Header & HeaderBits.Shown) != 0 ? row.Header : HeaderBits.RecursionDesired | (isQuery ? HeaderBits.None : HeaderBits.RecursionAvailable);
        int Flag(HeaderBits bit, int flag) => (bits & bit) != 0 ? flag : 0;
        return (isQuery ? 0 : Response | (row.Rcode ?? 0) & 15)
            | Flag(HeaderBits.Authoritative, 0x0400) | Flag(HeaderBits.Truncated, 0x0200) | Flag(HeaderBits.RecursionDesired, 0x0100) | Flag(HeaderBits.RecursionAvailable, 0x0080);
    }

    bool Record(ResourceRecord record)
    {
        var owner = record.Owner.IsEmpty ? sizeof(ushort) : record.Owner.Length;
        if (record.Type is 0 or RecordTypes.Opt || _used + owner + 10 + record.Data.Length > _bytes.Length)
        {
            return false;
        }
        if (record.Owner.IsEmpty)
        {
            U16(PointerToQuestion);
        }
        Bytes(record.Owner);
        U16(record.Type);
        U16(Class);
        U32(record.Ttl == ResourceRecord.UnknownTtl ? UsualTtl : record.Ttl);
        U16(record.Data.Length);
        Bytes(record.Data);
        return true;
    }

    /// <summary>The OPT record (RFC 6891 section 6.1.3) that holds the high bits of an RCODE above 15; returns how many records it wrote.</summary>
    ushort AddExtendedRcode(int rcode)
    {
        if (rcode <= 15 || _used + 11 > _bytes.Length)
        {
            return 0;
        }
        Bytes([0]);
        U16(RecordTypes.Opt);
        U16(UdpSize);
        U32((uint)(rcode >> 4) << 24);
        U16(0);
        return 1;
    }

    void Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_bytes.AsSpan(_used));
        _used += bytes.Length;
    }

    void U16(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(_used), (ushort)value);
        _used += sizeof(ushort);
    }

    void U32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(_used), value);
        _used += sizeof(uint);
    }
}
