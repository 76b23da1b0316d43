using System.Collections.Immutable;

namespace Nameward.Engine.Cases.Runbooks;

/// <summary>One of the runbook's key indicators, and the detectors that look for it.</summary>
/// <param name="Id">Kebab-case, never renamed.</param>
/// <param name="Asks">The runbook's words.</param>
/// <param name="Detectors">Ids of the detectors; every detector looks for one of them, or weighs against all.</param>
sealed record KeyIndicator(string Id, string Asks, ImmutableArray<string> Detectors)
{
    /// <summary>The detector that only ever speaks against: whether an innocent look-up service explains it.</summary>
    public const string Against = "look-up-service";

    /// <summary>All of them, in the runbook's order; the last is of the technique's own text.</summary>
    public static ImmutableArray<KeyIndicator> All { get; } =
    [
        new("unauthorised-servers", "Non-standard or unauthorised DNS servers",
            ["altered-answers", "around-the-resolver", "begins-to-answer", "changed-server", "channel-server", "foreign-resolver", "link-answers", "lone-conversation", "lone-user", "misconfiguration", "not-approved"]),
        new("query-patterns", "Unusual query patterns, such as a high frequency to atypical domains",
            ["amplification", "coded-names", "deviates-from-normal", "even-conversations", "fresh-names", "generated-domains", "heavy-conversations", "high-frequency", "information-budget", "lone-timer", "long-names",
                "rare-types", "regular-times", "reverse-sweep", "scattered-names", "sole-asker", "unprintable-names", "zone-enumeration", "zone-transfer"]),
        new("odd-ports", "Non-standard ports", ["denied-dns", "dns-like-exchanges", "odd-port"]),
        new("doubtful-domains", "Known C2 infrastructure, domains of low reputation or registered recently", ["free-names", "indicator-match", "newly-seen", "registered-lately"]),
        new("servers-side", "Commands and conditional answers from a server of the adversary's own", ["conditional-responses", "dns-rebinding", "double-flux", "fast-flux", "tool-proof"]),
    ];
}
