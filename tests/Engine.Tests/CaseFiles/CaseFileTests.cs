using System.Text.Json;
using Nameward.Engine.Cases.Files;
using Nameward.Engine.Cases.Runbooks;
using Nameward.Engine.Cases.Trails;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports.CaseFiles;
using Nameward.Engine.Tests.Reports;
using Xunit;

namespace Nameward.Engine.Tests.CaseFiles;

/// <summary>A case is what its trail says, and nothing else.</summary>
public sealed class CaseFileTests
{
    [Fact]
    public void WhatTheProgramHasDoneIsDoneFromTheBegin()
    {
        var file = CaseSamples.Of(EscalateSample.Document).File;
        Assert.Equal((CaseState.Open, "escalate", 14), (file.State, file.Newest.Decision, file.Tasks.Length));
        var done = file.Tasks.Where(task => !task.IsOpen).ToList();
        Assert.Equal(["change-requests", "tunnelling", "anomalies", "reconstruct", "other-incidents"], done.Select(task => task.Task.Id));
        Assert.All(done, task => Assert.Equal(HostileText.Text("nameward"), task.By));
        Assert.Equal("1 no ticket, 1 outside window, 1 ticket without change, 1 approved", Text(done[0].Found));
        Assert.Equal(["indicators", "new-domains"], file.OpenTasks.Take(2).Select(task => task.Task.Id));
    }

    [Fact]
    public void ACaseThatDidNotEscalateAsksNothingOfLevelTwo() =>
        Assert.All(CaseSamples.Of(TriageSamples.Watch).File.Tasks, task => Assert.Equal(RunbookTask.Level1, task.Task.Row));

    [Fact]
    public void EachActionIsSeenAndSaysWhatWasBefore()
    {
        var kept = CaseSamples.Worked();
        var file = kept.File;
        Assert.Equal((CaseState.Closed, HostileText.Text("a.nalyst"), "true-positive"), (file.State, file.Assignee!.Value, file.Closing!.As));
        Assert.Equal((CaseTask.Done, CaseTask.NotNeeded), (file.Tasks.Single(task => task.Task.Id == "deep-dive").State, file.Tasks.Single(task => task.Task.Id == "restore").State));
        Assert.Equal((1, 1, 1), (file.Notes.Length, file.Tickets.Length, file.Attachments.Length));
        Assert.Equal(
        [
            "noted: the owner knows nothing of it", "assigned to a.nalyst, before to nobody", "moved from open to contained", "task deep-dive: from open to done: two more hosts",
            "task restore: from open to not-needed: nothing was changed", "ticket INC0012345", $"attached mail.eml, 6 bytes, SHA-256 {CaseSamples.Sum(CaseSamples.Mail)}", "closed as true-positive, before contained: iodine",
        ], file.Rows.Skip(1).Select(row => Text(RowWords.Of(row))));
        Assert.Equal("opened again, before closed as true-positive: it asks again", Text(RowWords.Of(new("", 1, default, "", CaseAction.Reopened, TrailData.Reopened(file, "it asks again").Data, ""))));
        Assert.Null(TrailChain.Check(file.Rows, kept.Head));
    }

    [Fact]
    public void ALaterTriageDoesWhatIsOpenAndLeavesWhatPeopleSaid()
    {
        var first = CaseSamples.Of(TriageSamples.Watch, file => TrailData.Task(file.Tasks.Single(task => task.Task.Id == "indicators"), CaseTask.NotNeeded, "no lists here"));
        var rows = first.File.Rows;
        var both = CaseSamples.Kept([.. rows, .. TrailChain.After(CaseSamples.Subject, rows[^1], CaseSamples.Noon, "two", TrailData.Triaged(EscalateSample.Document, new string('0', 64), []))]).File;
        Assert.Equal((2, "escalate", 14), (both.Runs.Length, both.Newest.Decision, both.Tasks.Length));
        Assert.Equal(CaseTask.NotNeeded, both.Tasks.Single(task => task.Task.Id == "indicators").State);
        Assert.Equal(CaseTask.Done, both.Tasks.Single(task => task.Task.Id == "change-requests").State);
    }

    [Fact]
    public void EventsAreInTheOrderOfEventTimeAndCarryNoWallTime()
    {
        var events = CaseSamples.Worked().File.Events.ToList();
        Assert.Equal(events.OrderBy(seen => seen.At), events);
        Assert.All(events, seen => Assert.Equal(TriageSamples.Day, seen.At.Date));
        Assert.Contains(events, seen => Text(seen.What) == "F1 could be escalated from here");
        Assert.Contains(events, seen => Text(seen.What).StartsWith("change of configuration: DHCP option 6", StringComparison.Ordinal));
    }

    [Fact]
    public void TraitsComeBackAsTheyWere()
    {
        var trait = CaseSamples.Worked().File.Newest.Traits.Single();
        Assert.Equal(("zone", TriageSamples.Name("t.example.net"), new Nameward.Engine.Cases.TraitWeight(12.5, 3, 40), CaseSamples.Noon, null), (trait.Kind, trait.Value, trait.Weight, trait.FirstSeen, trait.LastSeen));
        Assert.Equal(["F1"], trait.Findings);
    }

    [Theory]
    [InlineData("noted", "{}")]
    [InlineData("noted", "{\"text\":7}")]
    [InlineData("noted", "no JSON")]
    [InlineData("noted", "[]")]
    [InlineData("noted", "{\"text\":\"\\ud800\"}")]
    [InlineData("moved", "{\"from\":\"open\",\"to\":\"closed\"}")]
    [InlineData("moved", "{\"from\":\"open\",\"to\":\"elsewhere\"}")]
    [InlineData("task", "{\"id\":\"none\",\"from\":\"open\",\"to\":\"done\",\"reason\":null}")]
    [InlineData("attached", "{\"name\":\"a\",\"sha256\":\"../../a\",\"bytes\":1}")]
    [InlineData("closed", "{\"from\":\"open\",\"as\":\"lost\",\"reason\":\"\",\"of\":null}")]
    [InlineData("triaged", "{\"decision\":\"escalate\"}")]
    [InlineData("burnt", "{}")]
    public void ARowThatThisProgramNeverWroteIsSaid(string action, string data)
    {
        var rows = CaseSamples.Of(TriageSamples.Watch).File.Rows;
        var mistake = Assert.Throws<UserError>(() => CaseFile.Of([.. rows, .. TrailChain.After(CaseSamples.Subject, rows[0], CaseSamples.Noon, "x", new TrailEntry(action, data))])).Mistakes.Single();
        Assert.Equal($"{CaseSamples.Subject}: row 2 of its trail cannot be read", mistake.What);
    }

    [Fact]
    public void TheSameActionHasTheSameText()
    {
        Assert.Equal(TrailData.Triaged(EscalateSample.Document, "00", []), TrailData.Triaged(EscalateSample.Document, "00", []));
        Assert.Equal("{\"from\":null,\"to\":\"a\\u0022\\u202E\"}", TrailData.Assigned(CaseSamples.Of(TriageSamples.Watch).File, "a\"\u202e").Data);
    }

    [Fact]
    public void EveryFieldOfAShownCaseIsThere()
    {
        using var json = JsonDocument.Parse(CaseJson.Line(CaseSamples.Worked()));
        Assert.Equal("schema number uid state decision line opened changed assignee nextTask closedAs rows head problem closing tasks notes tickets attachments runs events trail".Split(' '), json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal("nameward/case/1", json.RootElement.GetProperty("schema").GetString());
        Assert.Equal(9, json.RootElement.GetProperty("trail").GetArrayLength());
        Assert.Equal("contained", json.RootElement.GetProperty("trail")[8].GetProperty("data").GetProperty("from").GetString());
    }

    static string Text(Sentence? sentence) => sentence!.Render(hostile => hostile.Raw);
}
