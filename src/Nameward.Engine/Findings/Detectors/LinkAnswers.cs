using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A host that answers for many names on its link (mDNS, LLMNR), where a host has one or two: what a poisoner does to draw its neighbours
/// (ATT&amp;CK T1557.001). From the third name on each is worth three bits, a factor of eight; 12 bits at most. Only questions for addresses count.
/// </summary>
sealed class LinkAnswers : IDetector<Server>
{
    const int OwnNames = 2;
    const double BitsPerName = 3, MostBits = 12;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "link-answers",
        Title = "a host that answers for many names of its link",
        Techniques = ["T1557.001"],
        Triggers =
        [
            new("many-names", Family.Answers,
                $"A host answers its neighbours' questions for addresses over mDNS or LLMNR for more than {OwnNames} different names: {BitsPerName} bits for each from the next on.",
                BitRange.UpTo(MostBits)),
        ],
        Harmless = "a gateway that repeats the names of one network in another; a server with many alias names",
        Blind = "a poisoner that answers for one name alone; answers without a question, as mDNS multicasts them; NetBIOS names, which are not read",
        Verify =
        [
            "Find the host by its MAC address (switch table, DHCP lease), and what runs on ports 5353 and 5355 there.",
            "See which names it answered for: names of other hosts, misspelt ones and wpad are what a poisoner takes.",
            "Look for log-ins of neighbours to it right after the answers: Windows events 4648 and 8001 (outgoing NTLM), SMB or HTTP flows to the host.",
            "Innocent if it is an mDNS gateway or reflector (Avahi, an access point's Bonjour gateway) that the network's owner knows.",
        ],
        Respond = new(
            "Capture the link at the host's switch port, with the log-ins that neighbours tried there.",
            "Shut its port or isolate it; switch off LLMNR and NetBIOS by group policy.",
            "Change the passwords of everybody who was led to it; ask whether a penetration test runs."),
        Sources = ["RFC 6762 (mDNS)", "RFC 4795 (LLMNR)", "attack.mitre.org/techniques/T1557/001"],
    };

    /// <inheritdoc/>
    public void Judge(Server subject, Scene scene, ICollection<Signal> signals)
    {
        var facts = subject.Facts;
        if (subject.Client is not null || facts.Role != ServerRole.Multicast || facts.Server.Address.IsMulticast)
        {
            return;
        }
        var names = new LowestFew(ServerUse.FewNames);
        foreach (var user in facts.Users)
        {
            names.Merge(user.Names);
        }
        var count = names.Values.Length;
        var bits = Bits.Of(Math.Min(MostBits, BitsPerName * Math.Max(0, count - OwnNames)));
        signals.Add(new()
        {
            Id = "many-names",
            Detector = Info.Id,
            Family = Family.Answers,
            Value = count,
            Baseline = OwnNames,
            AsBrowsing = bits,
            AsLookUps = bits,
            Say = () => Sentence.Of($"it answered for {(names.IsFull ? "at least " : "")}{Quantity.Of(count, "name")} that {Quantity.Of(facts.Users.Length, "neighbour")} asked its link for"),
            Title = Sentence.Of($"{facts.Server.Address}: answers its neighbours for many names (port {facts.Server.Port})"),
        });
    }
}
