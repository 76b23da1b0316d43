using System.Text;
using Nameward.Engine.Tests.Rebuilding.Encoders;
using Nameward.Engine.Transcripts.Rebuilding;
using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>Sessions of dnscat2: from an encoder and back, whole and damaged, in clear and encrypted.</summary>
public class Dnscat2SessionsTests : RoundTripTests
{
    [Fact]
    public void CommandsAreToldAndFilesAndTunnelsAreFiles()
    {
        byte[] file = [.. "%PDF-1.7 "u8, .. Enumerable.Range(0, 300).Select(i => (byte)i)];
        byte[] down =
        [
            .. Command(1, 1, "sh\0"u8), .. Command(2, 2, "w\0whoami /all\0"u8), .. Command(3, 3, "C:\\plan.pdf\0"u8), .. Command(4, 4, [.. "x.bin\0"u8, 1, 2, 3]),
            .. Command(5, 0x1000, [0, 0, 0, 0, .. "10.0.0.9\0"u8, 0x01, 0xBB]), .. Command(6, 0x1001, [0, 0, 0, 1, .. "GET / HTTP/1.1\r\n"u8]), .. Command(7, 3, "none\0"u8),
        ];
        byte[] up = [.. Command(0x8001, 1, [0x12, 0x34]), .. Command(0x8003, 3, file), .. Command(0x8004, 4, []), .. Command(0x8005, 0x1000, [0, 0, 0, 1]), .. Command(0x8007, 0xFFFF, [0, 2, .. "no such file\0"u8])];
        var session = Assert.Single(Damage.Talk(new Dnscat2Encoder(new Random(1), 0xABCD).Clear(up, down, isCommand: true).Select(said => said.Question)).Rebuilt());
        var lines = CaptureSessions.Lines(session).ToList();
        Assert.Contains("> opens the session for commands with the name \"console\"", lines);
        Assert.Contains("< start a shell in a session with the name \"sh\"", lines);
        Assert.Contains("> answers \"start a shell in a session with the name \"sh\"\": it is session 0x1234", lines);
        Assert.Contains("< run \"whoami /all\" in a session with the name \"w\"", lines);
        Assert.Contains("< connect to 10.0.0.9 port 443", lines);
        Assert.Contains("> answers \"send the file \"none\"\": error 2: \"no such file\"", lines);
        Assert.Contains("< ends the session: \"bye\"", lines);
        Assert.Equal(["down.bin", "download-2-up.bin", "tunnel-1-down.bin", "up.bin", "upload-1-down.bin"], session.Files.Select(written => written.Name).Order());
        Assert.Equal(file, CaptureSessions.Content(session, "download-2-up.bin"));
        Assert.Equal("pdf", session.Files.Single(written => written.Name == "download-2-up.bin").Kind);
        Assert.Equal((up.Length, down.Length), (session.Up.Recovered, session.Down.Recovered));
        Assert.Empty(session.Notes);
    }

    [Fact]
    public void AnEncryptedSessionIsSizesKeysAndOneKeyStream()
    {
        var said = new Dnscat2Encoder(new Random(2), 7).Sealed([(0, 0), (10, 0), (0, 20), (50, 60), (0, 0)]);
        var session = Assert.Single(Damage.Talk(said).Rebuilt(secret: "1234"));
        Assert.Equal("0x0007: 7 questions, up - (60..60) 0 gaps, down - (80..80) 0 gaps", CaptureSessions.Figures(session));
        Assert.Empty(session.Files);
        Assert.StartsWith("> offers a key on P-256; SHA-256 of it begins ", CaptureSessions.Lines(session).First(), StringComparison.Ordinal);
        Assert.Equal(3, session.Notes.Length);
    }

    [Fact]
    public void DataThatIsSentAgainCountsOnce()
    {
        var encoder = new Dnscat2Encoder(new Random(3), 7);
        var said = encoder.Sealed([(10, 0), (10, 0), (30, 0), (0, 0)]);
        // The third answer is lost, and what it answered comes again under the next nonce.
        said[4] = said[4] with { Answer = null, More = null };
        var session = Assert.Single(Damage.Talk(said).Rebuilt());
        Assert.Equal("0x0007: 6 questions, up - (20..50) 0 gaps, down - (0..256) 0 gaps", CaptureSessions.Figures(session));
    }

    static byte[] Command(int number, int command, ReadOnlySpan<byte> fields) =>
        [.. Four(fields.Length + 4), (byte)(number >> 8), (byte)number, (byte)(command >> 8), (byte)command, .. fields];

    static byte[] Four(int number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];

    /// <inheritdoc/>
    protected override void RoundTrip(int seed, Random random, bool isWhole)
    {
        ClearRoundTrip(seed, random, isWhole);
        SealedRoundTrip(seed, random, isWhole);
    }

    static void ClearRoundTrip(int seed, Random random, bool isWhole)
    {
        var encoders = new[] { new Dnscat2Encoder(random, 0x1234), new Dnscat2Encoder(random, 0x4321) };
        var streams = encoders.Select(_ => (Up: Damage.Bytes(random, random.Next(400)), Down: Encoding.ASCII.GetBytes(new string('x', random.Next(300))))).ToList();
        var exchanges = encoders.Select((encoder, i) => encoder.Clear(streams[i].Up, streams[i].Down, isCommand: false)).ToList();
        var said = Damage.Merge(random, [.. exchanges[0].Select(one => one.Question)], [.. exchanges[1].Select(one => one.Question)]);
        var seen = Damage.Lose(random, said, isWhole ? 0 : 0.1);
        var sessions = Damage.Talk(Damage.Shake(random, seen, 0.1).Select(question => Damage.ChangeCase(random, question))).Rebuilt("dnscat2");
        for (var i = 0; i < 2; i++)
        {
            var kept = exchanges[i].Select(one => (one, Seen: seen.FirstOrDefault(question => question.Labels == one.Question.Labels))).Where(one => one.Seen is not null).ToList();
            var session = sessions.FirstOrDefault(session => session.Key == (i == 0 ? "0x1234" : "0x4321"));
            Assert.True(session is not null || kept.Count < 2, $"seed {seed}: session {i} is not found");
            // Of a few packets without the first nobody can say whether they are encrypted.
            if (session is null || (session.Up.Recovered is null && kept.Count < 4))
            {
                continue;
            }
            var up = kept.Select(one => (one.one.SentAt, one.one.Sent)).ToList();
            var down = kept.Where(one => one.Seen?.Answer is not null).Select(one => (one.one.CameAt, one.one.Came)).ToList();
            var opened = kept.Exists(one => one.one == exchanges[i][0]);
            Check(seed, session, "up.bin", session.Up, streams[i].Up, up, opened);
            Check(seed, session, "down.bin", session.Down, streams[i].Down, down, kept.Exists(one => one.one == exchanges[i][0] && one.Seen?.Answer is not null));
        }
    }

    static void Check(int seed, RebuiltSession session, string file, RebuiltSide side, byte[] truth, List<(int At, int Length)> known, bool isOpened)
    {
        var content = CaptureSessions.Content(session, file);
        var shown = new bool[truth.Length];
        known.ForEach(piece => Array.Fill(shown, true, piece.At, piece.Length));
        Assert.True(side.Recovered == shown.Count(one => one), $"seed {seed}: {file} of {session.Key} has {side.Recovered} of {shown.Count(one => one)} bytes");
        Assert.True(seed % 2 != 0 || (side.Gaps == 0 && content.AsSpan().SequenceEqual(truth)), $"seed {seed}: {file} of {session.Key} has {side.Gaps} gaps");
        Assert.InRange(truth.Length, side.Low, isOpened ? long.MaxValue : truth.Length);
        if (isOpened && content.Length > 0)
        {
            var expected = truth.Select((value, i) => shown[i] ? value : (byte)0).Take(content.Length);
            Assert.True(content.AsSpan().SequenceEqual(expected.ToArray()), $"seed {seed}: {file} of {session.Key} is wrong");
        }
    }

    static void SealedRoundTrip(int seed, Random random, bool isWhole)
    {
        var messages = Enumerable.Range(0, random.Next(15, 40)).Select(_ => (random.Next(3) == 0 ? random.Next(1, 80) : 0, random.Next(3) == 0 ? random.Next(1, 80) : 0)).ToList();
        var said = new Dnscat2Encoder(random, 0x1234).Sealed(messages);
        var seen = Damage.Lose(random, said, isWhole ? 0 : 0.1);
        var session = Assert.Single(Damage.Talk(Damage.Shake(random, seen, isWhole ? 0.1 : 0)).Rebuilt("dnscat2"));
        Assert.True(session.Up.Low <= messages.Sum(message => message.Item1) && session.Down.Low <= messages.Sum(message => message.Item2), $"seed {seed}: {CaptureSessions.Figures(session)}");
        Assert.True(!isWhole || (session.Up.High >= messages.Sum(message => message.Item1) && session.Up.Gaps == 0), $"seed {seed}: {CaptureSessions.Figures(session)}");
        var last = seen.Count > 0 ? said.IndexOf(said.Last(one => seen.Exists(other => other.Labels == one.Labels))) : 0;
        var inside = said[2..last].Count(one => !seen.Exists(other => other.Labels == one.Labels));
        Assert.True(inside == 0 || session.Up.Gaps > 0 || !seen.Exists(one => one.Labels == said[1].Labels), $"seed {seed}: {inside} questions are missing and no gap is told");
    }
}
