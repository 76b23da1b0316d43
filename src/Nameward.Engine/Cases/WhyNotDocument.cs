using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>
/// What all detectors measured of one domain, client or server, suspect or not (schema <c>nameward/why-not/1</c>): what <c>nameward why-not</c> is rendered
/// from. The parts that the triage record has too are the same, field by field.
/// </summary>
public sealed record WhyNotDocument
{
    /// <summary>The schema's name.</summary>
    public const string SchemaName = "nameward/why-not/1";

    /// <summary>Name and version of the schema.</summary>
    public string Schema { get; init; } = SchemaName;
    /// <summary>This run of the program.</summary>
    public required TriageRun Run { get; init; }
    /// <summary>Every source, in order.</summary>
    public required ImmutableArray<TriageEvidence> Evidence { get; init; }
    /// <summary>What could and could not be seen.</summary>
    public required TriageCoverage Coverage { get; init; }
    /// <summary>What was asked about: a name, or an address.</summary>
    public required HostileText Asked { get; init; }
    /// <summary>The zone in which a name is judged; null of an address.</summary>
    public required HostileText? Zone { get; init; }
    /// <summary>What is known of the standing of the zone; null of an address.</summary>
    public required Reputation? Reputation { get; init; }
    /// <summary>What the evidence shows of it, by the part that it plays; empty where it does not occur.</summary>
    public required ImmutableArray<WhyNotUse> Seen { get; init; }
    /// <summary>What was weighed of it, by kind of subject.</summary>
    public required ImmutableArray<WhyNotKind> Weighed { get; init; }
    /// <summary>Detectors that had nothing to look at, and why.</summary>
    public required ImmutableArray<DidNotRun> DidNotRun { get; init; }
}

/// <summary>What the evidence shows of a name or an address in one of its parts.</summary>
/// <param name="As">"zone", "client", "server" or "flows".</param>
/// <param name="Port">The port of a server; null where none is named, and of all else.</param>
/// <param name="FirstSeen">First seen, UTC.</param>
/// <param name="LastSeen">Last seen, UTC.</param>
/// <param name="Days">Different UTC days; 0 where they are not known.</param>
/// <param name="Queries">Queries in the source that shows most; of flows, how many.</param>
/// <param name="Clients">Different clients.</param>
/// <param name="Zones">Different zones; 0 where they are not told apart.</param>
/// <param name="Servers">Servers that were asked, in order; at most the first few.</param>
public sealed record WhyNotUse(string As, int? Port, DateTime? FirstSeen, DateTime? LastSeen, long Days, long Queries, long Clients, long Zones, ImmutableArray<HostileText> Servers);

/// <summary>What was weighed of one kind of subject.</summary>
/// <param name="Kind">"channel", "channel-without-zone", "server", "beacon", "missing-zones", "hidden-names", "around-resolver" or "listed".</param>
/// <param name="Weighings">The gravest, gravest first.</param>
/// <param name="Others">How many more there are of each level, gravest first.</param>
public sealed record WhyNotKind(string Kind, ImmutableArray<WhyNotWeighing> Weighings, ImmutableArray<WhyNotOthers> Others);

/// <summary>How many more weighings have a level.</summary>
public sealed record WhyNotOthers(string Level, long Count);

/// <summary>One weighing in full: why something is a finding, or why not.</summary>
public sealed record WhyNotWeighing
{
    /// <summary>Id of the finding in the triage of the same evidence; null where it is none.</summary>
    public required string? Finding { get; init; }
    /// <summary>What it is, in one line; of a client in a zone that is no finding, only whose it is.</summary>
    public required Sentence Title { get; init; }
    /// <summary>What it is about.</summary>
    public required TriageSubject Subject { get; init; }
    /// <summary>"critical", "high", "medium", "low" or "informational".</summary>
    public required string Level { get; init; }
    /// <summary>Start and signals together, under the explanation that counts.</summary>
    public required double Bits { get; init; }
    /// <summary>The innocent explanation that leaves least unexplained, and so counts: "browsing" or "look-ups".</summary>
    public required string Explanation { get; init; }
    /// <summary>Start and signals together against "somebody browses"; null where the record does not tell.</summary>
    public required double? AsBrowsing { get; init; }
    /// <summary>Start and signals together against "a look-up service is asked"; null where the record does not tell.</summary>
    public required double? AsLookUps { get; init; }
    /// <summary>Where the sum starts.</summary>
    public required TriagePrior Prior { get; init; }
    /// <summary>Subtotals of the families.</summary>
    public required ImmutableArray<TriageFamily> Families { get; init; }
    /// <summary>Every signal, strongest first, those of zero bits too.</summary>
    public required ImmutableArray<WhyNotSignal> Signals { get; init; }
    /// <summary>Bits from which it would be watched, and how many it lacks.</summary>
    public required WhyNotLine Watched { get; init; }
    /// <summary>Bits from which it would escalate, and how many it lacks.</summary>
    public required WhyNotLine Escalates { get; init; }
    /// <summary>The smallest changes that bring it over or under a line, and what holds it there.</summary>
    public required ImmutableArray<Sentence> WouldChange { get; init; }
    /// <summary>Detectors that did not run on it or only in part, and why.</summary>
    public required ImmutableArray<DidNotRun> DidNotRun { get; init; }
}

/// <summary>A line of the sum of bits.</summary>
/// <param name="From">Bits from which it is reached.</param>
/// <param name="Missing">Bits that are missing; 0 where the sum reaches it.</param>
/// <param name="IsReached">Whether the level is reached, for which bits alone may not suffice.</param>
public sealed record WhyNotLine(double From, double Missing, bool IsReached);

/// <summary>One signal under both innocent explanations.</summary>
/// <param name="Id">Id of the signal.</param>
/// <param name="Detector">Id of its detector.</param>
/// <param name="Family">Its family.</param>
/// <param name="Value">What was measured, in the unit that the text names.</param>
/// <param name="Baseline">What is usual.</param>
/// <param name="Bits">Bits under the explanation that counts.</param>
/// <param name="AsBrowsing">Bits against "somebody browses"; null where the record does not tell.</param>
/// <param name="AsLookUps">Bits against "a look-up service is asked"; null where the record does not tell.</param>
/// <param name="Text">The same for people.</param>
public sealed record WhyNotSignal(string Id, string Detector, string Family, double? Value, double? Baseline, double Bits, double? AsBrowsing, double? AsLookUps, Sentence Text);
