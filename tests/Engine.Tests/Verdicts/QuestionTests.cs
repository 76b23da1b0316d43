using Nameward.Engine.Cases;
using Nameward.Engine.Findings;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Tests.Findings;
using Nameward.Engine.Verdicts;
using Xunit;
using ServerTraffic = Nameward.Engine.Tests.Findings.ServerTraffic;

namespace Nameward.Engine.Tests.Verdicts;

/// <summary>Whatever a "no" rested on is taken away, and the answer is "cannot tell", with what is missing.</summary>
public class QuestionTests
{
    const string Lists = "c2.x-example.com\n203.0.113.0/24\n";

    static readonly DateTime Begin = new(2026, 3, 18, 9, 0, 0, DateTimeKind.Utc);

    static Scene Whole => ServerTraffic.Fleet().Scene(new() { ApprovedServers = [Net("10.0.0.53")] }) with
    {
        Indicators = TestFeeds.Of("ours", Lists),
        Sources = [Source("a.pcap"), Source("b.pcap")],
    };

    [Fact]
    public void WithAllOfItTheAnswersAreNo() => Assert.Equal("no no cannot-tell no", Answers(Whole));

    [Fact]
    public void WithoutTheApprovedListQuestionOneCannotBeTold() => AssertOpen(Whole with { Site = SiteFacts.None }, 0, "no approved list was given");

    [Fact]
    public void WithoutASourceOfTheWayOutQuestionOneCannotBeTold() => AssertOpen(Whole with { EgressFormats = [] }, 0, "nothing here shows what else our hosts sent out");

    [Fact]
    public void WithoutAListQuestionsTwoAndFourCannotBeTold()
    {
        AssertOpen(Whole with { Indicators = Indicators.None }, 1, "no indicator list was given");
        AssertOpen(Whole with { Indicators = Indicators.None }, 3, "no indicator list was given");
        AssertOpen(Whole with { Indicators = TestFeeds.Of("ours", "203.0.113.0/24\n") }, 1, "the lists hold no domain names");
        AssertOpen(Whole with { Indicators = TestFeeds.Of("ours", "c2.x-example.com\n") }, 3, "the lists hold no addresses");
    }

    [Fact]
    public void AListOlderThanItsEntriesCountForIsNone()
    {
        Scene Made(DateTime made) => Whole with { Indicators = new([TestFeeds.Feed("ours", Lists) with { Made = made }]) };
        Assert.Equal("no no cannot-tell no", Answers(Made(Begin.AddDays(-Standing.DaysOfAddress + 1))));
        AssertOpen(Made(Begin.AddDays(-Standing.DaysOfAddress - 1)), 3, "every list of addresses is older than its entries count for: ours, of 2025-12-17");
        AssertOpen(Made(Begin.AddDays(-Standing.DaysOfName - 1)), 1, "every list of domain names is older than its entries count for: ours, of 2025-03-17");
        var confirmed = Made(Begin.AddDays(-1000)).Indicators.Feeds[0] with { Sightings = Made(Begin).Indicators.Feeds[0].Sightings.Add("c2.x-example.com", Begin.AddDays(-2)) };
        Assert.Equal("no no cannot-tell no", Answers(Whole with { Indicators = new([confirmed]) }));
    }

    [Fact]
    public void EvidenceWithoutNamesCannotTellOfThem()
    {
        var flows = new RollupSet();
        AssertOpen(new Scene(new(flows)) { Indicators = TestFeeds.Of("ours", Lists) }, 1, "the evidence shows no names that were asked for");
        AssertOpen(new Scene(new(flows)) { Indicators = TestFeeds.Of("ours", Lists) }, 3, "the evidence names no servers");
    }

    [Fact]
    public void DamageTurnsNoIntoCannotTell()
    {
        foreach (var question in (int[])[0, 1, 3])
        {
            AssertOpen(Whole with { Sources = [Source("a.pcap"), Source("b.pcap") with { Damage = "the file ends inside a packet" }] }, question, "b.pcap is damaged in part");
            AssertOpen(Whole with { Sources = [Source("a.pcap") with { Malformed = 11 }, Source("b.pcap")] }, question, "11 records of a.pcap cannot be read");
        }
        Assert.Equal("no no cannot-tell no", Answers(Whole with { Sources = [Source("a.pcap") with { Malformed = 10 }, Source("b.pcap")] }));
    }

    [Fact]
    public void ASilenceTurnsNoIntoCannotTellUnlessAnotherSourceSpeaks()
    {
        SourceGap gap = new(0, Begin.AddMinutes(20), Begin.AddMinutes(40));
        Assert.Equal("no no cannot-tell no", Answers(Whole, gap));
        AssertOpen(Whole, 0, "a.pcap is silent from 2026-03-18 09:20 to 2026-03-18 09:40, and no other source shows that time", gap, gap with { Source = 1 });
        AssertOpen(Whole with { Sources = [Source("a.pcap"), Source("b.pcap") with { To = Begin.AddMinutes(30) }] }, 1, "a.pcap is silent from 2026-03-18 09:20 to 2026-03-18 09:40, and no other source shows that time", gap);
        Assert.Equal("no no cannot-tell no", Answers(Whole with { Sources = [Source("a.txt") with { DnsMessages = 0 }, Source("b.pcap")] }, gap));
    }

    [Fact]
    public void AServerThatHostsAreToldToAskIsSaidAndChangesNoAnswer()
    {
        var told = new ConfigurationScene().From("pc7/resolv.conf", format: "resolv-conf").Say("Resolvers | pc7 | | nameserver | 203.0.113.9");
        var site = new SiteFacts { ApprovedServers = [Net("10.0.0.53")] };
        var scene = told.Scene(site, ServerTraffic.Fleet());
        var misconfigured = new MisconfigurationJudge(scene, []).Judge().Select((weighing, index) => Finding.Of(weighing) with { Id = $"F{index + 1}" }).ToList();
        var question = Questions.AnswerAll([.. misconfigured], scene, [])[0];
        Assert.Equal((Answer.No, "pc7 is set to 203.0.113.9, or tells others to ask it, and it is not approved; no answer of it is seen"), (question.Answer, ChangeLines.Text(question.Reasons[^1])));
        Assert.Equal((Answer.No, 1), (Questions.AnswerAll([], scene, [])[0].Answer, Questions.AnswerAll([], scene, [])[0].Reasons.Length));
    }

    [Fact]
    public void TheRuleByWhichFindingsAnswerIsThatOfTheFacts()
    {
        foreach (var question in Enum.GetValues<QuestionId>())
        {
            foreach (var level in Enum.GetValues<Level>())
            {
                var before = new Facts([], [.. Enumerable.Repeat(Answer.No, 4)]) { Otherwise = [.. Enumerable.Repeat(Answer.No, 4)] };
                var after = (before with { Findings = [new("F1", level, Bits.Zero, question, false)] }).AnsweredAnew(before);
                Assert.Equal(Answered.By(question, level, Answer.No), after.Answers[(int)question]);
                Assert.True(level == Level.Informational || Answered.By(question, level, Answer.No) >= Answered.By(question, level - 1, Answer.No));
            }
        }
    }

    static void AssertOpen(Scene scene, int question, string why, params SourceGap[] gaps)
    {
        var answered = Questions.AnswerAll([], scene, [.. gaps])[question];
        Assert.Equal((Answer.CannotTell, why), (answered.Answer, ChangeLines.Text(answered.Reasons[^1])));
        Assert.NotEmpty(answered.Missing);
    }

    static string Answers(Scene scene, params SourceGap[] gaps) => string.Join(' ', Questions.AnswerAll([], scene, [.. gaps]).Select(answer => PolicyWords.Answers.First(word => word.Value == answer.Answer).Key));

    static SourceReport Source(string path) => new() { Path = HostileText.Text(path), Format = "pcap", Records = 1000, DnsMessages = 1000, From = Begin, To = Begin.AddHours(1) };

    static Network Net(string text) => Network.TryParse(text, out var network, out _) ? network : throw new FormatException(text);
}
