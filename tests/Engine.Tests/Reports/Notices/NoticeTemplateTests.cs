using Nameward.Engine.Reports.Notices;
using Xunit;

namespace Nameward.Engine.Tests.Reports.Notices;

/// <summary>Templates: fields, the block that is repeated, and every mistake with its line.</summary>
public class NoticeTemplateTests
{
    [Fact]
    public void FieldsStandForValuesAndTheBlockForEachFinding()
    {
        var notice = NoticeSamples.Of(EscalateSample.Document);
        var made = NoticeTemplate.Read("Subject: {{decision}} of {{case}}\nfor {{ channel }}:\n{{#findings}}\n- {{finding}} {{level}}{{,}}\n{{/findings}}\nend").Render(notice, new(NoticeSamples.Brackets));
        Assert.Equal("ESCALATE of case-0318", made.Subject);
        Assert.Equal($"for soc:\n{string.Join(",\n", notice.Findings.Select(finding => $"- {finding.Id} {finding.Level}"))}\nend", made.Body);
    }

    [Fact]
    public void WithoutASubjectTheShippedOneHolds() =>
        Assert.StartsWith("[Nameward] ESCALATE: ", NoticeTemplate.Read("{{line}}").Render(NoticeSamples.Of(EscalateSample.Document), new(NoticeSamples.Brackets)).Subject, StringComparison.Ordinal);

    [Fact]
    public void ATestSaysThatItIsOne() =>
        Assert.StartsWith("[Nameward] TEST: ", NoticeTemplate.Shipped.Render(NoticeSamples.Of(EscalateSample.Document) with { IsTest = true }, new(NoticeSamples.Brackets)).Subject, StringComparison.Ordinal);

    [Theory]
    [InlineData("a\n b {{colour}}", 2, 4, "{{colour}}: there is no such field")]
    [InlineData("{{title}}", 1, 1, "{{title}} is of a finding")]
    [InlineData("a {{line", 1, 3, "what begins here has no end")]
    [InlineData("{{#findings}}\n{{title}}", 1, 1, "{{#findings}} has no end")]
    [InlineData("x\n{{/findings}}", 2, 1, "{{/findings}} stands where it means nothing")]
    [InlineData("{{#findings}}{{#findings}}{{/findings}}", 1, 14, "{{#findings}} stands where it means nothing")]
    [InlineData("{{,}}", 1, 1, "{{,}} stands where it means nothing")]
    [InlineData("{{}}", 1, 1, "{{}}: there is no such field")]
    public void EveryMistakeIsSaidWithItsLine(string text, int line, int column, string what)
    {
        var mistakes = new List<TemplateMistake>();
        NoticeTemplate.Read(text, false, mistakes.Add);
        Assert.Equal((line, column, what), (mistakes[0].Line, mistakes[0].Column, mistakes[0].What));
        Assert.Single(mistakes);
    }

    [Theory]
    [InlineData("""{"text": "{{line}}"}""", true)]
    [InlineData("""{"all": [ {{#findings}} "{{title}}"{{,}} {{/findings}} ]}""", true)]
    [InlineData("""{"text": {{line}}}""", false)]
    [InlineData("""{"all": [ {{#findings}} "{{title}}", {{/findings}} ]}""", false)]
    [InlineData("plain", false)]
    public void ATemplateForJsonHasToMakeJson(string text, bool makes)
    {
        var mistakes = new List<TemplateMistake>();
        NoticeTemplate.Read(text, true, mistakes.Add);
        Assert.Equal(makes, mistakes.Count == 0);
    }

    [Fact]
    public void ATemplateIsBounded()
    {
        var mistakes = new List<TemplateMistake>();
        NoticeTemplate.Read(new string('x', NoticeTemplate.MostCharacters + 1), false, mistakes.Add);
        NoticeTemplate.Read(string.Concat(Enumerable.Repeat("{{line}}", NoticeTemplate.MostFields + 1)), false, mistakes.Add);
        Assert.Equal([$"the template has more than {NoticeTemplate.MostCharacters} characters", $"the template has more than {NoticeTemplate.MostFields} fields"], mistakes.Select(mistake => mistake.What));
    }

    [Fact]
    public void NothingThatIsWrittenInATemplateEndsARun()
    {
        const int Seed = 7;
        var random = new Random(Seed);
        string[] parts = ["{{", "}}", "{{#findings}}", "{{/findings}}", "{{,}}", "line", "title", "\n", " ", "\"", "x", "Subject: "];
        for (var i = 0; i < 3000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => parts[random.Next(parts.Length)]));
            var made = NoticeTemplate.Read(text, i % 2 == 0, _ => { }).Render(NoticeSamples.Of(TriageSamples.Watch), new(NoticeSamples.Brackets));
            Assert.True(made.Subject.Length <= 200, $"seed {Seed}, {i}: {text}");
        }
    }
}
