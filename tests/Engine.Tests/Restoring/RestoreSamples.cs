using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Cases.Restoring;
using Nameward.Engine.Containment;
using Nameward.Engine.Evidence;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

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

    public static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
