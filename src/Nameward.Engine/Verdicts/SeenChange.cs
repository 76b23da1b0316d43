using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Verdicts;

/// <summary>A change of how DNS is configured: a log states it, two snapshots differ by it, or traffic lets it be inferred.</summary>
sealed record SeenChange
{
    /// <summary>When, UTC; of two snapshots the time of the later one. Null where the evidence carries no time.</summary>
    public required DateTime? Time { get; init; }
    /// <summary>Since when it may have been made, UTC, where its moment is not known: the time of the earlier snapshot.</summary>
    public DateTime? From { get; init; }
    /// <summary>What of DNS it is about.</summary>
    public required ConfigurationKind Kind { get; init; }
    /// <summary>What was done, where a record states it; it stands so where snapshots differ or traffic shows it.</summary>
    public ConfigurationAct Act { get; init; }
    /// <summary>The two snapshots that differ by it; null where it is known otherwise.</summary>
    public SnapshotPair? Between { get; init; }
    /// <summary>What was done, in words of ours: "record A added".</summary>
    public required string What { get; init; }
    /// <summary>The server or host; empty where the evidence does not tell.</summary>
    public HostileText Host { get; init; }
    /// <summary>What it was done to; empty where it is the host itself.</summary>
    public HostileText Object { get; init; }
    /// <summary>Which property of that, in the product's own word; empty where it is the whole object.</summary>
    public HostileText Property { get; init; }
    /// <summary>The value before; empty where the evidence does not tell.</summary>
    public HostileText Old { get; init; }
    /// <summary>The value after; empty where there is none any more.</summary>
    public HostileText New { get; init; }
    /// <summary>Who did it; empty where the evidence does not tell.</summary>
    public HostileText Actor { get; init; }
    /// <summary>The record that shows it; null where it follows from traffic.</summary>
    public SourcePosition? At { get; init; }
    /// <summary>How it is known, where no record states it.</summary>
    public Sentence? How { get; init; }
    /// <summary>Whether it is inferred from what servers and hosts did.</summary>
    public bool IsInferred { get; init; }
    /// <summary>Whether it stands for many that come by themselves: updates of hosts, transfers to secondaries. They need no ticket.</summary>
    public bool IsRoutine { get; init; }

    /// <summary>When it can have been made, UTC: one moment, or all between two snapshots.</summary>
    public DateTime? Earliest => From ?? Time;

    /// <summary>A change as a record states it.</summary>
    public static SeenChange Of(StatedChange change) => new()
    {
        Time = change.First,
        Kind = change.Kind,
        Act = change.Act,
        What = ChangeWords.Of(change),
        Host = change.Host,
        Object = change.Object,
        Property = change.Property,
        Old = change.Old,
        New = change.New,
        Actor = change.Actor,
        At = change.At,
    };
}
