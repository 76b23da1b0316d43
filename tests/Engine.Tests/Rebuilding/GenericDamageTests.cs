using System.Text;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rebuilding.Encoders;
using Nameward.Engine.Tests.Transcripts;
using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>What the generic decoder says of chunks that were lost, names whose case was changed, content that unpacks without end, and nonsense.</summary>
public class GenericDamageTests
{
    const int Chunk = 30, Chunks = 40;

    [Theory]
    [InlineData(0, "1 of 40 chunks are missing at the beginning")]
    [InlineData(39, "1 of 40 chunks are missing at the end")]
    [InlineData(12, null)]
    public void ALostChunkIsAGapWhereNamesSayHowManyThereAre(int lost, string? note)
    {
        // The last is shorter than the others: without it, or with it, the numbers say whether they begin at 0 or 1.
        var content = Damage.Bytes(new(17), Chunk * Chunks - 7);
        var session = Assert.Single(Damage.Talk(Numbered(content, "0040", first: 1, skip: 0).Where((_, number) => number != lost && number != 25)).Rebuilt());
        var missing = lost == 39 ? 53 : 60;
        Assert.Equal(((long?)content.Length - missing, 2), (session.Up.Recovered, session.Up.Gaps));
        Assert.InRange(session.Up.High!.Value, content.Length, content.Length + Chunk);
        Assert.Contains(CaptureSessions.Notes(session), told => told.Contains("says how many chunks there are: 40", StringComparison.Ordinal));
        Assert.True(note is null || CaptureSessions.Notes(session).Contains(note) || CaptureSessions.Notes(session).Contains("1 of 40 chunks are missing at the beginning or the end"), string.Join("; ", CaptureSessions.Notes(session)));
    }

    [Fact]
    public void NumbersThatBeginInTheMiddleAreNoted()
    {
        var content = Damage.Bytes(new(18), Chunk * Chunks);
        var session = Assert.Single(Damage.Talk(Numbered(content, "up", first: 0, skip: 7)).Rebuilt());
        Assert.Contains("the numbers begin at 7: earlier chunks were not seen", CaptureSessions.Notes(session));
        Assert.InRange(session.Up.High!.Value, content.Length, content.Length);
        Assert.DoesNotContain(CaptureSessions.Notes(Assert.Single(Damage.Talk(Numbered(content, "up", first: 1, skip: 0)).Rebuilt())), note => note.Contains("begin", StringComparison.Ordinal));
    }

    [Fact]
    public void AnAnswerThatIsLostIsAGap()
    {
        var script = Encoding.ASCII.GetBytes("$x = [Text.Encoding]::ASCII\r\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"$y{i} = New-Object byte[] {i * 31}\r\n")));
        var pieces = script.Chunk(60).Select((piece, number) => new Question($"{number:d3}.stage.x1", RecordTypes.Txt, number == 9 ? null : Talk.Txt(Convert.ToBase64String(piece)))).ToList();
        var session = Assert.Single(Damage.Talk(pieces).Rebuilt());
        Assert.Equal((script.Length - 60, 1, script.Length), (session.Down.Recovered, session.Down.Gaps, session.Down.High));
        Assert.Equal(script[600..], CaptureSessions.Content(session, "down.bin")[600..]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CaseThatWasChangedOnTheWayIsToldWhereItMeansSomething(bool isRandom)
    {
        var random = new Random(19);
        var content = Damage.Bytes(random, Chunk * Chunks);
        List<Question> Changed(Func<byte[], string> encode) => [.. content.Chunk(Chunk).Select((chunk, number) => Damage.ChangeWholeCase(random, new Question($"up.{number:d3}.{encode(chunk)}", RecordTypes.A, [127, 0, 0, 1]), isRandom))];
        var hexadecimal = Assert.Single(Damage.Talk(Changed(Convert.ToHexString)).Rebuilt());
        Assert.Equal(content, CaptureSessions.Content(hexadecimal, "up.bin"));
        var base64 = Assert.Single(Damage.Talk(Changed(chunk => Convert.ToBase64String(chunk).Replace('+', '-').Replace('/', '_'))).Rebuilt());
        Assert.Equal((null, 0), (base64.Up.Recovered, base64.Up.Low));
        Assert.InRange(base64.Up.High!.Value, content.Length, 2 * content.Length);
        Assert.Contains(CaptureSessions.Notes(base64), note => note.Contains("the case of letters was changed on the way", StringComparison.Ordinal));
    }

    [Fact]
    public void AnswersToTheSameQuestionAgainAreBetweenTheBounds()
    {
        var random = new Random(20);
        var talk = Damage.Talk(Numbered(Damage.Bytes(random, Chunk * Chunks), "up", first: 0, skip: 0));
        for (var i = 0; i < 10; i++)
        {
            talk.Ask("beacon", RecordTypes.A, Damage.Bytes(random, 4));
        }
        var session = Assert.Single(talk.Rebuilt());
        // Forty that say "received" and ten of the beacon, of which each may be content.
        Assert.Equal((null, 0, 4 * (Chunks + 10)), (session.Down.Recovered, session.Down.Low, session.Down.High));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ContentThatUnpacksWithoutEndIsCutAndMarked(bool isGzip)
    {
        byte[] content = [.. Damage.Bytes(new(21), 6000), .. new byte[8 << 20]];
        var bomb = isGzip ? RandomPayload.Gzip(content) : RandomPayload.Zip(content);
        var session = Assert.Single(Damage.Talk(bomb.Chunk(90).Select((chunk, number) => new Question($"{number:d4}.{Talk.InLabels(Convert.ToHexStringLower(chunk))}", RecordTypes.A, [127, 0, 0, 1]))).Rebuilt());
        Assert.Equal(bomb, CaptureSessions.Content(session, "up.bin"));
        Assert.Equal(1 << 20, CaptureSessions.Content(session, "unpacked-up.bin").Length);
        Assert.Contains("what went up unpacks to more than 1048576 bytes: the rest is left out", CaptureSessions.Notes(session));
    }

    [Fact]
    public void ShortNamesThatEndWithANumberAreNoTool()
    {
        // As commands of iodine do that set an option; the number is in the digits of its base32.
        var random = new Random(22);
        var asked = Enumerable.Range(0, 40).Select(number => new Question($"o3tu.{(char)('a' + number / 26)}{(char)('a' + number % 26)}", RecordTypes.Txt, Talk.Txt(Talk.Encode(Damage.Bytes(random, 13), "abcdefghijklmnopqrstuvwxyz234567"))));
        var session = Assert.Single(Damage.Talk(asked).Rebuilt());
        Assert.Null(session.Tool);
        Assert.InRange(session.Down.High!.Value, 40 * 13, 40 * 24);
    }

    [Fact]
    public void NonsenseIsNoChannel() => Nonsense(40);

    [Fact]
    [Trait("tier", "ci")]
    public void MuchNonsenseIsNoChannel() => Nonsense(400);

    /// <summary>Talks of 25 random byte strings each, as names and as answers.</summary>
    static void Nonsense(int talks)
    {
        ushort[] types = [RecordTypes.A, RecordTypes.Aaaa, RecordTypes.Txt, RecordTypes.Null, RecordTypes.Cname, RecordTypes.Mx, RecordTypes.Srv];
        for (var seed = 0; seed < talks; seed++)
        {
            var random = new Random(seed);
            // A dot would begin a label.
            string Label() => string.Concat(Damage.Bytes(random, random.Next(1, 40)).Select(sign => sign == (byte)'.' ? 'x' : (char)sign));
            var asked = Enumerable.Range(0, 25).Select(_ => new Question(string.Join('.', Enumerable.Range(0, random.Next(1, 5)).Select(_ => Label())), types[random.Next(types.Length)], Damage.Bytes(random, random.Next(0, 300)))).ToList();
            foreach (var session in Damage.Talk(asked).Rebuilt())
            {
                Assert.True(session.Tool is null && session.Up.Low <= session.Up.High && session.Down.Low <= session.Down.High, $"seed {seed}: {session.Title}, {CaptureSessions.Figures(session)}");
            }
        }
    }

    static IEnumerable<Question> Numbered(byte[] content, string word, int first, int skip) =>
        content.Chunk(Chunk).Select((chunk, number) => new Question($"{number + first:d4}.{word}.{Convert.ToHexStringLower(chunk)}", RecordTypes.A, [127, 0, 0, 1])).Skip(skip);
}
