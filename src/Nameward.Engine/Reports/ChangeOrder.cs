using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>Changes as people are shown them: what nobody approved comes first, what is routine last.</summary>
static class ChangeOrder
{
    const string Approved = "approved", WithoutChange = "ticket-without-change";

    static readonly ImmutableArray<string> Outcomes = ["no-ticket", "wrong-object", "outside-window", WithoutChange, Approved];

    /// <summary>The changes in that order, and of one outcome in order of time.</summary>
    public static ImmutableArray<TriageChange> Of(TriageDocument document) =>
        [.. document.Changes.OrderBy(change => change.IsRoutine).ThenBy(change => Urgency(change.Outcome)).ThenBy(change => change.Time)];

    /// <summary>The changes that ask for a ticket, and tickets without a change.</summary>
    public static ImmutableArray<TriageChange> Counted(TriageDocument document) => [.. Of(document).Where(change => !change.IsRoutine)];

    /// <summary>Whether it is a change that no ticket covers as it was made.</summary>
    public static bool IsUnapproved(TriageChange change) => change is { IsRoutine: false, Outcome: not (Approved or WithoutChange) };

    /// <summary>The place of an outcome.</summary>
    public static int Urgency(string outcome) => Outcomes.IndexOf(outcome) is >= 0 and var place ? place : Outcomes.Length;

    /// <summary>The word for an outcome.</summary>
    public static string Word(TriageChange change) => change.IsRoutine ? "routine" : Figures.Spoken(change.Outcome);

    /// <summary>What was held against what: "Against 6 tickets in changes.csv."; that none were given.</summary>
    public static Sentence Against(TriageDocument document) => document.Tickets is { } tickets
        ? Sentence.Of($"Against {Figures.Count(tickets.Count, "ticket")} in {tickets.File}.")
        : Sentence.Of("No tickets were given (--tickets FILE): which changes were approved is not known.");

    /// <summary>What is to be known of how the tickets were read.</summary>
    public static ImmutableArray<Sentence> Notes(TriageDocument document) => document.Tickets?.Notes ?? [];

    /// <summary>When it was: a moment, all between two snapshots, or the window of a ticket.</summary>
    public static string Time(TriageChange change, Clock clock) => change switch
    {
        { Time: { } from, Until: { } until } => clock.Span(from, until),
        { Time: { } time, Since: { } since } => $"{clock.Second(since)} to {clock.Second(time)}",
        _ => clock.Second(change.Time, "not known"),
    };
}
