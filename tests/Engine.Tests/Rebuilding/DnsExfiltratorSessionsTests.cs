using System.IO.Compression;
using System.Text;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rebuilding.Encoders;
using Nameward.Engine.Tests.Transcripts;
using Nameward.Engine.Transcripts.Codecs;
using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>Files that DNSExfiltrator sends: made in memory and read again, and the recordings of others.</summary>
public class DnsExfiltratorSessionsTests : RoundTripTests
{
    const string Rfc32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", Url64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    [Fact]
    public void UnderItsPasswordTheFileIsUnpacked()
    {
        var content = Encoding.ASCII.GetBytes(string.Join('\n', Enumerable.Range(0, 40).Select(i => $"line {i} of the plan")));
        var said = Send(Zip("plan.txt", content), "plan.txt", isBase32: false, length: 50);
        var session = Assert.Single(Damage.Talk(said).Rebuilt(secret: "gingko"));
        Assert.Equal(content, CaptureSessions.Content(session, "content-1-up.bin"));
        Assert.Contains("> announces the file \"plan.txt\" in ", CaptureSessions.Lines(session).First(), StringComparison.Ordinal);
        Assert.Contains(CaptureSessions.Lines(session), line => line.StartsWith("> in it \"plan.txt\" of ", StringComparison.Ordinal));
        Assert.Empty(session.Notes);
        Assert.Contains("encrypted with RC4", Assert.Single(CaptureSessions.Notes(Assert.Single(Damage.Talk(said).Rebuilt()))), StringComparison.Ordinal);
        Assert.Contains("does not become a zip", Assert.Single(CaptureSessions.Notes(Assert.Single(Damage.Talk(said).Rebuilt(secret: "other")))), StringComparison.Ordinal);
    }

    [Fact]
    public void AZipThatUnpacksWithoutEndIsRefused()
    {
        var session = Assert.Single(Damage.Talk(Send(Zip("zeros", new byte[65 << 20]), "zeros", isBase32: true, length: 180)).Rebuilt(secret: "gingko"));
        Assert.Contains("the zip unpacks to more than 64 MB: the rest is left out", CaptureSessions.Notes(session));
        Assert.Equal(["decrypted-up.bin", "up.bin"], session.Files.Select(file => file.Name).Order());
    }

    [Theory]
    [InlineData("captures/tunnels/dmachard/dnsexfiltrator.pcap", "file 1: 14 questions, up 2256 (2256..2256) 0 gaps, down 0 (0..0) 0 gaps; > announces the file \"dnstap.conf.txt\" in 13 chunks of base64url")]
    [InlineData("samples/pcap-tunnel/dnsextrator.pcap", "file 1: 14 questions, up 2256 (2256..2256) 0 gaps, down 0 (0..0) 0 gaps; > announces the file \"dnstap.conf.txt\" in 13 chunks of base64url")]
    public void RecordedFilesAreWhole(string path, string figures)
    {
        var session = Assert.Single(CaptureSessions.Of(path, "dnsexfiltrator"));
        Assert.Equal(figures, $"{CaptureSessions.Figures(session)}; {CaptureSessions.Lines(session).First()}");
    }

    static byte[] Zip(string name, byte[] content)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry(name).Open())
        {
            entry.Write(content);
        }
        return Rc4.Apply("gingko"u8, zip.ToArray());
    }

    static List<Question> Send(byte[] sealedZip, string name, bool isBase32, int length)
    {
        var chunks = Talk.Encode(sealedZip, isBase32 ? Rfc32 : Url64).Chunk(length).Select(chunk => new string(chunk)).ToList();
        var announced = Talk.Encode(Encoding.ASCII.GetBytes($"{name}|{chunks.Count}"), Rfc32);
        return [new($"init.{announced}.{(isBase32 ? "base32" : "base64")}", RecordTypes.Txt, Talk.Txt("OK")), .. chunks.Select((chunk, i) => new Question($"{i}.{Talk.InLabels(chunk)}", RecordTypes.Txt, Talk.Txt($"{i}")))];
    }

    /// <inheritdoc/>
    protected override void RoundTrip(int seed, Random random, bool isWhole)
    {
        var isBase32 = random.Next(2) == 0;
        var sent = Damage.Bytes(random, random.Next(1, 600));
        var length = random.Next(8, 100);
        var said = Send(sent, "a file", isBase32, length);
        var kept = Damage.Lose(random, said[1..], isWhole ? 0 : 0.2);
        List<Question> seen = [said[0], .. Damage.Shake(random, kept, 0.2)];
        var session = Assert.Single(Damage.Talk(isBase32 ? seen.Select(question => Damage.ChangeCase(random, question)) : seen).Rebuilt("dnsexfiltrator"));
        var content = CaptureSessions.Content(session, "up.bin");
        Assert.True(!isWhole || (content.AsSpan().SequenceEqual(sent) && session.Up.Gaps == 0), $"seed {seed}: {CaptureSessions.Figures(session)} of {sent.Length}");
        Assert.True(kept.Count == said.Count - 1 || session.Up.Gaps > 0, $"seed {seed}: chunks are missing and no gap is told");
        Assert.True(session.Up.Low <= sent.Length && (session.Up.High >= sent.Length || content.Length == 0), $"seed {seed}: {CaptureSessions.Figures(session)} of {sent.Length}");
        Assert.True(content.Length <= sent.Length && content.Zip(sent).All(pair => pair.First == pair.Second || pair.First == 0), $"seed {seed}: a byte is wrong");
    }
}
