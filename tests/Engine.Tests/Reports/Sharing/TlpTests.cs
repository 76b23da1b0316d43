using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.Sharing;
using Nameward.Engine.Tests.Proof;
using Xunit;

namespace Nameward.Engine.Tests.Reports.Sharing;

public class TlpTests
{
    static readonly string Tunnel = Tests.Samples.Own("samples/tunnel.pcap.gz");

    [Theory]
    [InlineData("clear", Tlp.Clear)]
    [InlineData("AMBER+STRICT", Tlp.AmberStrict)]
    [InlineData("white", Tlp.Clear)]
    [InlineData("orange", Tlp.None)]
    [InlineData("", Tlp.None)]
    public void AWordIsTheMark(string word, Tlp tlp) => Assert.Equal(tlp, TlpWord.Parse(word));

    [Fact]
    public void EveryMarkHasAWord()
    {
        Assert.Equal(TlpWord.All, string.Join(", ", Enum.GetValues<Tlp>().Skip(1).Select(TlpWord.Of)));
        Assert.All(Enum.GetValues<Tlp>().Skip(1), tlp => Assert.Equal(tlp, TlpWord.Parse(TlpWord.Of(tlp)!)));
    }

    [Fact]
    public void ACaseIsAsStrictAsTheStrictestFeedThatWasMet()
    {
        Assert.Equal(Tlp.None, Pipeline.Triage(Tunnel).Tlp);
        var met = IndicatorList.Values(Pipeline.Triage(Tunnel))[0];
        Assert.Equal(Tlp.Red, TlpOf(Marked("lax", met, Tlp.Green), Marked("strict", met, Tlp.Red)));
        Assert.Equal(Tlp.Green, TlpOf(Marked("lax", met, Tlp.Green), Marked("strict", "not-met.example", Tlp.Red)));
    }

    static IndicatorFeed Marked(string name, string value, Tlp tlp) => IndicatorFeed.Read(name, Encoding.UTF8.GetBytes(value + "\n"), out _)! with { Settings = new() { Trust = Trust.High, Tlp = tlp } };

    static Tlp TlpOf(params IndicatorFeed[] feeds)
    {
        var options = new ReadingOptions();
        using var evidence = new FileEvidence(EvidenceLocator.Locate([Tunnel], options), options);
        return new Investigation(new() { Threads = 1, Indicators = new([.. feeds]) }, TimeProvider.System).Triage(evidence).Tlp;
    }
}
