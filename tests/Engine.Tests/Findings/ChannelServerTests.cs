using System.Globalization;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Transcripts;
using Nameward.Engine.Transcripts;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

/// <summary>The server at the far end of a channel is told with it, whichever it was that made the channel escalate.</summary>
public class ChannelServerTests
{
    const string Channel = "10.0.0.7", SliverSymbols = "ab1c2d3e4f5g6h7j8k9m0npqrtuvwxyz";

    [Fact]
    public void AServerIsToldWhereOnlyTheProofOfAToolMakesItsChannelEscalate()
    {
        var traffic = Sliver(HeaderBits.Shown, sum => sum);
        Assert.Equal(typeof(SuspectPair), Assert.Single(new FindingBuilder(traffic.Scene()).FindSuspects()).GetType());
        var findings = traffic.Findings();
        var channel = Assert.Single(findings, finding => finding.Weighing.Subject is Pair);
        var server = Assert.Single(findings, finding => finding.Weighing.Subject is Server);
        Assert.Equal(("sliver", Level.Critical), (((Pair)channel.Weighing.Subject).Tool?.Tool, channel.Weighing.Level));
        Assert.Equal((ServerTraffic.Stranger, "ends-channel", 20_00, true), (((Server)server.Weighing.Subject).Facts.Server.Address.ToString(),
            server.Weighing.Strongest.Id, server.Weighing.Strongest.AsBrowsing.Hundredths, server.Weighing.Strongest.Settles));
        Assert.Equal("the channel of 10.0.0.7 through t-example.net ends here: the client asks it for nothing else, and it offers no recursion",
            server.Weighing.Strongest.Text.Render(text => text.Raw));
        // Its records are those of the channel, as it was not read again by itself.
        Assert.Same(channel.Transcript, server.Transcript);
    }

    [Fact]
    public void AResolverOnTheWayIsNoEndOfAProvedChannel() =>
        Assert.DoesNotContain(Sliver(HeaderBits.Shown | HeaderBits.RecursionAvailable, sum => sum).Findings(), EndsAChannel);

    [Fact]
    public void WithoutProofAWatchedChannelHasNoServerToTell() => Assert.DoesNotContain(Sliver(HeaderBits.Shown, sum => sum + 1).Findings(), EndsAChannel);

    static bool EndsAChannel(Finding finding) => finding.Weighing.Signals.Any(signal => signal.Id == "ends-channel");

    static ServerTraffic Sliver(HeaderBits header, Func<uint, uint> answer)
    {
        var traffic = ServerTraffic.Fleet();
        for (var i = 0; i < 8; i++)
        {
            byte[] message = [16, (byte)(i + 1), 50, 8, 11, 22, 33, 44, 55, 66, 77, (byte)i];
            traffic.Ask(Channel, ServerTraffic.Stranger, 20 + i * i, $"{Talk.Encode(message, SliverSymbols)}.{Talk.Zone}", Text(answer(Crc32.Append(0, message))), header: header);
        }
        return traffic;
    }

    /// <summary>A number as the address whose bytes hold it, little-endian.</summary>
    static string Text(uint number) => string.Join('.', BitConverter.GetBytes(number).Select(part => part.ToString(CultureInfo.InvariantCulture)));
}
