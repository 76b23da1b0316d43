using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Capture;

public class CaptureFuzzTests
{
    static readonly byte[] Query = MessageBuilder.Query("www.example.com", additionals: 1).Opt().ToArray();
    static readonly byte[] Response = MessageBuilder.Response("www.example.com", 1, 3, 1, 1)
        .Answer(RecordTypes.Cname, [3, .. "cdn"u8, 0xC0, 16]).Answer(RecordTypes.Mx, [0, 1, 0xC0, 12]).Answer(RecordTypes.Txt, [3, 1, 2, 3])
        .Answer(RecordTypes.Soa, [0xC0, 16, 0xC0, 12, .. new byte[20]]).Opt(1).ToArray();

    [Fact]
    [Trait("tier", "ci")]
    public void MutatedMessagesAreEachCountedOnceAndTheirRowsAreSound()
    {
        const int seed = 11;
        var random = new Random(seed);
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < 60_000; i++)
        {
            var message = Mutate(random.Next(2) == 0 ? Query : Response, random);
            var rows = Reading.Frame(Frames.Ethernet(Frames.V4(Frames.Udp(random.Next(2) == 0 ? 53 : 8053, 40000, message))));
            Assert.True(rows.Lines.Count == 1, $"seed {seed}, round {i}");
            AssertSound(rows, $"seed {seed}, round {i}");
        }
        // Of all that this process does meanwhile, so that other programs do not count.
        var spent = Environment.CpuUsage.TotalTime - before;
        Assert.True(spent < TimeSpan.FromSeconds(60), $"{spent}");
    }

    [Fact]
    [Trait("tier", "ci")]
    public void MutatedCapturesAreReadTheSameInPiecesAndByForks()
    {
        const int seed = 12;
        var random = new Random(seed);
        byte[] query = Frames.QueryFrame(Query), response = Frames.ResponseFrame(Response);
        byte[][] files =
        [
            new PcapBuilder().Packet(query).Packet(response).Packet(query).Packet(response).ToArray(),
            new PcapngBuilder().Section().Interface().Enhanced(query).Enhanced(response)
                .Simple(query, 90).Obsolete(response).Section(true).Interface().Enhanced(query).ToArray(),
        ];
        for (var i = 0; i < 4_000; i++)
        {
            var original = files[i % 2];
            var format = Reading.Format(original);
            byte[] file = [.. original[..12], .. Mutate(original[12..], random)];
            var whole = Reading.Whole(format.Open(new(0, TimeZoneInfo.Utc)), file).All;
            if (format.Sniff(file) == Likeness.Certain)
            {
                Assert.True(whole.SequenceEqual(Reading.InPieces(file, 1 + random.Next(200)).All), $"seed {seed}, round {i}: pieces");
                Assert.True(whole.SequenceEqual(Reading.Forked(file, random.Next(file.Length)).All), $"seed {seed}, round {i}: fork");
            }
        }
    }

    static void AssertSound(CollectingRows rows, string where)
    {
        Span<byte> starts = stackalloc byte[WireName.MaxLabels];
        foreach (var answers in rows.Answers)
        {
            foreach (var record in new ResourceRecords(answers))
            {
                Assert.True(record.Owner.IsEmpty || WireName.Labels(record.Owner, starts) >= 0, where);
                Assert.True(record.Target.IsEmpty || WireName.Labels(record.Target, starts) >= 0, where);
            }
        }
    }

    static byte[] Mutate(byte[] original, Random random)
    {
        byte[] message = [.. original];
        for (var changes = 1 + random.Next(4); changes > 0; changes--)
        {
            var at = random.Next(message.Length);
            message = random.Next(6) switch
            {
                0 => message[..Math.Max(1, at)],
                1 => [.. message[..at], .. message[at..], .. message[at..]],
                2 => [.. message[..at], .. message[Math.Min(message.Length, at + 1 + random.Next(8))..], 0],
                3 => With(message, at, (byte)(0xC0 | random.Next(4))),
                _ => With(message, at, (byte)random.Next(256)),
            };
        }
        return message.Length > 1400 ? message[..1400] : message;
    }

    static byte[] With(byte[] message, int at, byte value)
    {
        message[at] = value;
        return message;
    }
}
