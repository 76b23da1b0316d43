using Nameward.Engine.Cases;
using Nameward.Engine.Evidence.Tickets;
using Nameward.Engine.Findings;
using Nameward.Engine.Tests.Findings;
using Nameward.Engine.Verdicts;
using Xunit;

namespace Nameward.Engine.Tests.Verdicts;

/// <summary>The worked scene of samples/changes: five changes and six tickets give all five outcomes. The statements are those that its evidence makes.</summary>
public class WorkedChangesTests
{
    static readonly string[] Named = ["Recursion | | | allow-recursion | 10.20.0.0/16", "Dnssec | | | dnssec-validation | auto", "Listening | | | listen-on | 10.20.0.54", "Zone | | x-example.com | type | secondary", "Zone | | partner.x-example.net | type | forward"];

    [Fact]
    public void FiveChangesAndSixTicketsGiveAllFiveOutcomes() => Assert.Equal(
    [
        "no-ticket 11:00:00 zone transfers changed x-example.com: none -> any by -, -",
        "wrong-object 10:02:17 record A added build.lab.x-example.com on dns1.x-example.com: - -> 10.0.3.91 by X-EXAMPLE\\dnsadmin, CHG0040123",
        "outside-window 07:40:30 forwarders set . on dns1.x-example.com: - -> 192.0.2.53 by X-EXAMPLE\\dnsadmin, CHG0040119",
        "ticket-without-change 09:00:00 planned change MX record for the mail relay: - -> - by -, CHG0040125",
        "approved 08:30:11 record A added intranet.x-example.com on dns1.x-example.com: - -> 10.0.1.12 by X-EXAMPLE\\dnsadmin, CHG0040121",
        "approved 11:00:00 forwarders changed partner.x-example.net: 198.51.100.53 -> 198.51.100.54 by -, CHG0040120",
    ], ChangeLines.Of(Scene()));

    [Fact]
    public void EachSaysWhy() => Assert.Equal(
    [
        "CHG0040117 names x-example.com, and it was rejected or cancelled (state Rejected, Canceled)",
        "CHG0040123 holds from 2026-03-18 10:00 to 10:30 for dns1.x-example.com and does not name build.lab.x-example.com",
        "CHG0040119 covers dns1 from 2026-03-17 21:00 to 22:00; this was at 2026-03-18 07:40:30",
        "CHG0040125 holds from 2026-03-18 09:00 to 10:00; no change of what it names was seen",
        "CHG0040121 covers intranet.x-example.com from 2026-03-18 08:00 to 09:00",
        "CHG0040120 covers partner.x-example.net from 2026-03-17 23:00 to 2026-03-18 01:00",
    ], ChangeReport.Of(Scene(), []).Changes.Select(change => ChangeLines.Text(change.Why)));

    [Fact]
    public void EachShowsWhereItStands()
    {
        var scene = Scene();
        var pages = ChangeReport.Of(scene, []).Changes.Select(change => ChangePage.Of(change, scene)).ToList();
        Assert.Equal(["samples/changes/evidence/named-2026-03-18T1100.conf", "samples/changes/evidence/dns1-audit.ndjson", "samples/changes/evidence/dns1-audit.ndjson", "-", "samples/changes/evidence/dns1-audit.ndjson",
            "samples/changes/evidence/named-2026-03-18T1100.conf"], pages.Select(page => ChangeLines.Text(page.Path)));
        Assert.Equal("samples/changes/evidence/named-2026-03-17T2200.conf of 2026-03-17 22:00:00 and samples/changes/evidence/named-2026-03-18T1100.conf of 2026-03-18 11:00:00 differ: it was made between", ChangeLines.Text(pages[0].How));
        Assert.Equal(ConfigurationScene.Time("2026-03-17T22:00:00"), pages[0].Since);
    }

    [Fact]
    public void WithoutTicketsNoneIsApproved() => Assert.All(ChangeReport.Of(Scene(with: false), []).Changes, change =>
        Assert.Equal((ChangeOutcome.NoTicket, "no tickets were given"), (change.Outcome, ChangeLines.Text(change.Why))));

    [Fact]
    public void OpenTransfersAreAHardeningItemThatEscalatesNothing()
    {
        var weighing = Assert.Single(new MisconfigurationJudge(Scene(), []).Judge());
        Assert.Equal((Level.Low, "open-transfers"), (weighing.Level, Assert.Single(weighing.Signals).Id));
    }

    static Scene Scene(bool with = true)
    {
        const string Folder = "samples/changes/";
        var scene = new ConfigurationScene().From(Folder + "evidence/dns1-audit.ndjson", format: "microsoft-audit")
            .Say(@"Forwarders Set | dns1.x-example.com | . | | 192.0.2.53 | X-EXAMPLE\dnsadmin", "07:40:30")
            .Say(@"Record Added | dns1.x-example.com | intranet.x-example.com | A | 10.0.1.12 | X-EXAMPLE\dnsadmin", "08:30:11")
            .Say(@"Record Added | dns1.x-example.com | build.lab.x-example.com | A | 10.0.3.91 | X-EXAMPLE\dnsadmin", "10:02:17");
        scene.From(Folder + "evidence/named-2026-03-17T2200.conf").Say("Transfers | | x-example.com | allow-transfer | none").Say("Forwarders | | partner.x-example.net | forward only | 198.51.100.53");
        Array.ForEach(Named, statement => scene.Say(statement));
        scene.From(Folder + "evidence/named-2026-03-18T1100.conf").Say("Transfers | | x-example.com | allow-transfer | any").Say("Forwarders | | partner.x-example.net | forward only | 198.51.100.54");
        Array.ForEach(Named, statement => scene.Say(statement));
        var tickets = Folder + "tickets.csv";
        return scene.Scene(new() { Tickets = with ? TicketFile.Read(File.ReadAllBytes(Samples.Own(tickets)), new() { Name = "--tickets " + tickets, File = tickets }) : null });
    }
}
