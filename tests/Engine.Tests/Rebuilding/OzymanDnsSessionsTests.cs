using System.Text;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rebuilding.Encoders;
using Nameward.Engine.Tests.Transcripts;
using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>Sessions of OzymanDNS, made in memory and read again.</summary>
public class OzymanDnsSessionsTests : RoundTripTests
{
    const string Rfc32 = "abcdefghijklmnopqrstuvwxyz234567";

    static readonly byte[] Banner = Encoding.ASCII.GetBytes("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n");

    [Fact]
    public void BothBannersAreTold()
    {
        var random = new Random(1);
        var session = Assert.Single(Damage.Talk(Speak(random, 64840, Banner, Banner, byCount: false)).Rebuilt());
        Assert.Equal("id 64840", session.Key);
        Assert.Contains(CaptureSessions.Lines(session), line => line.StartsWith("> ", StringComparison.Ordinal) && line.Contains("SSH-2.0-OpenSSH", StringComparison.Ordinal));
        Assert.Contains(CaptureSessions.Lines(session), line => line.StartsWith("< ", StringComparison.Ordinal) && line.Contains("SSH-2.0-OpenSSH", StringComparison.Ordinal));
        Assert.Equal(["ssh", "ssh"], session.Files.Select(file => file.Kind));
    }

    static List<Question> Speak(Random random, int id, byte[] up, byte[] down, bool byCount)
    {
        var said = new List<Question>();
        var number = 0;
        for (int sent = 0, came = 0; sent < up.Length || came < down.Length;)
        {
            int more = Math.Min(random.Next(2, 60), up.Length - sent), back = Math.Min(random.Next(2, 100), down.Length - came);
            if (more > 0)
            {
                said.Add(new($"{Talk.InLabels(Talk.Encode(up.AsSpan(sent, more), Rfc32))}.{random.Next(65_536)}-{(byCount ? number++ : sent)}.id-{id}.up", RecordTypes.A, [1, 2, 3, 4]));
            }
            said.Add(new($"{came}-{random.Next(65_536)}.id-{id}.down", RecordTypes.Txt, Talk.Txt(Convert.ToBase64String(down, came, back))));
            (sent, came) = (sent + more, came + back);
        }
        said.Add(new($"{down.Length}-{random.Next(65_536)}.id-{id}.down", RecordTypes.Txt, [0]));
        return said;
    }

    /// <inheritdoc/>
    protected override void RoundTrip(int seed, Random random, bool isWhole)
    {
        byte[] up = [.. Banner, .. Damage.Bytes(random, random.Next(300))], down = [.. Banner, .. Damage.Bytes(random, random.Next(300))];
        var byCount = random.Next(2) == 0;
        var said = Damage.Merge(random, Speak(random, 7, up, down, byCount), Speak(random, 8, down, up, byCount));
        var seen = Damage.Lose(random, said, isWhole ? 0 : 0.1);
        foreach (var session in Damage.Talk(Damage.Shake(random, seen, 0.1).Select(question => question.Type == RecordTypes.A ? Damage.ChangeCase(random, question) : question)).Rebuilt("ozymandns"))
        {
            var (sent, came) = session.Key == "id 7" ? (up, down) : (down, up);
            byte[] one = CaptureSessions.Content(session, "up.bin"), other = CaptureSessions.Content(session, "down.bin");
            Assert.True(!isWhole || (one.AsSpan().SequenceEqual(sent) && other.AsSpan().SequenceEqual(came) && session is { Up.Gaps: 0, Down.Gaps: 0 }), $"seed {seed}: {CaptureSessions.Figures(session)} of {sent.Length} and {came.Length}");
            Assert.True(session.Up.Low <= sent.Length && session.Down.Low <= came.Length, $"seed {seed}: {CaptureSessions.Figures(session)}");
            if (session.Notes.Length == 0)
            {
                Assert.True(other.Zip(came).All(pair => pair.First == pair.Second || pair.First == 0), $"seed {seed}: a byte down is wrong");
                Assert.True(byCount || one.Zip(sent).All(pair => pair.First == pair.Second || pair.First == 0), $"seed {seed}: a byte up is wrong");
            }
        }
    }
}
