using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Runbooks;

/// <summary>Something that the runbook asks somebody to do: a check of a triage, and a task of a case.</summary>
/// <param name="Id">What it is called in commands; kebab-case, never renamed.</param>
/// <param name="Row">The row of the runbook: "level-1", "level-2" or "containment".</param>
/// <param name="Text">What is to be done.</param>
public sealed record RunbookTask(string Id, string Row, string Text)
{
    /// <summary>The row of what level 1 does of any case.</summary>
    public const string Level1 = "level-1";
    /// <summary>The row of what level 2 does of an escalated one.</summary>
    public const string Level2 = "level-2";
    /// <summary>The row of containment, and of what comes behind it.</summary>
    public const string Containment = "containment";

    /// <summary>All of them, in the order of the runbook.</summary>
    public static ImmutableArray<RunbookTask> All { get; } =
    [
        new("indicators", Level1, "Correlate the DNS logs with indicators of compromise"),
        new("new-domains", Level1, "Check for newly registered domains among those that were asked"),
        new("change-requests", Level1, "Validate every change of DNS configuration against a change request"),
        new("tunnelling", Level1, "Check for evidence of DNS tunnelling"),
        new("anomalies", Level1, "Flag anomalies for deeper investigation"),
        new("deep-dive", Level2, "Go through network and DNS logs for the whole scope"),
        new("cross-reference", Level2, "Look domains, addresses and name servers up in threat intelligence"),
        new("reconstruct", Level2, "Reconstruct the traffic with the adversary's server"),
        new("other-incidents", Level2, "Correlate with other incidents"),
        new("isolate", Containment, "Isolate the servers that threaten"),
        new("investigate-hosts", Containment, "Investigate the affected hosts: which program used DNS, and what else it did"),
        new("filter", Containment, "Filter the names and addresses, and alert on them"),
        new("restore", Containment, "Restore safe DNS configurations together with IT"),
        new("review", Containment, "Review the incident: what would have found it earlier"),
    ];

    /// <summary>The task of an id; null where there is none.</summary>
    public static RunbookTask? Of(string id) => All.FirstOrDefault(task => task.Id == id);

    /// <summary>What the program itself found of it in a triage; null where it is left to a person.</summary>
    public Sentence? Found(TriageDocument triage)
    {
        var check = triage.Runbook.SelectMany(row => row.Checks).First(check => check.Id == Id);
        var isDone = check.State == CheckState.Found || (Row == Level1 && check.State == CheckState.Nothing);
        return isDone ? check.Found.FirstOrDefault() ?? Sentence.Of("nothing found") : null;
    }
}
