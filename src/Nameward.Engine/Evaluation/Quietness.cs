namespace Nameward.Engine.Evaluation;

/// <summary>False alarms, and what they are counted against.</summary>
/// <param name="Where">"benign-files", "other-clients" (those that no line names, in files with labelled sessions) or "both".</param>
/// <param name="Files">Files.</param>
/// <param name="ClientDays">Clients times UTC days on which they ask; a client counts anew in each file, for each file is judged by itself.</param>
/// <param name="Escalations">False escalations: findings at high or critical, and benign files that escalate without one.</param>
/// <param name="Watches">Findings to be watched.</param>
public sealed record Quietness(string Where, int Files, long ClientDays, int Escalations, int Watches)
{
    /// <summary>False escalations for 1,000 client-days; null where there are no client-days.</summary>
    public double? PerThousandClientDays => ClientDays == 0 ? null : 1000.0 * Escalations / ClientDays;

    /// <summary>
    /// Where there is no false escalation: the rate for 1,000 client-days that it is below with 95 % confidence, 3/N (Hanley and Lippman-Hand, JAMA
    /// 1983); null where there is one, or no client-day.
    /// </summary>
    public double? BoundPerThousandClientDays => ClientDays == 0 || Escalations > 0 ? null : 3000.0 / ClientDays;

    /// <summary>Watches that 50 clients give in a day; null where there are no client-days.</summary>
    public double? WatchesPerFiftyClientsAndDay => ClientDays == 0 ? null : 50.0 * Watches / ClientDays;

    /// <summary>The false alarms of files in which nothing happened.</summary>
    public static Quietness OfBenign(IReadOnlyCollection<EvaluatedFile> files) => new("benign-files", files.Count, files.Sum(file => file.ClientDays),
        Count(files, Standing.InBenignFile, finding => finding.Escalates) + files.Count(file => file.EscalatesByDecisionAlone), Count(files, Standing.InBenignFile, finding => finding.IsWatched));

    /// <summary>The false alarms of clients that no line names.</summary>
    public static Quietness OfOthers(IReadOnlyCollection<EvaluatedFile> files) => new("other-clients", files.Count, files.Sum(file => file.OtherClientDays),
        Count(files, Standing.OfOtherClient, finding => finding.Escalates), Count(files, Standing.OfOtherClient, finding => finding.IsWatched));

    /// <summary>Both together.</summary>
    public Quietness And(Quietness other) => new("both", Files + other.Files, ClientDays + other.ClientDays, Escalations + other.Escalations, Watches + other.Watches);

    static int Count(IEnumerable<EvaluatedFile> files, Standing standing, Func<EvaluatedFinding, bool> isAlarm) =>
        files.Sum(file => file.Findings.Count(finding => finding.Standing == standing && isAlarm(finding)));
}
