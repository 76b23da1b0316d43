namespace Nameward.Engine.Evaluation;

/// <summary>What had passed when the evidence first sufficed to escalate: of sessions that had to be found, carried enough, and were followed.</summary>
/// <param name="Sessions">Sessions that had to be found and carried <see cref="EvaluatedSession.TimedBytes"/> or more.</param>
/// <param name="Timed">Of these, those whose first escalation is known.</param>
/// <param name="Queries">Queries of the finding until then, the last of them included.</param>
/// <param name="Seconds">Seconds since the first message of the finding.</param>
/// <param name="LeakedBytes">Bytes that can have left until then.</param>
public sealed record EscalationDelay(int Sessions, int Timed, Quantiles Queries, Quantiles Seconds, Quantiles LeakedBytes)
{
    /// <summary>The delay of these sessions.</summary>
    public static EscalationDelay Of(IEnumerable<EvaluatedSession> sessions)
    {
        var all = sessions.Where(session => session.IsTimed).ToList();
        var timed = all.FindAll(session => session.First is not null);
        return new(all.Count, timed.Count, Quantiles.Of(timed.Select(session => (double)session.First!.Query)),
            Quantiles.Of(timed.Select(session => session.Seconds).OfType<double>()), Quantiles.Of(timed.Select(session => (double)session.First!.PayloadBytes)));
    }
}
