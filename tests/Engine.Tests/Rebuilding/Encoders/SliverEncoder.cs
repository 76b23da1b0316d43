using System.Buffers.Binary;
using System.Numerics;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Transcripts;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Tests.Rebuilding.Encoders;

/// <summary>Makes the messages of a random session of Sliver's DNS transport in memory, for tests that read them again; what they hold is random.</summary>
/// <param name="random">Sizes and content.</param>
/// <param name="session">Number of the session.</param>
/// <param name="keepsCase">Whether the resolver keeps the case of names, so that they are base58.</param>
sealed class SliverEncoder(Random random, uint session, bool keepsCase)
{
    const string Base32 = "ab1c2d3e4f5g6h7j8k9m0npqrtuvwxyz", Base64 = "a0b2c5def6hijklmnopqr_st-uvwxyzA1B3C4DEFGHIJKLM7NO9PQR8ST+UVWXYZ";
    const string Base58 = "213465789aBcDeFgHjKLMNPQRSTUVWXYZAbCdEfGhiJkmnopqrstuvwxyz";
    const int Totp = 1, Init = 2, Poll = 3, Manifest = 6, DataToImplant = 7, DataFromImplant = 8;
    const int Ids = 255, Step = 182;

    uint _sent, _staged;

    /// <summary>A one-time password, and names that try what the resolver does to case.</summary>
    public List<SliverPart> Begin()
    {
        var given = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(given, (uint)random.Next(1, 256) << 24 | session);
        List<SliverPart> said = [new(new(Talk.Encode(Message(Totp, (uint)random.Next(100_000_000), 0, 0, 0, []), Base32), RecordTypes.A, given))];
        for (var i = 0; i < 8; i++)
        {
            var message = Message(0, session, 0, 0, 0, Damage.Bytes(random, 8));
            said.Add(new(new(i < 4 ? Talk.Encode(message, Base32) : In58(message), RecordTypes.A, i < 4 || keepsCase ? Sum(message) : null)));
        }
        return said;
    }

    /// <summary>The keys, or a message, of so many bytes up.</summary>
    public List<SliverPart> Send(int size, bool isKeys = false)
    {
        var id = ++_sent % Ids;
        var said = new List<SliverPart>();
        for (int start = 0, bytes; start < size; start += bytes)
        {
            bytes = Math.Min(random.Next(20, 70), size - start);
            var message = Message(isKeys ? Init : DataFromImplant, id << 24 | session, start, 0, size, Damage.Bytes(random, bytes));
            said.Add(new(isKeys ? new(Name(message), RecordTypes.Txt, Talk.Txt(Talk.Encode(Damage.Bytes(random, 44), Base64))) : new(Name(message), RecordTypes.A, Sum(message)))
            { Way = Way.Up, Message = _sent, Id = id, Bytes = bytes, Size = size });
        }
        return said;
    }

    /// <summary>A question for what is there, and that there is nothing.</summary>
    public SliverPart Ask() => new(new(Name(Message(Poll, session, 0, 0, 0, Damage.Bytes(random, 8))), RecordTypes.Txt, Talk.Txt("")));

    /// <summary>A message of so many bytes down: how many they are, and the bytes.</summary>
    public List<SliverPart> Fetch(int size)
    {
        var id = ++_staged % Ids;
        SliverPart Part(Question question, int bytes) => new(question) { Way = Way.Down, Message = _staged, Id = id, Bytes = bytes, Size = size };
        List<SliverPart> said = [Part(new(Name(Message(Poll, session, 0, 0, 0, Damage.Bytes(random, 8))), RecordTypes.Txt, Talk.Txt(Talk.Encode(Message(Manifest, id << 24 | session, 0, 0, size, []), Base64))), 0)];
        for (var start = 0; start < size; start += Step)
        {
            var bytes = Math.Min(Step, size - start);
            said.Add(Part(new(Talk.InLabels(Talk.Encode(Message(DataToImplant, id << 24 | session, start, start + bytes, 0, []), Base32)), RecordTypes.Txt,
                Talk.Txt(Talk.Encode(Message(0, 0, start, 0, 0, Damage.Bytes(random, bytes)), Base64))), bytes));
        }
        return said;
    }

    string Name(byte[] message) => Talk.InLabels(keepsCase ? In58(message) : Talk.Encode(message, Base32));

    static byte[] Sum(byte[] message)
    {
        var sum = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(sum, Crc32.Append(0, message));
        return sum;
    }

    /// <summary>A message of fields in order, those of zero left out.</summary>
    static byte[] Message(int type, uint id, long start, long stop, long size, byte[] data) =>
        [.. Field(1, type), .. Field(2, id), .. Field(3, start), .. Field(4, stop), .. Field(5, size), .. data.Length > 0 ? (byte[])[50, .. Number(data.Length), .. data] : []];

    static byte[] Field(int number, long value) => value == 0 ? [] : [(byte)(number << 3), .. Number(value)];

    static byte[] Number(long value) => value < 128 ? [(byte)value] : [(byte)(value & 127 | 128), .. Number(value >> 7)];

    /// <summary>A message never begins with a zero byte, so that a number of 58 digits is all there is to it.</summary>
    static string In58(byte[] bytes)
    {
        var text = "";
        for (var number = new BigInteger(bytes, isUnsigned: true, isBigEndian: true); number > 0; number /= Base58.Length)
        {
            text = Base58[(int)(number % Base58.Length)] + text;
        }
        return text;
    }
}

/// <summary>A question of Sliver and what it is a part of.</summary>
/// <param name="Question">The question.</param>
sealed record SliverPart(Question Question)
{
    /// <summary>Which way the content goes; null where there is none.</summary>
    public Way? Way { get; init; }

    /// <summary>Which message of this way, from 1 on.</summary>
    public uint Message { get; init; }

    /// <summary>Its number on the wire.</summary>
    public uint Id { get; init; }

    /// <summary>Bytes of it here; none where only its size is told.</summary>
    public int Bytes { get; init; }

    /// <summary>Bytes of all of it.</summary>
    public int Size { get; init; }
}
