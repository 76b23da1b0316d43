using System.IO.Compression;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Transcripts;
using Nameward.Engine.Transcripts.Codecs;

namespace Nameward.Engine.Tests.Rebuilding.Encoders;

/// <summary>Makes the messages of an agent of Saitama in memory, for tests that read them again.</summary>
sealed class SaitamaEncoder(int agent, int counter)
{
    const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789", Counters = "razupgnv2w01eos4t38h7yqidxmkljc6b9f5", Base32 = "abcdefghijklmnopqrstuvwxyz234567";
    const int Piece = 12;

    int _counter = counter;

    /// <summary>The greeting and its answer.</summary>
    public Question Greet() => Make("aharuto", [9, 9, 9, (byte)agent]);

    /// <summary>A task: its size, and four bytes each; the first byte is its kind.</summary>
    public List<Question> Task(byte[] task) =>
    [
        Make(Text(agent), [1, (byte)(task.Length >> 16), (byte)(task.Length >> 8), (byte)task.Length]),
        .. Enumerable.Range(0, (task.Length + 3) / 4).Select(i => Make("c" + Text(agent) + Three(4 * i), [.. task.Skip(4 * i).Concat("EEEE"u8.ToArray()).Take(4)])),
    ];

    /// <summary>A result: its size and first bytes, and the rest; the first byte says whether it is packed.</summary>
    public List<Question> Result(byte[] result) => [.. result.Chunk(Piece).Select((part, i) =>
        Make("b" + Text(agent) + Three(Piece * i) + (i == 0 ? Three(result.Length) : "") + Talk.Encode(part, Base32), [1, 2, 3, 4]))];

    /// <summary>A result as it is packed.</summary>
    public static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var stream = new DeflateStream(packed, CompressionLevel.Optimal))
        {
            stream.Write(content);
        }
        return [61, .. packed.ToArray()];
    }

    Question Make(string text, byte[] answer)
    {
        var now = _counter++ % (36 * 36 * 36);
        var random = new MersenneTwister((uint)now);
        var left = Letters.ToList();
        var shuffled = new char[Letters.Length];
        for (var i = 0; i < shuffled.Length; i++)
        {
            var drawn = (int)(random.Next() % (uint)left.Count);
            shuffled[i] = left[drawn];
            left.RemoveAt(drawn);
        }
        return new(new string([.. text.Select(letter => shuffled[Letters.IndexOf(letter)])]) + Write(now, Counters), RecordTypes.A, answer);
    }

    static string Text(int number) => Write(number, Letters);

    static string Three(int number) => Text(number).PadLeft(3, 'a');

    static string Write(int number, string letters) => number < 36 ? letters[number].ToString() : Write(number / 36, letters) + letters[number % 36];
}
