using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>What a hunt found.</summary>
public sealed record HuntDocument
{
    /// <summary>The name of the schema.</summary>
    public const string SchemaName = "nameward/hunt/1";

    /// <summary>What was hunted for.</summary>
    public required HuntQuery Query { get; init; }
    /// <summary>Where: a store's file; null for evidence that was read for it.</summary>
    public HostileText? Store { get; init; }
    /// <summary>The evidence that was read; empty where a store was asked.</summary>
    public ImmutableArray<TriageEvidence> Evidence { get; init; } = [];
    /// <summary>First UTC day that is remembered there; null where nothing carries a time.</summary>
    public DateOnly? From { get; init; }
    /// <summary>Last UTC day.</summary>
    public DateOnly? To { get; init; }
    /// <summary>How rows are put together; null where they are not.</summary>
    public HuntGrouping? Grouping { get; init; }
    /// <summary>The rows: what is put together.</summary>
    public ImmutableArray<HuntRow> Rows { get; init; } = [];
    /// <summary>The rows where nothing is put together: messages, in the order of the evidence.</summary>
    public ImmutableArray<HuntMessage> Messages { get; init; } = [];
    /// <summary>Rows that fit and are not told, because there are more than were asked for; null where reading ended with the first of them.</summary>
    public long? More { get; init; } = 0;
    /// <summary>What could not be seen, each in words.</summary>
    public ImmutableArray<Sentence> Limits { get; init; } = [];

    /// <summary>Whether it tells messages, and puts nothing together.</summary>
    public bool TellsMessages { get; init; }

    /// <summary>Whether reading ended early, since there were more rows than were asked for.</summary>
    public bool IsStopped => More is null;

    /// <summary>Whether there may be more than is told.</summary>
    public bool IsPartial => More is not 0 || !Limits.IsEmpty;

    /// <summary>What is said of evidence that was read for a hunt.</summary>
    /// <param name="query">What was hunted for.</param>
    /// <param name="report">What was read.</param>
    /// <param name="stop">Where reading ended early; null where it did not. How far threads came beyond is chance then, and not told.</param>
    internal static HuntDocument OfEvidence(HuntQuery query, EvidenceReport report, Sentence? stop) => new()
    {
        Query = query,
        Evidence = stop is null ? [.. report.Sources.Select(TriageBuilder.Evidence)] : [],
        From = stop is null && report.Sources.Min(source => source.From) is { } from ? DateOnly.FromDateTime(from) : null,
        To = stop is null && report.Sources.Max(source => source.To) is { } to ? DateOnly.FromDateTime(to) : null,
        More = stop is null ? 0 : null,
        Limits = stop is null ? [] : [stop],
    };
}

/// <summary>One row of a hunt that puts together: a client in a zone, a client at a server, a record, or a group.</summary>
public sealed record HuntRow
{
    /// <summary>"zone", "server", "record" or "group"; of a group what it is not made by is null.</summary>
    public required string Kind { get; init; }
    /// <summary>Who asked; null of a record.</summary>
    public Address? Client { get; init; }
    /// <summary>The registrable domain; null of a server.</summary>
    public HostileText? Zone { get; init; }
    /// <summary>The name of a record; null otherwise.</summary>
    public HostileText? Name { get; init; }
    /// <summary>Its type; null otherwise.</summary>
    public ushort? Type { get; init; }
    /// <summary>Its data; null otherwise, or where it was asked for and no such record is known.</summary>
    public HostileText? Answer { get; init; }
    /// <summary>The server; null otherwise.</summary>
    public Endpoint? Server { get; init; }
    /// <summary>The rcode of a group that is made by it; null where no response was seen or it is not logged.</summary>
    public ushort? Rcode { get; init; }
    /// <summary>The UTC day of a group that is made by it.</summary>
    public DateOnly? Day { get; init; }
    /// <summary>When the hour of a group begins that is made by it, UTC.</summary>
    public DateTime? Hour { get; init; }
    /// <summary>Distinct clients of a group: null where it is made by them, and of other rows.</summary>
    public long? Clients { get; init; }
    /// <summary>Distinct names of a group, in the same way.</summary>
    public long? Names { get; init; }
    /// <summary>Whether distinct clients or names of a group are estimated, since there are more than 512: within some 5 %.</summary>
    public bool IsEstimated { get; init; }
    /// <summary>When first, UTC; null where the evidence carries no time.</summary>
    public DateTime? FirstSeen { get; init; }
    /// <summary>When last, UTC.</summary>
    public DateTime? LastSeen { get; init; }
    /// <summary>How often: queries of a client, records; look-ups of a group.</summary>
    public long Count { get; init; }
    /// <summary>How often at most: more than <see cref="Count"/> where a group may have been let go before, since there were too many.</summary>
    public long CountAtMost { get => Math.Max(field, Count); init; }
    /// <summary>Whether it is certain that the client asked for what the query names; false where of its names in the zone a sample alone is remembered.</summary>
    public bool IsCertain { get; init; } = true;
    /// <summary>The entries of feeds that name it.</summary>
    public ImmutableArray<HuntMatch> Intel { get; init; } = [];
}

/// <summary>An entry of a feed that names a row.</summary>
/// <param name="Feed">The feed's name.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Line">Its line or ordinal.</param>
/// <param name="Threat">What it is said to be.</param>
/// <param name="Worth">0 to 1: trust, sureness and age when it was met last.</param>
/// <param name="StandsAlone">Whether it may escalate without anything else.</param>
/// <param name="Marks">Why it proves little by itself.</param>
public sealed record HuntMatch(HostileText Feed, HostileText Entry, long Line, HostileText Threat, double Worth, bool StandsAlone, ImmutableArray<Sentence> Marks);
