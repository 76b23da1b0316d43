using System.IO.Compression;
using System.Text;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rebuilding.Encoders;
using Nameward.Engine.Tests.Transcripts;
using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>Channels of layouts that no decoder knows: what the generic decoder is sure of is right, and it is sure of most that can be told.</summary>
public class GenericTests
{
    [Fact]
    public void ChunksOfAlmaCommunicatorComeUpAndTextComesDownInAddresses()
    {
        var file = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 30).Select(i => $"line {i} of the report\r\n")));
        var random = new Random(7);
        var chunks = file.Chunk(10).ToList();
        var session = Assert.Single(Damage.Talk(chunks.Select((chunk, number) => new Question(
            $"{random.Next(1000, 9999)}ID4f2a9c01-{number}-{Convert.ToHexStringLower(chunk)}-7265706f72742e747874", RecordTypes.A, [.. "do x"u8]))).Rebuilt());
        Assert.Equal(file, CaptureSessions.Content(session, "up.bin"));
        Assert.Equal((0, null, "numbered chunks of hexadecimal"), (session.Up.Gaps, session.Tool, session.Title));
        Assert.InRange(session.Certainty, 0.99, 1);
    }

    [Fact]
    public void AFileThatIsPackedAndFoldedIntoLabelsIsPutTogetherAndUnpacked()
    {
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 200).Select(i => $"{i * 7919 % 4001} {i * 104_729 % 7919}\n")));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(text);
        }
        // base64 FILE | fold -w 57: lines end between two bytes as well as not.
        var lines = Convert.ToBase64String(packed.ToArray()).TrimEnd('=').Chunk(57).Select(line => new string(line)).ToList();
        var session = Assert.Single(Damage.Talk(lines.Select((line, number) => new Question($"{line}.{number}", RecordTypes.A, [127, 0, 0, 1]))).Rebuilt());
        Assert.Equal(packed.ToArray(), CaptureSessions.Content(session, "up.bin"));
        Assert.Equal(text, CaptureSessions.Content(session, "unpacked-up.bin"));
    }

    [Fact]
    public void AScriptThatIsFetchedPieceByPieceIsPutInTheOrderOfItsNames()
    {
        var script = Encoding.ASCII.GetBytes("$x = [Text.Encoding]::ASCII\r\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"$y{i} = New-Object byte[] {i * 31}\r\n")));
        // aaa, baa, caa and on: the lowest letter first.
        string Stage(int number) => $"{(char)('a' + number % 26)}{(char)('a' + number / 26)}a";
        var pieces = Convert.ToBase64String(script).Chunk(80).Select((piece, number) => new Question($"{Stage(number)}.stage.123456", RecordTypes.Txt, Talk.Txt(new string(piece)))).ToList();
        var session = Assert.Single(Damage.Talk(Damage.Shake(new Random(3), pieces, 0.1)).Rebuilt());
        Assert.Equal(script, CaptureSessions.Content(session, "down.bin"));
        Assert.Equal("unknown up, base64 down", session.Codec);
    }

    [Fact]
    public void TextInTheOctetsOfAddressesIsRead()
    {
        var text = Encoding.ASCII.GetBytes("net user administrator /domain & ipconfig /all & tasklist /v & systeminfo & netstat -ano & whoami /groups & dir c:\\users /s end!");
        var asked = text.Chunk(4).Select((octets, number) => new Question($"{(number * 7919 + 12345) % 100_000:d5}a1.x", RecordTypes.A, octets)).ToList();
        var session = Assert.Single(Damage.Talk(asked).Rebuilt());
        Assert.Equal(text, CaptureSessions.Content(session, "down.bin"));
        var turned = Assert.Single(Damage.Talk(asked.Select(question => question with { Answer = [.. question.Answer!.Reverse()] })).Rebuilt());
        Assert.Equal(text, CaptureSessions.Content(turned, "down.bin"));
    }

    [Fact]
    public void TwoSessionsAtOnceAreToldApartByTheirKey()
    {
        var random = new Random(11);
        List<Question> Session(string id, byte[] content) => [.. content.Chunk(30).Select((chunk, number) => new Question($"{id}.{number:d3}.{Convert.ToHexStringLower(chunk)}", RecordTypes.A, [127, 0, 0, 1]))];
        byte[] one = Damage.Bytes(random, 30 * 40), other = Damage.Bytes(random, 30 * 50);
        var sessions = Damage.Talk(Damage.Merge(random, Session("k3v9x", one), Session("q7m2z", other))).Rebuilt();
        Assert.Equal([one.Length, other.Length], sessions.Select(session => CaptureSessions.Content(session, "up.bin").Length).Order());
        Assert.Contains(sessions, session => CaptureSessions.Content(session, "up.bin").AsSpan().SequenceEqual(one));
        Assert.Contains(sessions, session => CaptureSessions.Content(session, "up.bin").AsSpan().SequenceEqual(other));
    }

    [Fact]
    public void RandomNamesWithoutANumberAreNoChannel()
    {
        var random = new Random(5);
        string Hex(int digits) => string.Concat(Enumerable.Range(0, digits).Select(_ => "0123456789abcdef"[random.Next(16)]));
        // Sums of files, numbers of machines, hosts of a network that delivers content.
        foreach (var name in new Func<string>[] { () => $"{Hex(32)}.files", () => $"{Hex(8)}-{Hex(4)}-4{Hex(3)}-a{Hex(3)}-{Hex(12)}.telemetry", () => $"d{Hex(13)}.edge", () => $"{Hex(30)}.{Hex(30)}" })
        {
            var session = Assert.Single(Damage.Talk(Enumerable.Range(0, 200).Select(_ => new Question(name(), RecordTypes.A, [192, 0, 2, (byte)random.Next(256)]))).Rebuilt());
            Assert.Equal((0.0, null, "unknown"), (session.Certainty, session.Up.Recovered, session.Title));
        }
    }
}
