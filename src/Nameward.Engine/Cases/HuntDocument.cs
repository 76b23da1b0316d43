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
    /// <summary>The rows.</summary>
    public required ImmutableArray<HuntRow> Rows { get; init; }
    /// <summary>Rows that fit and are not told, because there are more than were asked for.</summary>
    public long More { get; init; }
    /// <summary>What could not be seen, each in words.</summary>
    public ImmutableArray<Sentence> Limits { get; init; } = [];

    /// <summary>Whether there may be more than is told.</summary>
    public bool IsPartial => More > 0 || !Limits.IsEmpty;
}

/// <summary>One row of a hunt: a client in a zone, a client at a server, or a record.</summary>
public sealed record HuntRow
{
    /// <summary>"zone", "server" or "record".</summary>
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
    /// <summary>When first, UTC; null where the evidence carries no time.</summary>
    public DateTime? FirstSeen { get; init; }
    /// <summary>When last, UTC.</summary>
    public DateTime? LastSeen { get; init; }
    /// <summary>How often: queries of a client, records.</summary>
    public long Count { get; init; }
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
