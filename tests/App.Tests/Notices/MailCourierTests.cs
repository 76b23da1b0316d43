using Nameward.App.Notices;
using Nameward.Engine.Findings.Sites;
using Xunit;

namespace Nameward.App.Tests.Notices;

/// <summary>Notices as mail, to a server that speaks SMTP.</summary>
public sealed class MailCourierTests : IDisposable
{
    readonly NoticeBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task AMailIsTakenOverAndHasTheIdOfItsNotice()
    {
        using var server = new MailServer(_ => null);
        await _bench.Deliver(_bench.Add(ChannelKind.Email, server.Url, "text"), "one\n.\n.. two\nend\n");
        var mail = server.Mails.Single();
        Assert.Contains("Subject: [Nameward] ESCALATE: something\n", mail, StringComparison.Ordinal);
        Assert.Contains("Message-Id: <0f3a9c5e-77aa-5b1e-9d3c-3f1a2b4c5d6e@corp.example>\n", mail, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Auto-Submitted: auto-generated\n", mail, StringComparison.Ordinal);
        Assert.Contains("Date: Wed, 18 Mar 2026 09:00:00 +0000\n", mail, StringComparison.Ordinal);
        Assert.EndsWith("\n\none\n.\n.. two\nend\n", mail, StringComparison.Ordinal);
        Assert.Contains(server.Commands, command => command.StartsWith("MAIL FROM:<nameward@corp.example>", StringComparison.Ordinal));
        Assert.Contains("RCPT TO:<soc@corp.example>", server.Commands);
    }

    [Fact]
    public async Task ASubjectCannotGainAHeader()
    {
        using var server = new MailServer(_ => null);
        var courier = new MailCourier(_bench.Add(ChannelKind.Email, server.Url, "text"), _bench.Ways, null);
        await courier.Deliver(NoticeBench.Entry("x\n") with { Title = "a\r\nBcc: other@corp.example\r\n\r\nbody" }, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("\nBcc:", server.Mails.Single(), StringComparison.Ordinal);
        Assert.DoesNotContain(server.Commands, command => command.Contains("other@", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("RCPT", "550 no such user", "the mail server refuses a receiver, 550")]
    [InlineData("MAIL", "451 later", "the mail server refuses the sender, 451")]
    [InlineData("DATA", "452 full", "the mail server answers 452")]
    [InlineData(".", "554 spam", "the mail server answers 554")]
    [InlineData(".", "", "the mail server ended the conversation, or does not speak SMTP")]
    public async Task WithoutA250ItIsNotDelivered(string command, string answer, string said)
    {
        using var server = new MailServer(word => word == command ? answer : null);
        Assert.Equal(said, await _bench.Fault(_bench.Add(ChannelKind.Email, server.Url, "text")));
    }

    [Fact]
    public async Task WhatComesOfTheFarewellChangesNothing()
    {
        using var server = new MailServer(word => word == "QUIT" ? "" : null);
        await _bench.Deliver(_bench.Add(ChannelKind.Email, server.Url, "text"));
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task AServerWithoutTlsIsNotToldAnythingWhereTlsIsAskedFor()
    {
        using var server = new MailServer(_ => null);
        Assert.Equal("the mail server offers no TLS; smtp+plain://HOST goes without, unencrypted", await _bench.Fault(_bench.Add(ChannelKind.Email, server.Url.Replace("+plain", "", StringComparison.Ordinal), "text")));
        Assert.Empty(server.Mails);
        Assert.DoesNotContain(server.Commands, command => command.StartsWith("MAIL", StringComparison.Ordinal));
    }
}
