using System.Buffers.Binary;
using System.Text;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Transcripts;

namespace Nameward.Engine.Tests.Rebuilding.Encoders;

/// <summary>Makes the messages of a random session of dns2tcp in memory, for tests that read them again.</summary>
sealed class Dns2TcpEncoder(Random random, ushort session, ushort type)
{
    const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const byte Poll = 4, Data = 8, Answered = 16;

    /// <summary>Log-in and connection.</summary>
    public List<Question> Begin(string resource) =>
    [
        Make(0, "", 0, ".=auth", session, "5369XF0L67OFOZB5"u8.ToArray(), 0),
        Make(1, "0496FE394FD7B52B9C1156901F24CDEAB7394007", 0, ".=auth", session, [], 0),
        Make(random.Next(1, 60_000), resource, 0, ".=connect", session, [], 0),
    ];

    /// <summary>A number of exchanges from 1 on, each with up to so many bytes each way or with none.</summary>
    public List<Exchange> Exchanges(int count, int from = 1) => [.. Enumerable.Range(from, count).Select(number =>
    {
        byte[] up = Damage.Bytes(random, random.Next(3) == 0 ? random.Next(1, 90) : 0), down = Damage.Bytes(random, random.Next(3) == 0 ? random.Next(1, 200) : 0);
        var sequence = (number - 1) % ushort.MaxValue + 1;
        return new Exchange(Make(sequence, up, up.Length > 0 ? Data : Poll, "", session, down, (byte)(down.Length > 0 ? Answered | Data : Answered)), up, down);
    })];

    Question Make(int sequence, string up, byte kind, string command, ushort answering, byte[] down, byte answered) =>
        Make(sequence, Encoding.ASCII.GetBytes(up), kind, command, answering, down, answered);

    Question Make(int sequence, byte[] up, byte kind, string command, ushort answering, byte[] down, byte answered)
    {
        var asks = command == ".=auth" && up.Length == 0 ? (ushort)0 : session;
        var answer = "A" + Packet(answering, sequence, answered, down);
        return new(string.Join('.', Packet(asks, sequence, kind, up).Chunk(63).Select(label => new string(label))) + command, type,
            type == RecordTypes.Txt ? Talk.Txt(answer) : Encoding.ASCII.GetBytes(answer));
    }

    static string Packet(ushort session, int sequence, byte kind, byte[] data)
    {
        var packet = new byte[7 + data.Length];
        BinaryPrimitives.WriteUInt16LittleEndian(packet, session);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), (ushort)sequence);
        packet[6] = kind;
        data.CopyTo(packet, 7);
        return Talk.Encode(packet, Alphabet);
    }

    /// <summary>One numbered question and what it carries.</summary>
    internal sealed record Exchange(Question Question, byte[] Up, byte[] Down);
}
