using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Bench.Generating;

/// <summary>
/// Made-up traffic as a capture (<see cref="PcapPackets"/>): the query and the response of a look-up one after the other, both with EDNS. A response
/// stands before queries that were sent meanwhile: times go back by up to the round trip.
/// </summary>
sealed class PcapFile : IForm
{
    const int DnsPort = 53, DnsHeader = 12, Pointer = 0xC000;

    // Recursion desired; a response, recursion desired and available (RFC 1035 section 4.1.1).
    const int QueryFlags = 0x0100, ResponseFlags = 0x8180, RecursionAvailable = 0x0080;

    public void Head(OutputBuffer to) => PcapPackets.Head(to);

    public void Write(OutputBuffer to, LookUp lookUp)
    {
        var (client, server) = (Address.FromV4(Words.AddressOf(lookUp.Client)), Address.FromV4(Words.ServerOf(lookUp.Client)));
        var query = PcapPackets.Begin(to, Words.Midnight + lookUp.Time, client, server, lookUp.Port, DnsPort);
        WriteQuestion(to, lookUp, QueryFlags, answers: 0);
        WriteEdns(to);
        PcapPackets.End(to, query);

        var response = PcapPackets.Begin(to, Words.Midnight + lookUp.Time + lookUp.RoundTrip, server, client, DnsPort, lookUp.Port);
        var flags = ResponseFlags | lookUp.Rcode;
        WriteQuestion(to, lookUp, lookUp.IsRefused ? flags & ~RecursionAvailable : flags, lookUp.Addresses + (lookUp.Alias >= 0 ? 1 : 0) + (lookUp.Text.Length > 0 ? 1 : 0));
        WriteAnswers(to, lookUp);
        WriteEdns(to);
        PcapPackets.End(to, response);
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
