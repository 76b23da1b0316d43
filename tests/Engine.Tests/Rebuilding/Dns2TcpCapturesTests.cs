using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>The sessions of dns2tcp in the recordings of others, with their figures.</summary>
[Trait("tier", "ci")]
public class Dns2TcpCapturesTests
{
    /// <summary>The lab's sessions. A13 sent 200,000 bytes into a socket that was closed before the tunnel had taken them; the last packets of A14 got no answer.</summary>
    [Theory]
    [InlineData("A12", "10.60.1.11", "0x3e25: 2601 questions, up 142 (142..142) 0 gaps, down 6618 (6618..6618) 0 gaps", "0x3e25: 2601 questions, up 142 (142..142) 0 gaps, down 6618 (6618..6618) 0 gaps")]
    [InlineData("A13", "10.60.1.12", "0x10cb: 1478 questions, up 127619 (127619..127619) 0 gaps, down 0 (0..0) 0 gaps", "0x10cb: 1478 questions, up 127619 (127619..127619) 0 gaps, down 0 (0..0) 0 gaps")]
    [InlineData("A14", "10.60.1.13", "0x0936: 178 questions, up 40 (40..40) 0 gaps, down 823 (823..1200) 1 gaps", "0x0936: 177 questions, up 40 (40..209) 1 gaps, down 823 (823..1200) 1 gaps")]
    [InlineData("A15", "10.60.1.11", "0x4aac: 738 questions, up 0 (0..0) 0 gaps, down 200000 (200000..200000) 0 gaps", "0x4aac: 738 questions, up 0 (0..0) 0 gaps, down 200000 (200000..200000) 0 gaps")]
    public void EverySessionOfTheLabIsRebuiltAlikeOnBothSides(string name, string client, string asking, string serving)
    {
        var asked = Assert.Single(CaptureSessions.Of($"lab/captures/{name}.client.pcap.gz", "dns2tcp", client));
        var served = Assert.Single(CaptureSessions.Of($"lab/captures/{name}.auth.pcap.gz", "dns2tcp"));
        Assert.Equal((asking, serving), (CaptureSessions.Figures(asked), CaptureSessions.Figures(served)));
        Assert.Equal(CaptureSessions.Content(asked, "up.bin"), CaptureSessions.Content(served, "up.bin"));
        Assert.Equal(CaptureSessions.Content(asked, "down.bin"), CaptureSessions.Content(served, "down.bin"));
        Assert.Equal(CaptureSessions.Lines(asked).Take(6), CaptureSessions.Lines(served).Take(6));
    }

    [Fact]
    public void ARecordingOfTheFirstWordsOfASessionOfSshIsRebuilt()
    {
        var session = Assert.Single(CaptureSessions.Of("samples/pcap-tunnel/dns2tcp.pcap", "dns2tcp"));
        Assert.Equal("0x77a2: 22 questions, up 1166 (1166..1166) 0 gaps, down 21 (21..21) 0 gaps", CaptureSessions.Figures(session));
        Assert.StartsWith("SSH-2.0-", System.Text.Encoding.ASCII.GetString(CaptureSessions.Content(session, "up.bin")), StringComparison.Ordinal);
        Assert.Equal("SSH-2.0-OpenSSH_8.0\r\n"u8.ToArray(), CaptureSessions.Content(session, "down.bin"));
    }
}
