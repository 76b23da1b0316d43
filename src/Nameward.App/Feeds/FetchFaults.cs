using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Nameward.App.Feeds;

/// <summary>What the network and servers say, in words for the user. Nothing that a server wrote stands in them.</summary>
static class FetchFaults
{
    /// <summary>The fault that an exception stands for.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="ended">Why our own clock ended it; null where it did not.</param>
    /// <param name="host">Whom it was about.</param>
    public static FeedFault Of(Exception exception, string? ended, string host)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case FeedFault fault:
                    return fault;
                case AuthenticationException:
                    return new($"no encrypted connection to {host} that can be trusted: its certificate or its TLS is not accepted", exception);
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return new($"{host} has no address, or no DNS server tells one", exception);
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return new($"{host} refuses the connection", exception);
                case TimeoutException when ended is null:
                    return new($"no connection to {host} in time", exception);
            }
        }
        return new(ended ?? Words(exception, host), exception);
    }

    static string Words(Exception exception, string host) => exception switch
    {
        OperationCanceledException => $"no connection to {host} in time",
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => "the server ended before its answer was whole",
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => "the proxy opens no way there",
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => "the server does not answer in HTTP",
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "the server's answer has too long a head",
        _ => $"the connection to {host} failed",
    };

    /// <summary>Goes on only where the answer has content, or says that nothing is new.</summary>
    /// <exception cref="FeedFault">It has not.</exception>
    /// <exception cref="BusyServer">It wants to be asked later.</exception>
    public static void ThrowUnlessContent(HttpResponseMessage response, DateTimeOffset now, bool hasSecret, bool isConditional)
    {
        var status = (int)response.StatusCode;
        if (status is 429 or 503)
        {
            throw new BusyServer(status, RetryAfter.Of(response.Headers.RetryAfter, now));
        }
        if (status != 200 && !(response.StatusCode == HttpStatusCode.NotModified && isConditional))
        {
            throw new FeedFault($"the server answers {status}{Meaning(status, hasSecret)}");
        }
    }

    static string Meaning(int status, bool hasSecret) => status switch
    {
        401 or 403 => hasSecret ? ": it does not take the secret" : ": it wants a secret; --secret-from names one",
        404 or 410 => ": there is nothing of that name",
        406 or 415 => ": it does not speak the form that was asked for",
        407 => ": the proxy wants a user and a password; set them in HTTPS_PROXY",
        >= 500 => ": it has a fault of its own",
        _ => "",
    };
}
