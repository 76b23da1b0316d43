using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Nameward.Engine.Cases.Reviewing;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.Review;
using Xunit;

namespace Nameward.Engine.Tests.Reports;

/// <summary>A review in each of its outputs.</summary>
public class ReviewReportTests
{
    static readonly LastDotDefang Brackets = new();

    static readonly ReviewDocument Document = ReviewSample.Of(EscalateSample.Document, HostileText.Text("dns.log.gz"));

    public static TheoryData<string> Texts => [.. HostileSample.Texts];

    [Fact]
    public void EachOutputIsTheGoldenOne()
    {
        Golden.Check("review.json", ReviewJson.Indented(Document));
        Golden.Check("review.md", ReviewMarkdown.Render(Document, Brackets));
        Golden.Check("review.html", ReviewHtml.Render(Document, Brackets));
        Golden.Check("review-80.txt", Encoding.UTF8.GetBytes(string.Concat(TerminalReview.Render(Document, new() { WrittenTo = "review" }).Select(line => line.Text + "\n"))));
        Golden.Check("review-layer.json", NavigatorLayer.Render(Document));
        Golden.Check("review-findings.csv", FindingsCsv.Render(Document));
        Golden.Check("review-indicators.csv", FindingsCsv.Indicators(Document));
        Golden.Check("review-site.yaml", PatchFiles.SiteFile(Document.Patch));
        Golden.Check("review-truth.tsv", PatchFiles.TruthTable(Document.Findings, Document.Seen, path => "../" + path));
    }

    /// <summary>What layers/LAYERFORMATv4_5.md of the Navigator requires.</summary>
    [Fact]
    public void TheLayerIsOneThatTheNavigatorTakes()
    {
        using var json = JsonDocument.Parse(NavigatorLayer.Render(Document));
        var layer = json.RootElement;
        Assert.Equal(("4.5", "enterprise-attack"), (layer.GetProperty("versions").GetProperty("layer").GetString(), layer.GetProperty("domain").GetString()));
        Assert.True(Version.Parse(layer.GetProperty("versions").GetProperty("navigator").GetString()!) >= new Version(4, 9, 0));
        Assert.NotEqual("", layer.GetProperty("name").GetString());
        var techniques = layer.GetProperty("techniques").EnumerateArray().ToList();
        Assert.Equal(Document.Findings.SelectMany(finding => finding.Techniques).Distinct().Order(StringComparer.Ordinal), techniques.Select(technique => technique.GetProperty("techniqueID").GetString()));
        Assert.All(techniques, technique =>
        {
            Assert.Matches(new Regex(@"^T\d{4}(\.\d{3})?$"), technique.GetProperty("techniqueID").GetString());
            Assert.InRange(technique.GetProperty("score").GetInt32(), 0, 100);
            Assert.All(technique.GetProperty("links").EnumerateArray(), link => Assert.StartsWith("https://", link.GetProperty("url").GetString(), StringComparison.Ordinal));
        });
        var gradient = layer.GetProperty("gradient");
        Assert.True(gradient.GetProperty("colors").GetArrayLength() >= 2 && gradient.GetProperty("maxValue").GetInt32() > gradient.GetProperty("minValue").GetInt32());
        Assert.All(layer.GetProperty("legendItems").EnumerateArray(), item => Assert.True(item.TryGetProperty("label", out _) && item.TryGetProperty("color", out _)));
    }

    /// <summary>What schema.ocsf.io 1.5 requires of a Detection Finding, and the Elastic Common Schema 8.17 of an event.</summary>
    [Fact]
    public void EachFindingIsOneEventOfOcsfAndOfEcs()
    {
        var (ocsf, ecs) = (Lines("ocsf"), Lines("ecs"));
        Assert.Equal((Document.Findings.Length, Document.Findings.Length), (ocsf.Length, ecs.Length));
        Assert.All(ocsf, one =>
        {
            string[] required = ["activity_id", "category_uid", "class_uid", "finding_info", "metadata", "severity_id", "time", "type_uid"];
            Assert.All(required, member => Assert.True(one.TryGetProperty(member, out _), member));
            Assert.True(one.GetProperty("finding_info").TryGetProperty("uid", out _) && one.GetProperty("finding_info").TryGetProperty("title", out _));
            Assert.True(one.GetProperty("metadata").TryGetProperty("product", out _) && one.GetProperty("metadata").TryGetProperty("version", out _));
            Assert.Equal((one.GetProperty("class_uid").GetInt32() * 100) + one.GetProperty("activity_id").GetInt32(), one.GetProperty("type_uid").GetInt32());
        });
        Assert.All(ecs, one =>
        {
            Assert.True(one.TryGetProperty("@timestamp", out _) && one.GetProperty("ecs").TryGetProperty("version", out _));
            Assert.Equal(("alert", JsonValueKind.Array), (one.GetProperty("event").GetProperty("kind").GetString(), one.GetProperty("event").GetProperty("category").ValueKind));
        });
        Assert.Equal(Lines("ocsf").Select(one => one.GetRawText()), ocsf.Select(one => one.GetRawText()));
    }

    [Fact]
    public void WhatWasNotDoneIsSaid()
    {
        var bare = new ReviewBuilder(new() { Case = "7", Record = EscalateSample.Document }) { Gap = DetectionGap.None(Sentence.Of("the evidence is not there any more")), Patch = ReviewPatch.Of(null, [], SiteFacts.None, null) }.Build(EscalateSample.Document.Run);
        var text = Encoding.UTF8.GetString(ReviewMarkdown.Render(bare, Brackets));
        string[] said = ["nobody verified", "No containment pack is given", "Not computed", "the evidence is not there any more", "cannot be told without the evidence", @"\[to fill in: owner\]"];
        Assert.All(said, words => Assert.Contains(words, text, StringComparison.Ordinal));
        Assert.Equal(["review.json", "review.html", "review.md", "attack-layer.json", "findings.csv", "findings-ecs.ndjson", "findings-ocsf.ndjson", "indicators.csv", "patch/nameward.yaml"], ReviewFiles.Of(bare, Brackets, null, null, null).Select(file => file.Name));
    }

    [Fact]
    public void ARecordReadsBackAsFarAsAReviewLooksAtIt()
    {
        var document = EscalateSample.Document;
        using var record = RecordedCase.OfStore(12, PackedRecord.Of(document));
        var read = RecordedTriage.Of(record);
        Assert.Equal(document.Findings.Select(finding => (finding.Id, finding.Level, finding.FirstSeen, finding.FirstEscalation, finding.Payload, finding.Queries)), read.Findings.Select(finding => (finding.Id, finding.Level, finding.FirstSeen, finding.FirstEscalation, finding.Payload, finding.Queries)));
        Assert.Equal(document.Findings.Select(finding => finding.Title.Render(text => text.Raw)), read.Findings.Select(finding => finding.Title.Render(text => text.Raw)));
        Assert.Equal(document.Findings.SelectMany(finding => finding.Affected), read.Findings.SelectMany(finding => finding.Affected), (one, other) => (one.Client, one.Host, one.User, one.Process, one.Owner, one.Queries) == (other.Client, other.Host, other.User, other.Process, other.Owner, other.Queries));
        Assert.Equal(document.Changes.Select(change => (change.Time, change.What, change.Outcome, change.IsRoutine)), read.Changes.Select(change => (change.Time, change.What, change.Outcome, change.IsRoutine)));
        Assert.Equal((document.Tlp, document.Decision.Decision, document.Run.ConfigurationSha256), (read.Tlp, read.Decision.Decision, read.Run.ConfigurationSha256));
        Assert.Equal([.. IndicatorList.Render(document)], IndicatorList.Render(read with { Findings = [.. read.Findings.Zip(document.Findings, (one, other) => one with { Title = other.Title })] }));
    }

    [Theory, MemberData(nameof(Texts))]
    public void WhatAnAdversaryWroteIsTextInEachOutput(string text)
    {
        var hostile = HostileText.Text(text);
        using var record = RecordedCase.OfStore(12, PackedRecord.Of(HostileSample.With(hostile)));
        foreach (var document in ImmutableArray.Create(ReviewSample.Of(HostileSample.With(hostile), hostile), ReviewSample.Of(RecordedTriage.Of(record), hostile)))
        {
            Assert.DoesNotContain(HtmlOutline.Of(Encoding.UTF8.GetString(ReviewHtml.Render(document, Brackets))).Attributes, attribute => attribute.Name is "style" or "src" or "srcset" or "onerror" or "onmouseover" or "action");
            Assert.DoesNotContain(TerminalReview.Render(document, new()), line => line.Text.Any(Harmless.IsNot));
            foreach (var line in Encoding.UTF8.GetString(ReviewMarkdown.Render(document, Brackets)).Split('\n'))
            {
                Assert.DoesNotContain(line, Harmless.IsNot);
                Assert.DoesNotContain('<', Harmless.MarkdownOutsideCode(line));
                Assert.DoesNotContain("](", Harmless.MarkdownOutsideCode(line), StringComparison.Ordinal);
            }
            foreach (var file in ReviewFiles.Of(document, Brackets, PatchFiles.TruthTable(document.Findings, document.Seen, path => path), null, null))
            {
                Check(file.Name, Encoding.UTF8.GetString(file.Render().Span));
            }
        }
    }

    static void Check(string name, string content)
    {
        switch (Path.GetExtension(name))
        {
            case ".json":
                using (JsonDocument.Parse(content))
                {
                }
                break;
            case ".ndjson":
                Assert.All(content.TrimEnd('\n').Split('\n'), line => JsonDocument.Parse(line).Dispose());
                break;
            case ".csv":
                Assert.DoesNotContain(content.Replace("\r\n", "", StringComparison.Ordinal), Harmless.IsNot);
                Assert.All(content.Split("\r\n").SelectMany(line => line.Split(',')), field => Assert.False(Harmless.IsFormula(field) && !double.TryParse(field, out _), field));
                break;
            case ".tsv" or ".yaml" or ".txt":
                Assert.DoesNotContain(content.Replace("\n", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal), Harmless.IsNot);
                break;
        }
    }

    static JsonElement[] Lines(string form) => [.. Encoding.UTF8.GetString(ReviewFiles.Events(Document, Brackets, form)).TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
}
