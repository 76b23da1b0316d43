using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using Nameward.App.Feeds;
using Nameward.Engine;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Reports.Notices;

namespace Nameward.App.Notices;

/// <summary>Posts notices to a URL, signed where there is a key. Any answer of 2xx acknowledges; a redirect is not followed, for what was found would go to somebody whom nobody named.</summary>
sealed class HttpCourier(Channel channel, NoticeWays ways) : ICourier
{
    readonly Uri _url = new(channel.Target);

    readonly GuardedClients _clients = new(ways.Limits, new(null, ways.Variable), "a notice may not go there; allow_private: true allows it for this channel")
    {
        MayBePrivate = channel.MayBePrivate,
        Look = ways.Look,
        WhyRefused = ways.WhyRefused,
    };

    /// <summary>The key of the signature; null for none.</summary>
    public byte[]? Key { get; init; }

    /// <summary>What the URL is asked with; null for nothing.</summary>
    public FeedSecret? Secret { get; init; }

    /// <inheritdoc/>
    public async Task Deliver(NoticeEntry notice, CancellationToken cancel)
    {
        using var alive = new Alive(ways.Limits, ways.Time, cancel);
        try
        {
            using var post = Post(notice);
            alive.Beat();
            using var response = await _clients.For(_url).SendAsync(post, HttpCompletionOption.ResponseHeadersRead, alive.Token).ConfigureAwait(false);
            Check(response);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException or AuthenticationException or OperationCanceledException or FeedFault)
        {
            cancel.ThrowIfCancellationRequested();
            throw new NoticeFault(FetchFaults.Of(fault, alive.WhyEnded, _url.Host).Message, fault);
        }
    }

    HttpRequestMessage Post(NoticeEntry notice)
    {
        var body = notice.Body.ToArray();
        var post = new HttpRequestMessage(HttpMethod.Post, Secret is { } word ? word.Into(_url) : _url) { Content = new ByteArrayContent(body) };
        post.Content.Headers.TryAddWithoutValidation("Content-Type", notice.MediaType);
        post.Headers.TryAddWithoutValidation("User-Agent", $"nameward/{Product.Version.Split('+')[0]}");
        post.Headers.TryAddWithoutValidation("Nameward-Notice-Id", notice.Id);
        post.Headers.TryAddWithoutValidation("Idempotency-Key", notice.Id);
        if (Key is { } key)
        {
            var time = ways.Time.GetUtcNow().ToUnixTimeSeconds();
            post.Headers.TryAddWithoutValidation("webhook-id", notice.Id);
            post.Headers.TryAddWithoutValidation("webhook-timestamp", time.ToString(CultureInfo.InvariantCulture));
            post.Headers.TryAddWithoutValidation("webhook-signature", WebhookSignature.Of(key, notice.Id, time, body));
        }
        else if (!FeedUrl.TakesSecret(_url))
        {
            Secret?.AddTo(post);
        }
        return post;
    }

    void Check(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }
        var status = (int)response.StatusCode;
        var now = ways.Time.GetUtcNow();
        throw new NoticeFault($"the server answers {status}{Meaning(status)}") { NotBefore = RetryAfter.Of(response.Headers.RetryAfter, now) is { } wait ? now.UtcDateTime + wait : null };
    }

    static string Meaning(int status) => status switch
    {
        >= 300 and < 400 => ": it redirects, which is not followed; write the URL that it redirects to",
        401 or 403 => ": it does not take the secret or the signature",
        404 or 410 => ": there is nothing of that name",
        413 => ": the notice is too large for it",
        429 => ": it is asked too often",
        >= 500 => ": it has a fault of its own",
        _ => "",
    };

    /// <inheritdoc/>
    public void Dispose() => _clients.Dispose();
}
