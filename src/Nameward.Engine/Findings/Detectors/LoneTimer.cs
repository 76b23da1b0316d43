using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A host that asks for one zone by the clock, which no other client asks, or for several in turn that share an address which no other client is given, and for the rest
/// as people do. Bits for the rhythm against arrivals without memory
/// (<see cref="Rhythm"/>), at most nine: of some 60,000 innocent pairs of a day 120 are as even. Devices that do nothing else are most of these, so the host's
/// other zones are looked at: log2 of how many it asks for each that is timed, less three, from -3 to 4. A cache makes intervals even too: those that the time
/// to live explains count for nothing. A zone that nobody else asks gives min(3, log2 C) bits among C clients. What a user has open rests with him: in an hour in which the
/// host does little else it goes on at most every second time, so each such hour gives a bit where it does and takes one where it does not, from 0 to 3 in all (in no
/// recorded benign day does a lone zone go on so). By itself it is at most to be watched.
/// </summary>
sealed class LoneTimer : IDetector<Beacon>
{
    const double MostOfRhythm = 9, MostOfHost = 4, UsualOfHost = 3, MostOfPopulation = 3, MostOfRest = 3;
    const int FewestRestHours = 4;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "lone-timer",
        Title = "a zone that one host alone asks, by the clock",
        Techniques = ["T1071.004", "T1568"],
        Triggers =
        [
            new("even-intervals", Family.Timing,
                $"A zone that no other client asks, {BeaconJudge.FewestGaps} gaps or more between spells in one UTC day, half of them within {BeaconJudge.WidestSpread:P0} of their median. Bits: how improbable that is of arrivals without memory. "
                + $"Nothing where the median is 1 to {Rhythm.MostTtls} times the time to live (to {Rhythm.TtlShare:P0} of it or {Rhythm.TtlSeconds} s).",
                BitRange.UpTo(MostOfRhythm)),
            new("clock-of-host", Family.Rarity, $"Zones that the host asks that day, over those of them that it asks by the clock: log2 of that, less {UsualOfHost}.", new(-UsualOfHost, MostOfHost)),
            new("hosts-hours", Family.Timing, $"{FewestRestHours} hours or more of {HostDays.FewestHours} or more in which the host asks less than {HostDays.RestShare:P0} of its hourly mean beside it: a bit for each in which it goes on, one less for each in which it does not.",
                BitRange.UpTo(MostOfRest)),
            new("one-client", Family.Population, "No other client asks the zone: min(cap, log2 C) bits for one among C clients.", BitRange.UpTo(MostOfPopulation)),
        ],
        Harmless = "the update service or the telemetry of a product that one host has; a camera or a server under a dynamic name that its owner watches",
        Blind = "beacons of several hosts, of devices that do nothing but ask by the clock, of more jitter than two thirds, and evidence of less than a dozen intervals",
        Verify =
        [
            "Find the process that asks: Sysmon event 22 or the EDR's DNS event on the host, at two or three of the times in the timeline.",
            "See what the host then does: a connection to the address in the answer after each look-up (flows, proxy, EDR) is what malware with a server of its own does, too.",
            "Look the name up in RDAP and passive DNS, without asking it: a dynamic name (a provider of dynamic DNS), an address that changes, a young domain?",
            "Look for a task with that interval: scheduled tasks and services, cron, systemd timers, launch agents.",
            "Innocent if the process is an updater or an agent of a product that this host alone has, or if its owner watches a device of his own under that name.",
        ],
        Respond = Response.ToAChannel,
        Sources = ["Hu et al.: BAYWATCH, DSN 2016", "Chernoff 1952 (bound of the chance)", "attack.mitre.org/techniques/T1568"],
    };

    /// <inheritdoc/>
    public void Judge(Beacon subject, Scene scene, ICollection<Signal> signals)
    {
        var explained = subject.Rhythm.IsExplainedBy(subject.MedianTtlSeconds);
        signals.Add(Signal.Alike(Info, "even-intervals", Family.Timing, Math.Round(subject.Rhythm.Spread, 2), 0.69, explained ? 0 : Math.Min(MostOfRhythm, subject.Rhythm.BitsOfRegularity),
            () => Sentence.Of($"asked every {subject.Rhythm.MedianSeconds:F0} s, half of {subject.Rhythm.Gaps} intervals within {subject.Rhythm.Spread * 100:F0} % of that{(explained ? ", as the time to live of the answers has it" : "")}")));
        signals.Add(Signal.Alike(Info, "clock-of-host", Family.Rarity, subject.Host.Timed, null, Math.Clamp(Math.Log2(subject.Host.Zones / (double)subject.Host.Timed) - UsualOfHost, -UsualOfHost, MostOfHost),
            () => Sentence.Of($"of {Quantity.Of(subject.Host.Zones, "zone")} that the host asks that day, {subject.Host.Timed} by the clock")));
        signals.Add(HostsHours(subject.Host));
        signals.Add(Signal.Alike(Info, "one-client", Family.Population, 1, null, Math.Min(MostOfPopulation, Math.Log2(Math.Max(1, scene.Seen.Askers))),
            () => Sentence.Of($"1 of {Quantity.Of(scene.Seen.Askers, "client")} asks it")));
    }

    Signal HostsHours(HostClock host)
    {
        var isKnown = host.RestHours >= FewestRestHours;
        return Signal.Alike(Info, "hosts-hours", Family.Timing, host.AskedInRest, null, isKnown ? Math.Clamp(2.0 * host.AskedInRest - host.RestHours, 0, MostOfRest) : 0,
            () => isKnown ? Sentence.Of($"goes on in {host.AskedInRest} of the {host.RestHours} hours in which the host does little else") : Sentence.Of("the host's hours of rest are not seen"));
    }
}
