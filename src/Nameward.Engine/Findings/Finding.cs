using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>One subject, weighed, with what was read of it again.</summary>
sealed record Finding
{
    /// <summary>"F1", "F2" and so on, gravest first.</summary>
    public required string Id { get; init; }
    /// <summary>All that speaks for and against it.</summary>
    public required Weighing Weighing { get; init; }
    /// <summary>What it is, in one line.</summary>
    public required Sentence Title { get; init; }
    /// <summary>The clients concerned.</summary>
    public required ImmutableArray<AffectedClient> Affected { get; init; }
    /// <summary>What was said, where it could be read again; null for findings that need none.</summary>
    public required Transcript? Transcript { get; init; }
    /// <summary>When the evidence first sufficed.</summary>
    public required Escalation? FirstEscalation { get; init; }

    /// <summary>Look-ups of the same client at the same time whose names the evidence does not show whole, and that are told with it.</summary>
    public long HiddenLookUps { get; init; }

    /// <summary>A finding without a number yet.</summary>
    public static Finding Of(Weighing weighing, Transcript? transcript = null, Escalation? firstEscalation = null) => new()
    {
        Id = "",
        Weighing = weighing,
        Title = weighing.Subject.Title(weighing),
        Affected = weighing.Subject.Affected(transcript),
        Transcript = transcript,
        FirstEscalation = firstEscalation,
    };

    /// <summary>How grave it is.</summary>
    public Level Level => Weighing.Level;
    /// <summary>The signal that weighs most.</summary>
    public Signal Strongest => Weighing.Strongest;
    /// <summary>Queries of all clients concerned.</summary>
    public long Queries => Affected.Sum(client => client.Queries);
    /// <summary>First seen, UTC.</summary>
    public DateTime? First => Affected.Min(client => client.First);
    /// <summary>Last seen, UTC.</summary>
    public DateTime? Last => Affected.Max(client => client.Last);
}

/// <summary>One client concerned by a finding.</summary>
sealed record AffectedClient(Address Client, DateTime? First, DateTime? Last, long Queries)
{
    /// <summary>The one client that a transcript is of.</summary>
    public static AffectedClient Of(Address client, Transcript transcript) => new(client, transcript.First, transcript.Last, transcript.Queries);

    /// <summary>One of the clients that a transcript is of.</summary>
    public static AffectedClient In(Address client, Transcript transcript)
    {
        var (first, last, queries) = (DateTime.MaxValue, DateTime.MinValue, 0L);
        foreach (ref readonly var message in transcript.Messages)
        {
            if (message.Client.Address == client)
            {
                (first, last) = (message.Time < first ? message.Time : first, message.Time > last ? message.Time : last);
                queries += (message.Sides & Sides.Query) != 0 ? 1 : 0;
            }
        }
        return new(client, EventTime.Known(first), EventTime.Known(last), queries);
    }
}
