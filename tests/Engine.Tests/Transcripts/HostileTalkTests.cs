using System.Text;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Transcripts;

/// <summary>Conversations that are not a tool's, some made to look like one: no name, and no exception.</summary>
public class HostileTalkTests
{
    const int Talks = 1000, Questions = 40;
    static readonly string[] Words = ["init", "base64", "up", "down", "id-7", "id-64840", "=auth", "=connect", "www", "api", "post", "0-0", "1-2", "19997cf2", "vaaaaka", "zaaa", "paaaaaaa"];
    static readonly ushort[] Types = [RecordTypes.A, RecordTypes.Aaaa, RecordTypes.Txt, RecordTypes.Null, RecordTypes.Cname, RecordTypes.Mx, RecordTypes.Key, RecordTypes.Srv, 0];

    [Fact]
    public void NoTalkOfOtherThingsIsGivenATool()
    {
        for (var seed = 0; seed < Talks; seed++)
        {
            var tool = TalkOf(seed).Tool;
            Assert.True(tool is null, $"seed {seed} is taken for {tool?.Tool}");
        }
    }

    static Talk TalkOf(int seed)
    {
        var random = new Random(seed);
        var talk = new Talk();
        var constant = Bytes(random, 17);
        for (var i = 0; i < Questions; i++)
        {
            var labels = Labels(random, seed % 10, i);
            var type = seed % 3 == 0 ? RecordTypes.Txt : Types[random.Next(Types.Length)];
            switch (seed / 10 % 5)
            {
                case 0: talk.Ask(labels, type); break;
                case 1: talk.Ask(labels, type, Answer(type, Encoding.Latin1.GetBytes(labels))); break;
                case 2: talk.Ask(labels, type, Answer(type, constant)); break;
                case 3: talk.Ask(labels, type, Answer(type, Encoding.Latin1.GetBytes("A" + labels.Split('.')[0]))); break;
                default: talk.Ask(labels, type, Bytes(random, random.Next(60)), Types[random.Next(Types.Length)]); break;
            }
        }
        return talk;
    }

    static string Labels(Random random, int kind, int number) => kind switch
    {
        0 => Text(random, "abcdefghijklmnopqrstuvwxyz0123456789", 12),
        1 => Text(random, "0123456789abcdef", 40),
        2 => Convert.ToHexStringLower([0, (byte)number, 1, 0xB8, 0xD3, .. Bytes(random, 12)]),
        3 => $"{number:x8}.{Text(random, "0123456789abcdef", 8)}.19997cf2",
        4 => Text(random, "abcdefghijklmnopqrstuvwxyz012345", 30) + "." + Text(random, "abcdefghijklmnopqrstuvwxyz012345", 30),
        5 => Text(random, new string([.. Enumerable.Range(1, 255).Select(value => (char)value).Where(value => value != '.')]), 50),
        6 => string.Join('.', Enumerable.Range(0, random.Next(1, 5)).Select(_ => Words[random.Next(Words.Length)])) + "." + Text(random, "abcdef0123456789", 6),
        7 => $"p{number:d7}",
        8 => $"{number}.{Text(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 40)}",
        _ => $"{Text(random, "0123456789abcdef", 32)}.{number % 4}.md5",
    };

    /// <summary>What an answer of a type can hold of a text: as it is, as strings, or as a name.</summary>
    static byte[] Answer(ushort type, byte[] text) => type switch
    {
        RecordTypes.A => Fill(text, 4),
        RecordTypes.Aaaa => Fill(text, 16),
        RecordTypes.Txt => Talk.Txt(text),
        RecordTypes.Cname => [(byte)Math.Min(text.Length, 63), .. text.Take(63), .. Names.Wire(Talk.Zone)],
        RecordTypes.Mx => [0, 10, (byte)Math.Min(text.Length, 63), .. text.Take(63), .. Names.Wire(Talk.Zone)],
        _ => text,
    };

    static byte[] Fill(byte[] text, int bytes) => [.. text.Concat(new byte[bytes]).Take(bytes)];

    static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    static string Text(Random random, string alphabet, int length) => new([.. Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)])]);
}
