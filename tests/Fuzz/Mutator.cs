using System.Buffers.Binary;

namespace Nameward.Fuzz;

/// <summary>Makes damaged inputs out of well-formed ones. The same random numbers give the same input.</summary>
sealed class Mutator(IReadOnlyList<byte[]> seeds)
{
    const int UsualLength = 1 << 15;
    const int LongRecord = (1 << 20) + (1 << 16);

    static readonly byte[] Telling = [0, 1, 0x3F, 0x40, 0x7F, 0x80, 0xC0, 0xFF, .. "\t\n\r\"\\{}[],:;.-09aZ "u8];
    static readonly uint[] Sizes = [0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x10000, 0x100000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF];

    /// <summary>One input: a seed or plain noise, changed in up to eight places.</summary>
    public byte[] Next(Random random)
    {
        var input = Start(random);
        for (var changes = random.Next(9); changes > 0; changes--)
        {
            input = Change(input, random);
        }
        return random.Next(4000) == 0 ? Stretch(input, random) : [.. input];
    }

    List<byte> Start(Random random)
    {
        if (seeds.Count == 0 || random.Next(16) == 0)
        {
            var noise = new byte[random.Next(512)];
            random.NextBytes(noise);
            return [.. noise];
        }
        // A long seed is cut behind its start: what comes first (a header) decides how the rest is read.
        var seed = seeds[random.Next(seeds.Count)];
        return [.. seed.AsSpan(0, Math.Min(seed.Length, random.Next(4) == 0 ? random.Next(UsualLength) : UsualLength))];
    }

    List<byte> Change(List<byte> input, Random random)
    {
        var at = random.Next(input.Count + 1);
        var run = input.GetRange(at, Math.Min(input.Count - at, random.Next(1, random.Next(2) == 0 ? 8 : 512)));
        switch (random.Next(9))
        {
            case 0 when run.Count > 0:
                input[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when run.Count > 0:
                input[at] = Telling[random.Next(Telling.Length)];
                break;
            case 2:
                input.Insert(at, Telling[random.Next(Telling.Length)]);
                break;
            case 3:
                input.RemoveRange(at, run.Count);
                break;
            case 4:
                input.InsertRange(at, run);
                break;
            case 5:
                input.InsertRange(random.Next(input.Count + 1), run);
                break;
            case 6:
                Size(input, at, random);
                break;
            case 7 when random.Next(4) == 0:
                input.RemoveRange(at, input.Count - at);
                break;
            case 8 when seeds.Count > 0:
                Splice(input, at, seeds[random.Next(seeds.Count)], random);
                break;
        }
        return input;
    }

    static void Size(List<byte> input, int at, Random random)
    {
        Span<byte> number = stackalloc byte[4];
        var size = Sizes[random.Next(Sizes.Length)];
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteUInt32BigEndian(number, size);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(number, size);
        }
        var width = random.Next(2) == 0 ? 2 : 4;
        for (var i = 0; i < width && at + i < input.Count; i++)
        {
            input[at + i] = number[i];
        }
    }

    static void Splice(List<byte> input, int at, byte[] other, Random random)
    {
        var from = random.Next(other.Length + 1);
        input.InsertRange(at, other.AsSpan(from, Math.Min(other.Length - from, random.Next(1024))).ToArray());
    }

    /// <summary>Makes one record longer than any reader may keep.</summary>
    static byte[] Stretch(List<byte> input, Random random)
    {
        var at = random.Next(input.Count + 1);
        input.InsertRange(at, Enumerable.Repeat(Telling[random.Next(Telling.Length)], LongRecord));
        return [.. input];
    }
}
