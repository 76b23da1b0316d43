using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>The sessions of dns2tcp in the recordings of others.</summary>
[Trait("tier", "ci")]
public class Dns2TcpCapturesTests
{
    [Theory]
    [InlineData("A12", "10.60.1.11", "")]
    [InlineData("A13", "10.60.1.12", "")]
    [InlineData("A14", "10.60.1.13", "")]
    [InlineData("A15", "10.60.1.11", "")]
    public void EverySessionOfTheLabIsRebuiltOnBothSides(string name, string client, string figures)
    {
        var asked = Assert.Single(CaptureSessions.Of($"lab/captures/{name}.client.pcap.gz", "dns2tcp", client));
        var served = Assert.Single(CaptureSessions.Of($"lab/captures/{name}.auth.pcap.gz", "dns2tcp"));
        Console.WriteLine($"    {name} client {CaptureSessions.Figures(asked)}");
        Console.WriteLine($"    {name} auth {CaptureSessions.Figures(served)}");
        foreach (var line in CaptureSessions.Lines(asked).Take(16).Concat(CaptureSessions.Notes(asked)).Concat(CaptureSessions.Notes(served))) Console.WriteLine("      " + line);
        foreach (var file in new[] { "up.bin", "down.bin" })
        {
            byte[] one = CaptureSessions.Content(asked, file), other = CaptureSessions.Content(served, file);
            Console.WriteLine($"    {file} {one.Length} {other.Length} common {one.AsSpan().CommonPrefixLength(other)}");
        }
        Assert.Equal(figures, CaptureSessions.Figures(asked));
    }

    [Theory]
    [InlineData("samples/pcap-tunnel/dns2tcp.pcap", "")]
    public void EverySessionOfOtherRecordingsIsRebuilt(string path, string figures)
    {
        var sessions = CaptureSessions.Of(path, "dns2tcp");
        foreach (var s in sessions) { Console.WriteLine(CaptureSessions.Figures(s)); foreach (var line in CaptureSessions.Lines(s).Take(16).Concat(CaptureSessions.Notes(s))) Console.WriteLine("      " + line); }
        Assert.Equal(figures, string.Join('\n', sessions.Select(CaptureSessions.Figures)));
    }
}
