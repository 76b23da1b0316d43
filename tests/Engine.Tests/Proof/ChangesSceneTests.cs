using Nameward.Engine.Cases;
using Nameward.Engine.Evidence.Tickets;
using Nameward.Engine.Findings;
using Xunit;

namespace Nameward.Engine.Tests.Proof;

/// <summary>The worked scene of samples/changes from its files to the record: five changes and six tickets give all five outcomes.</summary>
public class ChangesSceneTests
{
    [Fact]
    public void TheFilesOfTheSceneGiveAllFiveOutcomes()
    {
        var folder = Samples.Own("samples/changes/evidence");
        var tickets = TicketFile.Read(File.ReadAllBytes(Samples.Own("samples/changes/tickets.csv")), new() { Name = "tickets.csv", File = "tickets.csv" });
        var document = Pipeline.Triage(Directory.GetFiles(folder), site: SiteFacts.None with { Tickets = tickets });
        Assert.Equal(
        [
            "no-ticket zone transfers changed x-example.com: none -> any by -, -",
            @"wrong-object record A added build.lab.x-example.com: - -> 10.0.3.91 by X-EXAMPLE\dnsadmin, CHG0040123",
            @"outside-window forwarders set .: - -> 192.0.2.53 by X-EXAMPLE\dnsadmin, CHG0040119",
            "ticket-without-change planned change MX record for the mail relay: - -> - by -, CHG0040125",
            @"approved record A added intranet.x-example.com: - -> 10.0.1.12 by X-EXAMPLE\dnsadmin, CHG0040121",
            "approved forwarders changed partner.x-example.net: 198.51.100.53 -> 198.51.100.54 by -, CHG0040120",
        ], document.Changes.Select(Line));
        var item = Assert.Single(document.Findings);
        Assert.Equal(("misconfiguration", "low"), (item.Detector, item.Level));
        Assert.Equal("watch", document.Decision.Decision);
    }

    static string Line(TriageChange change) =>
        $"{change.Outcome} {change.What} {change.Object.Raw}: {change.Old?.Raw ?? "-"} -> {change.New?.Raw ?? "-"} by {change.Actor?.Raw ?? "-"}, {change.Ticket?.Raw ?? "-"}";
}
