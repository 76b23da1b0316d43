using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A client asks for the names of addresses one after the other (PTR in in-addr.arpa): it looks for the hosts of a network without sending any of them a packet. Bits:
/// <list type="bullet">
/// <item>A stretch of addresses is asked more densely than hosts ask for their neighbours (<see cref="AddressSweep.UsualDensity"/>): a likelihood ratio, less the choice of its ends, halved because who
/// hands out addresses hands out neighbouring ones; at most 4. Log analysers and mail servers ask for addresses that lie scattered.</item>
/// <item>How quickly: log2 of how many a minute in the shortest time that holds half of them, less 1, at most 2.5. Who resolves what he meets meets it all day. Both together come to less than
/// 7, because of 328 benign client-days of recorded networks two sweep a network elsewhere as densely and quickly, one in 160: by itself such a sweep is not watched.</item>
/// <item>The stretch lies in the site's own networks: 3. Somebody else's network is looked at for many reasons.</item>
/// <item>What part it is of the addresses with the same first octet that the client asks: 3 log2 of it, at most 6 against. Who asks for thousands meets neighbours among them.</item>
/// <item>m other clients sweep the same: 2 log2(1 + m) against, at most 6. It does so on d more days: 3 log2(1 + d) against, at most 6: monitoring goes by the calendar.</item>
/// </list>
/// </summary>
sealed class ReverseSweep : IDetector<Exploration>
{
    const double MostOfStretch = 4, MostOfHaste = 2.5, OfOwnNetwork = 3, MostOfScattered = 6, MostOfOthers = 6, MostOfDays = 6;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "reverse-sweep",
        Title = "a client asks for the names of addresses one after the other",
        Techniques = ["T1018", "T1590.005"],
        Triggers =
        [
            new("swept-addresses", Family.Information, $"At least {AddressSweep.Fewest} addresses of a stretch in one UTC day, of a client that is no resolver. Half of the likelihood ratio against {AddressSweep.UsualDensity:P0} of them being asked, less log2 of the pairs of ends.", BitRange.UpTo(MostOfStretch)),
            new("swept-quickly", Family.Timing, "log2 of the addresses a minute in the shortest time that holds half of them, less 1.", BitRange.UpTo(MostOfHaste)),
            new("swept-own-network", Family.Rarity, "All of the stretch lies in the site's networks.", BitRange.UpTo(OfOwnNetwork)),
            new("asks-elsewhere-too", Family.Population, "Part of the addresses that the client asks in the same first octet: 3 log2 of it.", new(-MostOfScattered, 0)),
            new("others-sweep", Family.Population, "m other clients sweep the same network (/16): 2 log2(1 + m) bits against.", new(-MostOfOthers, 0)),
            new("sweeps-daily", Family.Change, "d other days of the evidence on which it sweeps the same: 3 log2(1 + d) bits against.", new(-MostOfDays, 0)),
        ],
        Harmless = "monitoring, address management and inventory, which do it by the clock; a vulnerability scanner of the site; a log analyser that meets a whole network; an administrator with nmap -sL",
        Blind = "sweeps of IPv6 (ip6.arpa); a few addresses an hour; sweeps that are shared out over many clients; what a resolver answers from the host's own file",
        Verify =
        [
            "Look up who owns the client: monitoring, address management, a scanner of the security team?",
            "See whether it goes by the clock: the same stretch at the same hour on other days.",
            "Find the process: nmap, dnsrecon, PowerShell with Resolve-DnsName in a loop leave a command line.",
            "See what follows: connections of the client to the addresses that have names, and to which ports (flows, firewall).",
            "Innocent if a tool of the site does it whose owner knows of it.",
        ],
        Respond = new(
            "Secure the evidence of the finding, and the process list and shell history of the client.",
            "Isolate the client if nobody owns the sweep; let only those ask for reverse names inside who need them.",
            "Ask which hosts the client spoke to after the sweep; look at these first."),
        Sources = ["RFC 1035 section 3.5 (in-addr.arpa)", "Kulldorff 1997 (spatial scan statistic)", "nmap.org/book/man-host-discovery.html (list scan)", "attack.mitre.org/techniques/T1018"],
    };

    /// <inheritdoc/>
    public void Judge(Exploration subject, Scene scene, ICollection<Signal> signals)
    {
        if (subject.Sweep is not { } sweep)
        {
            return;
        }
        var isOwn = scene.Site.IsOurs(sweep.First) && scene.Site.IsOurs(sweep.Last);
        var part = Math.Min(1, sweep.Asked / (double)Math.Max(1, sweep.All));
        signals.Add(Signal.Alike(Info, "swept-addresses", Family.Information, sweep.Asked, null, Math.Clamp(sweep.Bits / 2, 0, MostOfStretch),
            () => Sentence.Of($"{Quantity.Count(sweep.Asked)} addresses from {sweep.First} to {sweep.Last}, of which {Quantity.Count(sweep.Missing)} have no name"), Sentence.Of($"{subject.Client}: asks for the names of {sweep.First} to {sweep.Last}, one after the other")));
        signals.Add(Signal.Alike(Info, "swept-quickly", Family.Timing, Math.Round(sweep.PerMinute, 1), null, Math.Clamp(Math.Log2(Math.Max(1, sweep.PerMinute)) - 1, 0, MostOfHaste), () => Sentence.Of($"half of them at {sweep.PerMinute:F0} a minute")));
        signals.Add(Signal.Alike(Info, "swept-own-network", Family.Rarity, isOwn ? 1 : 0, null, isOwn ? OfOwnNetwork : 0, () => Sentence.Of($"they lie {(isOwn ? "in" : "outside")} the site's networks")));
        signals.Add(Signal.Alike(Info, "asks-elsewhere-too", Family.Population, Math.Round(part, 2), 1, Math.Max(-MostOfScattered, 3 * Math.Log2(part)), () => Sentence.Of($"{part * 100:F0} % of the addresses that it asks in the same first octet")));
        signals.Add(Signal.Alike(Info, "others-sweep", Family.Population, sweep.Others, 0, -Math.Min(MostOfOthers, 2 * Math.Log2(1 + sweep.Others)), () => Sentence.Of($"{Quantity.Of(sweep.Others, "other client")} doing the same there")));
        signals.Add(Signal.Alike(Info, "sweeps-daily", Family.Change, sweep.OtherDays, 0, -Math.Min(MostOfDays, 3 * Math.Log2(1 + sweep.OtherDays)), () => Sentence.Of($"{Quantity.Of(sweep.OtherDays, "other day")} of the evidence on which it does the same")));
    }
}
