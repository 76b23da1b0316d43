using System.Buffers.Binary;
using System.Text;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Transcripts;

namespace Nameward.Engine.Tests.Rebuilding.Encoders;

/// <summary>Makes the messages of a random session of dnscat2 in memory, in clear or as an encrypted one looks, for tests that read them again.</summary>
sealed class Dnscat2Encoder(Random random, ushort session)
{
    static readonly ushort[] Types = [RecordTypes.Txt, RecordTypes.Cname, RecordTypes.Mx, RecordTypes.A, RecordTypes.Aaaa];

    readonly ushort[] _first = [(ushort)random.Next(65_536), (ushort)random.Next(65_536)];
    readonly byte[] _serverStream = Damage.Bytes(random, 256);
    readonly ushort _nonce = (ushort)random.Next(65_536);
    int _nonces;

    /// <summary>The questions of a session in clear that carries two streams, and what each carried; commands come before what answers them.</summary>
    public List<Exchange> Clear(byte[] up, byte[] down, bool isCommand)
    {
        var said = new List<Exchange> { new(Make(0, [.. Two(_first[0]), .. Two(isCommand ? 0x21 : 1), .. "console"u8, 0], [.. Two(_first[1]), 0, 0]), 0, 0, 0, 0) };
        for (int sent = 0, came = 0; sent < up.Length || came < down.Length || random.Next(4) > 0;)
        {
            int more = isCommand && came < down.Length ? 0 : Math.Min(random.Next(40), up.Length - sent), back = Math.Min(random.Next(30), down.Length - came);
            said.Add(new(Make(1, Data(_first[0] + sent, _first[1] + came, up.AsSpan(sent, more)), Data(_first[1] + came, _first[0] + sent + more, down.AsSpan(came, back))), sent, more, came, back));
            sent += more;
            came += back;
        }
        said.Add(new(Make(2, [.. "bye"u8, 0], [.. "bye"u8, 0]), 0, 0, 0, 0));
        return said;
    }

    /// <summary>The questions of an encrypted session: keys, and messages with so many bytes up and down each.</summary>
    public List<Question> Sealed(IReadOnlyList<(int Up, int Down)> messages)
    {
        int sent = 0, came = 0;
        List<Question> said = [Make(3, [0, 0, 0, 0, .. Damage.Bytes(random, 64)], [0, 0, 0, 0, .. Damage.Bytes(random, 64)]), Make(0, SealUp(12), SealDown([1, 2, 3, 4]))];
        foreach (var (up, down) in messages)
        {
            // Every byte of one message of the server is under the same key stream.
            var answer = Data(_first[1] + came, _first[0] + sent + up, Damage.Bytes(random, down));
            said.Add(Make(1, SealUp(4 + up), SealDown(answer)));
            (sent, came) = (sent + up, came + down);
        }
        return said;
    }

    byte[] SealUp(int bytes) => [.. Damage.Bytes(random, 6), .. Two(_nonce + _nonces++), .. Damage.Bytes(random, bytes)];

    byte[] SealDown(byte[] plain) => [.. Damage.Bytes(random, 6), 0xFF, 0xFF, .. plain.Select((value, i) => (byte)(value ^ _serverStream[i]))];

    Question Make(byte kind, byte[] body, byte[] answer)
    {
        var type = Types[random.Next(Types.Length)];
        var name = Convert.ToHexStringLower([.. Damage.Bytes(random, 2), kind, .. Two(session), .. body]);
        var records = Records(type, [.. Damage.Bytes(random, 2), kind, .. Two(session), .. answer]);
        return new(Talk.InLabels(name), type, records[0], null, records[1..]);
    }

    static byte[] Data(int sequence, int acknowledged, ReadOnlySpan<byte> data) => [.. Two(sequence), .. Two(acknowledged), .. data];

    static byte[] Two(int number)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)number);
        return bytes;
    }

    /// <summary>The data of the records that hold a packet: addresses each hold a number and a part of it, the first its length too.</summary>
    byte[][] Records(ushort type, byte[] packet)
    {
        var text = Convert.ToHexStringLower(packet);
        var bytes = type == RecordTypes.A ? 4 : 16;
        byte[][] records = type switch
        {
            RecordTypes.Cname => [Target(text)],
            RecordTypes.Mx => [[0, 10, .. Target(text)]],
            RecordTypes.Txt => [Talk.Txt(text)],
            _ => [.. packet.Prepend((byte)packet.Length).Chunk(bytes - 1).Select((part, i) => part.Prepend((byte)i).Concat(new byte[bytes]).Take(bytes).ToArray())],
        };
        random.Shuffle(records);
        return records;
    }

    static byte[] Target(string text) => [.. Talk.InLabels(text).Split('.').SelectMany(label => Encoding.ASCII.GetBytes(label).Prepend((byte)label.Length)), .. Names.Wire(Talk.Zone)];

    /// <summary>One question, and where its bytes stand in the two streams.</summary>
    internal sealed record Exchange(Question Question, int SentAt, int Sent, int CameAt, int Came);
}
