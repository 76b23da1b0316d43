using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A page of a name that leads to the adversary's server first and, a moment later, to a machine inside may speak to that machine: to the browser both are one origin. The server
/// that answers so is the adversary's own. Bits:
/// <list type="bullet">
/// <item>Names that turn, from public addresses alone to inside ones alone within an hour, in one UTC day and for one client: 7 for the first (no client of 168 benign
/// client-days of recorded networks is led so, log2 of which is 7.4, nor one of 160 more), log2 of how many besides, at most 9.</item>
/// <item>How soon: log2(3600 / seconds), at most 4. Browsers pin an address for a minute or two (Jackson et al. 2007), so the second answer follows in minutes.</item>
/// <item>How long the public answer may be kept: log2(60 / seconds) between -3 and 2. Who wants to be asked again says a second or ten.</item>
/// <item>z other zones that lead anybody to the same inside address: -3 log2(1 + z), at most 9 against: a filter, or a network that leads guests to its sign-in page.</item>
/// <item>m clients that the zone leads inside and nowhere else: -2 log2(1 + m), at most 8 against: a zone that is answered otherwise inside.</item>
/// <item>The two answers come from two servers: 6 against. A laptop that moved, or a tunnel to the office that came up.</item>
/// </list>
/// By itself it is at most to be watched. Names that spell the address to which they lead (192-168-1-5.example.net) are led there always, and turn never.
/// </summary>
sealed class DnsRebinding : IDetector<Rebinding>
{
    const double OfTheFirst = 7, MostOfNames = 9, MostOfHaste = 4, MostOfTtl = 2, LeastOfTtl = -3, MostOfZones = 9, MostOfClients = 8, OfTwoServers = 6;
    const double ShortTtlSeconds = 60, BitsOfZones = 3, BitsOfClients = 2;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "dns-rebinding",
        Title = "a name that leads to a public address first, and inside soon after",
        Techniques = ["T1583.002", "T1189"],
        Triggers =
        [
            new("turns-inward", Family.Answers, $"Names below a public suffix that one client is given public addresses for, and inside ones alone at most {InwardAnswers.MostSeconds} s later (RFC 1918, loopback, link-local, ULA, 0.0.0.0/8), in one UTC day: {OfTheFirst} bits and log2 of the names.",
                new(OfTheFirst, MostOfNames)),
            new("turns-soon", Family.Timing, $"log2({InwardAnswers.MostSeconds} / seconds from the one answer to the other).", BitRange.UpTo(MostOfHaste)),
            new("kept-briefly", Family.Cache, $"log2({ShortTtlSeconds} / time to live of the public answer in seconds); nothing where none is told.", new(LeastOfTtl, MostOfTtl)),
            new("other-zones-lead-there", Family.Population, $"z other zones are answered with the same inside address: {BitsOfZones} log2(1 + z) bits against.", new(-MostOfZones, 0)),
            new("others-only-inside", Family.Population, $"m clients are led inside by the zone and nowhere else: {BitsOfClients} log2(1 + m) bits against.", new(-MostOfClients, 0)),
            new("two-servers", Family.Change, "The two answers come from different servers.", new(-OfTwoServers, 0)),
        ],
        Harmless = "a laptop that comes home, or whose tunnel to the office comes up; a filter that begins to block; a network that leads its guests to a sign-in page; somebody who tests his own router or program for rebinding; a dynamic name whose owner set it to an inside address",
        Blind = "answers that a resolver with rebinding protection took out; names that are answered with public and inside addresses at once; zones of which a client asks more than 128 times a day; logs without answers; "
            + "pages that turn to a public address of the site",
        Verify =
        [
            "Read both answers in the evidence: same name, same server, and what time to live? A second or ten has no other good use.",
            "Look the zone up in RDAP and passive DNS, without asking it: who registered it and when, and does it lead to other inside addresses for others?",
            "See what stands at the inside address, and whether the host spoke to it after the second answer: flows, the logs of that device or of the service on localhost.",
            "Look in the browser's history or the proxy for the page of that name, and for what led there.",
            "Innocent if the client changed networks between the answers, if a filter or sign-in page of the site gives that address, or if its user tests his own devices.",
        ],
        Respond = new(
            "Secure the evidence of the finding, the browser's history and cache, and the logs of the device or service at the inside address.",
            "Have every resolver take inside addresses out of answers for zones outside (unbound private-address, dnsmasq stop-dns-rebind, BIND deny-answer-addresses), and refuse the zone.",
            "Ask which other clients asked the zone; change what the device at the inside address is set to with a password of its own, and check its settings (DNS, forwarded ports, administrators)."),
        Sources =
        [
            "Jackson, Barth, Bortz, Shao, Boneh: Protecting Browsers from DNS Rebinding Attacks, CCS 2007", "github.com/nccgroup/singularity (Singularity of Origin 1.4, time to live and session names)", "github.com/taviso/rbndr",
            "capec.mitre.org/data/definitions/275.html", "RFC 1918, RFC 3927, RFC 4193 (inside addresses)", "attack.mitre.org/techniques/T1189",
        ],
    };

    /// <inheritdoc/>
    public void Judge(Rebinding subject, Scene scene, ICollection<Signal> signals)
    {
        var turn = subject.Quickest;
        signals.Add(Signal.Alike(Info, "turns-inward", Family.Answers, subject.Turns.Length, 0, Math.Min(MostOfNames, OfTheFirst + Math.Log2(subject.Turns.Length)),
            () => Sentence.Of($"{HostileText.Name(turn.Name)} led to {turn.Public} first and to {turn.Inside} then{(subject.Turns.Length > 1 ? $", and {Quantity.Of(subject.Turns.Length - 1, "more name")} of the zone so" : "")}")));
        signals.Add(Signal.Alike(Info, "turns-soon", Family.Timing, turn.Seconds, null, Math.Clamp(Math.Log2(InwardAnswers.MostSeconds / (double)turn.Seconds), 0, MostOfHaste),
            () => Sentence.Of($"{turn.Seconds} s lie between the two answers{(turn.At is { } at ? $", the second at {at:HH:mm:ss} UTC" : "")}")));
        signals.Add(KeptBriefly(turn));
        signals.Add(Signal.Alike(Info, "other-zones-lead-there", Family.Population, subject.OtherZones, 0, -Math.Min(MostOfZones, BitsOfZones * Math.Log2(1 + subject.OtherZones)),
            () => Sentence.Of($"{Quantity.Of(subject.OtherZones, "other zone")} answered with the same inside address")));
        signals.Add(Signal.Alike(Info, "others-only-inside", Family.Population, subject.OnlyInside, 0, -Math.Min(MostOfClients, BitsOfClients * Math.Log2(1 + subject.OnlyInside)),
            () => Sentence.Of($"{Quantity.Of(subject.OnlyInside, "client")} of the zone led inside and nowhere else")));
        signals.Add(Signal.Alike(Info, "two-servers", Family.Change, turn.IsOfOneServer ? 0 : 1, 0, turn.IsOfOneServer ? 0 : -OfTwoServers,
            () => Sentence.Of($"the two answers came from {(turn.IsOfOneServer ? "the same server, as far as the evidence tells" : "two servers")}")));
    }

    Signal KeptBriefly(Turn turn) => turn.TtlSeconds is { } ttl
        ? Signal.Alike(Info, "kept-briefly", Family.Cache, ttl, ShortTtlSeconds, Math.Clamp(Math.Log2(ShortTtlSeconds / Math.Max(1, ttl)), LeastOfTtl, MostOfTtl), () => Sentence.Of($"the public answer was to be kept for {ttl} s"))
        : Signal.Alike(Info, "kept-briefly", Family.Cache, 0, ShortTtlSeconds, 0, () => Sentence.Of($"how long the public answer was to be kept is not shown"));
}
