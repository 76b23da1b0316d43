using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Findings;
using Nameward.Engine.Verdicts;
using Xunit;

namespace Nameward.Engine.Tests.Verdicts;

/// <summary>One change against one ticket, or a few: what is named as a whole word, when, and whether that was allowed.</summary>
public class TicketMatchingTests
{
    const string Record = "Record Added | ns1.x-example.com | www.x-example.com | A | 192.0.2.1", Forwarder = "Forwarders Set | ns1.x-example.com | . | | 192.0.2.53 -> 192.0.2.53, 192.0.2.54";

    [Theory]
    [InlineData(Record, "add www.x-example.com", ChangeOutcome.Approved)]
    [InlineData(Record, "add WWW.X-Example.COM.", ChangeOutcome.Approved)]
    [InlineData(Record, "add \"www[.]x-example[.]com\", please", ChangeOutcome.Approved)]
    [InlineData(Record, "see https://www.x-example.com/new", ChangeOutcome.Approved)]
    [InlineData(Record, "records of x-example.com", ChangeOutcome.Approved)]
    [InlineData(Record, "something about com", ChangeOutcome.NoTicket)]
    [InlineData(Record, "add www2.x-example.com on another server", ChangeOutcome.NoTicket)]
    [InlineData(Record, "add notwww.x-example.com.net on ns1", ChangeOutcome.WrongObject)]
    [InlineData(Record, "a new record for mail.x-example.org", ChangeOutcome.WrongObject)]
    [InlineData(Record, "patch ns1.x-example.com", ChangeOutcome.WrongObject)]
    [InlineData(Forwarder, "patch ns1", ChangeOutcome.Approved)]
    [InlineData(Forwarder, "forwarders of ns1.x-example.com", ChangeOutcome.Approved)]
    [InlineData(Forwarder, "a record on ns1", ChangeOutcome.WrongObject)]
    [InlineData(Forwarder, "forward to 192.0.2.54#53", ChangeOutcome.Approved)]
    [InlineData(Forwarder, "192.0.2.53 is replaced", ChangeOutcome.NoTicket)]
    [InlineData("Transfers Set | ns1 | view internal: x-example.com | allow-transfer | any", "allow-transfer of x-example.com", ChangeOutcome.Approved)]
    [InlineData("AnnouncedServers Set | dhcp1 | 10.0.3.0/24 | 6 | 10.0.0.53", "option 6 of 10.0.3.0/24", ChangeOutcome.Approved)]
    [InlineData("AnnouncedServers Set | dhcp1 | 10.0.3.0/24 | 6 | 10.0.0.53", "option 6 of 10.0.4.0/24, DHCP", ChangeOutcome.WrongObject)]
    [InlineData("Record Added | ns1 | 7.3.0.10.in-addr.arpa | PTR | x.x-example.com", "reverse zone 3.0.10.in-addr.arpa", ChangeOutcome.Approved)]
    [InlineData("Record Added | ns1 | *.x-example.com | A | 192.0.2.1", "wildcard *.x-example.com", ChangeOutcome.Approved)]
    [InlineData("Record Added | ns1 | printer.corp | A | 10.0.0.9", "names of corp", ChangeOutcome.Approved)]
    public void ATicketInItsWindowNamesTheObjectOrAnother(string change, string text, ChangeOutcome outcome) => Assert.Equal(outcome, Judge(change, "10:30:00", Ticket("T1", text)).Outcome);

    [Theory]
    [InlineData("10:00:00", ChangeOutcome.Approved)]
    [InlineData("12:00:00", ChangeOutcome.Approved)]
    [InlineData("09:55:00", ChangeOutcome.Approved)]
    [InlineData("09:54:59", ChangeOutcome.OutsideWindow)]
    [InlineData("12:05:00", ChangeOutcome.Approved)]
    [InlineData("12:05:01", ChangeOutcome.OutsideWindow)]
    [InlineData("2026-04-17T12:00:00", ChangeOutcome.OutsideWindow)]
    [InlineData("2026-04-17T12:00:01", ChangeOutcome.NoTicket)]
    public void ClocksMayDifferByFiveMinutesAndAWindowFarAwayIsAnotherMatter(string time, ChangeOutcome outcome) => Assert.Equal(outcome, Judge(Record, time, Ticket("T1", "www.x-example.com")).Outcome);

    [Theory]
    [InlineData(TicketApproval.Approved, ChangeOutcome.Approved)]
    [InlineData(TicketApproval.NotTold, ChangeOutcome.Approved)]
    [InlineData(TicketApproval.NotYet, ChangeOutcome.NoTicket)]
    [InlineData(TicketApproval.Refused, ChangeOutcome.NoTicket)]
    [InlineData(TicketApproval.NotKnown, ChangeOutcome.NoTicket)]
    public void OnlyWhatWasApprovedApproves(TicketApproval approval, ChangeOutcome outcome)
    {
        var judged = Judge(Record, "10:30:00", Ticket("T1", "www.x-example.com") with { Approval = approval });
        Assert.Equal(outcome, judged.Outcome);
        Assert.StartsWith(outcome == ChangeOutcome.Approved ? "T1 covers www.x-example.com from 2026-03-18 10:00 to 12:00" : "T1 names www.x-example.com, and it", ChangeLines.Text(judged.Why), StringComparison.Ordinal);
    }

    [Fact]
    public void ATicketWithoutAWindowApprovesNothing()
    {
        var judged = Judge(Record, "10:30:00", Ticket("T1", "www.x-example.com") with { From = null, To = null });
        Assert.Equal((ChangeOutcome.NoTicket, "T1 names www.x-example.com, and has no window"), (judged.Outcome, ChangeLines.Text(judged.Why)));
    }

    [Fact]
    public void AnApprovalForSomethingElseOfTheSameObjectIsSaid() => Assert.EndsWith("; it tells of another kind of change",
        ChangeLines.Text(Judge("Transfers Set | ns1 | x-example.com | allow-transfer | any", "10:30:00", Ticket("T1", "MX record of x-example.com")).Why), StringComparison.Ordinal);

    [Fact]
    public void TheOneThatNamesItBestCountsInWhateverOrderTheyStand()
    {
        Ticket[] tickets =
        [
            Ticket("T1", "x-example.com"), Ticket("T2", "www.x-example.com") with { From = ConfigurationScene.Time("00:00:00") }, Ticket("T3", "www.x-example.com"), Ticket("T4", "www.x-example.com"),
            Ticket("T5", "record www.x-example.com") with { Approval = TicketApproval.Refused },
        ];
        foreach (var seed in Enumerable.Range(0, 20))
        {
            var order = tickets.ToArray();
            new Random(seed).Shuffle(order);
            Assert.Equal("T3", ChangeLines.Text(Judge(Record, "10:30:00", order).Ticket!.Number));
        }
    }

    [Fact]
    public void ATicketOfWhichNothingWasSeenIsToldOnlyWhereItIsOfDnsAndOfTheTime()
    {
        var scene = new ConfigurationScene().Say(Record, "09:00:00").Say("Record Added | ns1 | mail.x-example.com | A | 192.0.2.2", "13:00:00").Scene(new()
        {
            Tickets = Book(Ticket("T1", "record ftp.x-example.org"), Ticket("T2", "a new printer"), Ticket("T3", "work on ns1"), Ticket("T4", "zone x-example.org") with { From = ConfigurationScene.Time("14:00:00"), To = ConfigurationScene.Time("15:00:00") },
                Ticket("T5", "zone x-example.net") with { Approval = TicketApproval.NotYet }),
        });
        Assert.Equal(["T1", "T3"], ChangeReport.Of(scene, []).Changes.Where(change => change.Outcome == ChangeOutcome.TicketWithoutChange).Select(change => ChangeLines.Text(change.Ticket!.Number)));
    }

    [Fact]
    public void WithoutASourceOfChangesNoTicketIsCalledUndone()
    {
        var scene = new ConfigurationScene().From("named.conf").Say("Zone | | x-example.com | type | primary").Scene(new() { Tickets = Book(Ticket("T1", "zone x-example.com")) });
        Assert.Empty(ChangeReport.Of(scene, []).Changes);
        Assert.Contains("no source of changes is among the evidence: whether the tickets were carried out is not known", ChangeLines.Notes(scene));
    }

    static JudgedChange Judge(string change, string time, params Ticket[] tickets)
    {
        byte[] corp = [4, .. "corp"u8, 0];
        var scene = new ConfigurationScene().Say(change, time).Scene(new() { Tickets = Book(tickets), InternalZones = [corp] });
        return ChangeReport.Of(scene, []).Changes.Single(judged => judged.Change is not null);
    }

    static TicketBook Book(params Ticket[] tickets) => new() { File = HostileText.Text("tickets.csv"), Sha256 = "", Tickets = [.. tickets] };

    static Ticket Ticket(string number, string text) => new()
    {
        Number = HostileText.Text(number),
        Line = 1,
        Texts = [HostileText.Text(text)],
        Summary = HostileText.Text(text),
        Approval = TicketApproval.Approved,
        From = ConfigurationScene.Time("10:00:00"),
        To = ConfigurationScene.Time("12:00:00"),
    };
}
