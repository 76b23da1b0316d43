using System.Buffers.Binary;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Transcripts;

namespace Nameward.Engine.Tests.Rebuilding.Encoders;

/// <summary>Makes the messages of a random session of dnstt in memory, for tests that read them again; what its segments hold is random.</summary>
/// <param name="random">Sizes and content.</param>
/// <param name="client">Number of the client.</param>
sealed class DnsttEncoder(Random random, ulong client)
{
    const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";
    const byte Push = 81, Acknowledge = 82;

    readonly uint _conversation = (uint)random.Next();
    readonly List<int> _up = [], _down = [];

    /// <summary>Questions with a segment, an acknowledgement or padding alone, and what comes back for them; some segments come again.</summary>
    public List<DnsttName> Speak(int count) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        var up = Segments(_up, random.Next(1, 90), _down.Count, mayPoll: true);
        var down = Segments(_down, random.Next(1, 300), _up.Count, mayPoll: false);
        byte[] name = [.. Eight(client), .. up.Packet.Length > 0 ? (byte[])[227, .. Damage.Bytes(random, 3), (byte)up.Packet.Length, .. up.Packet] : [232, .. Damage.Bytes(random, 8)]];
        byte[] answer = [(byte)(down.Packet.Length >> 8), (byte)down.Packet.Length, .. down.Packet];
        return new DnsttName(new(Talk.InLabels(Talk.Encode(name, Base32)), RecordTypes.Txt, Talk.Txt(answer)), up, down);
    })];

    /// <summary>A packet of a new segment, of one that is sent again, of an acknowledgement of the last that came, or nothing.</summary>
    DnsttPacket Segments(List<int> sent, int bytes, int received, bool mayPoll)
    {
        var what = random.Next(mayPoll ? 5 : 4);
        if (what == 4)
        {
            return new([], null, 0, 0);
        }
        if ((what == 3 && received > 0) || (what == 0 && sent.Count == 0 && received > 0))
        {
            return new(Segment(Acknowledge, received - 1, received, []), null, 0, received);
        }
        var number = what == 0 && sent.Count > 0 ? random.Next(sent.Count) : sent.Count;
        if (number == sent.Count)
        {
            sent.Add(bytes);
        }
        return new(Segment(Push, number, received, Damage.Bytes(random, sent[number])), number, sent[number], received);
    }

    byte[] Segment(byte command, int number, int expects, byte[] data)
    {
        var segment = new byte[24 + data.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(segment, _conversation);
        (segment[4], segment[6]) = (command, 128);
        BinaryPrimitives.WriteInt32LittleEndian(segment.AsSpan(8), random.Next());
        BinaryPrimitives.WriteInt32LittleEndian(segment.AsSpan(12), number);
        BinaryPrimitives.WriteInt32LittleEndian(segment.AsSpan(16), expects);
        BinaryPrimitives.WriteInt32LittleEndian(segment.AsSpan(20), data.Length);
        data.CopyTo(segment, 24);
        return segment;
    }

    static byte[] Eight(ulong number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, number);
        return bytes;
    }
}

/// <summary>A packet of segments.</summary>
/// <param name="Packet">Its bytes; none where nothing is sent.</param>
/// <param name="Number">Number of the segment of data; null where there is none.</param>
/// <param name="Bytes">Its data.</param>
/// <param name="Expects">Number of the segment that it expects from the other side.</param>
sealed record DnsttPacket(byte[] Packet, int? Number, int Bytes, int Expects);

/// <summary>A question of dnstt and what it and its answer hold.</summary>
/// <param name="Question">The question.</param>
/// <param name="Up">What the name holds.</param>
/// <param name="Down">What the answer holds.</param>
sealed record DnsttName(Question Question, DnsttPacket Up, DnsttPacket Down);
