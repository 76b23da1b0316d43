using System.Buffers.Binary;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Transcripts;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Tests.Rebuilding.Encoders;

/// <summary>Makes the names of a beacon of Cobalt Strike and their answers in memory, for tests that read them again; what they hold is random.</summary>
/// <param name="random">Sizes and content.</param>
/// <param name="beacon">Number of the beacon.</param>
/// <param name="idle">The address that means "idle".</param>
sealed class CobaltStrikeEncoder(Random random, uint beacon, uint idle)
{
    uint _message = (uint)random.Next(0x10000, 0x1000000);

    /// <summary>A check-in that is told nothing, or what to do.</summary>
    public CobaltStrikeName CheckIn(uint task) => new(new($"{beacon:x8}", RecordTypes.A, Address(task)));

    /// <summary>A message of so many bytes up: how many they are, and the bytes in one to three labels of each name.</summary>
    public List<CobaltStrikeName> Post(int size)
    {
        var number = _message++;
        List<CobaltStrikeName> said = [Up($"post.1{size:x}", 0, 0)];
        for (int sent = 0, bytes; sent < size; sent += bytes)
        {
            var labels = new List<string>();
            for (bytes = 0; labels.Count < 3 && sent + bytes < size; bytes += labels[^1].Length / 2)
            {
                labels.Add(Convert.ToHexStringLower(Damage.Bytes(random, Math.Min(28, size - sent - bytes))));
            }
            said.Add(Up($"post.{labels.Count}{string.Join('.', labels)}", (uint)said.Count, bytes));
        }
        return said;

        CobaltStrikeName Up(string data, uint counter, int bytes) =>
            new(new($"{data}.{counter:x}{number:x8}.{beacon:x8}", RecordTypes.A, [0, 0, 0, 0])) { Way = Way.Up, Message = number, Counter = counter, Bytes = bytes, Size = size };
    }

    /// <summary>A task of so many blocks of 16 bytes down, by A, TXT or AAAA.</summary>
    public List<CobaltStrikeName> Fetch(int blocks)
    {
        var (number, size, bytes) = (_message++, 16 * blocks, Damage.Bytes(random, 16 * blocks));
        var (prefix, type, parts) = random.Next(3) switch
        {
            0 => ("cdn", RecordTypes.A, bytes.Chunk(4).Select(part => (part, part.Length)).ToList()),
            1 => ("www6", RecordTypes.Aaaa, bytes.Chunk(16).Select(part => (part, part.Length)).ToList()),
            // Letters of three of each four hold their bytes: pieces of a multiple of four letters are told one by one.
            _ => ("api", RecordTypes.Txt, Convert.ToBase64String(bytes).TrimEnd('=').Chunk(88).Select(part => (Talk.Txt(new string(part)), part.Length * 6 / 8)).ToList()),
        };
        return [Down("0", RecordTypes.A, Address((uint)size), 0, 0), .. parts.Select((part, i) => Down($"{i + 1:x}", type, part.Item1, (uint)i + 1, part.Item2))];

        CobaltStrikeName Down(string counter, ushort asked, byte[] answer, uint at, int held) =>
            new(new($"{prefix}.{counter}{number:x8}.{beacon:x8}", asked, answer)) { Way = Way.Down, Message = number, Counter = at, Bytes = held, Size = size };
    }

    byte[] Address(uint said)
    {
        var address = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(address, said ^ idle);
        return address;
    }
}

/// <summary>A name of Cobalt Strike and what it is a part of.</summary>
/// <param name="Question">The question.</param>
sealed record CobaltStrikeName(Question Question)
{
    /// <summary>Which way the content goes; null where there is none.</summary>
    public Way? Way { get; init; }

    /// <summary>Number of the message.</summary>
    public uint Message { get; init; }

    /// <summary>Number of the name in it; that of 0 announces its size.</summary>
    public uint Counter { get; init; }

    /// <summary>Bytes of it here.</summary>
    public int Bytes { get; init; }

    /// <summary>Bytes of all of it.</summary>
    public int Size { get; init; }
}
