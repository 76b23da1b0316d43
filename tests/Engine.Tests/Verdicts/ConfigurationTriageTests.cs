using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Nameward.Engine.Tests.Findings;
using Xunit;

namespace Nameward.Engine.Tests.Verdicts;

/// <summary>Evidence of configuration alone through the whole pipeline: what is decided of it, and what the pages say.</summary>
public class ConfigurationTriageTests
{
    [Fact]
    public void AHardeningItemDecidesNothingAndShowsItsRecord()
    {
        var document = Triage(new ConfigurationScene().From("ns1/named.conf", "08:00:00").Say("Recursion | ns1 | | allow-recursion | any"));
        var finding = Assert.Single(document.Findings);
        Assert.Equal(("misconfiguration", "low", "watch"), (finding.Detector, finding.Level, document.Decision.Decision));
        Assert.Equal(["cannot-tell"], document.Decision.Clauses.Select(clause => clause.Id));
        Assert.Equal(("ns1/named.conf", 0L, "any"), (ChangeLines.Text(finding.Evidence[0].Path), finding.Evidence[0].Position, ChangeLines.Text(finding.Evidence[0].Excerpt)));
        Assert.Equal("a setting by itself does no harm", ChangeLines.Text(finding.Prior.Text));
    }

    [Fact]
    public void ATiedOneEscalatesAndSaysWhomToAsk()
    {
        var document = Triage(new ConfigurationScene().From("audit.ndjson").Say("Transfers Set | ns1 | x-example.com | | any", "09:00:00").Say("Transfers Done | ns1 | x-example.com | | AXFR | 203.0.113.9", "10:00:00"));
        Assert.Equal(("escalate", "misconfiguration"), (document.Decision.Decision, Assert.Single(document.Decision.Clauses).Id));
        Assert.Equal("ns1 gives zones to anybody, and 203.0.113.9 outside took x-example.com", ChangeLines.Text(document.Decision.Line));
        Assert.Equal(["hand over to level 2; find out who set ns1 up so, and close it after its owner was asked"], document.Decision.DoNow.Select(ChangeLines.Text));
        Assert.Equal(["without F1: watch", "F1 tied to nothing: watch"], document.Decision.WouldChange.Select(ChangeLines.Text));
        Assert.Contains("change requests, --tickets FILE (docs/changes.md): says which of the changes were approved", document.Coverage.ToBeSurer);
    }

    [Fact]
    public void EveryPageShowsHostileChangesHarmlessly()
    {
        const string Evil = "<script>alert(1)</script>\u001b[2J";
        var document = Triage(new ConfigurationScene().From("a\u001b.ndjson").Say($"Plugin Done | {Evil} | {Evil} | {Evil} | {Evil} -> {Evil} | {Evil}", "09:00:00"), new()
        {
            Tickets = new() { File = HostileText.Text(Evil), Sha256 = "", Tickets = [new() { Number = HostileText.Text(Evil), Line = 1, Summary = HostileText.Text(Evil), State = HostileText.Text(Evil), Texts = [HostileText.Text("dns " + Evil)], From = ConfigurationScene.Time("08:00:00"), To = ConfigurationScene.Time("10:00:00") }] },
        });
        var defang = new SuffixDefang(PublicSuffixes.Shipped);
        string[] pages = [Encoding.UTF8.GetString(HtmlReport.Render(document, defang)), Encoding.UTF8.GetString(MarkdownReport.Render(document, defang)), Encoding.UTF8.GetString(TriageJson.Line(document))];
        Assert.All(pages, page => Assert.DoesNotContain('\u001b', page));
        Assert.All(pages[..1], page => Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal));
        Assert.Contains("plug-in done", pages[0], StringComparison.Ordinal);
    }

    static TriageDocument Triage(ConfigurationScene scene, SiteFacts? site = null) =>
        new Investigation(new() { Threads = 1, Site = site ?? SiteFacts.None }, TimeProvider.System).Triage(new Evidence(scene));

    /// <summary>A scene as evidence of which nothing can be read again.</summary>
    sealed class Evidence(ConfigurationScene scene) : IEvidence
    {
        public EvidenceReport ReadAll(Func<IObservationSink> perThread, int threads, IReadingOrder? order = null)
        {
            scene.WriteTo(new(perThread()));
            return scene.Report;
        }

        public bool Revisit(IReadOnlySet<SegmentId> segments, IObservationSink sink, int threads) => true;

        public ImmutableDictionary<SourcePosition, HostileText> Excerpts(IEnumerable<SourcePosition> positions) => ImmutableDictionary<SourcePosition, HostileText>.Empty;
    }
}
