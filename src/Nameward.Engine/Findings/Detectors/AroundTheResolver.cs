using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A client that asks servers outside, around the resolvers that the others use. Many do so harmlessly, so it is as remarkable as it is rare here:
/// log2((C + 1) / (those who do + 1/2)) bits among C clients. By itself it is never more than a hardening item.
/// </summary>
sealed class AroundTheResolver : IDetector<Host>
{
    const int MostNamed = 3;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "around-the-resolver",
        Title = "a client that asks servers outside, around the usual resolvers",
        Techniques = ["T1071.004"],
        Triggers =
        [
            new("asks-outside", Family.Population,
                "A host of the site that answers nobody asks servers outside that are not approved, or speaks to them on a port of DNS, though many use a resolver inside. "
                + "Bits: log2((clients + 1) / (hosts that do so + 1/2)). The finding is never graver than low.",
                BitRange.Open),
        ],
        Harmless = "browsers and appliances with a resolver of their own; mail servers; administrators",
        Blind = "DNS inside HTTPS",
        Verify =
        [
            "See which servers it asks: the finding names well-known operators. A server of nobody known is looked at in the census first.",
            "Find the process: Sysmon event 3 or the EDR's network event for port 53 or 853, or ss -unp on Linux while it happens.",
            "Compare with its role: a browser with secure DNS, a mail server, a television and a tool of an administrator do so by design.",
            "Innocent if the program is known and asks a public resolver; it remains a point for the border's rules.",
        ],
        Respond = new(
            "Keep the flows and the names that it asked outside: the usual resolver's log does not have them.",
            "Refuse ports 53 and 853 at the border for all but the resolvers; set the program to the resolvers of the site.",
            "Ask the owner of the host what the program is for; read what it asked outside as evidence of its own."),
        Sources = ["RFC 7858 (port 853)", "attack.mitre.org/techniques/T1071/004", "CIS Controls 8.1, safeguard 4.9 (trusted DNS servers)"],
    };

    /// <inheritdoc/>
    public void Judge(Host subject, Scene scene, ICollection<Signal> signals)
    {
        var clients = Math.Max(scene.Census.Clients.Length, subject.Others + 1);
        var bits = Bits.Of(Math.Log2((clients + 1) / (subject.Others + 1.5)));
        signals.Add(new()
        {
            Id = "asks-outside",
            Detector = Info.Id,
            Family = Family.Population,
            Value = subject.Around.Length,
            Baseline = subject.Others,
            AsBrowsing = bits,
            AsLookUps = bits,
            Say = () => Sentence.Of($"{What(subject)}{Operators(subject)}; {subject.Others} of the other {Quantity.Of(clients - 1, "client")} do the like"),
            Title = Sentence.Of($"{subject.Client} asks DNS servers outside, around the usual resolvers"),
        });
    }

    static string What(Host subject)
    {
        var (heard, seen) = (subject.Around.Where(use => use.Server.ShowsMessages).ToList(), subject.Around.Where(use => !use.Server.ShowsMessages).ToList());
        var queries = $"it sent {Quantity.Of(heard.Sum(use => use.Use.Queries), "query")} to {Quantity.Of(heard.Count, "server")} outside";
        var conversations = $"{Quantity.Of(seen.Sum(use => Math.Max(use.Use.Queries, use.Use.Responses)), "conversation")} with {Quantity.Of(seen.Count, "server")} outside on {Ports(seen)}";
        return seen.Count == 0 ? queries : heard.Count == 0 ? $"it had {conversations}" : $"{queries}, and had {conversations}";
    }

    static string Ports(List<ServerOfClient> uses)
    {
        var ports = uses.Select(use => use.Server.Server.Port).Distinct().Order().ToList();
        return $"{(ports.Count == 1 ? "port" : "ports")} {string.Join(", ", ports)}";
    }

    /// <summary>Who runs them, or where they are: of those of nobody known, the few that it asks most.</summary>
    static string Operators(Host subject)
    {
        var names = subject.Around.Select(use => use.Server.Operator).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        var unknown = subject.Around.Where(use => use.Server.Operator is null).OrderByDescending(use => Math.Max(use.Use.Queries, use.Use.Responses)).ThenBy(use => use.Server.Server.Address)
            .Select(use => use.Server.Server.Address).Distinct().Take(MostNamed).Select(address => $"{address}");
        return string.Join(", ", names.Concat(unknown)) is { Length: > 0 } all ? $" ({all})" : "";
    }
}
