using System.Buffers.Binary;

namespace Nameward.Bench.Generating;

/// <summary>
/// Made-up traffic as a capture (libpcap, microseconds, Ethernet, IPv4, UDP): the query and the response of a look-up one after the other, both
/// with EDNS. Checksums of IPv4 are right, those of UDP are left out, as RFC 768 allows. A response stands before queries that were sent meanwhile:
/// times go back by up to the round trip.
/// </summary>
sealed class PcapFile : IForm
{
    const int RecordHeader = 16, EthernetHeader = 14, Ipv4Header = 20;
    const int DnsPort = 53, DnsHeader = 12, Pointer = 0xC000;

    // Recursion desired; a response, recursion desired and available (RFC 1035 section 4.1.1).
    const int QueryFlags = 0x0100, ResponseFlags = 0x8180, RecursionAvailable = 0x0080;

    public void Head(OutputBuffer to)
    {
        to.LittleEndian32(0xA1B2C3D4);
        to.LittleEndian32(0x0004_0002); // version 2.4
        to.LittleEndian32(0);
        to.LittleEndian32(0);
        to.LittleEndian32(262_144);
        to.LittleEndian32(1); // Ethernet
    }

    public void Write(OutputBuffer to, LookUp lookUp)
    {
        var (client, server) = (Words.AddressOf(lookUp.Client), Words.ServerOf(lookUp.Client));
        var query = Begin(to, Words.Midnight + lookUp.Time, client, server, lookUp.Port, DnsPort);
        WriteQuestion(to, lookUp, QueryFlags, answers: 0);
        WriteEdns(to);
        End(to, query);

        var response = Begin(to, Words.Midnight + lookUp.Time + lookUp.RoundTrip, server, client, DnsPort, lookUp.Port);
        var flags = ResponseFlags | lookUp.Rcode;
        WriteQuestion(to, lookUp, lookUp.IsRefused ? flags & ~RecursionAvailable : flags, lookUp.Addresses + (lookUp.Alias >= 0 ? 1 : 0) + (lookUp.Text.Length > 0 ? 1 : 0));
        WriteAnswers(to, lookUp);
        WriteEdns(to);
        End(to, response);
    }

    /// <summary>Writes the headers of a packet, lengths and checksum still 0; returns where its record begins.</summary>
    static int Begin(OutputBuffer to, long time, uint source, uint destination, int sourcePort, int destinationPort)
    {
        var start = to.Here;
        to.LittleEndian32(time / 1_000_000);
        to.LittleEndian32(time % 1_000_000);
        to.LittleEndian32(0);
        to.LittleEndian32(0);
        to.Text([2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x08, 0x00]);
        // Version 4, no options; any length; not to be fragmented; 64 hops; UDP.
        to.Text([0x45, 0, 0, 0, 0, 0, 0x40, 0, 64, 17, 0, 0]);
        to.BigEndian32(source);
        to.BigEndian32(destination);
        to.BigEndian16(sourcePort);
        to.BigEndian16(destinationPort);
        to.BigEndian32(0);
        return start;
    }

    static void End(OutputBuffer to, int start)
    {
        var record = to.Since(start);
        var length = record.Length - RecordHeader;
        BinaryPrimitives.WriteInt32LittleEndian(record[8..], length);
        BinaryPrimitives.WriteInt32LittleEndian(record[12..], length);
        var ip = record[(RecordHeader + EthernetHeader)..];
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)ip.Length);
        BinaryPrimitives.WriteUInt16BigEndian(ip[10..], Checksum(ip[..Ipv4Header]));
        BinaryPrimitives.WriteUInt16BigEndian(ip[(Ipv4Header + 4)..], (ushort)(ip.Length - Ipv4Header));
        to.EndRecord();
    }

    /// <summary>The Internet checksum (RFC 1071).</summary>
    static ushort Checksum(ReadOnlySpan<byte> header)
    {
        uint sum = 0;
        for (var i = 0; i < header.Length; i += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(header[i..]);
        }
        sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)~((sum & 0xFFFF) + (sum >> 16));
    }

    static void WriteQuestion(OutputBuffer to, LookUp lookUp, int flags, int answers)
    {
        to.BigEndian16(lookUp.Id);
        to.BigEndian16(flags);
        to.BigEndian16(1);
        to.BigEndian16(answers);
        to.BigEndian16(0);
        to.BigEndian16(1);
        var start = to.Here;
        // A dot stands where the length of the label behind it belongs.
        to.Byte('.');
        to.Text(lookUp.Name);
        var name = to.Since(start);
        for (var at = 0; at < name.Length;)
        {
            var rest = name[(at + 1)..];
            var label = rest.IndexOf((byte)'.') is >= 0 and var dot ? dot : rest.Length;
            name[at] = (byte)label;
            at += label + 1;
        }
        to.Byte(0);
        to.BigEndian16(lookUp.Type);
        to.BigEndian16(1);
    }

    static void WriteAnswers(OutputBuffer to, LookUp lookUp)
    {
        var owner = Pointer | DnsHeader;
        if (lookUp.Alias >= 0)
        {
            owner = WriteAlias(to, lookUp);
        }
        for (var i = 0; i < lookUp.Addresses; i++)
        {
            WriteRecord(to, owner, lookUp.Type, (uint)lookUp.Ttls[i]);
            WriteAddress(to, lookUp.Type, lookUp.AddressBits[i]);
        }
        if (lookUp.Text.Length > 0)
        {
            WriteRecord(to, owner, 16, 60);
            to.BigEndian16(lookUp.Text.Length + 1);
            to.Byte(lookUp.Text.Length);
            to.Text(lookUp.Text);
        }
    }

    /// <summary>Writes the CNAME record; returns the pointer to the name in it.</summary>
    static int WriteAlias(OutputBuffer to, LookUp lookUp)
    {
        WriteRecord(to, Pointer | DnsHeader, 5, 300);
        var start = to.Here;
        to.BigEndian16(0);
        to.Byte(0);
        to.Byte('e');
        to.Number(lookUp.Alias);
        var label = to.Here - start - 3;
        to.BigEndian16(Pointer | DnsHeader + lookUp.ZoneStart);
        var data = to.Since(start);
        BinaryPrimitives.WriteUInt16BigEndian(data, (ushort)(data.Length - 2));
        data[2] = (byte)label;
        // The question is the name, two length bytes more than its text, type and class; then the record's ten bytes behind its pointer of two.
        return Pointer | DnsHeader + lookUp.Name.Length + 2 + 4 + 2 + 10;
    }

    static void WriteRecord(OutputBuffer to, int owner, int type, uint ttl)
    {
        to.BigEndian16(owner);
        to.BigEndian16(type);
        to.BigEndian16(1);
        to.BigEndian32(ttl);
    }

    static void WriteAddress(OutputBuffer to, ushort type, ulong bits)
    {
        if (type == 1)
        {
            to.BigEndian16(4);
            to.BigEndian32(Words.V4(bits));
            return;
        }
        to.BigEndian16(16);
        to.BigEndian16(0x2600);
        to.BigEndian32((uint)(bits >> 32));
        to.BigEndian32(0);
        to.BigEndian32(0);
        to.BigEndian16(Words.LastPart(bits));
    }

    /// <summary>The OPT record (RFC 6891 section 6.1.2): root, type 41, 1,232 bytes, nothing set, no options.</summary>
    static void WriteEdns(OutputBuffer to) => to.Text([0, 0, 41, 0x04, 0xD0, 0, 0, 0, 0, 0, 0]);
}
