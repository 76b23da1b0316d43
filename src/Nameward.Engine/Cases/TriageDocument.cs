using System.Collections.Immutable;
using Nameward.Engine.Cases.Runbooks;
using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>
/// The one triage record (schema <c>nameward/triage/1</c>), from which every output is rendered. Names of properties are the contract's, in camel
/// case; unknown values are null, never missing; order is deterministic, and two runs on the same evidence differ in <see cref="Run"/> alone.
/// </summary>
public sealed record TriageDocument
{
    /// <summary>The schema's name.</summary>
    public const string SchemaName = "nameward/triage/1";

    /// <summary>Name and version of the schema.</summary>
    public string Schema { get; init; } = SchemaName;
    /// <summary>This run of the program.</summary>
    public required TriageRun Run { get; init; }
    /// <summary>Every source, in order.</summary>
    public required ImmutableArray<TriageEvidence> Evidence { get; init; }
    /// <summary>What could and could not be seen.</summary>
    public required TriageCoverage Coverage { get; init; }
    /// <summary>Every DNS server seen.</summary>
    public required ImmutableArray<TriageServer> Census { get; init; }
    /// <summary>The findings, gravest first; behind them those that are suppressed.</summary>
    public required ImmutableArray<TriageFinding> Findings { get; init; }
    /// <summary>The sessions of the channels that are escalated, as far as triage read them.</summary>
    public ImmutableArray<ReconstructedSession> Sessions { get; init; } = [];
    /// <summary>The four questions, in the runbook's order.</summary>
    public required ImmutableArray<TriageQuestion> Questions { get; init; }
    /// <summary>Every change of configuration seen, against the tickets.</summary>
    public required ImmutableArray<TriageChange> Changes { get; init; }
    /// <summary>The tickets that they were held against; null where none were given.</summary>
    public TriageTickets? Tickets { get; init; }
    /// <summary>The suppressions in force, whether they hide anything or not.</summary>
    public ImmutableArray<TriageSuppression> Suppressions { get; init; } = [];
    /// <summary>Kept cases that share something with this one, most certain first: it is said, and decides nothing. Empty without a store.</summary>
    public ImmutableArray<RelatedCase> Related { get; init; } = [];
    /// <summary>Findings of this record that share something, most certain first.</summary>
    public ImmutableArray<LinkedFindings> Links { get; init; } = [];
    /// <summary>To whom what the case names may be shown: never laxer than what a feed asks of which an entry was met. None where nobody said.</summary>
    public Tlp Tlp { get; init; }
    /// <summary>The decision.</summary>
    public required TriageDecision Decision { get; init; }
    /// <summary>The case in which it was kept; null where it was kept in none.</summary>
    public TriageCase? Case { get; init; }
    /// <summary>What is new against an earlier record; null where none was named.</summary>
    public TriageSince? Since { get; init; }

    /// <summary>The analyst's runbook filled in, made of all of the above.</summary>
    public ImmutableArray<RunbookRow> Runbook => Runbooks.Runbook.Of(this);
}

/// <summary>The case in which a triage was kept.</summary>
/// <param name="Number">Its number in the store.</param>
/// <param name="Uid">By which it is told from every other case in any store.</param>
/// <param name="State">"open", "in-progress", "waiting" or "contained".</param>
/// <param name="Opened">When it was opened, by the machine's clock, UTC.</param>
/// <param name="Runs">Triages that it holds, this one among them.</param>
public sealed record TriageCase(int Number, Guid Uid, string State, DateTime Opened, int Runs);

/// <summary>This run of the program: the only part that differs between two runs on the same evidence.</summary>
public sealed record TriageRun(string Version, DateTime Started, double ElapsedSeconds, DateTime? AsOf, string CommandLine, string ConfigurationSha256);

/// <summary>One source of evidence.</summary>
public sealed record TriageEvidence
{
    /// <summary>Its path.</summary>
    public required HostileText Path { get; init; }
    /// <summary>Id of its format; null where none was recognised.</summary>
    public required string? Format { get; init; }
    /// <summary>SHA-256 of the file, of a member that of the file which holds its archive, where asked for.</summary>
    public required string? Sha256 { get; init; }
    /// <summary>Bytes of the file.</summary>
    public required long Bytes { get; init; }
    /// <summary>Records read.</summary>
    public required long Records { get; init; }
    /// <summary>Of these, observed.</summary>
    public required long Observed { get; init; }
    /// <summary>Of these, of no concern.</summary>
    public required long Ignored { get; init; }
    /// <summary>Of these, not readable.</summary>
    public required long Malformed { get; init; }
    /// <summary>How often each reason occurred, most often first.</summary>
    public required ImmutableArray<MalformedReason> MalformedReasons { get; init; }
    /// <summary>The first few that were not readable.</summary>
    public required ImmutableArray<MalformedSample> MalformedSamples { get; init; }
    /// <summary>DNS, mDNS and LLMNR messages; queries and responses each.</summary>
    public required long DnsMessages { get; init; }
    /// <summary>Flows.</summary>
    public required long Flows { get; init; }
    /// <summary>Changes of configuration.</summary>
    public required long Changes { get; init; }
    /// <summary>Earliest event, UTC.</summary>
    public required DateTime? From { get; init; }
    /// <summary>Latest event, UTC.</summary>
    public required DateTime? To { get; init; }
    /// <summary>What this kind of evidence cannot show.</summary>
    public required ImmutableArray<string> Lacks { get; init; }
    /// <summary>What is wrong with the source as a whole; null when nothing is.</summary>
    public required string? Damage { get; init; }
    /// <summary>What is to be known of how it was read, and is no damage.</summary>
    public required ImmutableArray<string> Remarks { get; init; }
}

/// <summary>What could and could not be seen.</summary>
public sealed record TriageCoverage(ImmutableArray<CoverageSource> Sources, ImmutableArray<CoverageGap> Gaps, ImmutableArray<Sentence> Limits, ImmutableArray<string> ToBeSurer)
{
    /// <summary>By how much the clocks of sources differ that show the same look-ups.</summary>
    public ImmutableArray<CoverageClock> Clocks { get; init; } = [];
    /// <summary>What would make the answers surer, with how it is turned on, what helps this decision most first.</summary>
    public ImmutableArray<TriageBring> Bring { get; init; } = [];
}

/// <summary>Something that would make an answer surer.</summary>
/// <param name="What">What to bring.</param>
/// <param name="Adds">What it adds.</param>
/// <param name="Answers">Ids of the questions that it helps to answer.</param>
/// <param name="Steps">How it is turned on or had, one for each product.</param>
public sealed record TriageBring(string What, string Adds, ImmutableArray<string> Answers, ImmutableArray<TriageBringSteps> Steps);

/// <summary>How a source is turned on in one product.</summary>
/// <param name="Product">The product, with its version.</param>
/// <param name="Text">What to do.</param>
/// <param name="Lines">The lines to write or to run.</param>
public sealed record TriageBringSteps(string Product, string Text, ImmutableArray<string> Lines);

/// <summary>The clocks of two sources.</summary>
/// <param name="Source">One source.</param>
/// <param name="Other">The other.</param>
/// <param name="SkewSeconds">By how many whole seconds the other's clock is ahead; a resolver's own delay is in it.</param>
/// <param name="Names">Names that both show, by which it is measured.</param>
public sealed record CoverageClock(HostileText Source, HostileText Other, int SkewSeconds, int Names);

/// <summary>One of the runbook's log sources, and whether it is among the evidence.</summary>
public sealed record CoverageSource(string Source, bool Present, string Note);

/// <summary>A time in which a source is silent though it speaks before and after.</summary>
public sealed record CoverageGap(DateTime From, DateTime To, HostileText Source);

/// <summary>One DNS server seen.</summary>
public sealed record TriageServer
{
    /// <summary>Its address.</summary>
    public required HostileText Server { get; init; }
    /// <summary>The port it was asked at; null where no source names it.</summary>
    public required int? Port { get; init; }
    /// <summary>"udp", "tcp", "tls", "https", "quic" or "unknown".</summary>
    public required string Transport { get; init; }
    /// <summary>"recursive", "forwarder", "authoritative", "stub-listener", "public-resolver", "multicast" or "unknown".</summary>
    public required string Role { get; init; }
    /// <summary>Whether the site approves it; null where no list was given.</summary>
    public required bool? Authorised { get; init; }
    /// <summary>Whether it lies in the site's own networks; where none are declared, in the ranges for inside use.</summary>
    public required bool Inside { get; init; }
    /// <summary>
    /// Who asks it: "approved-servers" where only servers do that the site approves, "servers" where only hosts do that answer DNS themselves, else
    /// "clients"; null where nobody is named.
    /// </summary>
    public required string? AskedBy { get; init; }
    /// <summary>Number of clients that asked it.</summary>
    public required long Clients { get; init; }
    /// <summary>The clients that asked it most.</summary>
    public required ImmutableArray<HostileText> TopClients { get; init; }
    /// <summary>The same clients with how often each asked.</summary>
    public required ImmutableArray<TriageServerUser> Users { get; init; }
    /// <summary>Queries it was asked.</summary>
    public required long Queries { get; init; }
    /// <summary>Responses it gave.</summary>
    public required long Answers { get; init; }
    /// <summary>First seen, UTC.</summary>
    public required DateTime? FirstSeen { get; init; }
    /// <summary>Last seen, UTC.</summary>
    public required DateTime? LastSeen { get; init; }
    /// <summary>Why it has this role.</summary>
    public required ImmutableArray<Sentence> Reasons { get; init; }
}

/// <summary>A client of a server, and the queries it sent there.</summary>
public sealed record TriageServerUser(HostileText Client, long Queries);

/// <summary>One finding: one subject, all that speaks for and against it.</summary>
public sealed record TriageFinding
{
    /// <summary>"F1", "F2" and so on, gravest first.</summary>
    public required string Id { get; init; }
    /// <summary>Id of the detector of the strongest signal.</summary>
    public required string Detector { get; init; }
    /// <summary>What it is, in one line.</summary>
    public required Sentence Title { get; init; }
    /// <summary>ATT&amp;CK techniques.</summary>
    public required ImmutableArray<string> Techniques { get; init; }
    /// <summary>"critical", "high", "medium", "low" or "informational".</summary>
    public required string Level { get; init; }
    /// <summary>Bits over the line from which a finding escalates.</summary>
    public required double Bits { get; init; }
    /// <summary>Whether a proof, and no weighing, decides it.</summary>
    public required bool Conclusive { get; init; }
    /// <summary>Id of the tool, where it is certain.</summary>
    public required string? Tool { get; init; }
    /// <summary>What it is about.</summary>
    public required TriageSubject Subject { get; init; }
    /// <summary>Every host concerned.</summary>
    public required ImmutableArray<TriageAffected> Affected { get; init; }
    /// <summary>Whether it was seen in the last hour of the evidence.</summary>
    public required bool? Active { get; init; }
    /// <summary>First seen, UTC.</summary>
    public required DateTime? FirstSeen { get; init; }
    /// <summary>Last seen, UTC.</summary>
    public required DateTime? LastSeen { get; init; }
    /// <summary>Queries.</summary>
    public required long Queries { get; init; }
    /// <summary>When the same evidence, read in the order of time, first sufficed to escalate.</summary>
    public required FirstEscalation? FirstEscalation { get; init; }
    /// <summary>Bounds of the bytes that went each way.</summary>
    public required TriagePayload? Payload { get; init; }
    /// <summary>Where the sum of bits starts.</summary>
    public required TriagePrior Prior { get; init; }
    /// <summary>Subtotals of the families.</summary>
    public required ImmutableArray<TriageFamily> Families { get; init; }
    /// <summary>Every signal, those of zero bits too.</summary>
    public required ImmutableArray<TriageSignal> Signals { get; init; }
    /// <summary>Detectors that could not run.</summary>
    public required ImmutableArray<DidNotRun> DidNotRun { get; init; }
    /// <summary>What went on over time.</summary>
    public required TriageTimeline? Timeline { get; init; }
    /// <summary>What is known of the standing of its zones, at most the first few; it had no part in the bits.</summary>
    public required ImmutableArray<Reputation> Reputations { get; init; }
    /// <summary>Who runs the name servers of its zones, of those of which the evidence shows any; it had no part in the bits.</summary>
    public required ImmutableArray<TriageInfrastructure> Infrastructure { get; init; }
    /// <summary>The server that it is about, where it stands outside and its place is known; it had no part in the bits.</summary>
    public PlacedAddress? Server { get; init; }
    /// <summary>Where else its look-ups are seen: by which program they were made, who asked, and who asked for it; it had no part in the bits.</summary>
    public required ImmutableArray<TriageSighting> AlsoSeen { get; init; }
    /// <summary>What another finding or case may share with it; it had no part in the bits.</summary>
    public ImmutableArray<TriageTrait> Traits { get; init; } = [];
    /// <summary>The suppression that hides it from the policy and from the answers; null where none does.</summary>
    public SuppressedBy? Suppressed { get; init; }
    /// <summary>Ids of reconstructed sessions.</summary>
    public required ImmutableArray<string> Sessions { get; init; }
    /// <summary>Records that show it.</summary>
    public required ImmutableArray<TriageExcerpt> Evidence { get; init; }
}

/// <summary>What a finding is about; null where it does not apply.</summary>
public sealed record TriageSubject(HostileText? Client, HostileText? Zone, ImmutableArray<HostileText> Zones, HostileText? Server, int? Port, HostileText? Process);

/// <summary>One host concerned.</summary>
public sealed record TriageAffected
{
    /// <summary>Its address.</summary>
    public required HostileText Client { get; init; }
    /// <summary>Its name, where known.</summary>
    public required HostileText? Host { get; init; }
    /// <summary>Its user, where known.</summary>
    public required HostileText? User { get; init; }
    /// <summary>The process that asked, where known.</summary>
    public required HostileText? Process { get; init; }
    /// <summary>Who answers for it, where known.</summary>
    public required HostileText? Owner { get; init; }
    /// <summary>What it is for, where known.</summary>
    public required HostileText? Role { get; init; }
    /// <summary>How much depends on it, where known.</summary>
    public required HostileText? Criticality { get; init; }
    /// <summary>What is not sure of its name, or why it has none; null where there is nothing to say.</summary>
    public required Sentence? Note { get; init; }
    /// <summary>First seen, UTC.</summary>
    public required DateTime? FirstSeen { get; init; }
    /// <summary>Last seen, UTC.</summary>
    public required DateTime? LastSeen { get; init; }
    /// <summary>Queries.</summary>
    public required long Queries { get; init; }
}

/// <summary>The moment at which the evidence first sufficed: number of the query, its time, bytes that had left until then.</summary>
public sealed record FirstEscalation(long Query, DateTime Time, long PayloadBytes);

/// <summary>Bounds of the bytes that went each way.</summary>
public sealed record TriagePayload(ByteBounds UpBytes, ByteBounds DownBytes);

/// <summary>Bounds of a number of bytes.</summary>
public sealed record ByteBounds(long Low, long High);

/// <summary>Where the sum of bits starts, and why there.</summary>
public sealed record TriagePrior(double Bits, Sentence Text);

/// <summary>Subtotal of one family of signals.</summary>
public sealed record TriageFamily(string Family, double Bits);

/// <summary>One signal.</summary>
public sealed record TriageSignal(string Id, string Detector, string Family, double? Value, double? Baseline, double Bits, Sentence Text);

/// <summary>Another view of the look-ups of a finding.</summary>
/// <param name="As">The address, or the program, that it shows.</param>
/// <param name="Relation">
/// "program" (it made them), "asked-it" (it asked the finding's client for them), "asks-for-it" (the finding's client asked it, and it asked on), "own-log" (the log of a host that does not tell its address), "unknown-asker" (the
/// finding's client asks for others, who are not seen) or "hidden-names" (look-ups whose names are not shown).
/// </param>
/// <param name="Names">Names that both views show; 0 where they are not compared.</param>
/// <param name="Agreed">Of these, those that agree in time.</param>
/// <param name="Certainty">How certain it is that both are the same look-ups, 0 to 1; null where times are not compared.</param>
/// <param name="SkewSeconds">By how many seconds the clock of the other view is ahead; null where it is not known.</param>
/// <param name="Text">In words.</param>
public sealed record TriageSighting(HostileText As, string Relation, long Names, long Agreed, double? Certainty, int? SkewSeconds, Sentence Text);

/// <summary>A detector that could not run, and why.</summary>
public sealed record DidNotRun(string Detector, string Because);

/// <summary>Counts in equal intervals of time.</summary>
/// <param name="Interval">Seconds of one interval.</param>
/// <param name="From">Start of the first, UTC.</param>
/// <param name="Queries">Queries in each.</param>
/// <param name="Bytes">Bytes of names that were new in each.</param>
/// <param name="Usual">Low and high of what is usual; null where nothing is known of it.</param>
public sealed record TriageTimeline(int Interval, DateTime From, ImmutableArray<long> Queries, ImmutableArray<long> Bytes, ImmutableArray<double>? Usual);

/// <summary>One record that shows a finding.</summary>
/// <param name="Path">The source.</param>
/// <param name="Position">Byte offset or packet number.</param>
/// <param name="Excerpt">The line, or the packet in words.</param>
/// <param name="Filter">A display filter for tshark, or the sensor's id of the connection.</param>
public sealed record TriageExcerpt(HostileText Path, long Position, HostileText Excerpt, HostileText? Filter);

/// <summary>One of the four questions: "yes", "no" or "cannot-tell".</summary>
public sealed record TriageQuestion(string Id, string Answer, ImmutableArray<Sentence> Reasons, ImmutableArray<string> Findings, ImmutableArray<string> Missing);

/// <summary>One change of configuration, or a ticket of which no change was seen.</summary>
/// <param name="Time">When, UTC; of two snapshots the time of the later one, of a ticket the begin of its window. Null where it is not known.</param>
/// <param name="What">What was done, in words of the program.</param>
/// <param name="Object">The zone, name, subnet or host; empty where it is the server itself. Of a ticket its summary.</param>
/// <param name="Old">The value before.</param>
/// <param name="New">The value after.</param>
/// <param name="Actor">The account or address that did it.</param>
/// <param name="Ticket">Number of the ticket that it was judged by.</param>
/// <param name="Outcome">"approved", "outside-window", "wrong-object", "no-ticket" or "ticket-without-change".</param>
public sealed record TriageChange(DateTime? Time, string What, HostileText Object, HostileText? Old, HostileText? New, HostileText? Actor, HostileText? Ticket, string Outcome)
{
    /// <summary>Since when it may have been made, UTC: the time of the earlier snapshot; null where its moment is known.</summary>
    public DateTime? Since { get; init; }
    /// <summary>End of the window of a ticket without a change, UTC.</summary>
    public DateTime? Until { get; init; }
    /// <summary>The server or host on which it was made.</summary>
    public HostileText? Server { get; init; }
    /// <summary>The setting in the product's own word.</summary>
    public HostileText? Property { get; init; }
    /// <summary>The source whose record shows it.</summary>
    public HostileText? Path { get; init; }
    /// <summary>Byte offset or packet number of that record.</summary>
    public long? Position { get; init; }
    /// <summary>Whether it is inferred from what servers and hosts did; else a record states it, or two snapshots differ by it.</summary>
    public bool IsInferred { get; init; }
    /// <summary>Whether it stands for many that come by themselves and need no ticket.</summary>
    public bool IsRoutine { get; init; }
    /// <summary>Why it has its outcome.</summary>
    public Sentence? Why { get; init; }
    /// <summary>How it is known, where no single record states it.</summary>
    public Sentence? How { get; init; }
}

/// <summary>The change requests that changes were held against.</summary>
/// <param name="File">Their file.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Layout">"jira" or "servicenow"; null where the file tells none.</param>
/// <param name="Timezone">Zone of times that name none.</param>
/// <param name="Notes">What is to be known of how they were read.</param>
public sealed record TriageTickets(HostileText File, int Count, string? Layout, string Timezone, ImmutableArray<Sentence> Notes);

/// <summary>The decision.</summary>
/// <param name="Decision">"close", "watch" or "escalate".</param>
/// <param name="Line">The verdict in one line.</param>
/// <param name="Clauses">The clauses of the policy that fired.</param>
/// <param name="WouldChange">What would change it.</param>
/// <param name="DoNow">What to do at once.</param>
/// <param name="DoNot">What not to do.</param>
/// <param name="NextSteps">What comes then.</param>
/// <param name="ContainmentPreview">Whom a block would hit.</param>
public sealed record TriageDecision(string Decision, Sentence Line, ImmutableArray<FiredClause> Clauses, ImmutableArray<Sentence> WouldChange,
    ImmutableArray<Sentence> DoNow, ImmutableArray<Sentence> DoNot, ImmutableArray<NextStep> NextSteps, ContainmentPreview? ContainmentPreview);

/// <summary>A clause of the policy that fired, and the findings it fired on.</summary>
public sealed record FiredClause(string Id, string Text, ImmutableArray<string> Findings);

/// <summary>One step, for level 1 or level 2, and the command that does it.</summary>
public sealed record NextStep(int Level, Sentence Text, Sentence? Command);

/// <summary>Whom a block of the findings' names would hit.</summary>
public sealed record ContainmentPreview(long Clients, long Names, long OutsideFindings);

/// <summary>Who runs the name servers of a zone, as a profile says it (docs/profile.md).</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Conclusion">What the statements add up to.</param>
/// <param name="Statements">Each reason.</param>
/// <param name="Techniques">Techniques (ATT&amp;CK ids) that it would be for an adversary.</param>
/// <param name="Addresses">Addresses of its name servers, in order, and where they stand.</param>
public sealed record TriageInfrastructure(HostileText Zone, Profiles.ProfileConclusion Conclusion, ImmutableArray<Profiles.ProfileStatement> Statements, ImmutableArray<string> Techniques, ImmutableArray<PlacedAddress> Addresses);
