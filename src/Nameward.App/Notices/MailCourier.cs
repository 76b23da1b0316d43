using System.Net.Sockets;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Nameward.App.Feeds;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Reports.Notices;

namespace Nameward.App.Notices;

/// <summary>Sends notices as mail (SMTP, RFC 5321). A notice is delivered when the server has taken it over: its answer 250 behind the data. Its id is in <c>Message-ID</c>, the same with each try.</summary>
sealed class MailCourier(Channel channel, NoticeWays ways, FeedSecret? secret) : ICourier
{
    const int SubmissionPort = 587, TlsPort = 465, PlainPort = 25;

    readonly Uri _server = new(channel.Target);

    int Port => _server.Port > 0 ? _server.Port : _server.Scheme switch { "smtp" => SubmissionPort, "smtps" => TlsPort, _ => PlainPort };

    /// <inheritdoc/>
    public async Task Deliver(NoticeEntry notice, CancellationToken cancel)
    {
        using var alive = new Alive(ways.Limits, ways.Time, cancel);
        try
        {
            await Send(Mail(notice), alive.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or SocketException or System.Security.Authentication.AuthenticationException or OperationCanceledException or TimeoutException)
        {
            cancel.ThrowIfCancellationRequested();
            throw new NoticeFault(FetchFaults.Of(fault, alive.WhyEnded, _server.Host).Message, fault);
        }
        catch (Exception fault) when (fault is SmtpCommandException or SmtpProtocolException or SslHandshakeException or MailKit.Security.AuthenticationException or ServiceNotConnectedException or NotSupportedException)
        {
            throw new NoticeFault(Words(fault), fault);
        }
    }

    /// <summary>A notice as a mail, its title for a subject.</summary>
    internal MimeMessage Mail(NoticeEntry notice)
    {
        var mail = new MimeMessage { Subject = notice.Title, Date = new(notice.Created, TimeSpan.Zero), MessageId = $"{notice.Id}@{channel.From.Split('@')[^1]}" };
        mail.From.Add(new MailboxAddress(null, channel.From));
        mail.To.AddRange(channel.To.Select(mailbox => new MailboxAddress(null, mailbox)));
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Headers.Add("Nameward-Notice-Id", notice.Id);
        mail.Body = new TextPart("plain") { Text = Encoding.UTF8.GetString(notice.Body.Span), ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        return mail;
    }

    async Task Send(MimeMessage mail, CancellationToken cancel)
    {
        using var client = new SmtpClient { Timeout = (int)ways.Limits.Idle.TotalMilliseconds, CheckCertificateRevocation = false };
        var security = _server.Scheme switch { "smtp" => SecureSocketOptions.StartTls, "smtps" => SecureSocketOptions.SslOnConnect, _ => SecureSocketOptions.None };
        await client.ConnectAsync(_server.IdnHost, Port, security, cancel).ConfigureAwait(false);
        if (secret is not null)
        {
            await secret.Use(word => client.AuthenticateAsync(channel.User ?? channel.From, word, cancel)).ConfigureAwait(false);
        }
        await client.SendAsync(mail, cancel).ConfigureAwait(false);
        // It is delivered; what comes of the farewell changes nothing.
        client.Dispose();
    }

    static string Words(Exception fault) => fault switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted, StatusCode: var status } => $"the mail server refuses a receiver, {(int)status}",
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted, StatusCode: var status } => $"the mail server refuses the sender, {(int)status}",
        SmtpCommandException { StatusCode: var status } => $"the mail server answers {(int)status}",
        MailKit.Security.AuthenticationException => "the mail server does not take the user and the secret",
        SslHandshakeException => "no encrypted connection to the mail server that can be trusted: its certificate or its TLS is not accepted",
        NotSupportedException => "the mail server offers no TLS; smtp+plain://HOST goes without, unencrypted",
        _ => "the mail server ended the conversation, or does not speak SMTP",
    };

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
