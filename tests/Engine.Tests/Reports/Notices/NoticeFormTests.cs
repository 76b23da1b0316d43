using System.Text;
using System.Text.Json;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports.Notices;
using Xunit;

namespace Nameward.Engine.Tests.Reports.Notices;

/// <summary>Notices in each form: golden, and harmless whatever an adversary wrote.</summary>
public class NoticeFormTests
{
    static readonly string[] JsonForms = ["ecs", "json", "ocsf"];

    public static TheoryData<string, string> Files
    {
        get
        {
            var files = new TheoryData<string, string>();
            foreach (var form in NoticeForm.All)
            {
                foreach (var sample in new[] { "escalate", "watch", "empty" })
                {
                    files.Add(sample, form.Id);
                }
            }
            return files;
        }
    }

    public static TheoryData<string> Texts => [.. HostileSample.Texts];

    [Theory, MemberData(nameof(Files))]
    public void TheNoticeIsTheGoldenOne(string sample, string form) =>
        Golden.Check($"{sample}.{form}", Encoding.ASCII.GetBytes(NoticeSamples.Text(form, TriageSamples.All.Single(other => other.Name == sample).Document)));

    [Fact]
    public void TheDocumentationShowsTheProgramsOwnWordsAndEveryField()
    {
        var page = File.ReadAllText(Samples.Own("docs/notify.md")).ReplaceLineEndings("\n");
        Assert.Contains(NoticeSamples.Text("cef", EscalateSample.Document).Split('\n')[0] + "\n", page, StringComparison.Ordinal);
        Assert.Contains(NoticeSamples.Text("text", EscalateSample.Document), page, StringComparison.Ordinal);
        Assert.All(NoticeField.All, field => Assert.Contains($"`{{{{{field.Name}}}}}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void TheListIsSortedAndEachFormIsALineForEachEventOrOneWhole()
    {
        Assert.Equal(NoticeForm.All.OrderBy(form => form.Id, StringComparer.Ordinal), NoticeForm.All);
        var events = NoticeSamples.Of(EscalateSample.Document).Events.Length;
        Assert.All(NoticeForm.All.Where(form => form.IsLines), form => Assert.Equal(form.Id == "json" ? 1 : events, NoticeSamples.Text(form.Id, EscalateSample.Document).Count(c => c == '\n')));
    }

    [Theory, MemberData(nameof(Texts))]
    public void AHostileTextAddsNoLineNoFieldAndNoCharacterThatActs(string text)
    {
        foreach (var document in new[] { HostileSample.With(HostileText.Text(text)), HostileSample.With(HostileText.Name(text)) })
        {
            foreach (var form in NoticeForm.All)
            {
                var written = NoticeSamples.Text(form.Id, document);
                Assert.DoesNotContain(written, c => c != '\n' && Harmless.IsNot(c));
                Assert.Equal(NoticeSamples.Text(form.Id, HostileSample.With(HostileText.Text("plain"))).Count(c => c == '\n'), written.Count(c => c == '\n'));
            }
            Assert.All(JsonForms.SelectMany(form => NoticeSamples.Text(form, document).TrimEnd('\n').Split('\n')), line => JsonDocument.Parse(line).Dispose());
        }
    }

    [Theory, MemberData(nameof(Texts))]
    public void InJsonItIsExactlyWhatWasWritten(string text)
    {
        var document = HostileSample.With(HostileText.Text(text));
        using var json = JsonDocument.Parse(NoticeSamples.Text("json", document));
        Assert.Equal($"before {text} after.", json.RootElement.GetProperty("findings")[0].GetProperty("title").GetString());
        using var ecs = JsonDocument.Parse(NoticeSamples.Text("ecs", document).Split('\n')[0]);
        Assert.Equal(text, ecs.RootElement.GetProperty("source").GetProperty("address").GetString());
        Assert.False(ecs.RootElement.GetProperty("source").TryGetProperty("ip", out _));
    }

    [Theory, MemberData(nameof(Texts))]
    public void InCefTheFieldsAreThoseOfAHarmlessText(string text)
    {
        var plain = Cef(NoticeSamples.Text("cef", HostileSample.With(HostileText.Text("plain"))).Split('\n')[0]);
        var hostile = Cef(NoticeSamples.Text("cef", HostileSample.With(HostileText.Text(text))).Split('\n')[0]);
        Assert.Equal(plain.Where(pair => text.Length > 0 || pair.Value != "plain").Select(pair => pair.Key), hostile.Keys);
        Assert.All(plain.Where(pair => !pair.Value.Contains("plain", StringComparison.Ordinal) && pair.Key != "externalId"), pair => Assert.Equal(pair.Value, hostile[pair.Key]));
    }

    [Theory, MemberData(nameof(Texts))]
    public void InAMailOrAChatItCallsNobodyAndIsNoLink(string text)
    {
        var notice = NoticeSamples.Of(HostileSample.With(HostileText.Text(text)));
        foreach (var isJson in new[] { false, true })
        {
            var template = NoticeTemplate.Read("""{"text": "{{line}} {{#findings}}{{title}} {{host}}{{/findings}}"}""", isJson);
            var body = template.Render(notice, new(NoticeSamples.Brackets), isJson).Body;
            Assert.DoesNotContain(body, c => "<>&@`|*~".Contains(c) || Harmless.IsNot(c));
            Assert.DoesNotContain("://", body, StringComparison.Ordinal);
            Assert.DoesNotContain("](", body, StringComparison.Ordinal);
        }
        using var json = JsonDocument.Parse(NoticeTemplate.Read("""{"text": "{{line}}"}""", true).Render(notice, new(NoticeSamples.Brackets), true).Body);
        Assert.Equal(["text"], json.RootElement.EnumerateObject().Select(property => property.Name));
    }

    [Theory]
    [InlineData("detected a | in message", @"detected a \| in message", "detected a | in message")]
    [InlineData(@"a\b", @"a\\b", @"a\\b")]
    [InlineData("a=b", "a=b", @"a\=b")]
    [InlineData("two\nlines", @"two\\x0alines", @"two\\x0alines")]
    public void CefEscapesAsItsStandardSays(string text, string head, string value)
    {
        Assert.Equal(head, EscapeCef.Head(text, 100));
        Assert.Equal(value, EscapeCef.Value(text, 100));
    }

    [Fact]
    public void CefCutsBeforeItEscapesSoThatNoEscapeIsHalved() => Assert.Equal(new string('|', 7).Replace("|", "\\|", StringComparison.Ordinal) + "...", EscapeCef.Head(new string('|', 50), 10));

    [Fact]
    public void EveryEventOfOcsfHasWhatItsClassRequires()
    {
        foreach (var line in TriageSamples.All.SelectMany(sample => NoticeSamples.Text("ocsf", sample.Document).TrimEnd('\n').Split('\n')))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            Assert.Equal((2, 2004, 1, 200401), (root.GetProperty("category_uid").GetInt32(), root.GetProperty("class_uid").GetInt32(), root.GetProperty("activity_id").GetInt32(), root.GetProperty("type_uid").GetInt32()));
            Assert.InRange(root.GetProperty("severity_id").GetInt32(), 1, 5);
            Assert.True(root.GetProperty("time").GetInt64() > 0);
            Assert.Equal("1.5.0", root.GetProperty("metadata").GetProperty("version").GetString());
            Assert.Equal("Nameward", root.GetProperty("metadata").GetProperty("product").GetProperty("vendor_name").GetString());
            Assert.NotEqual("", root.GetProperty("finding_info").GetProperty("uid").GetString());
        }
    }

    [Fact]
    public void AnEventHasTheSameIdWheneverItIsSentAndAnotherInAnotherNotice()
    {
        var notice = NoticeSamples.Of(EscalateSample.Document);
        var again = NoticeSamples.Of(EscalateSample.Document with { Findings = [.. EscalateSample.Document.Findings.Select(finding => finding with { Id = "F9" + finding.Id })] });
        Assert.Equal(notice.Events.Select(one => one.Id), again.Events.Select(one => one.Id));
        Assert.Equal(notice.Events.Length, notice.Events.Select(one => one.Id).Distinct().Count());
        Assert.Empty(notice.Events.Select(one => one.Id).Intersect((notice with { Id = Guid.Empty }).Events.Select(one => one.Id)));
    }

    // Read without the code that writes it: keys by the standard's own rule, an unescaped equals sign behind a word.
    static Dictionary<string, string> Cef(string line)
    {
        var head = System.Text.RegularExpressions.Regex.Split(line, @"(?<!\\)(?:\\\\)*\|");
        Assert.True(head.Length >= 8, line);
        var extension = line[(System.Text.RegularExpressions.Regex.Matches(line, @"(?<=(?<!\\)(?:\\\\)*)\|")[6].Index + 1)..];
        var fields = new Dictionary<string, string>();
        var keys = System.Text.RegularExpressions.Regex.Matches(extension, @"(?:^| )(?<key>[A-Za-z0-9]+)=");
        foreach (var (at, key) in keys.Index())
        {
            var end = at + 1 < keys.Count ? keys[at + 1].Index : extension.Length;
            fields.Add(key.Groups["key"].Value, extension[(key.Index + key.Length)..end]);
        }
        return fields;
    }
}
