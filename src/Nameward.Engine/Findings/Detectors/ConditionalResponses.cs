using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A zone whose answers depend on who asks: malware is told something, everybody else that there is nothing. Three explanations of the answers to questions that are alike
/// (<see cref="ToldAnswers"/>) are compared by the length of what each needs to be told (<see cref="ToldApart"/>): which clients are told more; chance, name by name; time,
/// as zones are changed. What the first saves against the better of the others is evidence, at most 12 bits. Addresses that differ count for nothing: content networks
/// and views choose them by who asks. If the same server tells the same clients apart in m zones more, it is the server that does, as a filter: 2 log2(1 + m) bits against.
/// That few are told more is worth log2 of all over these; that it is told in texts, targets or bytes, which no host needs to reach another, four bits; that the names
/// are drawn, which nobody types, four.
/// </summary>
sealed class ConditionalResponses : IDetector<ConditionalZone>
{
    const double MostApart = 12, MostFew = 3, MostPolicy = 8, BitsOfData = 4, BitsOfDrawn = 4;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "conditional-responses",
        Title = "a zone that is answered otherwise to some clients than to others",
        Techniques = ["T1583.002", "T1071.004"],
        Triggers =
        [
            new("answers-by-client", Family.Answers,
                $"{ToldApart.Fewest} answers or more of one server to one question (a name and type; or drawn names of one type and depth): some clients are told of records, others that there are none. "
                + "Bits: what telling the clients apart saves against chance (the entropy of the answers) and against changes of the zone (5 bits each beyond two), whichever explains more.", BitRange.UpTo(MostApart)),
            new("told-to-few", Family.Population, "log2 of all these clients over those who are told more.", BitRange.UpTo(MostFew)),
            new("told-as-data", Family.Type, "What the few are told is of a type that carries texts, targets or bytes, not of addresses.", BitRange.UpTo(BitsOfData)),
            new("drawn-names", Family.Alphabet, "The question is for names that are drawn, not for one.", BitRange.UpTo(BitsOfDrawn)),
            new("servers-policy", Family.Rarity, "The same server tells some of the same clients apart in m zones more: 2 log2(1 + m) bits against.", new(-MostPolicy, 0)),
        ],
        Harmless = "a filter or parental control that stands for some hosts alone; a server with views for the inside and the outside; names of which only a customer's own exist; records that were added while two hosts waited for them",
        Blind = "conditions that vary addresses alone; a condition of time, or of a single client; names that each client asks once; questions of different servers; logs without response codes, and what a resolver asks upstream for many clients at once",
        Verify =
        [
            "Look at both sides in the evidence: the same name or kind of name, at the same server, within the same minutes, and another answer.",
            "Ask the owner of the server (the resolver, if both asked it) whether a filter, a view or a policy zone is set up for some clients.",
            "Look up who holds the zone and since when (RDAP, passive DNS), without asking it: who asks from the wrong place is told what everybody else is.",
            "Find the process that asked on a client that was told more: Sysmon event 22 or the EDR's DNS event at the time of the first.",
            "Innocent if the names are those of a product that only this host has an account for, and its vendor documents the zone.",
        ],
        Respond = Response.ToAChannel,
        Sources =
        [
            "attack.mitre.org/techniques/T1583/002 (conditional responses to malware)", "Rissanen 1978 (shortest description)", "FireEye/Mandiant 2020: SUNBURST (records for chosen victims)", "RFC 8020, RFC 2308 (no such name, no data)",
        ],
    };

    /// <inheritdoc/>
    public void Judge(ConditionalZone subject, Scene scene, ICollection<Signal> signals)
    {
        var apart = subject.Apart;
        var (told, all) = (subject.Told.Length, subject.Told.Length + subject.Untold.Length);
        var type = RecordTypes.Name(apart.Question.Type);
        signals.Add(Signal.Alike(Info, "answers-by-client", Family.Answers, Math.Round(apart.Agree / (double)apart.Answers, 2), null, Math.Min(MostApart, apart.Bits),
            () => Sentence.Of($"{What(subject, type)}: {ConditionalZone.Some(subject.Told)} got {Words(apart.Most)}, {ConditionalZone.Some(subject.Untold)} {Words(apart.Least)}; {apart.Agree} of {apart.Answers} answers go by who asked")));
        signals.Add(Signal.Alike(Info, "told-to-few", Family.Population, told, all, Math.Clamp(Math.Log2(all / (double)told), 0, MostFew), () => Sentence.Of($"{told} of {Quantity.Of(all, "client")} that asked got more than the others")));
        var isData = !OutcomeReading.IsOfAddresses(apart.Question.Type) && apart.Most == Outcomes.Records;
        signals.Add(Signal.Alike(Info, "told-as-data", Family.Type, apart.Question.Type, null, isData ? BitsOfData : 0, () => Sentence.Of($"{type} records {(isData ? "carry what no host needs to reach another" : "say where a host is, as everybody asks")}")));
        signals.Add(Signal.Alike(Info, "drawn-names", Family.Alphabet, subject.IsDrawn ? 1 : 0, null, subject.IsDrawn ? BitsOfDrawn : 0, () => Sentence.Of(subject.IsDrawn ? "the names are drawn, each asked by one client" : "one name, asked by several")));
        signals.Add(Signal.Alike(Info, "servers-policy", Family.Rarity, subject.Alike, 0, -Math.Min(MostPolicy, 2 * Math.Log2(1 + subject.Alike)),
            () => Sentence.Of(subject.Alike == 0 ? "the server tells these clients apart in no other zone" : $"the server tells some of these clients apart in {Quantity.Of(subject.Alike, "other zone")} too, as a filter does")));
    }

    static Sentence What(ConditionalZone subject, string type)
    {
        var zone = HostileText.Name(subject.Zone);
        return subject.IsDrawn ? Sentence.Of($"names drawn by a program, {Quantity.Of(subject.Apart.Question.Labels, "label")} below {zone}, type {type}") : Sentence.Of($"one name in {zone}, type {type}");
    }

    static string Words(Outcomes outcome) => outcome switch
    {
        Outcomes.Records => "records",
        Outcomes.Nothing => "no records",
        _ => "\"no such name\"",
    };
}
