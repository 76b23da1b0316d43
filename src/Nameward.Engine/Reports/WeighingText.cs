using System.Globalization;
using Nameward.Engine.Findings;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Reports;

/// <summary>How evidence is weighed and what is measured, for <c>docs/detectors.md</c>; every figure is that of the code.</summary>
static class WeighingText
{
    /// <summary>Two sections in Markdown.</summary>
    public static string Markdown => string.Create(CultureInfo.InvariantCulture, $"""
        ## How evidence is weighed

        **Bits.** A signal is evidence in bits, in whole hundredths: log2 of how much likelier what was seen is if the subject is an adversary's than if it is not. Ten bits
        are a factor of 1,024. Bits below zero speak against a finding; signals of zero bits are told too.

        **Two innocent explanations.** A client that asks many names of a zone may *browse* (people, and the programs that they use), or ask a *look-up service* (anti-virus,
        block lists, telemetry), whose names are made of hashes and identifiers. Each signal gives its bits against each of them separately. They are summed apart, and the lower
        sum counts: a finding stands only where both explanations fail. Signals of servers and hosts weigh the same under both. Why so:
        [decision 5](decisions/0005-two-innocent-explanations.md).

        **Start (prior).** The sum does not start at zero. It starts at log2 of the alert budget, {SiteFacts.None.AlertBudget} false alerts for each 1,000 hosts and day (`budget` in the [site file](site-file.md)),
        shared out over all that is judged in the evidence: pairs of client and zone, servers, or uses of servers. A network of 1,000 clients with 50 zones each starts at
        {Math.Log2(SiteFacts.None.AlertBudget / 1000 / 50):F1} bits: so much must be outweighed before anything is said.

        **Families.** Signals that may rise and fall together are of one family, in which they are added. What a measure of a pair can give is capped (the tables below), so that
        none decides alone; and from {Weighing.EscalatesFrom.Value} to {Weighing.CriticalFrom.Value} bits a finding escalates only where {Weighing.FewestFamilies} families give at least {Weighing.FamilyCounts.Value} bits each against browsing.

        **Levels.**

        | level | when | then |
        |---|---|---|
        | critical | a tool is proved, or the sum is at least {Weighing.CriticalFrom.Value} | escalate |
        | high | the sum is at least {Weighing.EscalatesFrom.Value} and {Weighing.FewestFamilies} families of {Weighing.FamilyCounts.Value} bits speak, or a signal is a fact that *settles* | escalate |
        | medium | the sum is at least {Weighing.WatchedFrom.Value} | watch |
        | low | the sum is at least {Weighing.LowFrom.Value} | for the record |
        | informational | below | for the record |

        Without the site's word a server is at most medium, unless its answers contradict others, a client changed to it, it began to answer, or a channel ends at it. That nobody else
        uses it is no finding by itself. A client that asks around the resolver is never more than low.

        **What is judged.** A client in a zone (the registrable domain by the public suffix list) is weighed for each UTC day, for all days together, and together with its other
        zones where they share a server that it asks for nothing else; the gravest counts. It is weighed from {SaidUp.FewestNames} private names and {PairWorth.FewestNameBits / 100} bits of names ({PairWorth.FewestNameBits / 800} bytes) on. A zone
        that one client alone asks by the clock is weighed by itself, however little its names say. The {FindingBuilder.MostSuspects} gravest of each kind are read again.

        ## What is measured

        Up to {BottomK<SampledName>.K} names and {BottomK<SampledData>.K} items of data of a client in a zone and day are kept, those with the lowest hashes; with more, figures are estimates, scaled up.

        - **Private name**: a name that no other client of the evidence asked. Servers that ask for others (relays) are no clients.
        - **Up-bits**: what the private names can carry. Each label that no other client used costs, once, its code length under a model of ordinary labels
          (-log2 of the chance of each character after the two before it); for each depth, the choice among the labels costs log2 of their number for each name beyond
          the labels themselves. What repeats costs nothing; labels that spell an address do not count.
        - **Down-bits**: data of records that came back for one name alone and to no other client, the two largest items left out. Addresses cost 8 bits for each distinct
          prefix of /8, /16, /24 and /32 (IPv6: /32, /48, /64 and /128), so that those of one network cost little.
          The zone of a target (CNAME, MX, SRV) counts where each name got one of its own. Where no records come back, the entropy of the response codes.
        - **Size bits**, where data is not shown: the entropy of the sizes of responses less those of names, less what so few names show of it by chance, two names left out.
        - **Both ways**: the lesser of up-bits and down-bits. Block lists hear little, content networks are told little; a channel needs both.
        - **Texts of hosts**: of the down-bits those beside addresses, for names without "\_" below the zone: texts of policy stand elsewhere.
        - **Busiest window**: the minute, ten minutes and hour in which the private names that came first carried most up; across midnight where days are judged together.
          Of a sample, what it stands for counts only as far as chance leaves it no doubt.
        - **Names per query**: distinct names over queries, at most 1. **Time to live**: the median over names, of each its longest.
        - **Length**: mean bytes of the private names before the zone. **Coded**: the share of them that is written as no host is named.
        - **Rhythm**: what follows within {Rhythm.SecondsOfSpell} s is one spell; the median of the gaps between spells, and their median deviation from it as a share (0.69 without memory). One UTC day at a
          time.
        - **Crowd**: other clients of the zone whose up-bits are at least {PairMeasuring.CrowdShare:P0} of the client's.
        - **Resolver of many**: a server that answers, is neither authoritative nor a stub listener, and is used by {ServerCensus.FewestClients} clients at least and by {ServerCensus.SmallestPart:P0} of all.


        """);
}
