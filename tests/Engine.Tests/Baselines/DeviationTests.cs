using Nameward.Engine.Baselines;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rollups;
using Nameward.Engine.Verdicts;
using Xunit;
using static Nameward.Engine.Tests.Baselines.SiteDays;

namespace Nameward.Engine.Tests.Baselines;

/// <summary>A client whose day is unlike those of its site is watched, in words with the quantile; nothing else is, and nothing is without a baseline.</summary>
public class DeviationTests
{
    const int Days = 8, Changed = 7;

    const ushort Today = First + Days;

    static readonly Baseline Known = Learned(Days);

    [Fact]
    public void AnOrdinaryDayIsNotWatched()
    {
        for (ushort day = Today; day < Today + 10; day++)
        {
            var scene = Scene(Day(day), Known);
            Assert.Empty(new DeviationJudge(scene).Judge(Weighing.WatchedFrom));
            var answered = Deviating.Of([], scene);
            Assert.Equal((Answer.No, 0), (answered.Answer, answered.Missing.Length));
            Assert.Equal(["none of 20 client-days deviates", "against this site's own 8 days from 2024-10-04 to 2024-10-11, 160 client-days"], answered.Reasons.Select(Text));
        }
    }

    [Fact]
    public void AChangedHostIsWatchedAndNoOther()
    {
        var scene = Scene(Changing(), Known);
        var weighing = Assert.Single(new DeviationJudge(scene).Judge(Weighing.WatchedFrom));
        var subject = Assert.IsType<DeviatingHost>(weighing.Subject);
        Assert.Equal((Client(Changed), HostRole.Workstation, Level.Medium), (subject.Client, subject.Role, weighing.Level));
        Assert.Equal("10.0.1.7: unusual for a workstation of this site: asked 300 names for TXT, NULL, KEY or a private type in a day", Text(subject.Title(weighing)));
        var lone = weighing.Signals.Single(signal => signal.Id == "lone-names");
        Assert.StartsWith("asked 302 names in zones that nobody else asks; all of 160 client-days of workstations asked at most 3", Text(lone.Text), StringComparison.Ordinal);
        Assert.Equal(2.67, lone.AsBrowsing.Value);
    }

    [Fact]
    public void TheAnswerSaysWhatDeviatesWithItsQuantiles()
    {
        var scene = Scene(Changing(), Known);
        var answered = Deviating.Of([Finding.Of(new DeviationJudge(scene).Judge(Weighing.WatchedFrom)[0]) with { Id = "F1" }], scene);
        Assert.Equal((Answer.Yes, "F1", 0), (answered.Answer, answered.Findings.Single(), answered.Missing.Length));
        Assert.Equal(6, answered.Reasons.Length);
        Assert.All(answered.Reasons[..^1], reason => Assert.Matches("^10\\.0\\.1\\.7 asked (in )?[0-9,]+ .*; (all|[0-9.]+ %) of [0-9]+ client-days of workstations asked (in )?at most [0-9]+", Text(reason)));
        Assert.StartsWith("against this site's own 8 days", Text(answered.Reasons[^1]), StringComparison.Ordinal);
    }

    [Fact]
    public void NothingIsFoundWithoutABaselineOfSevenOtherDays()
    {
        Assert.Empty(new DeviationJudge(Scene(Changing(), null)).Judge(Bits.Least));
        Assert.Empty(new DeviationJudge(Scene(Changing(), Learned(6))).Judge(Bits.Least));
        // The judged day is one of seven: six are left to compare it with.
        Assert.Empty(new DeviationJudge(Scene(Day(First), Learned(7))).Judge(Bits.Least));
        Assert.NotEmpty(new DeviationJudge(Scene(Day(First), Learned(8))).Judge(Bits.Least));
    }

    [Fact]
    public void WithoutABaselineTheAnswerIsThatNobodyCanTell()
    {
        var answered = Deviating.Of([], Scene(Day(Today), null));
        Assert.Equal((Answer.CannotTell, 1), (answered.Answer, answered.Missing.Length));
        Assert.Equal("nothing deviates from shipped figures; this site's own are not known", Text(Assert.Single(answered.Reasons)));
        Assert.Contains("this site's own are of 3 days, and 7 beside those judged are needed", Text(Assert.Single(Deviating.Of([], Scene(Day(Today), Learned(3))).Reasons)), StringComparison.Ordinal);
    }

    [Fact]
    public void ShippedFiguresGiveWordsToWhatIsFarAboveThem()
    {
        var rows = Enumerable.Range(0, 30_000).Select(i => LookUp(Changed, Today, i, $"n{i}.zone{i % 900}.com"));
        var answered = Deviating.Of([], Scene([.. Day(Today), .. rows], null));
        Assert.Equal(Answer.CannotTell, answered.Answer);
        Assert.Matches("^nothing is found; most of all beside shipped figures: 10\\.0\\.1\\.7 asked [0-9,]+ names .* in a day; all of 59 client-days of recorded networks asked at most", Text(Assert.Single(answered.Reasons)));
    }

    [Fact]
    public void WhatAClientIsFollowsFromItsDaysNotFromTheOneThatIsJudged()
    {
        var scan = Enumerable.Range(0, 400).Select(i => LookUp(Changed, Today, 20_000 + i, $"gone{i}.com", rcode: 3));
        var scene = Scene([.. Day(Today), .. scan], Known);
        Assert.Equal(HostRole.Scanner, scene.JudgedDays[0].Hosts.Single(host => host.Client == Client(Changed)).Role);
        Assert.Equal(HostRole.Workstation, Assert.IsType<DeviatingHost>(Assert.Single(new DeviationJudge(scene).Judge(Weighing.WatchedFrom)).Subject).Role);
    }

    [Fact]
    public void WhatIsFoundIsLeftOutWhenTheDayIsLearned()
    {
        var scene = Scene(Changing(), Known);
        var findings = new DeviationJudge(scene).Judge(Weighing.WatchedFrom).Select(weighing => Finding.Of(weighing));
        var taught = Taught.Of(Known, scene.Measuring, new SuspectDays(findings).Has);
        Assert.Equal((Clients - 1, 1), (taught.Days.Single().Learned, taught.Days.Single().LeftOut));
        var learned = taught.After.Days.Single(day => day.Day == Today);
        Assert.DoesNotContain(learned.Clients, client => client.Client == Client(Changed));
        Assert.Null(learned.Roles[HostRole.Workstation][HostMeasure.LoneNames.Place].MostBelow(0));
        Assert.Equal(0, learned.Roles[HostRole.Workstation][HostMeasure.LoneNames.Place].AtLeast(100));
    }

    [Fact]
    public void ADayOfWhichLittleIsSeenIsNotLearned()
    {
        var hour = Day(Today).Where(row => row.Message.Time.Hour is 9 or 10);
        var taught = Taught.Of(Known, Measure(hour), (_, _) => false);
        Assert.True(taught.Days.Single().IsTooShort);
        Assert.Equal(BaselineFile.Write(Known), BaselineFile.Write(taught.After));
    }

    [Fact]
    public void PIsThePartOfNormalDaysWithAtLeastAsMuch()
    {
        var usual = new Histogram();
        Enumerable.Range(0, 99).ToList().ForEach(_ => usual.Add(4));
        usual.Add(9);
        Assert.Equal(1 / 101.0, new Deviation(HostMeasure.Names, 10, usual, null, null).P);
        Assert.Equal(2 / 101.0, new Deviation(HostMeasure.Names, 9, usual, null, null).P);
        Assert.Equal(1, new Deviation(HostMeasure.Names, 4, usual, null, null).P);
        Assert.Equal("asked 9 names; 99.0 % of 100 client-days asked at most 4, it by itself at most 5", new Deviation(HostMeasure.Names, 9, usual, null, 5).InWords);
        Assert.Equal("asked in 3 hours of the day; all of 100 client-days of mail servers asked in as much or more", new Deviation(HostMeasure.Hours, 3, usual, HostRole.Mail, null).InWords);
    }

    [Fact]
    public void SignalsAreTheTriggersWithinTheirBits()
    {
        var (random, scene, given) = (new Random(20260318), Scene(Day(Today), Known), new List<Signal>());
        for (var i = 0; i < 500; i++)
        {
            var usual = new Histogram();
            usual.AddTo(random.Next(60), 1 + random.Next(1 << random.Next(30)));
            var host = new HostDay(Client(1), Today, HostRole.Workstation, [], 0, 0, 0);
            new Nameward.Engine.Findings.Detectors.DeviatesFromNormal().Judge(new(host, host.Role, [.. HostMeasure.All.Select(measure => new Deviation(measure, random.Next(80), usual, null, null))], 1, []), scene, given);
        }
        var triggers = DetectorList.OfDeviatingHosts[0].Info.Triggers.ToDictionary(trigger => trigger.Signal);
        Assert.All(given, signal => Assert.True(triggers[signal.Id].Family == signal.Family && triggers[signal.Id].AsBrowsing.Holds(signal.AsBrowsing), $"{signal.Id} {signal.AsBrowsing.Value}"));
        Assert.Equal(triggers.Count, given.Select(signal => signal.Id).Distinct().Count());
    }

    static List<RandomTraffic.Row> Changing() =>
    [
        .. Day(Today).Where(row => row.Message.Client.Address != Client(Changed)),
        .. Enumerable.Range(0, 300).Select(i => LookUp(Changed, Today, 25_000 + i * 100, $"n{i}.fresh{i % 30}.net", RecordTypes.Txt)),
        .. Enumerable.Range(0, 2).Select(i => LookUp(Changed, Today, 30_000 + i, $"gone{i}.net", rcode: 3)),
        .. Enumerable.Range(0, 50).Select(i => LookUp(Changed, Today, 40_000 + i * 60, $"www.site{i}.com")),
    ];

    static Scene Scene(List<RandomTraffic.Row> rows, Baseline? normal) => new(new(RandomTraffic.Roll(rows))) { Normal = normal };

    static string Text(Sentence sentence) => sentence.Render(hostile => hostile.Raw);
}
