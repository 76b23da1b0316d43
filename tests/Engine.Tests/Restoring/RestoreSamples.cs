using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Cases.Restoring;
using Nameward.Engine.Containment;
using Nameward.Engine.Evidence;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Tests.Restoring;

/// <summary>Containment of folders with configuration, for tests.</summary>
static class RestoreSamples
{
    /// <summary>The products with two files of ours, and the file of today of each.</summary>
    public static ImmutableArray<(string Product, string Today)> All { get; } =
        [("bind", "named-2026-03-18T1100.conf"), ("unbound", "unbound-2026-03-18T1100.conf"), ("kea", "kea-dhcp4-2026-03-18T1100.conf"), ("dhcpd", "dhcpd-2026-03-18T1100.conf"), ("resolv-conf", "resolv-2026-03-18T1100.conf")];

    /// <summary>Reads a folder and says what is to be put back in it, with the packs of all targets.</summary>
    public static ContainDocument Contain(string folder, SiteFacts? site = null, ImmutableArray<RecordedChange> recorded = default)
    {
        var options = new ReadingOptions();
        using var evidence = new FileEvidence(EvidenceLocator.Locate([folder], options), options);
        var request = new ContainRequest(new("7", "nameward-7", []) { Changes = recorded.IsDefault ? [] : recorded }, BlockAction.NxDomain, default, TimeSpan.FromDays(30));
        var document = new Investigation(new() { Threads = 1, Site = site ?? SiteFacts.None }, TimeProvider.System).Contain(evidence, request);
        return TargetList.Packed(document, TargetList.All.Select(target => target.Id).ToImmutableHashSet());
    }

    /// <summary>The same of one of our folders.</summary>
    public static ContainDocument Own(string product, SiteFacts? site = null) => Contain(Samples.Own($"samples/restore/{product}"), site);

    /// <summary>A ticket that approves what it names from the evening before to the next day.</summary>
    public static TicketBook Approving(params ReadOnlySpan<string> texts)
    {
        var tickets = ImmutableArray.CreateBuilder<Ticket>();
        foreach (var text in texts)
        {
            tickets.Add(new()
            {
                Number = HostileText.Text($"CHG{tickets.Count + 1}"),
                Line = tickets.Count + 2,
                Summary = HostileText.Text(text),
                State = HostileText.Text("Closed"),
                Approval = TicketApproval.Approved,
                Texts = [HostileText.Text(text)],
                From = new(2026, 3, 17, 21, 0, 0, DateTimeKind.Utc),
                To = new(2026, 3, 18, 12, 0, 0, DateTimeKind.Utc),
            });
        }
        return new() { File = HostileText.Text("changes.csv"), Sha256 = "", Tickets = tickets.ToImmutable() };
    }

    /// <summary>A plan with a setting that a patch puts back, one of which no good value is known, and an advice.</summary>
    /// <param name="value">What stands today.</param>
    public static RestorePlan Plan(HostileText value)
    {
        var item = new Restoration
        {
            Server = HostileText.Text("ns2"),
            Product = RestoreProduct.Bind,
            Path = HostileText.Text("ns2/named.conf"),
            Kind = ConfigurationKind.Forwarders,
            Object = HostileText.Text("."),
            Property = HostileText.Text("forwarders"),
            Good = HostileText.Text("10.20.0.53"),
            Today = value,
            Because = Sentence.Of("it stood so in named.conf of 2026-11-20 22:00:00"),
            Changed = new(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc),
            Since = new(2026, 11, 20, 22, 0, 0, DateTimeKind.Utc),
            Outcome = ChangeOutcome.NoTicket,
            IsInPatch = true,
        };
        var unknown = item with { Server = HostileText.Text("dns1"), Product = RestoreProduct.WindowsDns, Good = null, Actor = value, Since = null, IsInPatch = false, Because = Sentence.Of("no record and no earlier state tells how it stood before") };
        var file = new RestoredFile(item.Path.Value, RestoreProduct.Bind, "options { forwarders { 203.0.113.66; }; };\n"u8.ToArray(), "options { forwarders { 10.20.0.53; }; };\n"u8.ToArray(), [item]);
        var (advice, settings) = HardeningTable.Of(MisconfigurationKind.UnapprovedForwarder);
        return new([unknown, item], [file], [new(item.Server, RestoreProduct.Bind, [new("unapproved-forwarder", "forwarders that are not approved", item.Object, value, advice, [settings[0]])])], []);
    }

    public static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
