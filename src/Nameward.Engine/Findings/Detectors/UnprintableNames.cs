using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A channel in names that the log does not show whole (dnsmasq writes <c>&lt;name unprintable&gt;</c> for the raw bytes of iodine and others, Unbound leaves out
/// the last label of a name of the full 255 bytes): of these only who asks, how often and for which types is known. Names of services hold spaces and letters of
/// other alphabets too (RFC 6763 section 4.1.1), but are asked for by people who look for a printer: once a minute is taken for usual, and each doubling of that
/// is a bit, ten at most. Six bits where in three seconds or more such names were asked for NULL, KEY or a private type, four for CNAME or MX: those of services
/// are asked for PTR, SRV, TXT, A and AAAA.
/// </summary>
sealed class UnprintableNames : IDetector<HiddenNames>
{
    const int FewestSeconds = 3;
    const double MostRateBits = 10;
    const int RareBits = 6, PointerBits = 4;
    const uint SecondsOfMinute = 60;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "unprintable-names",
        Title = "names that the log does not show whole, asked at a high rate and for types that hosts do not ask for",
        Techniques = ["T1071.004", "T1572"],
        Triggers =
        [
            new("unprintable-rate", Family.Information, "Queries of one client in one UTC day for names that the log does not show whole: log2 of their number in each minute with any.", BitRange.UpTo(MostRateBits)),
            new("unprintable-types", Family.Type,
                $"In {FewestSeconds} seconds or more they were asked for NULL, KEY or a private type: {RareBits} bits; for CNAME or MX: {PointerBits}.", BitRange.UpTo(RareBits)),
        ],
        Harmless = "printers and other services with spaces or other alphabets in their names, browsed over DNS; software that does not encode such names",
        Blind = "what the names say, and to which zone they belong: the log does not show it",
        Verify =
        [
            "Get the names: a minute of capture at the client or the resolver, port 53, read by nameward triage, which then judges them as any others.",
            "See what is asked: PTR and SRV with _tcp or _udp in the name are services that somebody browses (RFC 6763).",
            "Look at the bytes of queries and answers in flows of the same client to the resolver: a tunnel moves far more than somebody who looks for a printer.",
            "Innocent if the capture shows names of services or devices.",
        ],
        Respond = Response.ToAChannel,
        Sources = ["RFC 6763 section 4.1.1 (names of services)", "dnsmasq, src/cache.c (<name unprintable>)", "RFC 1035 section 2.3.4"],
    };

    /// <inheritdoc/>
    public void Judge(HiddenNames subject, Scene scene, ICollection<Signal> signals)
    {
        var use = subject.Use;
        var rate = use.LookUps / (double)Minutes(use.Seconds);
        signals.Add(Signal.Alike(Info, "unprintable-rate", Family.Information, Math.Round(rate, 1), 1, Math.Min(Math.Log2(Math.Max(1, rate)), MostRateBits),
            () => Sentence.Of($"{Quantity.Of(use.LookUps, "query")} for names that the log does not show whole, {Quantity.Round(rate)} in each minute with any; {Others(subject)}"),
            Sentence.Of($"{subject.Client}: names that the log does not show whole, as those of a channel often are")));
        var types = use.Rare.Count >= FewestSeconds ? RareBits : use.Pointers.Count >= FewestSeconds ? PointerBits : 0;
        signals.Add(Signal.Alike(Info, "unprintable-types", Family.Type, Math.Max(use.Rare.Count, use.Pointers.Count), 0, types, () => Types(use)));
    }

    static Sentence Types(HiddenNameUse use) =>
        use.Rare.Count >= FewestSeconds ? Sentence.Of($"they were asked for NULL, KEY or private types")
        : use.Pointers.Count >= FewestSeconds ? Sentence.Of($"they were asked for CNAME or MX")
        : Sentence.Of($"record types as names of services are asked for");

    static string Others(HiddenNames subject) => subject.Others == 0 ? "no other client asked for any" : $"{Quantity.Of(subject.Others, "other client")} asked for some";

    /// <summary>Minutes of the day with a query, at least one; where the steps have become longer than a minute, one for each step.</summary>
    static int Minutes(OccupiedSet seconds)
    {
        var (minutes, last) = (0, uint.MaxValue);
        foreach (var step in seconds.Steps)
        {
            var minute = (step << seconds.Shift) / SecondsOfMinute;
            minutes += minute != last ? 1 : 0;
            last = minute;
        }
        return Math.Max(1, minutes);
    }
}
