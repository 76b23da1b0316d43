namespace Nameward.Engine.Findings;

/// <summary>What to do if a finding is true, in the order in which it is done at level 2.</summary>
/// <param name="Preserve">What to secure before anything is changed.</param>
/// <param name="Contain">How to stop it.</param>
/// <param name="Ask">Whom to ask, and what else to look for.</param>
public sealed record Response(string Preserve, string Contain, string Ask)
{
    /// <summary>The response to a client that speaks through names.</summary>
    internal static Response ToAChannel { get; } = new(
        "Secure the evidence of the finding, the logs of every resolver on the way, and memory, process list and network connections of the client, before it is switched off.",
        "Isolate the client with its power on, and have every resolver refuse the zone (RPZ or an empty local zone); the adversary notices both, so do them together.",
        "Ask which other clients asked the zone, its name servers or its addresses, on all days that logs reach back; ask the client's user and owner what was installed or opened before the first query.");

    /// <summary>The response to a DNS server that should not be there.</summary>
    internal static Response ToAServer { get; } = new(
        "Secure the settings of its clients (resolver, DHCP lease, VPN), its answers as recorded, and the log of whatever changed the setting.",
        "Set its clients back to the approved resolvers, clear their caches, and refuse ports 53 and 853 to the server at the border.",
        "Ask who set it and by which change; take every name that it answered otherwise for compromised: log-ins that went to those addresses are to be changed.");
}
