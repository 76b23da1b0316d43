using System.Net;
using System.Net.Sockets;

namespace Nameward.App.Feeds;

/// <summary>
/// Opens connections to addresses that were checked, and to no others: the name is looked up once, what comes is checked, and the connection goes to just
/// that address. A name that answers a public address to the check and a private one to the connection (rebinding) gains nothing.
/// </summary>
/// <param name="look">Looks a name up.</param>
/// <param name="whyRefused">Why an address is refused; null where it is not.</param>
/// <param name="remedy">What is said of an address that is refused, behind what it is.</param>
sealed class GuardedConnector(Func<string, CancellationToken, Task<IPAddress[]>> look, Func<IPAddress, string?> whyRefused, string remedy)
{
    /// <summary>Looks names up by the system.</summary>
    public static Task<IPAddress[]> System(string host, CancellationToken cancel) => Dns.GetHostAddressesAsync(host, cancel);

    /// <summary>Connects.</summary>
    /// <exception cref="FeedFault">The name leads to an address that is refused.</exception>
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await look(host, cancel).ConfigureAwait(false);
        foreach (var address in addresses)
        {
            Check(host, address, whyRefused, remedy);
        }
        Exception? last = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, port, cancel).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception fault) when (fault is SocketException or OperationCanceledException)
            {
                socket.Dispose();
                cancel.ThrowIfCancellationRequested();
                last = fault;
            }
        }
        throw new HttpRequestException(HttpRequestError.ConnectionError, $"no connection to {host}", last);
    }

    /// <summary>Checks one address of a host.</summary>
    /// <exception cref="FeedFault">It is refused.</exception>
    public static void Check(string host, IPAddress address, Func<IPAddress, string?> whyRefused, string remedy)
    {
        if (whyRefused(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address) is { } why)
        {
            var shown = host.Trim('[', ']');
            throw new FeedFault($"{shown} is {why}{(shown == address.ToString() ? "" : $" ({address})")}, and {remedy}");
        }
    }
}
