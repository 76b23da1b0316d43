using System.Text;
using Nameward.Engine.Cases.Alerting;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Containing;
using Xunit;

namespace Nameward.Engine.Tests.Alerting;

/// <summary>Which rules are made of a case, how they do on its evidence, and which are not written.</summary>
public sealed class AlertRuleTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("nameward-alert-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void TheRulesOfTheWorkedIncidentFireOnItAndOnNothingElse()
    {
        var rules = AlertSamples.Incident.Alerts;
        Assert.Equal(["query-1", "server-1", "names-1"], rules.Where(rule => rule.IsWritten).Select(rule => rule.Name));
        Assert.All(rules.Where(rule => rule.IsWritten), rule => Assert.True(rule.Count is { Fires: > 0, Clients: > 0, First: not null, Others: 0, Benign: 0 }, rule.Name));
        Assert.Equal(678, rules[0].Count!.Fires);
        Assert.All(rules.Where(rule => !rule.IsWritten), rule => Assert.StartsWith("it does not fire on the case", Said(rule), StringComparison.Ordinal));
        Assert.Single(AlertSamples.Incident.Benign);
    }

    [Fact]
    public void TheRuleOfNamesKnowsTheToolInAnotherZone()
    {
        var rule = AlertSamples.Incident.Alerts.Single(rule => rule.Name == "names-1");
        var form = Assert.IsType<ManyNames>(rule.Condition).Form;
        var earlier = AlertSamples.EventsOf("samples/incident/earlier/clients.pcap.gz");
        Assert.Contains(earlier, one => one.Text.EndsWith("statsync-hub.net", StringComparison.Ordinal));
        var names = earlier.Where(one => form.Fits(one.Type, one.Name)).GroupBy(one => (one.Client, one.Time.Ticks / TimeSpan.TicksPerHour)).Max(hour => hour.Select(one => one.Text).Distinct().Count());
        Assert.True(names >= ((ManyNames)rule.Condition).Names, $"{names} names; {rule.Condition.Key}");
    }

    [Fact]
    public void WhereEverybodyDoesTheSameNoRuleOfNamesIsWritten()
    {
        Write("all.log", Enumerable.Range(0, 400).Select(at => Line(at, at % 2 == 0 ? "10.0.0.7" : "10.0.0.8", $"{at:x24}.{(at % 2 == 0 ? "kq7.io" : "telemetry.example")}")));
        var rule = Read("all.log").Alerts.Single(rule => rule.Name == "names-1");
        Assert.StartsWith("others do the same: 200 such names in two hours, and 200 in an hour of the case", Said(rule), StringComparison.Ordinal);
    }

    [Fact]
    public void WithNobodyElseInTheEvidenceItAsksForWhatIsGood()
    {
        Write("alone.log", Enumerable.Range(0, 100).Select(at => Line(at, "10.0.0.7", $"{at:x24}.kq7.io")));
        Assert.StartsWith("the evidence shows nobody else", Said(Read("alone.log").Alerts.Single(rule => rule.Name == "names-1")), StringComparison.Ordinal);
        Write("good.log", Enumerable.Range(0, 10).Select(at => Line(at, "10.0.0.9", "www.example.org")));
        var rule = Read("alone.log", "good.log").Alerts.Single(rule => rule.Name == "names-1");
        Assert.True(rule.IsWritten);
        Assert.Equal(10, ((ManyNames)rule.Condition).Names);
    }

    [Fact]
    public void ARuleThatFiresOnWhatIsGoodIsNotWrittenButWithinTheBudget()
    {
        Write("case.log", Enumerable.Range(0, 100).Select(at => Line(at, "10.0.0.7", $"{at:x24}.kq7.io")));
        Write("good.log", [Line(1, "10.0.0.9", "www.kq7.io"), Line(2, "10.0.0.9", "www.kq7.io")]);
        Assert.Equal("it fires 2 times on evidence that is known to be good", Said(Read("case.log", "good.log").Alerts[0]));
        Assert.True(Read("case.log", "good.log", budget: 2).Alerts[0].IsWritten);
    }

    [Fact]
    public void WhatIsSpokenPastTheApprovedServersIsACasesOwnOrNot()
    {
        var finding = AlertSamples.Tunnel with { Zones = [], Traits = [], Server = ContainSamples.Address("203.0.113.66") };
        Write("past.log", [Line(1, "10.0.0.7", "a.example", "203.0.113.66"), Line(2, "10.0.0.7", "b.example", "10.0.0.53")]);
        var rule = AlertSamples.Read(finding, AlertSamples.SiteOf("10.0.0.53"), null, InFolder("past.log")).Alerts.Single(rule => rule.Name == "unapproved-1");
        Assert.Equal((true, 1L, 0L), (rule.IsWritten, rule.Count!.Fires, rule.Count.Others));
        Write("past.log", [Line(1, "10.0.0.7", "a.example", "203.0.113.66"), Line(2, "10.0.0.8", "b.example", "198.51.100.1")]);
        rule = AlertSamples.Read(finding, AlertSamples.SiteOf("10.0.0.53"), null, InFolder("past.log")).Alerts.Single(rule => rule.Name == "unapproved-1");
        Assert.Equal("it fires 1 time on what is not of the case", Said(rule));
    }

    [Fact]
    public void WhereTheEvidenceIsGoneTheRulesSayThatNobodyTriedThem()
    {
        var request = new ContainRequest(new("7", "nameward-7", [AlertSamples.Tunnel]), BlockAction.NxDomain, default, TimeSpan.FromDays(30));
        var rules = new Investigation(new(), TimeProvider.System).Contain(request).Alerts;
        Assert.Equal(["query-1", "server-1"], rules.Select(rule => rule.Name));
        Assert.All(rules, rule => Assert.True(rule is { IsWritten: true, Count: null }));
        var text = Encoding.ASCII.GetString(Nameward.Engine.Containment.TargetList.All.Single(target => target.Id == "sigma").Write(AlertSamples.With(rules)).Files[0].Content);
        Assert.Contains("UNTESTED", text, StringComparison.Ordinal);
        Assert.Contains("status: experimental", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0123456789abcdef", "hexadecimal digits")]
    [InlineData("mfrggzdfmztwq2lk", "base32")]
    [InlineData("00vv0123456789uv", "base32hex")]
    [InlineData("zy019zy019", "letters and digits")]
    [InlineData("a_b-0z", "letters, digits, dash and underscore")]
    [InlineData("\\200\\201\\202", "bytes of any kind")]
    public void TheFormOfLabelsIsTheNarrowestThatHoldsThem(string label, string alphabet)
    {
        var tally = new LabelTally();
        var name = Names.Wire($"{label}.kq7.io");
        for (var i = 0; i < 20; i++)
        {
            tally.Add(RecordTypes.Txt, LabelForm.First(name));
        }
        var form = tally.Form(90)!;
        Assert.Equal((RecordTypes.Txt, alphabet, (int)name[0]), (Assert.Single(form.Types), form.Alphabet.Id, form.Length));
        Assert.True(form.Fits(RecordTypes.Txt, name));
        Assert.False(form.Fits(RecordTypes.A, name));
        Assert.False(form.Fits(RecordTypes.Txt, Names.Wire("x.kq7.io")));
        Assert.Matches(form.Pattern, $"{label}.kq7.io");
    }

    [Fact]
    public void IdsAreTheSameForTheSameConditionOfTheSameCase()
    {
        var (one, again) = (AlertSamples.Read(AlertSamples.Tunnel, AlertSamples.SiteOf("10.60.1.53"), null, "samples/tunnel.pcap.gz").Alerts, AlertSamples.Incident.Alerts);
        Assert.Equal(one[0].Id, again[0].Id);
        Assert.Equal(again.Length, again.DistinctBy(rule => rule.Id).Count());
    }

    ContainDocument Read(string log, string? good = null, long budget = 0) => AlertSamples.Read(AlertSamples.Tunnel, Engine.Findings.SiteFacts.None, good is null ? null : InFolder(good), budget, InFolder(log));

    // Samples.Own joins paths, and an absolute one stays itself.
    string InFolder(string name) => Path.Combine(_folder, name);

    void Write(string name, IEnumerable<string> lines) => File.WriteAllText(InFolder(name),
        "#separator \\x09\n#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tquery\tqtype_name\trcode_name\n" + string.Join('\n', lines) + "\n");

    static string Line(int at, string client, string name, string server = "10.0.0.53") => $"{1795302000 + at}.5\tC{at}\t{client}\t40000\t{server}\t53\tudp\t{name}\tTXT\tNOERROR";

    static string Said(AlertRule rule) => rule.Because?.Render(text => text.Raw) ?? "written";
}
