using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A client that asks for the same few names far more often than caches and people let it: a server that is polled, a flood, a program out of order. The names say nothing, so no budget of
/// information sees it. Bits, whichever is more of two tails of innocent clients (of recorded benign networks and a laboratory: 6,941 clients in a zone and day with 20 messages or more, 2,220 of them in
/// thirty seconds or more; power laws from the last half per cent on, below which nothing counts; how the tails fall off is held by a test):
/// <list type="bullet">
/// <item>how often a second it asks for each name, in the seconds in which it asks: one in 200 does so 1.24 times, and 5 times, which servers limit (response rate limiting), is 12.4 bits;</item>
/// <item>how often in the day: one in 200 asks 1,296 times, and once a second all day is 15.9 bits.</item>
/// </list>
/// A zone that nobody else asks gives min(3, log2 C) bits among C clients; m others that ask it as often take 2 log2(1 + m).
/// </summary>
sealed class HighFrequency : IDetector<Flood>
{
    const double MostAgain = 16, MostAlone = 3, MostOthers = 8;

    /// <summary>One of 200 innocent clients in a zone and day reaches the begin of the tail.</summary>
    const double BitsAtTail = 7.6;
    const double RateAtTail = 1.24, RateSlope = 2.4, CountAtTail = 1296, CountSlope = 1.36;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "high-frequency",
        Title = "a client that asks a zone for the same again and again",
        Techniques = ["T1071.004"],
        Triggers =
        [
            new("asked-again", Family.Cache, $"At least {Flood.FewestQuestions} questions of a client to a zone of the Internet in one UTC day. {BitsAtTail} bits at {RateAtTail} a second for each name (in {Flood.FewestSeconds} seconds or more), and {RateSlope} more for each doubling; "
                + $"or at {CountAtTail} a day, and {CountSlope} more for each doubling.", BitRange.UpTo(MostAgain)),
            new("atypical-zone", Family.Population, "No other client asks the zone: min(cap, log2 C) bits for one among C clients.", BitRange.UpTo(MostAlone)),
            new("others-ask-as-often", Family.Population, $"m other clients ask it {Flood.FewestQuestions} times a day, too: 2 log2(1 + m) bits against.", new(-MostOthers, 0)),
        ],
        Harmless = "monitoring of a name; a program without a cache that asks at each connection, or again at once where it gets no answer; a device whose server is gone",
        Blind = "questions for many names, which other detectors see; less than one question in five minutes; relays; what a cache of the client answers itself",
        Verify =
        [
            "Look at the answers: the same each time? A program out of order does not read them; text that changes is a command channel that is polled.",
            "Find the process: Sysmon event 22 or the EDR's DNS event on the client at any time of the timeline.",
            "Look the zone up in RDAP, without asking it: whose is it, and for how long?",
            "Ask whether it began with a change: an update, a new device, a server that was taken down.",
            "Innocent if the owner of the process names what it waits for; a device that asks for its maker's server is most of these.",
        ],
        Respond = Response.ToAChannel,
        Sources = ["Vixie, Schryver: DNS Response Rate Limiting, ISC-TN-2012-1 (five equal responses a second)", "RFC 2308 (negative caching)", "ATT&CK T1583.002, key indicators: high-frequency requests to atypical domains"],
    };

    /// <inheritdoc/>
    public void Judge(Flood subject, Scene scene, ICollection<Signal> signals)
    {
        var (ofRate, ofCount) = (subject.PerSecond is { } rate ? Bits(rate, RateAtTail, RateSlope) : 0, Bits(subject.Questions, CountAtTail, CountSlope));
        var (value, usual) = ofRate > ofCount ? (Math.Round(subject.PerSecond!.Value, 2), RateAtTail) : (subject.Questions, CountAtTail);
        signals.Add(Signal.Alike(Info, "asked-again", Family.Cache, value, usual, Math.Min(MostAgain, Math.Max(ofRate, ofCount)), () => InWords(subject)));
        signals.Add(subject.IsAlone
            ? Signal.Alike(Info, "atypical-zone", Family.Population, 1, null, Math.Min(MostAlone, Math.Log2(Math.Max(1, scene.Seen.Askers))), () => Sentence.Of($"1 of {Quantity.Of(scene.Seen.Askers, "client")} asks it"))
            : Signal.Alike(Info, "others-ask-as-often", Family.Population, subject.Others, 0, -Math.Min(MostOthers, 2 * Math.Log2(1 + subject.Others)), () => Sentence.Of($"{Quantity.Of(subject.Others, "other client")} asking it as often")));
    }

    /// <summary>-log2 of the part of innocent clients with as much, from the begin of the tail on.</summary>
    static double Bits(double value, double atTail, double slope) => value < atTail ? 0 : BitsAtTail + slope * Math.Log2(value / atTail);

    static Sentence InWords(Flood flood)
    {
        var names = Quantity.Of((long)Math.Round(flood.DifferentNames), "name");
        return flood.PerSecond is > RateAtTail and var rate
            ? Sentence.Of($"{Quantity.Round(flood.Questions)} questions for {names} in {Quantity.Count(flood.Seconds)} seconds, {rate:F1} a second for each")
            : Sentence.Of($"{Quantity.Round(flood.Questions)} questions for {names} in a day");
    }
}
