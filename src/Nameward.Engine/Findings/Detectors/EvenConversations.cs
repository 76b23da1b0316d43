using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// Conversations with a server outside that begin by the clock: a program that asks its own server for commands. Bits for the rhythm against arrivals without
/// memory (<see cref="Rhythm"/>), at most six; what lasts is left out, because an exporter cuts it into records by its own clock. A stub's cache makes intervals even too,
/// which flows cannot tell: with a server that several clients use, and with a well-known public resolver that a device has built in, it counts half.
/// </summary>
sealed class EvenConversations : IDetector<Conversations>
{
    const double MostBits = 6;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "even-conversations",
        Title = "conversations with a DNS server outside that begin by the clock",
        Techniques = ["T1071.004", "T1029"],
        Triggers =
        [
            new("even-begins", Family.Timing,
                $"A server outside, {BeaconJudge.FewestGaps} gaps or more between spells of short conversations in one UTC day, half of them within {BeaconJudge.WidestSpread:P0} of their median. Bits: how improbable that is of arrivals without memory; "
                + "half of them where several clients converse with it, or it is a well-known public resolver.",
                BitRange.UpTo(MostBits)),
        ],
        Harmless = "a device or a monitor that looks up one name at an interval; a cache that asks again when a life is over",
        Blind = "resolvers inside, through which names are needed to see a rhythm; jitter of more than two thirds; fewer than a dozen intervals",
        Verify =
        [
            "Bring what shows names: a capture of the port or a sensor's log of DNS.",
            "See whether it goes on at night and at the weekend, when nobody works.",
            "Find the process: Sysmon event 3 or the EDR's network event at two or three of the times in the timeline; a task with that interval.",
            "Innocent if the device's vendor documents the server, or it is the resolver that was set for it.",
        ],
        Respond = Response.ToAChannel,
        Sources = ["Hu et al.: BAYWATCH, DSN 2016", "activecm/rita, analysis/beacons.go, version 5", "Chernoff 1952 (bound of the chance)"],
    };

    /// <inheritdoc/>
    public void Judge(Conversations subject, Scene scene, ICollection<Signal> signals)
    {
        var rhythm = subject.Measures.Rhythm;
        var isOutside = !scene.Site.IsOurs(subject.Server.Address);
        var counts = isOutside && rhythm is { Gaps: >= BeaconJudge.FewestGaps, Spread: <= BeaconJudge.WidestSpread };
        var bits = counts ? Math.Min(MostBits, rhythm.BitsOfRegularity) / (subject.Clients > 1 || PublicResolvers.OperatorOf(subject.Server.Address) is not null ? 2 : 1) : 0;
        signals.Add(Signal.Alike(Info, "even-begins", Family.Timing, rhythm.Gaps > 0 ? Math.Round(rhythm.Spread, 2) : 1, 0.69, bits,
            () => !isOutside ? Sentence.Of("the server is inside") : rhythm.Gaps < BeaconJudge.FewestGaps ? Sentence.Of("too few intervals in one day to see a rhythm")
                : Sentence.Of($"a conversation begins every {rhythm.MedianSeconds:F0} s, half of {rhythm.Gaps} intervals within {rhythm.Spread * 100:F0} % of that"),
            Sentence.Of($"{subject.Client} and {subject.Server.Address} port {subject.Server.Port}: conversations by the clock")));
    }
}
