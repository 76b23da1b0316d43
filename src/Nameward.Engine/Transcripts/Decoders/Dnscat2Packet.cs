using System.Buffers.Binary;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Codecs;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// A packet of dnscat2 (doc/protocol.md, 0.07): u16 packet id, u8 type, u16 session, body; all numbers highest byte first. It is hexadecimal in the labels of a
/// name, and in TXT or the labels of a CNAME or MX target that answers it, or bytes in addresses.
/// </summary>
readonly struct Dnscat2Packet
{
    /// <summary>Bytes before the body.</summary>
    public const int HeaderBytes = 5;

    const int SignatureBytes = 6, NonceBytes = 2;

    readonly byte[]? _bytes;

    Dnscat2Packet(byte[] bytes) => _bytes = bytes;

    /// <summary>Whether there is one, of a type that exists.</summary>
    public bool IsPacket => _bytes is { Length: >= HeaderBytes } && Type is <= Dnscat2Type.Encryption or Dnscat2Type.Ping;

    /// <summary>Random number that keeps resolvers from answering it themselves.</summary>
    public ushort Id => BinaryPrimitives.ReadUInt16BigEndian(_bytes);

    /// <summary>What it is.</summary>
    public Dnscat2Type Type => (Dnscat2Type)_bytes![2];

    /// <summary>Number of the session, which the client draws.</summary>
    public ushort Session => BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(3));

    /// <summary>Behind the header, as it is on the wire.</summary>
    public ReadOnlySpan<byte> Body => _bytes.AsSpan(HeaderBytes);

    /// <summary>Whether the body may be an encrypted one: signature, nonce, Salsa20.</summary>
    public bool MayBeSealed => _bytes!.Length >= HeaderBytes + SignatureBytes + NonceBytes;

    /// <summary>The signature of an encrypted body.</summary>
    public ulong Signature => BinaryPrimitives.ReadUInt64BigEndian(_bytes.AsSpan(HeaderBytes)) >> 16;

    /// <summary>The nonce of an encrypted body: the client counts its packets with it.</summary>
    public ushort Nonce => BinaryPrimitives.ReadUInt16BigEndian(Body[SignatureBytes..]);

    /// <summary>The encrypted part of an encrypted body: for a message u16 sequence, u16 acknowledgement, data; empty where the body is too short.</summary>
    public ReadOnlySpan<byte> Sealed => MayBeSealed ? Body[(SignatureBytes + NonceBytes)..] : [];

    /// <summary>The packet in the labels before the apex.</summary>
    public static Dnscat2Packet Of(Conversation conversation, in Transaction transaction) => new(SymbolCodec.Hex.Decode(conversation.Text(transaction)));

    /// <summary>The packet that came back.</summary>
    public static Dnscat2Packet Answer(Conversation conversation, in Transaction transaction) => new(conversation.Type(transaction) switch
    {
        RecordTypes.A or RecordTypes.Aaaa => Addresses(conversation, transaction),
        _ => SymbolCodec.Hex.Decode(conversation.Answer(transaction)),
    });

    /// <summary>Each address holds its number and three or fifteen bytes; the first byte of all is their length (driver_dns.c).</summary>
    static byte[] Addresses(Conversation conversation, in Transaction transaction)
    {
        var parts = new List<byte[]>();
        foreach (var record in conversation.Records(transaction))
        {
            if (record.Section == Section.Answer && record.Data.Length is 4 or 16)
            {
                parts.Add(record.Data.ToArray());
            }
        }
        byte[] whole = [.. parts.OrderBy(part => part[0]).SelectMany(part => part.Skip(1))];
        return whole.Length > 0 && whole[0] < whole.Length ? whole[1..(1 + whole[0])] : [];
    }
}

/// <summary>Type of a packet.</summary>
enum Dnscat2Type : byte
{
    /// <summary>Opens a session.</summary>
    Open = 0,
    /// <summary>Carries data, or polls.</summary>
    Message = 1,
    /// <summary>Ends a session.</summary>
    End = 2,
    /// <summary>Exchanges keys.</summary>
    Encryption = 3,
    /// <summary>Asks for its own text back.</summary>
    Ping = 255,
}
