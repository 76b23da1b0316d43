using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A host asks a server for a whole zone (AXFR, RFC 5936; IXFR, RFC 1995). Secondary servers do, by timer, from their primary; anybody else is an administrator with a tool, or somebody who maps the
/// network. Bits:
/// <list type="bullet">
/// <item>That it asks at all: 7.4, which is log2 of 168: so many benign client-days of recorded networks none of which does, nor one of 160 more.</item>
/// <item>More than one name or server tried: log2 of the larger number, at most 3. Tools try each name server of a zone, and zone after zone.</item>
/// <item>Refused or failed: 2 for a host inside, which no server knows as a secondary; 4 against for one outside, because scanners of the Internet ask every server. Given to one outside: 3.</item>
/// <item>It is a server itself, or approved: 6 against.</item>
/// <item>It asks the same zones again and again, or on other days too: log2 of the spells and of the days each, times 3, at most 9 against.</item>
/// </list>
/// </summary>
sealed class ZoneTransfer : IDetector<Exploration>
{
    const double OfAsking = 7.4, MostTried = 3, OfRefused = 2, OfGivenOutside = 3, OfScanners = 4, OfServers = 6, BitsOfHabit = 3, MostOfHabit = 9;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "zone-transfer",
        Title = "a host that is no secondary asks for whole zones",
        Techniques = ["T1590.002", "T1018"],
        Triggers =
        [
            new("asks-for-zones", Family.Type, "AXFR or IXFR was asked, once at least in one UTC day.", BitRange.Always(OfAsking)),
            new("tries-several", Family.Rarity, "Names asked for as a whole, or servers asked, whichever are more: log2 of that.", BitRange.UpTo(MostTried)),
            new("zones-refused", Family.Answers, $"Refused or failed: {OfRefused} bits for a host inside, {OfScanners} against for one outside. Records given to a host outside: {OfGivenOutside} bits.", new(-OfScanners, OfGivenOutside)),
            new("asker-is-server", Family.Population, "It answers DNS itself, asks for others, or is approved.", new(-OfServers, 0)),
            new("transfer-habit", Family.Timing, $"Spells of the same zone in a day ({ExplorationJudge.SecondsBetweenSpells} s apart or more) and days on which it asks for zones: {BitsOfHabit} log2 of each against.", new(-MostOfHabit, 0)),
        ],
        Harmless = "an administrator with dig or host; an inventory or monitoring tool that copies zones once; a secondary of which the evidence shows one transfer and no answer",
        Blind = "transfers within an encrypted stream; more than 128 other messages of the same host in the zone on that day, among which the question is lost; AXFR that the server reads from a database behind its back",
        Verify =
        [
            "Look at the primary's settings: is the host listed there (allow-transfer, also-notify)? Does it run a name server?",
            "See whether the transfer was given: records in the evidence, or the server's log (BIND category xfer-out, Windows event 6001 or 6004).",
            "Find the process that asked: dig, host, nslookup with ls -d, dnsrecon, fierce, nmap leave a command line (Sysmon event 1, auditd).",
            "See what the host did next: names and addresses of the zone that it then asked or spoke to.",
            "Innocent if an administrator or an inventory tool of the site did it, and can say so.",
        ],
        Respond = new(
            "Secure the evidence of the finding, the server's transfer log, and the process list and shell history of the host.",
            "Let primaries give their zones to named secondaries alone, signed (TSIG, RFC 8945), and refuse all others; isolate the host if nobody owns the question.",
            "Ask the owner of the host; take every name and address of a zone that was given for known to the asker."),
        Sources = ["RFC 5936 (AXFR)", "RFC 1995 (IXFR)", "RFC 5936 section 5 (who may)", "attack.mitre.org/techniques/T1590/002"],
    };

    /// <inheritdoc/>
    public void Judge(Exploration subject, Scene scene, ICollection<Signal> signals)
    {
        var transfers = subject.Transfers.Where(attempt => attempt.Transfers).ToList();
        if (transfers.Count == 0)
        {
            return;
        }
        var zone = HostileText.Name(transfers[0].Zone);
        var (names, servers) = (transfers.Sum(attempt => attempt.Names), transfers.Max(attempt => attempt.Servers));
        signals.Add(Signal.Alike(Info, "asks-for-zones", Family.Type, names, 0, OfAsking, () => Sentence.Of($"asked for all of {zone}{(names > 1 ? $" and {Quantity.Of(names - 1, "more zone")}" : "")}"),
            Sentence.Of($"{subject.Client}: asks for all of {zone}{(names > 1 ? $" and {Quantity.Of(names - 1, "more zone")}" : "")}")));
        signals.Add(Signal.Alike(Info, "tries-several", Family.Rarity, Math.Max(names, servers), 1, Math.Min(MostTried, Math.Log2(Math.Max(names, servers))),
            () => Sentence.Of($"{Quantity.Of(names, "name")} asked for as a whole, at {Quantity.Of(servers, "server")}")));
        signals.Add(Outcome(transfers.Max(attempt => attempt.Outcome), scene.Site.IsOurs(subject.Client)));
        signals.Add(AskerIsServer(subject.Client, scene));
        signals.Add(Habit(transfers.Max(attempt => attempt.Spells), subject.OtherTransferDays + 1));
    }

    Signal Outcome(TransferOutcome outcome, bool isInside)
    {
        var bits = outcome switch { TransferOutcome.Refused => isInside ? OfRefused : -OfScanners, TransferOutcome.Given when !isInside => OfGivenOutside, _ => 0 };
        return Signal.Alike(Info, "zones-refused", Family.Answers, outcome == TransferOutcome.Refused ? 1 : 0, null, bits, () => outcome switch
        {
            TransferOutcome.Refused => Sentence.Of($"refused or failed, to a host {(isInside ? "inside" : "outside, as scanners of the Internet are")}"),
            TransferOutcome.Given => Sentence.Of($"records were given, to a host {(isInside ? "inside" : "outside")}"),
            _ => Sentence.Of($"what came of it is not shown"),
        });
    }

    Signal AskerIsServer(Address client, Scene scene)
    {
        var isServer = scene.Census.IsServer(client) || scene.Seen.IsRelay(client) || scene.Site.IsApproved(client) == true;
        return Signal.Alike(Info, "asker-is-server", Family.Population, isServer ? 1 : 0, 0, isServer ? -OfServers : 0, () => Sentence.Of($"the asker {(isServer ? "is a DNS server itself, as secondaries are" : "does not answer DNS itself")}"));
    }

    Signal Habit(int spells, int days) => Signal.Alike(Info, "transfer-habit", Family.Timing, spells, 1, -Math.Min(MostOfHabit, BitsOfHabit * (Math.Log2(spells) + Math.Log2(days))),
        () => Sentence.Of($"asked in {Quantity.Of(spells, "spell")} that day, and on {Quantity.Of(days, "day")} of the evidence"));
}
