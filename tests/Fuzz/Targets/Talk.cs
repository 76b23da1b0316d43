using System.Buffers.Binary;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts;

namespace Nameward.Fuzz.Targets;

/// <summary>
/// What a client asks under one zone and what comes back, as bytes that can be damaged: for each message its sides, its type, the labels before the zone and
/// the data of one record, each with its length. Any bytes are a talk: readers promise the decoders names in wire form, and so does this.
/// </summary>
static class Talk
{
    const int MostMessages = 2_000, HeadBytes = 6, MostLabelBytes = 63;

    static readonly byte[] Zone = [.. "\u0007t-fuzzy\u0007example\0"u8];
    static readonly Endpoint Client = new(Address.FromV4(0x0A000007), 40_000), Server = new(Address.FromV4(0x0A000035), 53);
    static readonly DateTime Start = new(2026, 3, 18, 9, 0, 0, DateTimeKind.Utc);

    /// <summary>Adds a message to a talk.</summary>
    public static void Write(List<byte> talk, in DnsMessage message, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> data)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        head[0] = (byte)message.Sides;
        BinaryPrimitives.WriteUInt16BigEndian(head[1..], message.Type);
        head[3] = (byte)prefix.Length;
        BinaryPrimitives.WriteUInt16BigEndian(head[4..], (ushort)data.Length);
        talk.AddRange(head);
        talk.AddRange(prefix);
        talk.AddRange(data);
    }

    /// <summary>The transcript that bytes stand for.</summary>
    public static Transcript Read(ReadOnlySpan<byte> talk)
    {
        var sink = new TranscriptSink([new SuspectPair(Client.Address, [Zone])]);
        var writer = new BatchWriter(sink);
        writer.Begin(new(0, 0), 1);
        for (var number = 0; number < MostMessages && talk.Length >= HeadBytes; number++)
        {
            var (sides, type, nameBytes, dataBytes) = (talk[0], BinaryPrimitives.ReadUInt16BigEndian(talk[1..]), talk[3], BinaryPrimitives.ReadUInt16BigEndian(talk[4..]));
            talk = talk[HeadBytes..];
            var name = NameOf(talk[..Math.Min(nameBytes, talk.Length)]);
            talk = talk[Math.Min(nameBytes, talk.Length)..];
            Add(writer, number, (sides & (byte)Sides.Response) != 0, type, name, talk[..Math.Min(dataBytes, talk.Length)]);
            talk = talk[Math.Min(dataBytes, talk.Length)..];
        }
        writer.Flush();
        return sink.Transcripts[0];
    }

    static void Add(BatchWriter writer, int number, bool isResponse, ushort type, byte[] name, ReadOnlySpan<byte> data)
    {
        var message = new DnsMessage
        {
            At = new(0, number),
            Time = Start.AddMilliseconds(number * 500),
            Sides = isResponse ? Sides.Response : Sides.Query,
            Transport = Transport.Udp,
            Client = Client,
            Server = Server,
            Type = type,
            Rcode = isResponse ? (ushort)0 : null,
            ShowsAnswers = isResponse,
        };
        var records = new ResourceRecordWriter();
        if (isResponse)
        {
            records.Add(Section.Answer, type, 0, [], DataOf(type, data));
        }
        writer.Message(message, name, records.Written);
    }

    static byte[] DataOf(ushort type, ReadOnlySpan<byte> data)
    {
        var skip = type switch { RecordTypes.Cname or RecordTypes.Dname or RecordTypes.Ns or RecordTypes.Ptr => 0, RecordTypes.Mx => 2, RecordTypes.Srv => 6, _ => data.Length };
        return skip < data.Length ? [.. data[..skip], .. NameOf(data[skip..])] : [.. data];
    }

    /// <summary>A name in the zone whose labels are cut out of bytes by the lengths that stand in them; none is empty, and all fit.</summary>
    static byte[] NameOf(ReadOnlySpan<byte> bytes)
    {
        var name = new List<byte>();
        while (!bytes.IsEmpty)
        {
            var length = Math.Min(Math.Min(bytes[0] & MostLabelBytes, bytes.Length - 1), WireName.MaxBytes - Zone.Length - name.Count - 1);
            bytes = bytes[1..];
            if (length > 0)
            {
                name.Add((byte)length);
                name.AddRange(bytes[..length]);
                bytes = bytes[length..];
            }
        }
        return [.. name, .. Zone];
    }
}
