using Nameward.Engine.Cases;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports.Notices;
using Xunit;

namespace Nameward.Engine.Tests.Reports.Notices;

/// <summary>What of a triage there is to tell, and by what it is known again; when it is tried again.</summary>
public class NoticeMarkTests
{
    static readonly TriageFinding First = EscalateSample.Document.Findings[0];

    static TriageDocument With(params TriageFinding[] findings) => EscalateSample.Document with { Findings = [.. findings] };

    [Fact]
    public void AFindingIsKnownByItsSubjectWhateverItsNumberAndItsBits()
    {
        var one = NoticeMarks.Of(With(First), ["escalate"]).Single();
        var other = NoticeMarks.Of(With(First with { Id = "F7", Bits = First.Bits + 3, LastSeen = TriageSamples.At("23:00:00"), Queries = 99 }), ["escalate"]).Single();
        Assert.Equal((one.Key, one.Rank), (other.Key, other.Rank));
        Assert.NotEqual(one.Key, NoticeMarks.Of(With(First with { Subject = First.Subject with { Client = TriageSamples.Host("10.0.3.99") } }), ["escalate"]).Single().Key);
        Assert.NotEqual(one.Key, NoticeMarks.Of(With(First with { Subject = First.Subject with { Zone = HostileText.Name("other.example.net") } }), ["escalate"]).Single().Key);
    }

    [Theory]
    [InlineData("escalate", 1)]
    [InlineData("watch", 0)]
    [InlineData("watch escalate", 2)]
    public void AChannelIsToldWhatItWants(string on, int told)
    {
        var medium = First with { Level = "medium", Subject = First.Subject with { Client = TriageSamples.Host("10.0.3.98") } };
        var low = First with { Level = "low", Subject = First.Subject with { Client = TriageSamples.Host("10.0.3.97") } };
        var marks = NoticeMarks.Of(With(First, medium, low), [.. on.Split(' ')]);
        Assert.Equal(told, marks.Length);
        Assert.Equal(Enumerable.Range(0, told).Select(at => 2 - at), marks.Select(mark => mark.Rank));
    }

    [Fact]
    public void AnEscalationThatRestsOnALesserFindingIsToldAsAnEscalation() =>
        Assert.Equal(2, NoticeMarks.Of(With(First with { Level = "medium" }), ["escalate"]).Single().Rank);

    [Fact]
    public void ADecisionWithoutAFindingIsKnownByItsClauses()
    {
        var marks = NoticeMarks.Of(With(), ["escalate"]);
        Assert.Null(marks.Single().Finding);
        var other = With() with { Decision = EscalateSample.Document.Decision with { Clauses = [new("other", "Another.", [])] } };
        Assert.NotEqual(marks.Single().Key, NoticeMarks.Of(other, ["escalate"]).Single().Key);
    }

    [Fact]
    public void ACloseIsToldToNobody() => Assert.Empty(NoticeMarks.Of(TriageSamples.Close, ["watch", "escalate"]));

    [Fact]
    public void ATryIsRepeatedAfterWaitsThatGrowAndNeverEnd()
    {
        var start = TriageSamples.At("12:00:00");
        var (now, waits) = (start, new List<double>());
        for (var tries = 1; now - start < TimeSpan.FromDays(9); tries++)
        {
            var entry = Entry with { Tries = tries, FailingSince = start };
            var next = NoticeSchedule.Next(entry, now, null);
            waits.Add((next - now).TotalMinutes);
            now = next;
        }
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], waits.Take(8));
        Assert.Equal(waits.Order(), waits);
        Assert.Equal(24 * 60, waits[^1]);
        Assert.InRange(waits.Count, 170, 180);
    }

    [Fact]
    public void WhatTheReceiverAsksForIsObeyedWhereItIsLater()
    {
        var now = TriageSamples.At("12:00:00");
        var entry = Entry with { Tries = 1, FailingSince = now };
        Assert.Equal(now.AddHours(5), NoticeSchedule.Next(entry, now, now.AddHours(5)));
        Assert.Equal(now.AddMinutes(1), NoticeSchedule.Next(entry, now, now.AddSeconds(5)));
    }

    static NoticeEntry Entry => new() { Id = "a", Channel = "soc", Created = TriageSamples.Day, Title = "", Decision = "watch", MediaType = "text/plain" };
}
