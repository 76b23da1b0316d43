using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Nameward.Engine;

namespace Nameward.App.Feeds;

/// <summary>
/// Asks servers that may be anybody's for feeds: within bounds of time and bytes, over addresses that were checked, with at most a few redirects, each checked
/// again, and with a secret that goes to the feed's own host alone.
/// </summary>
sealed class FeedFetcher(FetchLimits limits, TimeProvider time, FeedProxy proxy) : IDisposable
{
    readonly GuardedClients _clients = new(limits, proxy, "a feed may not stand there; --allow-private allows it for this feed");

    /// <summary>Whether feeds may stand on private and loopback addresses.</summary>
    public bool MayBePrivate
    {
        get => _clients.MayBePrivate;
        init => _clients.MayBePrivate = value;
    }

    /// <summary>Looks names up.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Look
    {
        init => _clients.Look = value;
    }

    /// <summary>Why an address is refused; null where it is not.</summary>
    public Func<IPAddress, string?> WhyRefused
    {
        init => _clients.WhyRefused = value;
    }

    /// <summary>Asks once, following redirects, and again where the server says that it is soon to be asked again.</summary>
    /// <exception cref="FeedFault">Nothing came that could be used.</exception>
    public async Task<Fetched> Get(FetchRequest request, CancellationToken cancel)
    {
        for (var retries = 0; ; retries++)
        {
            try
            {
                return await Follow(request, cancel).ConfigureAwait(false);
            }
            catch (BusyServer busy) when (retries < limits.Retries && busy.Wait <= limits.Wait)
            {
                await Task.Delay(busy.Wait.Value, time, cancel).ConfigureAwait(false);
            }
            catch (BusyServer busy)
            {
                throw Busy(busy);
            }
        }
    }

    FeedFault Busy(BusyServer busy)
    {
        var notBefore = busy.Wait is { } wait ? time.GetUtcNow().UtcDateTime + wait : (DateTime?)null;
        return new($"the server answers {busy.Status}: it is asked too often, or is busy{(notBefore is { } then ? $"; it wants to be asked again from {FeedWords.Time(then)} on" : "")}") { NotBefore = notBefore };
    }

    async Task<Fetched> Follow(FetchRequest request, CancellationToken cancel)
    {
        var (home, url) = (request.Url, request.Url);
        if (request.Secret is { } secret)
        {
            RequirePrivacy(url);
            url = secret.Into(url);
        }
        for (var hops = 0; ; hops++)
        {
            using var alive = new Alive(limits, time, cancel);
            try
            {
                using var response = await Ask(request, url, IsHome(home, url), alive).ConfigureAwait(false);
                if (Redirect(response, url) is not { } next)
                {
                    return await Take(response, request, alive).ConfigureAwait(false);
                }
                url = hops < limits.Redirects ? next : throw new FeedFault($"more than {limits.Redirects} redirects");
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException or AuthenticationException or OperationCanceledException)
            {
                cancel.ThrowIfCancellationRequested();
                throw FetchFaults.Of(fault, alive.WhyEnded, url.Host);
            }
        }
    }

    void RequirePrivacy(Uri url)
    {
        if (url.Scheme != "https" && !MayBePrivate)
        {
            throw new FeedFault("the secret would cross the network unencrypted: use an https URL, or --allow-private for a server inside");
        }
    }

    async Task<HttpResponseMessage> Ask(FetchRequest request, Uri url, bool isHome, Alive alive)
    {
        using var question = new HttpRequestMessage(HttpMethod.Get, url);
        question.Headers.TryAddWithoutValidation("User-Agent", $"nameward/{Product.Version.Split('+')[0]}");
        question.Headers.TryAddWithoutValidation("Accept", request.Accept);
        question.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br");
        foreach (var (kept, sent) in FetchValidators.Sent)
        {
            if (request.Validators.TryGetValue(kept, out var value))
            {
                question.Headers.TryAddWithoutValidation(sent, value);
            }
        }
        if (isHome && !FeedUrl.TakesSecret(request.Url))
        {
            request.Secret?.AddTo(question);
        }
        alive.Beat();
        return await _clients.For(url).SendAsync(question, HttpCompletionOption.ResponseHeadersRead, alive.Token).ConfigureAwait(false);
    }

    // The feed's own host: the same over the same way, or the encrypted way of a host that was asked unencrypted.
    static bool IsHome(Uri home, Uri url) => string.Equals(home.IdnHost, url.IdnHost, StringComparison.OrdinalIgnoreCase)
        && ((home.Scheme, home.Port) == (url.Scheme, url.Port) || (home.Port, url.Port, url.Scheme) == (80, 443, "https"));

    /// <summary>Where an answer leads on; null where it does not.</summary>
    /// <exception cref="FeedFault">It leads where nothing is followed.</exception>
    internal static Uri? Redirect(HttpResponseMessage response, Uri from)
    {
        if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
        {
            return null;
        }
        if (response.Headers.Location is not { } location || !Uri.TryCreate(from, location, out var to))
        {
            throw new FeedFault("the server redirects to nowhere");
        }
        return to switch
        {
            { Scheme: not ("http" or "https") } => throw new FeedFault($"the server redirects to {to.Scheme}:, which is not followed"),
            { UserInfo.Length: > 0 } => throw new FeedFault("the server redirects to a URL with a user's name or password, which is not followed"),
            { Scheme: "http" } when from.Scheme == "https" => throw new FeedFault("the server redirects from https to http, which is not followed"),
            _ => to,
        };
    }

    async Task<Fetched> Take(HttpResponseMessage response, FetchRequest request, Alive alive)
    {
        FetchFaults.ThrowUnlessContent(response, time.GetUtcNow(), hasSecret: request.Secret is not null, isConditional: FetchValidators.AreIn(request.Validators));
        var validators = FetchValidators.Of(response);
        if (response.StatusCode == HttpStatusCode.NotModified)
        {
            return new() { IsUnchanged = true, Validators = validators };
        }
        if (response.Content.Headers.ContentLength > limits.Packed)
        {
            throw new FeedFault($"it is larger than {FeedWords.Size(limits.Packed)} as it comes");
        }
        await using var body = await response.Content.ReadAsStreamAsync(alive.Token).ConfigureAwait(false);
        return new()
        {
            Content = await BoundedBody.Read(body, string.Join(',', response.Content.Headers.ContentEncoding).Trim().ToLowerInvariant(), limits, alive.Beat, alive.Token).ConfigureAwait(false),
            MediaType = response.Content.Headers.ContentType?.MediaType ?? "",
            Validators = validators,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _clients.Dispose();
}
