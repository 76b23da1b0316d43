using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A name that is led to machines in unrelated networks, soon to others, and never comes to an end of them: behind it stand hosts that somebody took over, which pass on what they are
/// sent (Holz et al., NDSS 2008). Their score counts addresses and autonomous systems. The evidence tells no autonomous systems; ranges (/16, /32) stand for them, and load balancers
/// of large clouds lie in eight of those with one answer. So what is weighed is not how many places there are but how often a new one comes up:
/// <list type="bullet">
/// <item>r answers that lead to a range where the name had never led: 2 log2(r), at most 8. Measured: of 13,134 names of several ranges in 101 benign recordings 108 were led to a new one
/// later, 17 twice, 7 four times, 1 nine times, which falls as 1/r². Beyond that it is the same law and no measurement. The recordings are short, three hours at most.</item>
/// <item>Whether it goes on: an endless supply gives half of what is new in the second half of the time, a list of which three quarters were met by then a fifth. The likelihood ratio of the
/// two binomials, between -6 and 6: a model. A list so large that hardly any of it is met looks endless.</item>
/// <item>Times to live above half an hour speak against it: log2(1800 / seconds), at least -4. Short ones are usual.</item>
/// <item>z other registrable domains on the same networks, in the mean: -2 log2(1 + z), at most 8 against. With none, log2 of one over the share of names of several ranges of which this
/// is so in the same evidence, at most 3.</item>
/// <item>c clients that ask: -log2(c), at most 5 against. What many ask is a service more likely than what a few hosts were made to ask.</item>
/// </list>
/// </summary>
sealed class FastFlux : IDetector<FluxZone>
{
    const double BitsOfRenewals = 2, MostRenewals = 8, MostGrowth = 6, MostLongTtl = 4, LongTtlSeconds = 1800, BitsOfOthers = 2, MostOthers = 8, MostUnshared = 3, MostAskers = 5;

    /// <summary>The share of what is new that comes in the second half of the time: of an endless supply, and of a list.</summary>
    const double ShareOfEndless = 0.5, ShareOfList = 0.2;

    /// <summary>The line of the published score.</summary>
    const double Published = 142.38;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "fast-flux",
        Title = "a zone that leads to ever new places in unrelated networks",
        Techniques = ["T1568.001"],
        Triggers =
        [
            new("new-places", Family.Answers, $"A name is led to a range (/16, /32) where it had never led before, r times after the first answer: {BitsOfRenewals} log2(r). All that one answer gives counts once.", BitRange.UpTo(MostRenewals)),
            new("goes-on", Family.Change, $"Whether new ranges come as often in the second half of the time as in the first ({ShareOfEndless:0.0} of them), as of an endless supply, or more rarely ({ShareOfList:0.0}), as of a list that is met again: a ratio of binomials.", new(-MostGrowth, MostGrowth)),
            new("kept-long", Family.Cache, $"The records live longer than {LongTtlSeconds} s: log2 of that over their time to live.", new(-MostLongTtl, 0)),
            new("shared-places", Family.Population, $"z other registrable domains lead to the same networks (/24, /48), in the mean: {BitsOfOthers} log2(1 + z) bits against. None: log2 of one over the share of other names of which that holds in this evidence.", new(-MostOthers, MostUnshared)),
            new("asked-by-many", Family.Rarity, "c clients ask the zone: log2(c) bits against.", new(-MostAskers, 0)),
        ],
        Harmless = "pools of volunteers' machines (pool.ntp.org and its vendors' names, seeds of peer-to-peer networks), which by DNS alone cannot be told from it while little of them is met: so without moving name servers it is at most to be watched; "
            + "load balancers of large clouds that grow and shrink; content networks whose machines stand in many providers' networks; dynamic names of hosts that travel",
        Blind = "autonomous systems: a range stands for one; names of one answer each; a zone asked once or twice; more than 32,768 names, of which those with the lowest hashes are kept; logs without answers or times; machines that are replaced within few ranges",
        Verify =
        [
            "List the addresses of the finding in time: do they belong to home and office connections of many countries (RDAP, a list of autonomous systems), or to one cloud?",
            "Ask passive DNS for the zone and for some of the addresses: which other names led there, and since when?",
            "Look the zone up in RDAP: who registered it and when? Names of pools and clouds are years old.",
            "Find the process that asked (Sysmon event 22, the EDR's DNS event), and whether the host spoke to the addresses: port 123 alone is a clock.",
            "Innocent if the addresses are those of one known operator or of a published pool, and the host runs the program that asks it.",
        ],
        Respond = Response.ToAChannel,
        Sources =
        [
            "Holz, Gorecki, Rieck, Freiling: Measuring and Detecting Fast-Flux Service Networks, NDSS 2008 (1.32 addresses + 18.54 autonomous systems > 142.38)", "Salusky, Danford: Know Your Enemy: Fast-Flux Service Networks, The Honeynet Project 2007",
            "attack.mitre.org/techniques/T1568/001", "RFC 1794 (load balancing by DNS)", "RFC 6177 (assignments of IPv6)",
        ],
    };

    /// <inheritdoc/>
    public void Judge(FluxZone subject, Scene scene, ICollection<Signal> signals)
    {
        signals.Add(NewPlaces(subject));
        signals.Add(GoesOn(subject));
        signals.Add(KeptLong(subject));
        signals.Add(SharedPlaces(subject));
        signals.Add(Signal.Alike(Info, "asked-by-many", Family.Rarity, subject.Clients.Length, 1, -Math.Min(MostAskers, Math.Log2(Math.Max(1, subject.Clients.Length))),
            () => Sentence.Of($"{Quantity.Of(subject.Clients.Length, "client")} asked the zone")));
    }

    Signal NewPlaces(FluxZone subject) => subject.Name is not { } name
        ? Signal.Alike(Info, "new-places", Family.Answers, 0, 0, 0, () => Sentence.Of($"no name of the zone was led to a new range later"))
        : Signal.Alike(Info, "new-places", Family.Answers, name.Renewals, 0, Math.Clamp(BitsOfRenewals * Math.Log2(Math.Max(1, name.Renewals)), 0, MostRenewals), () => Sentence.Of(
            $"one name was led {(name.Share < 1 ? "at least " : "")}{Quantity.Of(name.Renewals, "time")} to a range where it had never led: {(name.Share < 1 ? "of a sample, " : "")}{Quantity.Of(name.Networks, "network")} in {Quantity.Of(name.Ranges, "range")}; published score {name.Score:F0} (fast flux above {Published}; ranges for autonomous systems)"));

    Signal GoesOn(FluxZone subject)
    {
        var (later, all) = (subject.Name?.Later ?? 0, (subject.Name?.Times ?? 1) - 1);
        var bits = later * Math.Log2(ShareOfEndless / ShareOfList) + (all - later) * Math.Log2((1 - ShareOfEndless) / (1 - ShareOfList));
        return Signal.Alike(Info, "goes-on", Family.Change, later, Math.Round(all * ShareOfList, 1), Math.Clamp(bits, -MostGrowth, MostGrowth), () => Sentence.Of($"{later} of {all} times in the second half of the time"));
    }

    Signal KeptLong(FluxZone subject) => subject.Name?.Ttl is { } ttl
        ? Signal.Alike(Info, "kept-long", Family.Cache, ttl, LongTtlSeconds, Math.Clamp(Math.Log2(LongTtlSeconds / Math.Max(1, ttl)), -MostLongTtl, 0), () => Sentence.Of($"its records were to be kept for {ttl} s at most, in the middle"))
        : Signal.Alike(Info, "kept-long", Family.Cache, 0, LongTtlSeconds, 0, () => Sentence.Of($"how long its records may be kept is not shown"));

    Signal SharedPlaces(FluxZone subject)
    {
        var others = subject.Name?.Others ?? 0;
        var bits = subject.Name is null ? 0 : others > 0 ? -Math.Min(MostOthers, BitsOfOthers * Math.Log2(1 + others)) : Math.Min(MostUnshared, -Math.Log2(subject.Unshared));
        return Signal.Alike(Info, "shared-places", Family.Population, Math.Round(others, 1), null, bits,
            () => others > 0 ? Sentence.Of($"{others:0.0} other domains of the evidence lead to each of its networks") : Sentence.Of($"no other domain of the evidence leads to its networks; of other such names {subject.Unshared:P0} have theirs alone"));
    }
}
