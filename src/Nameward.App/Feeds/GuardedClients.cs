using System.Net;

namespace Nameward.App.Feeds;

/// <summary>Clients of the web, one for each proxy, that connect to addresses which were checked, follow no redirect by themselves, and keep nothing.</summary>
/// <param name="limits">How long it may take.</param>
/// <param name="proxy">Which proxy is asked.</param>
/// <param name="remedy">What is said to whoever meets an address that is refused.</param>
sealed class GuardedClients(FetchLimits limits, FeedProxy proxy, string remedy) : IDisposable
{
    readonly Dictionary<string, HttpClient> _clients = [];

    /// <summary>Whether private and loopback addresses are allowed.</summary>
    public bool MayBePrivate { get; set; }

    /// <summary>Looks names up.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Look { get; set; } = GuardedConnector.System;

    /// <summary>Why an address is refused; null where it is not.</summary>
    public Func<IPAddress, string?> WhyRefused { get; set; } = AddressGuard.WhyRefused;

    /// <summary>The client for a URL.</summary>
    /// <exception cref="FeedFault">It stands on an address that is refused.</exception>
    public HttpClient For(Uri url)
    {
        var through = proxy.For(url);
        if (through is not null && !MayBePrivate)
        {
            CheckLiteral(url);
        }
        var key = through?.OriginalString ?? "";
        if (!_clients.TryGetValue(key, out var client))
        {
            _clients[key] = client = new(Handler(through), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        }
        return client;
    }

    // A proxy looks the name up itself: what can be checked here is a host that is an address, or the machine itself, by name.
    void CheckLiteral(Uri url)
    {
        if (IPAddress.TryParse(url.IdnHost, out var address))
        {
            GuardedConnector.Check(url.IdnHost, address, WhyRefused, remedy);
        }
        else if (url.IdnHost.TrimEnd('.').Split('.')[^1].Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            GuardedConnector.Check(url.IdnHost, IPAddress.Loopback, WhyRefused, remedy);
        }
    }

    SocketsHttpHandler Handler(Uri? through)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = limits.Connect,
            MaxResponseHeadersLength = 64,
            UseProxy = through is not null,
            Proxy = through is null ? null : FeedProxy.Web(through),
            ActivityHeadersPropagator = null,
        };
        if (through is null)
        {
            handler.ConnectCallback = new GuardedConnector(Look, address => MayBePrivate ? null : WhyRefused(address), remedy).Connect;
        }
        return handler;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }
}
