using System.Buffers.Binary;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rebuilding.Encoders;
using Nameward.Engine.Tests.Transcripts;
using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>Sessions of which the content is encrypted: what was sent, how much of it came, and what is missing.</summary>
public class BeaconSessionsTests
{
    const string Sliver32 = "ab1c2d3e4f5g6h7j8k9m0npqrtuvwxyz", Sliver64 = "a0b2c5def6hijklmnopqr_st-uvwxyzA1B3C4DEFGHIJKLM7NO9PQR8ST+UVWXYZ";

    [Fact]
    public void ABeaconOfCobaltStrikeIsToldByItsCheckInsTasksAndMessages()
    {
        var random = new Random(1);
        string Hex(int bytes) => Convert.ToHexStringLower(Damage.Bytes(random, bytes));
        List<Question> Post(string message, int missing) =>
            [.. new[] { $"post.140.0{message}.19997cf2", $"post.2{Hex(28)}.{Hex(28)}.1{message}.19997cf2", $"post.1{Hex(8)}.2{message}.19997cf2" }.Where((_, i) => i != missing).Select(name => new Question(name, RecordTypes.A, [0, 0, 0, 0]))];
        List<Question> asked =
        [
            .. Enumerable.Repeat(new Question("19997cf2", RecordTypes.A, [0, 0, 0, 0]), 3), new("19997cf2", RecordTypes.A, [0, 0, 0, 0xF2]),
            .. Enumerable.Range(0, 3).Select(i => new Question($"api.{i}0713a2c4.19997cf2", RecordTypes.Txt, Talk.Txt(Convert.ToBase64String(Damage.Bytes(random, 30))))),
            .. Post("09842910", -1), .. Post("0713a2c5", -1), .. Post("0713a2c6", 1), new("19997cf2", RecordTypes.A, [0, 0, 0, 0]),
        ];
        var session = Assert.Single(Damage.Talk(asked).Rebuilt());
        Assert.Equal(("cobalt-strike", "beacon 19997cf2"), (session.Tool, session.Key));
        Assert.Equal((null, 64 + 64 + 8, 1), (session.Up.Recovered, session.Up.Low, session.Up.Gaps));
        Assert.Equal((null, 90, 0), (session.Down.Recovered, session.Down.Low, session.Down.Gaps));
        Assert.Equal(
        [
            "< 3 check-ins: idle", "< 1 check-ins: a task, to be fetched by TXT", "< conversation 0713a2c4: 90 bytes in 3 answers", "> message 09842910: 64 of 64 bytes that it announced",
            "> message 0713a2c5: 64 of 64 bytes that it announced", "> message 0713a2c6: 8 of 64 bytes that it announced, 1 gaps", "< 1 check-ins: idle",
        ], CaptureSessions.Lines(session));
    }

    [Fact]
    public void MessagesOfSliverAreToldByHowMuchOfEachCame()
    {
        var random = new Random(2);
        byte[] Message(int type, uint id, int start, int size, byte[] data) => [8, (byte)type, .. Field(2, id), .. Field(3, (uint)start), .. Field(5, (uint)size), .. data.Length > 0 ? [50, (byte)data.Length, .. data] : Array.Empty<byte>()];
        const uint Session = 0xABCDEF;
        List<Question> asked = [];
        for (var start = 0; start < 400; start += 40)
        {
            var message = Message(8, 5 << 24 | Session, start, 400, Damage.Bytes(random, 40));
            var sum = new byte[4];
            BinaryPrimitives.WriteUInt32LittleEndian(sum, Crc32.Append(0, message));
            asked.Add(new(Talk.InLabels(Talk.Encode(message, Sliver32)), RecordTypes.A, sum));
        }
        asked.Add(new(Talk.Encode(Message(3, Session, 0, 0, Damage.Bytes(random, 8)), Sliver32), RecordTypes.Txt, Talk.Txt(Talk.Encode(Message(6, 9 << 24 | Session, 0, 200, []), Sliver64))));
        asked.Add(new(Talk.Encode(Message(7, 9 << 24 | Session, 0, 0, []), Sliver32), RecordTypes.Txt, Talk.Txt(Talk.Encode(Message(7, 9 << 24 | Session, 0, 0, Damage.Bytes(random, 120)), Sliver64))));
        asked.RemoveAt(3);
        var session = Assert.Single(Damage.Talk(Damage.Shake(random, asked, 0.2)).Rebuilt());
        Assert.Equal(("sliver", "0xabcdef"), (session.Tool, session.Key));
        Assert.Equal((null, 360, 1), (session.Up.Recovered, session.Up.Low, session.Up.Gaps));
        Assert.Equal((null, 120, 1), (session.Down.Recovered, session.Down.Low, session.Down.Gaps));
        Assert.Contains("> message 5: 360 of 400 bytes, 90 %", CaptureSessions.Lines(session));
        Assert.Contains("< message 9: 120 of 200 bytes, 60 %", CaptureSessions.Lines(session));
        Assert.Contains("9 of 9 addresses in answers are the sums of what was sent", CaptureSessions.Notes(session));
    }

    // What it says of the two sessions: 3727 and 3909 bytes of segments; names alone could have held 10102 and 13580.
    [Theory]
    [Trait("tier", "ci")]
    [InlineData("captures/tunnels/korving-doh/dnsoverhttps-dnstt-Chrome_83-c2/dns.pcap.gz", "client 449bd17948dfd62f: 159 questions, up - (3727..3727) 0 gaps, down - (427..427) 0 gaps")]
    [InlineData("captures/tunnels/korving-doh/dnsoverhttps-dnstt-none-c2/dns.pcap.gz", "client 748692cbdf84eddb: 241 questions, up - (3909..3909) 0 gaps, down - (609..609) 0 gaps")]
    public void SegmentsOfDnsttAreCountedOnce(string path, string figures) => Assert.Equal(figures, CaptureSessions.Figures(Assert.Single(CaptureSessions.Of(path, "dnstt"))));

    static byte[] Field(int number, uint value)
    {
        var bytes = new List<byte> { (byte)(number << 3) };
        var isFirst = value == 0;
        for (; value > 0; value >>= 7)
        {
            bytes.Add((byte)(value & 127 | (value > 127 ? 128u : 0)));
        }
        return isFirst ? [] : [.. bytes];
    }
}
