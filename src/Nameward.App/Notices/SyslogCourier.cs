using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Nameward.App.Feeds;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Reports.Notices;

namespace Nameward.App.Notices;

/// <summary>
/// Sends notices as syslog (RFC 5424): over UDP (RFC 5426), TCP with counted octets (RFC 6587 section 3.4.1) or TLS (RFC 5425). Syslog acknowledges nothing.
/// Over TCP and TLS a notice counts as delivered when all was taken and the receiver closed its side in order, or is silent; over UDP when it was sent.
/// </summary>
sealed class SyslogCourier(Channel channel, NoticeWays ways) : ICourier
{
    // Facility 4, security messages; severity 2 critical, 4 warning (RFC 5424 section 6.2.1).
    const int Facility = 4 * 8, Critical = 2, Warning = 4;

    const int UdpPort = 514, TcpPort = 601, TlsPort = 6514;

    readonly Uri _server = new(channel.Target);

    int Port => _server.Port > 0 ? _server.Port : _server.Scheme switch { "udp" => UdpPort, "tcp" => TcpPort, _ => TlsPort };

    /// <inheritdoc/>
    public async Task Deliver(NoticeEntry notice, CancellationToken cancel)
    {
        using var alive = new Alive(ways.Limits, ways.Time, cancel);
        try
        {
            alive.Beat();
            await Send([.. Messages(notice, Dns.GetHostName())], alive.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or SocketException or AuthenticationException or OperationCanceledException)
        {
            cancel.ThrowIfCancellationRequested();
            throw new NoticeFault(FetchFaults.Of(fault, alive.WhyEnded, _server.Host).Message, fault);
        }
    }

    /// <summary>A message for each line of a notice.</summary>
    internal static IEnumerable<byte[]> Messages(NoticeEntry notice, string host)
    {
        var name = host.Length is > 0 and <= 255 && host.All(c => c is > ' ' and <= '~') ? host : "-";
        var head = string.Create(CultureInfo.InvariantCulture, $"<{Facility + (notice.Decision == "escalate" ? Critical : Warning)}>1 {notice.Created:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'} {name} nameward - notice - ");
        return Encoding.UTF8.GetString(notice.Body.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Encoding.UTF8.GetBytes(head + line));
    }

    async Task Send(byte[][] messages, CancellationToken cancel)
    {
        var addresses = IPAddress.TryParse(_server.IdnHost, out var literal) ? [literal] : await ways.Look(_server.IdnHost, cancel).ConfigureAwait(false);
        if (addresses.Length == 0)
        {
            throw new NoticeFault($"{_server.Host} has no address");
        }
        using var socket = _server.Scheme == "udp" ? new Socket(addresses[0].AddressFamily, SocketType.Dgram, ProtocolType.Udp) : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(_server.Scheme == "udp" ? [addresses[0]] : addresses, Port, cancel).ConfigureAwait(false);
        if (_server.Scheme == "udp")
        {
            foreach (var message in messages)
            {
                await socket.SendAsync(message, cancel).ConfigureAwait(false);
            }
            return;
        }
        await using var plain = new NetworkStream(socket);
        if (_server.Scheme == "tcp")
        {
            await Write(plain, messages, cancel).ConfigureAwait(false);
            socket.Shutdown(SocketShutdown.Send);
            await Close(plain, cancel).ConfigureAwait(false);
            return;
        }
        await using var tls = new SslStream(plain);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = _server.IdnHost }, cancel).ConfigureAwait(false);
        await Write(tls, messages, cancel).ConfigureAwait(false);
        await tls.ShutdownAsync().ConfigureAwait(false);
        socket.Shutdown(SocketShutdown.Send);
        await Close(tls, cancel).ConfigureAwait(false);
    }

    static async Task Write(Stream stream, byte[][] messages, CancellationToken cancel)
    {
        foreach (var message in messages)
        {
            byte[] counted = [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{message.Length} ")), .. message];
            await stream.WriteAsync(counted, cancel).ConfigureAwait(false);
        }
        await stream.FlushAsync(cancel).ConfigureAwait(false);
    }

    // A receiver that went away before it had taken all answers with a reset, which the reading meets.
    async Task Close(Stream stream, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(ways.Closing);
        try
        {
            var said = new byte[256];
            for (var bytes = 0; bytes < 4096 && await stream.ReadAsync(said, patience.Token).ConfigureAwait(false) is > 0 and var read; bytes += read)
            {
                // What a receiver of syslog says means nothing.
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // It stays silent and open: nothing speaks against the delivery.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
