using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A server or host that is set up so that DNS is easier to use against the site: recursion, transfers or updates for anybody, servers that nobody approved, code that the server loads, logs that are off or were
/// cleared, signatures that are not checked, wildcard records. It is for hardening and weighs 1 bit for each kind; what is tied to a finding, or to abuse that was seen, settles the matter.
/// </summary>
sealed class Misconfigured : IDetector<Misconfiguration>
{
    const double OfItem = 1, OfTie = 5;

    const int MostNamed = 3;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "misconfiguration",
        Title = "servers and hosts set up so that DNS is easier to abuse",
        Techniques = ["T1583.002"],
        Triggers =
        [
            Of(MisconfigurationKind.OpenRecursion, "A configuration or a change lets anybody have the server look things up (any, 0.0.0.0/0, ::/0)."),
            Of(MisconfigurationKind.OpenTransfers, "The same for zones as a whole."),
            Of(MisconfigurationKind.OpenUpdates, "The same for changes of a zone."),
            Of(MisconfigurationKind.ListedServer, "A forwarder, a host's resolver or an announced one stands on a list given by --intel."),
            Of(MisconfigurationKind.UnapprovedForwarder, "The site has a list of approved servers, and a forwarder is not on it."),
            Of(MisconfigurationKind.UnapprovedResolver, "The same for the servers that DHCP or router advertisements announce, or that a host is set to."),
            Of(MisconfigurationKind.Plugin, "The server loads a library (Microsoft DNS event 770, ServerLevelPluginDll), or was made to try (event 150)."),
            Of(MisconfigurationKind.LogsCleared, "Logs were cleared (Microsoft DNS event 549)."),
            Of(MisconfigurationKind.NoQueryLog, "A configuration says that queries are not logged."),
            Of(MisconfigurationKind.NoValidation, "A configuration says that signatures are not checked."),
            Of(MisconfigurationKind.Wildcard, "A zone has a record whose first label is *."),
            new("tied", Family.Change,
                "One of these is tied to a finding at high or critical, or to abuse that was seen: the forwarder or announced server is the server of the finding, or stands on a list; a host outside took or changed the zone; the server answers a flood of somebody outside; "
                + "the host with the plug-in or the cleared logs is part of the finding; the zone of the wildcard is that of the finding.",
                BitRange.Always(OfTie)) { Settles = true },
        ],
        Harmless = "recursion for anybody on a server that only hosts inside reach; wildcards of hosting platforms; plug-ins of a vendor; a forwarder that nobody wrote down",
        Blind = "what no configuration, log of changes or announcement among the evidence shows; defaults that a file does not spell out",
        Verify =
        [
            "Open the record or file that the finding names, and see whether it still stands so: Get-DnsServerSetting -All, Get-DnsServerForwarder, named-checkconf -p, unbound-checkconf.",
            "Find who set it and when: the page of changes names account, time and ticket where the evidence has them.",
            "For a plug-in: hash and sign-check the library, and see who wrote the file and the registry value ServerLevelPluginDll.",
            "For servers that are not approved: ask them nothing; find out whose they are from the outside (registration, routing) and from the baseline.",
            "Innocent if the setting is meant so, is written down, and nothing outside can reach it.",
        ],
        Respond = new(
            "Secure the configuration files, the audit log of the server and, for a plug-in, the library itself.",
            "Close what is open: allow-recursion, allow-transfer and update-policy to named clients, secondaries and keys; take the forwarder or plug-in out after its owner was asked; turn on query log and validation.",
            "Ask the administrators of the server, with the line of the change; look for the same setting on the other servers."),
        Sources = ["RFC 5358 (open recursion)", "RFC 5936 section 5 (who may transfer)", "RFC 3007 (secure updates)", "BIND 9 Administrator Reference Manual, options allow-recursion, allow-transfer, allow-update",
            "learn.microsoft.com, DNS logging and diagnostics (events 541, 549, 770)", "attack.mitre.org/techniques/T1583/002"],
    };

    /// <inheritdoc/>
    public void Judge(Misconfiguration subject, Scene scene, ICollection<Signal> signals)
    {
        foreach (var kind in subject.Items.GroupBy(item => item.Item))
        {
            var items = kind.ToList();
            signals.Add(Signal.Alike(Info, MisconfiguredItem.Id(kind.Key), Family.Configuration, items.Count, 0, OfItem, () => Say(items)));
        }
        if (subject.Ties is [var tie, ..])
        {
            signals.Add(Signal.Alike(Info, "tied", Family.Change, subject.Ties.Length, 0, OfTie, () => tie.Text, tie.Text) with { Settles = true });
        }
    }

    static Trigger Of(MisconfigurationKind item, string when) => new(MisconfiguredItem.Id(item), Family.Configuration, when, BitRange.Always(OfItem));

    static Sentence Say(List<MisconfiguredItem> items)
    {
        var text = Sentence.Of($"{MisconfiguredItem.Words(items[0].Item)}: ");
        foreach (var (index, item) in items.Take(MostNamed).Index())
        {
            text = text.Then(index == 0 ? "" : "; ", OfOne(item));
        }
        return items.Count > MostNamed ? text.Then($" and {items.Count - MostNamed} more", Sentence.Of("")) : text;
    }

    static Sentence OfOne(MisconfiguredItem item)
    {
        var (of, property, value) = (item.Object, item.Statement.Property, item.Value);
        var act = item.Statement.Act == ConfigurationAct.Refused ? ", which failed" : "";
        return (of.IsEmpty, property.IsEmpty) switch
        {
            (true, true) => Sentence.Of($"{value}{act}"),
            (true, false) => Sentence.Of($"{property} {value}{act}"),
            (false, true) => Sentence.Of($"{of} {value}{act}"),
            _ => Sentence.Of($"{of} {property} {value}{act}"),
        };
    }
}
