using Nameward.Engine.Evidence;
using Nameward.Engine.Tests.Reading;
using Xunit;

namespace Nameward.Engine.Tests.Formats;

/// <summary>Real lines of each product, read in place where they are present, through everything that a file goes through.</summary>
public class RealLogTests
{
    [Theory]
    [InlineData("aws-route53/route53-query-logs.ndjson", "aws-route53", 6, 0, 0)]
    [InlineData("suricata/eve-sekoia.ndjson", "suricata-eve", 3, 14, 0)]
    [InlineData("infoblox/infoblox-ddi.log", "infoblox", 16, 14, 0)]
    [InlineData("infoblox/nios-elastic-readme.log", "infoblox", 11, 11, 0)]
    [InlineData("efficientip/solidserver.log", "efficientip", 19, 48, 2)]
    public void EachRecordIsObservedIgnoredOrMalformed(string path, string format, int observed, int ignored, int malformed)
    {
        using var evidence = new FileEvidence(new([new(Samples.Shared("samples/" + path), 1, IsNamed: true)], []), new ReadingOptions());
        var source = Assert.Single(evidence.ReadAll(() => new CollectingSink(), 1).Sources);
        Assert.Equal((format, observed, ignored, malformed), (source.Format, source.Observed, source.Ignored, source.Malformed));
        Assert.Null(source.Damage);
    }
}
