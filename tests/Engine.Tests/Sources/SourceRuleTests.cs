using Xunit;

namespace Nameward.Engine.Tests.Sources;

public class SourceRuleTests
{
    static readonly SourceRule[] All = [.. StageRules.All, .. WordRules.All, .. ShapeRules.All];

    public static TheoryData<string> Rules => [.. All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void TheSourceKeepsTheRule(string id)
    {
        var rule = Rule(id);
        var offences = rule.Offences(Repository.Texts).ToArray();
        Assert.True(offences.Length == 0, $"{rule.Says}\n{string.Join('\n', offences)}");
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void TheRuleFindsEachTextThatBreaksItAndNoOther(string id)
    {
        var rule = Rule(id);
        var offences = rule.Offences([.. rule.Kept, .. rule.Broken]);
        Assert.Equal(rule.Broken.Select(file => file.Path).Order(), offences.Select(offence => offence.Path).Order());
    }

    [Fact]
    public void TheSourceIsReadWhole()
    {
        string[] paths = [.. Repository.Texts.Select(file => file.Path)];
        Assert.Contains("src/Nameward.Engine/Product.cs", paths);
        Assert.Contains("src/Nameward.App/Program.cs", paths);
        Assert.Contains("tests/Engine.Tests/Sources/SourceRuleTests.cs", paths);
        Assert.Contains("Nameward.slnx", paths);
        Assert.DoesNotContain(paths, path => path.StartsWith("artifacts/", StringComparison.Ordinal));
    }

    static SourceRule Rule(string id) => All.Single(rule => rule.Id == id);
}
