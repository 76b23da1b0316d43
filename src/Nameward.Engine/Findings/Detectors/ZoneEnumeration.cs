using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A client that finds out which names a zone has: it tries a list of words, of which most do not exist, or asks for the next name of each name (NSEC, RFC 4034 section 4). Bits:
/// <list type="bullet">
/// <item>m names under one parent do not exist: 2 log2(m / 32), at most 8. In recorded benign networks clients have up to 52 in a day, in the zone
/// of their own: browsers that probe who answers what does not exist, with names that are drawn, and typing mistakes.</item>
/// <item>How quickly: log2 of how many a minute in the shortest time that holds half of them, at most 4.</item>
/// <item>Their labels are named, as words of a list are: 2; or drawn (<see cref="GeneratedLabel"/>), as names are that carry data, keys or nothing: 3 against for each bit a label, at most 9.</item>
/// <item>m other clients guess in the same zone: 2 log2(1 + m) against, at most 8. What a program of many asks in vain.</item>
/// <item>NSEC asked of n names: 6 + log2(n), at most 9. No stub resolver asks for it, validating ones are given it unasked.</item>
/// </list>
/// Names that spell addresses or lie in another zone's name, as mail servers and search lists ask for them, are no guesses.
/// </summary>
sealed class ZoneEnumeration : IDetector<Exploration>
{
    const double MostOfMissing = 8, MostOfHaste = 4, OfWords = 2, BitsOfDrawn = 3, MostOfDrawn = 9, MostOfOthers = 8, OfWalk = 6, MostOfWalk = 9;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "zone-enumeration",
        Title = "a client tries out which names a zone has",
        Techniques = ["T1590.002", "T1018"],
        Triggers =
        [
            new("guessed-names", Family.Answers, $"At least {GuessedNames.Fewest} names under one parent that do not exist (NXDOMAIN), in one UTC day, of a client that is no resolver: 2 log2(names / {GuessedNames.Fewest}).", BitRange.UpTo(MostOfMissing)),
            new("guessed-quickly", Family.Timing, "log2 of the names a minute in the shortest time that holds half of them.", BitRange.UpTo(MostOfHaste)),
            new("guessed-words", Family.Alphabet, $"Labels look named (ordinary code lengths): {OfWords} bits; drawn: {BitsOfDrawn} bits against for each bit a label.", new(-MostOfDrawn, OfWords)),
            new("others-guess", Family.Population, "m other clients guess in the same zone: 2 log2(1 + m) bits against.", new(-MostOfOthers, 0)),
            new("walks-names", Family.Type, $"NSEC was asked of n names: {OfWalk} + log2(n).", new(0, MostOfWalk)),
        ],
        Harmless = "a penetration test; a monitoring tool with a list of names that are gone; a script that looks for hosts of an old naming scheme; a signer's or auditor's check of NSEC chains",
        Blind = "guesses that are spread over days or over many clients, or asked of servers past the evidence; wildcard zones, in which everything exists; words of more than five labels; logs without response codes; NSEC walks of more than 128 messages a zone and day",
        Verify =
        [
            "Read the names: words in alphabetical or list order (admin, api, backup, dev ...) are a tool's; names of hosts that were there once are a script's.",
            "Find the process: dnsrecon, dnsenum, fierce, gobuster, amass, ldns-walk or nmap with dns-brute leave a command line.",
            "See what was found: names that exist among the guesses, and whether the client spoke to their addresses next.",
            "Ask whether a penetration test is going on, and for its addresses and hours.",
            "Innocent if it is announced, or if the owner of the host knows the list and what asks for it.",
        ],
        Respond = new(
            "Secure the evidence of the finding, and the process list and shell history of the client.",
            "Isolate the client if nobody owns it; limit responses for names that do not exist (response rate limiting), and sign with NSEC3 or minimal NSEC (RFC 9824) where zones are public.",
            "Ask who runs the host; take the names that were found for known."),
        Sources = ["RFC 8020 (NXDOMAIN)", "RFC 4034 section 4 (NSEC)", "RFC 5155 section 1.1 (zone enumeration)", "attack.mitre.org/techniques/T1590/002"],
    };

    /// <inheritdoc/>
    public void Judge(Exploration subject, Scene scene, ICollection<Signal> signals)
    {
        if (subject.Guesses is { } guesses)
        {
            Judge(subject.Client, guesses, signals);
        }
        var walks = subject.Transfers.Where(attempt => !attempt.Transfers).ToList();
        if (walks.Count > 0)
        {
            var names = walks.Sum(attempt => attempt.Names);
            signals.Add(Signal.Alike(Info, "walks-names", Family.Type, names, 0, Math.Min(MostOfWalk, OfWalk + Math.Log2(names)), () => Sentence.Of($"asked {Quantity.Of(names, "name")} of {HostileText.Name(walks[0].Zone)} for the next one (NSEC)"),
                Sentence.Of($"{subject.Client}: walks the names of {HostileText.Name(walks[0].Zone)}")));
        }
    }

    void Judge(Address client, GuessedNames guesses, ICollection<Signal> signals)
    {
        var zone = HostileText.Name(guesses.Zone);
        signals.Add(Signal.Alike(Info, "guessed-names", Family.Answers, guesses.Missing, GuessedNames.Fewest, Math.Min(MostOfMissing, 2 * Math.Log2(Math.Max(1, guesses.Missing / (double)GuessedNames.Fewest))),
            () => Sentence.Of($"{Quantity.Of(guesses.Missing, "name")} under one parent in {zone} that do not exist, and {Quantity.Count(guesses.Existing)} that do"), Sentence.Of($"{client}: tries out which names {zone} has")));
        signals.Add(Signal.Alike(Info, "guessed-quickly", Family.Timing, Math.Round(guesses.PerMinute, 1), null, Math.Clamp(Math.Log2(Math.Max(1, guesses.PerMinute)), 0, MostOfHaste),
            () => Sentence.Of($"half of them at {guesses.PerMinute:F0} a minute")));
        var drawn = guesses.DrawnBits;
        signals.Add(Signal.Alike(Info, "guessed-words", Family.Alphabet, Math.Round(drawn, 1), 0, drawn > 0 ? -Math.Min(MostOfDrawn, BitsOfDrawn * drawn) : Math.Min(OfWords, -drawn),
            () => Sentence.Of($"their labels are written {(drawn > 0 ? "as if drawn at random" : "as people name things")}")));
        signals.Add(Signal.Alike(Info, "others-guess", Family.Population, guesses.Others, 0, -Math.Min(MostOfOthers, 2 * Math.Log2(1 + guesses.Others)), () => Sentence.Of($"{Quantity.Of(guesses.Others, "other client")} trying out names there")));
    }
}
