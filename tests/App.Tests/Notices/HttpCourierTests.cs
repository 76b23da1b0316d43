using System.Text;
using Nameward.App.Notices;
using Nameward.App.Tests.Feeds;
using Nameward.Engine;
using Nameward.Engine.Findings.Sites;
using Xunit;

namespace Nameward.App.Tests.Notices;

/// <summary>Notices over HTTP: what goes there, what acknowledges, and what is made of every other answer.</summary>
public sealed class HttpCourierTests : IDisposable
{
    readonly NoticeBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void TheSignatureIsThatOfTheSpecification()
    {
        var key = WebhookSignature.KeyOf("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", WebhookSignature.Of(key!, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, """{"test": 2432232314}"""u8));
    }

    [Theory]
    [InlineData("hunter2")]
    [InlineData("whsec_")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_not base64")]
    public void WhatIsNoSecretOfWebhooksIsNone(string secret) => Assert.Null(WebhookSignature.KeyOf(secret));

    [Fact]
    public async Task AWebhookIsSignedOverJustWhatIsSent()
    {
        using var server = new LoopbackServer(_ => Told.Only(204));
        await _bench.Deliver(_bench.Add(ChannelKind.Webhook, server.Url + "/hook"), "{\"a\":1}\n");
        var asked = server.Asked.Single();
        Assert.Equal(("{\"a\":1}\n", "application/json", "/hook"), (Encoding.UTF8.GetString(asked.Body), asked["Content-Type"], asked.Target));
        Assert.Equal(_bench.Clock.Now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), asked["webhook-timestamp"]);
        Assert.All([asked["Idempotency-Key"], asked["Nameward-Notice-Id"]], id => Assert.Equal(asked["webhook-id"], id));
        Assert.Equal(WebhookSignature.Of(WebhookSignature.KeyOf(NoticeBench.Secret)!, asked["webhook-id"]!, long.Parse(asked["webhook-timestamp"]!, System.Globalization.CultureInfo.InvariantCulture), asked.Body), asked["webhook-signature"]);
        Assert.DoesNotContain(asked.Headers.Values, value => value.Contains("MfKQ9r8", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ASecretGoesWhereItIsSaid()
    {
        using var server = new LoopbackServer(_ => Told.Only(200));
        var channel = _bench.Add(ChannelKind.Http, server.Url);
        await _bench.Deliver(_bench.Add(channel with { Secret = "SECRET" }));
        await _bench.Deliver(_bench.Add(channel with { Secret = "SECRET", User = "me" }));
        await _bench.Deliver(_bench.Add(channel with { Secret = "SECRET", Target = server.Url + "/services/{secret}" }));
        Assert.Equal([$"Bearer {NoticeBench.Secret}", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("me:" + NoticeBench.Secret)), ""], server.Asked.Select(asked => asked["Authorization"] ?? ""));
        Assert.Equal("/services/" + NoticeBench.Secret, server.Asked.Last().Target);
    }

    [Theory]
    [InlineData(500, "the server answers 500: it has a fault of its own")]
    [InlineData(302, "the server answers 302: it redirects, which is not followed; write the URL that it redirects to")]
    [InlineData(401, "the server answers 401: it does not take the secret or the signature")]
    [InlineData(404, "the server answers 404: there is nothing of that name")]
    [InlineData(400, "the server answers 400")]
    public async Task AnyOtherAnswerIsAFaultAndNoRedirectIsFollowed(int status, string said)
    {
        using var server = new LoopbackServer(_ => Told.Only(status, ("Location", "/elsewhere")));
        Assert.Equal(said, await _bench.Fault(_bench.Add(ChannelKind.Webhook, server.Url)));
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task WhenTheReceiverWantsToBeAskedAgainIsTold()
    {
        using var server = new LoopbackServer(_ => Told.Only(429, ("Retry-After", "7200")));
        var fault = await Assert.ThrowsAsync<NoticeFault>(() => _bench.Deliver(_bench.Add(ChannelKind.Http, server.Url)));
        Assert.Equal(_bench.Clock.Now.UtcDateTime.AddHours(2), fault.NotBefore);
    }

    [Fact]
    public async Task AReceiverThatHangsThatGoesAwayOrThatIsNotThereIsAFault()
    {
        using var late = new LoopbackServer(_ =>
        {
            Thread.Sleep(2500);
            return Told.Only(200);
        });
        var patience = _bench.Limits;
        _bench.Limits = NoticeBench.Impatient;
        Assert.StartsWith("nothing came for ", await _bench.Fault(_bench.Add(ChannelKind.Http, late.Url)), StringComparison.Ordinal);
        _bench.Limits = patience;
        string url;
        using (var gone = new LoopbackServer(_ => null))
        {
            url = gone.Url;
            Assert.Equal("the server ended before its answer was whole", await _bench.Fault(_bench.Add(ChannelKind.Http, url)));
        }
        Assert.Equal("127.0.0.1 refuses the connection", await _bench.Fault(_bench.Add(ChannelKind.Http, url)));
    }

    [Fact]
    public async Task AnAcknowledgementWithoutAnEndIsOneAllTheSame()
    {
        _bench.Limits = NoticeBench.Impatient;
        using var server = new LoopbackServer(_ => Told.Text("never mind") with { Length = 1 << 20, Hangs = true });
        await _bench.Deliver(_bench.Add(ChannelKind.Http, server.Url));
        Assert.Single(server.Asked);
    }

    [Theory]
    [InlineData("https://inside.example/", "inside.example is a private address (10.1.2.3), and a notice may not go there; allow_private: true allows it for this channel")]
    [InlineData("https://outside.example/", "outside.example is a loopback address (127.0.0.1), and a notice may not go there; allow_private: true allows it for this channel")]
    public async Task ANameThatLeadsInsideIsRefusedWhenItIsConnectedTo(string url, string said) =>
        Assert.Equal(said, await _bench.Fault(_bench.Add(_bench.Add(ChannelKind.Http, url) with { MayBePrivate = false })));

    [Fact]
    public void ASecretThatIsMissingOrNoneIsTheUsersMistakeAndIsNotRepeated()
    {
        var channel = _bench.Add(ChannelKind.Webhook, "http://127.0.0.1:9");
        var missing = Assert.Throws<UserError>(() => _bench.Ways.CourierFor(channel with { Secret = "NOTHING" })).Mistakes.Single();
        Assert.Equal(("notify[].secret: NOTHING: there is no secret", "site.yaml:1:1"), (missing.What, missing.Here));
        var none = Assert.Throws<UserError>(() => (_bench.Ways with { Variable = _ => "hunter2" }).CourierFor(channel)).Mistakes.Single();
        Assert.DoesNotContain("hunter2", none.What + none.Here + none.Do, StringComparison.Ordinal);
    }
}
