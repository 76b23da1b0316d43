using System.Globalization;
using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Tests.Proof;
using Nameward.Engine.Tests.Reading;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

/// <summary>Names that dnsmasq and Unbound do not show whole: a channel of raw bytes or of the longest names, and the services of an office that look the same.</summary>
public class UnprintableNamesTests
{
    static readonly DateTime Start = new(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void RawDataAskedForInNullRecordsEscalates()
    {
        var finding = Assert.Single(Findings(Queries(600, perSecond: 20, "NULL")));
        Assert.Equal("high", finding.Level);
        Assert.Equal("10.60.1.7", finding.Subject.Client?.Raw);
        Assert.Equal(600, finding.Queries);
        Assert.Equal(["unprintable-rate", "unprintable-types"], finding.Signals.Select(signal => signal.Id));
        Assert.Contains("T1071.004", finding.Techniques);
    }

    [Fact]
    public void TheFirstLinesOfTheClientAndTheLastAreShown()
    {
        var log = Queries(600, perSecond: 20, "NULL");
        var evidence = Assert.Single(Findings(log)).Evidence;
        var lines = log.Split('\n').Where(line => line.EndsWith("<name unprintable> from 10.60.1.7", StringComparison.Ordinal)).ToList();
        Assert.Equal([.. lines.Take(7), lines[^1]], evidence.Select(shown => shown.Excerpt.Raw));
        Assert.Equal(log.IndexOf("query[NULL]", StringComparison.Ordinal), evidence[0].Position + "Nov 21 09:00:00 dnsmasq[676]: ".Length);
    }

    [Fact]
    public void ServicesOfAnOfficeThatAreBrowsedAreQuiet() => Assert.Empty(Findings(Queries(400, perSecond: 0.25, "PTR", "SRV", "TXT", "A")));

    [Fact]
    public void ABrokenProgramThatAsksForAddressesIsWatchedAtMost() =>
        Assert.All(Findings(Queries(4000, perSecond: 50, "A", "AAAA")), finding => Assert.Equal("medium", finding.Level));

    [Fact]
    public void WhichNamesTheyWereIsOfNoZone()
    {
        var document = Triage(Queries(600, perSecond: 20, "MX"));
        Assert.All(document.Findings, finding => Assert.Null(finding.Subject.Zone));
        Assert.Equal(600 + 40, document.Evidence[0].Observed);
    }

    /// <summary>Unbound leaves out the end of a name of 255 bytes: what stands before it is no zone, and the replies are the same look-ups once more.</summary>
    [Theory]
    [InlineData("query")]
    [InlineData("reply")]
    [InlineData("query reply")]
    public void NamesOfTheFullLengthAreOneFindingOfTheirClientAndNoZone(string lines)
    {
        var log = new StringBuilder();
        for (var i = 0; i < 600; i++)
        {
            var labels = string.Create(CultureInfo.InvariantCulture, $"{i:x8}{new string('a', 54)}.{new string('b', 62)}.{new string('c', 62)}.{new string('d', 51)}.channel.");
            foreach (var line in lines.Split(' '))
            {
                log.Append(CultureInfo.InvariantCulture, $"[{1795253401 + i / 20}] unbound[812:0] {line}: 10.60.1.7 {labels}& NULL IN{(line == "reply" ? " NOERROR 0.05 0 300" : "")}\n");
            }
        }
        var document = Triage(log.ToString());
        var finding = Assert.Single(document.Findings);
        Assert.Equal(("high", "unprintable-names", 600L), (finding.Level, finding.Detector, finding.Queries));
        Assert.Null(finding.Subject.Zone);
        Assert.Equal(8, finding.Evidence.Length);
        Assert.All(finding.Evidence, shown => Assert.Contains(".channel.& NULL IN", shown.Excerpt.Raw, StringComparison.Ordinal));
    }

    /// <summary>A log of an office in which one client asks so.</summary>
    static string Queries(int count, double perSecond, params string[] types)
    {
        var log = new StringBuilder();
        for (var i = 0; i < 40; i++)
        {
            Line(log, Start.AddSeconds(i * 30), string.Create(CultureInfo.InvariantCulture, $"query[A] host{i % 7}.example.net from 10.60.1.{i % 20 + 10}"));
        }
        for (var i = 0; i < count; i++)
        {
            Line(log, Start.AddSeconds(i / perSecond), $"query[{types[i % types.Length]}] <name unprintable> from 10.60.1.7");
        }
        return log.ToString();
    }

    static void Line(StringBuilder log, DateTime time, string message) => log.Append(CultureInfo.InvariantCulture, $"{time:MMM dd HH:mm:ss} dnsmasq[676]: {message}\n");

    static TriageFinding[] Findings(string log) => [.. Triage(log).Findings.Where(finding => finding.Signals.Any(signal => signal.Detector == "unprintable-names"))];

    static TriageDocument Triage(string log)
    {
        using var folder = new EvidenceFolder();
        folder.Write("dnsmasq.log", log);
        return Pipeline.Triage(folder["dnsmasq.log"]);
    }
}
