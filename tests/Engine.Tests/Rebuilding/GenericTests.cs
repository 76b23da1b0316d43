using System.IO.Compression;
using System.Text;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rebuilding.Encoders;
using Nameward.Engine.Tests.Transcripts;
using Nameward.Engine.Transcripts.Rebuilding;
using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>Channels of layouts that no decoder knows: what the generic decoder is sure of is right, and it is sure of most that can be told.</summary>
public class GenericTests
{
    [Fact]
    public void RandomLayoutsComeBack() => RoundTrips(300);

    [Fact]
    [Trait("tier", "ci")]
    public void ManyRandomLayoutsComeBack() => RoundTrips(3000);

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

    static void RoundTrips(int layouts)
    {
        const int Enough = 25;
        var (tellable, told, wrong) = (0, 0, new List<string>());
        for (var seed = 0; seed < layouts; seed++)
        {
            var layout = new RandomLayout(seed);
            var isWhole = seed % 2 == 0;
            var asked = isWhole ? layout.Questions() : Damaged(layout, new Random(seed));
            var isTellable = layout.IsNumbered && asked.Count >= Enough;
            foreach (var session in Damage.Talk(asked).Rebuilt())
            {
                var side = layout.IsDown ? session.Down : session.Up;
                var isTold = session.Tool is null && session.Certainty >= 0.5 && side.Recovered is not null;
                tellable += isTellable ? 1 : 0;
                told += isTold && isTellable ? 1 : 0;
                // Without a number that was found the order is that of time, which is told as no more than nine in ten; damage may have changed it.
                if (isTold && (isWhole || session.Certainty > 0.9) && Fault(layout, session, side, isWhole) is { } fault)
                {
                    wrong.Add($"{seed}: {fault}: {layout}; certainty {session.Certainty}, {session.Codec}; {string.Join("; ", CaptureSessions.Notes(session))}");
                }
            }
        }
        Assert.Empty(wrong);
        Assert.InRange(told, tellable * 98 / 100, tellable);
    }

    static List<Question> Damaged(RandomLayout layout, Random random) => Damage.Shake(random, [.. layout.Questions().Where(_ => random.Next(20) > 0)], layout.IsNumbered ? 0.1 : 0);

    static string? Fault(RandomLayout layout, RebuiltSession session, RebuiltSide side, bool isWhole)
    {
        var got = CaptureSessions.Content(session, layout.IsDown ? "down.bin" : "up.bin");
        if (isWhole)
        {
            return side.Gaps > 0 ? $"{side.Gaps} gaps in nothing that is missing" : got.AsSpan().SequenceEqual(layout.Content) ? null : $"{got.Length} bytes, {got.AsSpan().CommonPrefixLength(layout.Content)} of them right";
        }
        // What is lost before the first chunk is not known of; each byte that is there is right where it stands, and the rest are zeros.
        for (var begin = 0; begin < layout.Content.Length; begin++)
        {
            var rest = layout.Content.AsSpan(begin);
            if (got.Length <= rest.Length && Enumerable.Range(0, got.Length).All(i => got[i] == layout.Content[begin + i] || got[i] == 0))
            {
                return null;
            }
        }
        return side.Gaps > 0 || !layout.IsNumbered || layout.IsDown || layout.IsCut ? null : $"{got.Length} bytes that are not of the content";
    }
}
