namespace Nameward.Engine.Verdicts;

/// <summary>What is decided, from least to most.</summary>
public enum Decision
{
    /// <summary>Nothing to do.</summary>
    Close,
    /// <summary>Level 1 keeps it, with a re-check date and the evidence to add.</summary>
    Watch,
    /// <summary>Level 2 now.</summary>
    Escalate,
}

/// <summary>The runbook's four questions, in its order.</summary>
public enum QuestionId
{
    /// <summary>Are there any unauthorised DNS servers operating in the network?</summary>
    UnauthorizedDnsServers,
    /// <summary>Are there DNS logs indicating communication with known malicious command and control domains?</summary>
    KnownC2Domains,
    /// <summary>Do the DNS patterns or queried domains deviate from normal organisational traffic?</summary>
    DeviationFromNormal,
    /// <summary>Have these DNS servers appeared in threat intelligence feeds as potentially malicious?</summary>
    ServersInThreatIntelligence,
}

/// <summary>An answer; "cannot tell" is never "no".</summary>
public enum Answer
{
    /// <summary>No, from evidence that would have shown it.</summary>
    No,
    /// <summary>The evidence cannot tell.</summary>
    CannotTell,
    /// <summary>Yes.</summary>
    Yes,
}
