using System.Buffers.Binary;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests.Capture;

/// <summary>Writes DNS messages byte by byte: sound ones, and every kind of broken one.</summary>
sealed class MessageBuilder
{
    public const ushort RecursionDesired = 0x0100, ResponseFlags = 0x8180;

    readonly List<byte> _bytes = [];

    public static MessageBuilder Header(ushort flags, ushort questions, ushort answers = 0,
        ushort authorities = 0, ushort additionals = 0, ushort id = 0x1234) =>
        new MessageBuilder().U16(id).U16(flags).U16(questions).U16(answers).U16(authorities).U16(additionals);

    public static MessageBuilder Query(string name, ushort type = RecordTypes.A,
        ushort flags = RecursionDesired, ushort additionals = 0, ushort id = 0x1234) =>
        Header(flags, 1, additionals: additionals, id: id).Question(name, type);

    public static MessageBuilder Response(string name, ushort type, ushort answers,
        ushort authorities = 0, ushort additionals = 0, ushort flags = ResponseFlags) =>
        Header(flags, 1, answers, authorities, additionals).Question(name, type);

    public static byte[] WireOf(string name)
    {
        var wire = new byte[WireName.MaxBytes];
        return wire[..WireName.FromText(Encoding.Latin1.GetBytes(name), wire)];
    }

    public MessageBuilder Bytes(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public MessageBuilder U16(int value) => Bytes((byte)(value >> 8), (byte)value);

    public MessageBuilder U32(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return Bytes(bytes);
    }

    public MessageBuilder Name(string name) => Bytes(WireOf(name));

    public MessageBuilder Question(string name, ushort type, ushort qclass = 1) => Name(name).U16(type).U16(qclass);

    public MessageBuilder Record(ReadOnlySpan<byte> owner, ushort type, ReadOnlySpan<byte> data, uint ttl = 300, ushort rclass = 1) =>
        Bytes(owner).U16(type).U16(rclass).U32(ttl).U16(data.Length).Bytes(data);

    /// <summary>A record of the question's name, by a pointer to it.</summary>
    public MessageBuilder Answer(ushort type, ReadOnlySpan<byte> data, uint ttl = 300) => Record([0xC0, 12], type, data, ttl);

    public MessageBuilder Opt(byte extendedRcode = 0) => Record([0], RecordTypes.Opt, [], (uint)extendedRcode << 24, 1232);

    public byte[] ToArray() => [.. _bytes];
}
