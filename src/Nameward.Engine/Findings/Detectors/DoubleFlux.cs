using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A zone whose name servers themselves are led to new networks again and again: in double flux, hosts that somebody took over pass on the questions too (The Honeynet Project 2007).
/// The holder of a zone renumbers a name server once in years, and two sources may disagree about one address (old glue, answers by place): the first move is free, and each one more within
/// a recording is worth three bits, at most 12. That is a model: in the benign recordings 164 zones show name servers, and none of them moved. A hoster's name server serves many:
/// d other registrable domains with it, -2 log2(1 + d), at most 8 against.
/// </summary>
sealed class DoubleFlux : IDetector<FluxZone>
{
    const double BitsOfMove = 3, MostMoves = 12, BitsOfDomains = 2, MostDomains = 8;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "double-flux",
        Title = "a zone whose name servers move about",
        Techniques = ["T1568.001", "T1583.002"],
        Triggers =
        [
            new("moving-name-servers", Family.Servers, $"A name server of the zone is found in a range (/16, /32) where it never was, m times after the first: {BitsOfMove} bits for each but the first of these.", BitRange.UpTo(MostMoves)),
            new("serves-others", Family.Rarity, $"The same name server serves d other registrable domains: {BitsOfDomains} log2(1 + d) bits against.", new(-MostDomains, 0)),
        ],
        Harmless = "a name server of a content network that is answered by place, seen from several places; a move of servers whose old addresses linger in glue; somebody's own server at home, on an address that changes every day",
        Blind = "captures and logs without authority and additional sections, and name servers that nobody asks for; zones below the registrable domain; more than 16,384 name servers, of which those with the lowest hashes are kept; moves within a range",
        Verify =
        [
            "List the addresses of the name server in time: RDAP says who holds them. Home connections hold no name server of a company.",
            "Ask passive DNS how long the zone has had these name servers, and which other zones have.",
            "Compare the glue at the registry with what the zone's own servers say of themselves.",
            "Innocent if the addresses belong to one hoster or content network, or to the connection of the zone's owner.",
        ],
        Respond = Response.ToAChannel,
        Sources =
        [
            "Salusky, Danford: Know Your Enemy: Fast-Flux Service Networks, The Honeynet Project 2007 (double flux)", "attack.mitre.org/techniques/T1568/001", "attack.mitre.org/techniques/T1583/002", "RFC 1035 sections 3.3.11 and 4.2.1 (name servers and glue)",
        ],
    };

    /// <inheritdoc/>
    public void Judge(FluxZone subject, Scene scene, ICollection<Signal> signals)
    {
        var (moves, others) = (subject.Servers?.Moves ?? 0, Math.Max(0, (subject.Servers?.Domains ?? 1) - 1));
        signals.Add(Signal.Alike(Info, "moving-name-servers", Family.Servers, moves, 0, Math.Clamp(BitsOfMove * (moves - 1), 0, MostMoves), () => subject.Servers is { } servers
            ? Sentence.Of($"its name server {HostileText.Name(servers.Name)} was found {Quantity.Of(moves, "time")} in a range where it had never been, in {Quantity.Of(servers.Ranges, "range")} in all")
            : Sentence.Of($"no name server of it is known to have moved")));
        signals.Add(Signal.Alike(Info, "serves-others", Family.Rarity, others, 0, -Math.Min(MostDomains, BitsOfDomains * Math.Log2(1 + others)),
            () => Sentence.Of($"that name server serves {Quantity.Of(others, "other domain")} of the evidence")));
    }
}
