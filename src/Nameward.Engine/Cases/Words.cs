using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Cases;

/// <summary>The words of the contract for the program's own enumerations: fixed, because other programs read them.</summary>
static class Words
{
    public static string Of(Level level) => level switch
    {
        Level.Critical => "critical",
        Level.High => "high",
        Level.Medium => "medium",
        Level.Low => "low",
        _ => "informational",
    };

    public static string Of(UsePart part) => part switch
    {
        UsePart.Zone => "zone",
        UsePart.Client => "client",
        UsePart.Server => "server",
        _ => "flows",
    };

    public static string Of(SubjectKind kind) => kind switch
    {
        SubjectKind.Pair => "channel",
        SubjectKind.Scatter => "channel-without-zone",
        SubjectKind.Server => "server",
        SubjectKind.Beacon => "beacon",
        SubjectKind.MissingZones => "missing-zones",
        SubjectKind.DeviatingHost => "deviating-host",
        SubjectKind.ConditionalZone => "conditional-zone",
        SubjectKind.Rebinding => "rebinding",
        SubjectKind.FluxZone => "flux-zone",
        SubjectKind.Exploration => "exploration",
        SubjectKind.Flood => "flood",
        SubjectKind.Conversations => "conversations",
        SubjectKind.HiddenNames => "hidden-names",
        SubjectKind.Host => "around-resolver",
        SubjectKind.Misconfiguration => "misconfiguration",
        _ => "listed",
    };

    public static string Of(ServerRole role) => role switch
    {
        ServerRole.Recursive => "recursive",
        ServerRole.Forwarder => "forwarder",
        ServerRole.Authoritative => "authoritative",
        ServerRole.StubListener => "stub-listener",
        ServerRole.PublicResolver => "public-resolver",
        ServerRole.Multicast => "multicast",
        _ => "unknown",
    };

    public static string Of(Transport transport) => transport switch
    {
        Transport.Udp => "udp",
        Transport.Tcp => "tcp",
        Transport.Tls => "tls",
        Transport.Https => "https",
        Transport.Quic => "quic",
        _ => "unknown",
    };

    public static string Of(Decision decision) => decision switch { Decision.Escalate => "escalate", Decision.Watch => "watch", _ => "close" };

    public static string Of(ChangeOutcome outcome) => outcome switch
    {
        ChangeOutcome.Approved => "approved",
        ChangeOutcome.OutsideWindow => "outside-window",
        ChangeOutcome.WrongObject => "wrong-object",
        ChangeOutcome.TicketWithoutChange => "ticket-without-change",
        _ => "no-ticket",
    };

    public static string Of(Answer answer) => answer switch { Answer.Yes => "yes", Answer.No => "no", _ => "cannot-tell" };

    public static string Of(QuestionId question) => question switch
    {
        QuestionId.UnauthorizedDnsServers => "unauthorized-dns-servers",
        QuestionId.KnownC2Domains => "known-c2-domains",
        QuestionId.DeviationFromNormal => "deviation-from-normal",
        _ => "servers-in-threat-intelligence",
    };

    public static string Of(Family family) => family switch
    {
        Family.Information => "information",
        Family.Cache => "cache",
        Family.Type => "record type",
        Family.Length => "length",
        Family.Alphabet => "alphabet",
        Family.Timing => "timing",
        Family.Population => "population",
        Family.Rarity => "explanation",
        Family.Answers => "answers",
        Family.Change => "change",
        Family.Approval => "approval",
        Family.Port => "port",
        Family.Servers => "servers",
        Family.Provider => "provider",
        Family.Configuration => "configuration",
        Family.Proof => "proof",
        _ => "intelligence",
    };
}
