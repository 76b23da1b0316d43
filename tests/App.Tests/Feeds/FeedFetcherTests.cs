using System.IO.Compression;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Nameward.App.Feeds;
using Nameward.Engine;
using Xunit;

namespace Nameward.App.Tests.Feeds;

/// <summary>What is asked of servers, and what is made of what they answer.</summary>
public class FeedFetcherTests
{
    [Fact]
    public async Task WhatIsHeldIsToldAndNothingComesTwice()
    {
        using var server = new LoopbackServer(asked => asked["If-None-Match"] == "\"one\"" && asked["If-Modified-Since"] == "Wed, 18 Mar 2026 08:00:00 GMT" ? Told.Only(304, ("ETag", "\"one\"")) : Told.Text("a\nb\n", ("ETag", "\"one\""), ("Last-Modified", "Wed, 18 Mar 2026 08:00:00 GMT")));
        using var fetcher = Fetcher();
        var first = await Get(fetcher, server.Url);
        var second = await fetcher.Get(new(new(server.Url)) { Validators = first.Validators }, Cancel);
        Assert.Equal(("a\nb\n", false, true), (Encoding.UTF8.GetString(first.Content), first.IsUnchanged, second.IsUnchanged));
        Assert.StartsWith("nameward/", server.Asked.First()["User-Agent"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task PackedContentIsUnpacked(string coding)
    {
        using var server = new LoopbackServer(_ => new(200, Packed(coding, "one.example\n"u8)) { Headers = new() { ["Content-Encoding"] = coding } });
        Assert.Equal("one.example\n", Encoding.UTF8.GetString((await Get(Fetcher(), server.Url)).Content));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task ABombIsBoundedWhenUnpacked(string coding)
    {
        using var server = new LoopbackServer(_ => new(200, Packed(coding, new byte[FeedBench.Small.Unpacked * 8])) { Headers = new() { ["Content-Encoding"] = coding } });
        Assert.Equal("it is larger than 4 MB unpacked", await Fault(Fetcher(), server.Url));
    }

    [Fact]
    public async Task AnEndlessBodyIsBounded()
    {
        using var server = new LoopbackServer(_ => new(200, new byte[60_000]) { Length = null, Repeats = true });
        Assert.Equal("it is larger than 1 MB as it comes", await Fault(Fetcher(), server.Url));
    }

    [Fact]
    public async Task ALengthBeyondTheBoundIsNotWaitedFor()
    {
        using var server = new LoopbackServer(_ => new(200, []) { Length = 1L << 40, Hangs = true });
        Assert.Equal("it is larger than 1 MB as it comes", await Fault(Fetcher(), server.Url));
    }

    [Fact]
    public async Task ASilentServerIsLeft()
    {
        using var server = new LoopbackServer(_ => new(200, "a\n"u8.ToArray()) { Length = 100, Hangs = true });
        Assert.Equal("nothing came for 300 ms", await Fault(Fetcher(FeedBench.Impatient), server.Url));
    }

    [Fact]
    public async Task AServerThatSaysNothingAtAllIsLeft()
    {
        using var server = new LoopbackServer(_ =>
        {
            Thread.Sleep(600);
            return Told.Text("late");
        });
        Assert.Equal("nothing came for 300 ms", await Fault(Fetcher(FeedBench.Impatient), server.Url));
    }

    [Fact]
    public async Task DripsDoNotKeepItAliveForEver()
    {
        var limits = FeedBench.Small with { Whole = TimeSpan.FromMilliseconds(500) };
        using var server = new LoopbackServer(_ => new(200, new byte[10]) { Length = null, Repeats = true });
        using var fetcher = new FeedFetcher(limits with { Packed = long.MaxValue, Unpacked = 1 << 30 }, TimeProvider.System, Direct) { MayBePrivate = true };
        Assert.Equal("it took longer than 500 ms altogether", await Fault(fetcher, server.Url));
    }

    [Theory]
    [InlineData("5\r\nhello\r\n")]
    [InlineData("ff\r\nhello")]
    public async Task ABodyThatBreaksOffIsAFault(string chunks)
    {
        using var server = new LoopbackServer(_ => new(200, Encoding.ASCII.GetBytes(chunks)) { Length = null, Headers = new() { ["Transfer-Encoding"] = "chunked" } });
        Assert.Equal("the server ended before its answer was whole", await Fault(Fetcher(), server.Url));
    }

    [Fact]
    public async Task ABodyShorterThanItsLengthIsAFault()
    {
        using var server = new LoopbackServer(_ => Told.Text("a\n") with { Length = 50 });
        Assert.Equal("the server ended before its answer was whole", await Fault(Fetcher(), server.Url));
    }

    [Fact]
    public async Task GzipThatBreaksOffIsAFaultEvenWhereItsLengthIsRight()
    {
        var packed = Packed("gzip", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => $"host{i}.example\n"))));
        using var server = new LoopbackServer(_ => new(200, packed[..^2000]) { Headers = new() { ["Content-Encoding"] = "gzip" } });
        Assert.StartsWith("the content is no whole gzip", await Fault(Fetcher(), server.Url), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItIsAskedAgainWhereTheServerSaysSoon()
    {
        var times = 0;
        using var server = new LoopbackServer(_ => ++times < 3 ? Told.Only(times == 1 ? 429 : 503, ("Retry-After", "0")) : Told.Text("at last\n"));
        Assert.Equal("at last\n", Encoding.UTF8.GetString((await Get(Fetcher(), server.Url)).Content));
        Assert.Equal(3, times);
    }

    [Fact]
    public async Task ItIsNotAskedMoreThanTwiceAgain()
    {
        using var server = new LoopbackServer(_ => Told.Only(429, ("Retry-After", "0")));
        Assert.StartsWith("the server answers 429", await Fault(Fetcher(), server.Url), StringComparison.Ordinal);
        Assert.Equal(3, server.Asked.Count);
    }

    [Theory]
    [InlineData("3600", "2026-03-18 10:00 UTC")]
    [InlineData("Wed, 18 Mar 2026 12:30:00 GMT", "2026-03-18 12:30 UTC")]
    [InlineData("99999999999", null)]
    [InlineData("999999999", "2026-03-25 09:00 UTC")]
    public async Task ALongerWaitIsSaidAndNotWaited(string retryAfter, string? then)
    {
        using var server = new LoopbackServer(_ => Told.Only(503, ("Retry-After", retryAfter)));
        using var fetcher = new FeedFetcher(FeedBench.Small, new StandingClock(), Direct) { MayBePrivate = true };
        var fault = await Fault(fetcher, server.Url);
        Assert.Equal("the server answers 503: it is asked too often, or is busy" + (then is null ? "" : $"; it wants to be asked again from {then} on"), fault);
        Assert.Single(server.Asked);
    }

    [Theory]
    [InlineData("file:///etc/passwd", "the server redirects to file:, which is not followed")]
    [InlineData("gopher://127.0.0.1/", "the server redirects to gopher:, which is not followed")]
    [InlineData("http://me:secret@127.0.0.1/", "the server redirects to a URL with a user's name or password, which is not followed")]
    [InlineData("http://127.0.0.2/", "127.0.0.2 is a loopback address, and a feed may not stand there; --allow-private allows it for this feed")]
    [InlineData("http://[::ffff:10.0.0.1]/", "::ffff:10.0.0.1 is a private address, and a feed may not stand there; --allow-private allows it for this feed")]
    [InlineData("http://0x7f.2/", "127.0.0.2 is a loopback address, and a feed may not stand there; --allow-private allows it for this feed")]
    [InlineData("http://inside.example/", "inside.example is a private address (10.1.2.3), and a feed may not stand there; --allow-private allows it for this feed")]
    public async Task ARedirectIsCheckedLikeTheUrlItself(string to, string because)
    {
        using var server = new LoopbackServer(_ => Told.Only(302, ("Location", to)));
        var bench = new FeedBench { LoopbackIsPublic = true };
        using var fetcher = bench.Loader.Fetcher(new());
        Assert.Equal(because, await Fault(fetcher, server.Url));
    }

    [Fact]
    public void ARedirectFromHttpsToHttpIsNotFollowed()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.MovedPermanently) { Headers = { Location = new("http://feeds.example/list") } };
        var fault = Assert.Throws<FeedFault>(() => FeedFetcher.Redirect(response, new("https://feeds.example/list")));
        Assert.Equal("the server redirects from https to http, which is not followed", fault.Message);
        Assert.Equal(new("http://feeds.example/list"), FeedFetcher.Redirect(response, new("http://feeds.example/")));
    }

    [Fact]
    public async Task ACertificateThatNobodyVouchesForIsNotAccepted()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Serve(listener, certificate);
        Assert.Equal("no encrypted connection to localhost that can be trusted: its certificate or its TLS is not accepted", await Fault(Fetcher(), $"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/"));
        await serving;
    }

    static async Task Serve(TcpListener listener, X509Certificate2 certificate)
    {
        using var client = await listener.AcceptTcpClientAsync(Cancel);
        await using var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsServerAsync(certificate);
            await tls.ReadExactlyAsync(new byte[1], Cancel);
        }
        catch (Exception fault) when (fault is IOException or AuthenticationException)
        {
            // The client went away, as it should.
        }
    }

    [Fact]
    public async Task RedirectsInARingEnd()
    {
        using var server = new LoopbackServer(asked => Told.Only(301, ("Location", asked.Target + "x")));
        Assert.Equal("more than 5 redirects", await Fault(Fetcher(), server.Url));
        Assert.Equal(6, server.Asked.Count);
    }

    [Fact]
    public async Task ASecretIsNotSentToAnotherHost()
    {
        using var other = new LoopbackServer(_ => Told.Text("there\n"));
        using var server = new LoopbackServer(asked => asked.Target == "/" ? Told.Only(307, ("Location", "/here")) : Told.Only(307, ("Location", other.Url)));
        using var fetcher = Fetcher();
        await fetcher.Get(new(new(server.Url)) { Secret = FeedSecret.Read("KEY", null, "Auth-Key", _ => "s3cret") }, Cancel);
        Assert.Equal(["s3cret", "s3cret"], server.Asked.Select(asked => asked["Auth-Key"]));
        Assert.DoesNotContain("s3cret", string.Join(' ', other.Asked.SelectMany(asked => asked.Headers.Values)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "Bearer s3cret")]
    [InlineData("me", "Basic bWU6czNjcmV0")]
    public async Task ASecretIsATokenOrAPassword(string? user, string header)
    {
        using var server = new LoopbackServer(_ => Told.Text("x\n"));
        await Fetcher().Get(new(new(server.Url)) { Secret = FeedSecret.Read("KEY", user, null, _ => "s3cret\n") }, Cancel);
        Assert.Equal(header, server.Asked.Single()["Authorization"]);
    }

    [Fact]
    public async Task ASecretGoesIntoTheUrlWhereItsMarkStands()
    {
        using var server = new LoopbackServer(_ => Told.Text("x\n"));
        await Fetcher().Get(new(FeedUrl.Check(server.Url + "/list?key={secret}&n=1")) { Secret = FeedSecret.Read("KEY", null, null, _ => "a b&c") }, Cancel);
        Assert.Equal(("/list?key=a%20b%26c&n=1", null), (server.Asked.Single().Target, server.Asked.Single()["Authorization"]));
    }

    [Fact]
    public async Task ASecretDoesNotCrossTheNetworkUnencrypted()
    {
        using var server = new LoopbackServer(_ => Told.Text("x\n"));
        using var fetcher = new FeedBench { LoopbackIsPublic = true }.Loader.Fetcher(new());
        var fault = await Assert.ThrowsAsync<FeedFault>(() => fetcher.Get(new(new(server.Url)) { Secret = FeedSecret.Read("KEY", null, null, _ => "s3cret") }, Cancel));
        Assert.StartsWith("the secret would cross the network unencrypted", fault.Message, StringComparison.Ordinal);
        Assert.Empty(server.Asked);
    }

    [Theory]
    [InlineData(401, "the server answers 401: it wants a secret; --secret-from names one")]
    [InlineData(404, "the server answers 404: there is nothing of that name")]
    [InlineData(500, "the server answers 500: it has a fault of its own")]
    [InlineData(304, "the server answers 304")]
    [InlineData(206, "the server answers 206")]
    public async Task EveryOtherAnswerIsAFault(int status, string because)
    {
        using var server = new LoopbackServer(_ => Told.Only(status));
        Assert.Equal(because, await Fault(Fetcher(), server.Url));
    }

    [Fact]
    public async Task AProxyIsAskedAndTheHostsThatAreExceptedAreNot()
    {
        using var proxy = new LoopbackServer(_ => Told.Text("by proxy\n"));
        using var server = new LoopbackServer(_ => Told.Text("directly\n"));
        var environment = new Dictionary<string, string> { ["HTTP_PROXY"] = proxy.Url, ["no_proxy"] = "other.example,127.0.0.0/8" };
        using var fetcher = new FeedFetcher(FeedBench.Small, TimeProvider.System, new(null, environment.GetValueOrDefault)) { MayBePrivate = true };
        Assert.Equal("by proxy\n", Encoding.UTF8.GetString((await Get(fetcher, "http://feeds.example/list")).Content));
        Assert.Equal("directly\n", Encoding.UTF8.GetString((await Get(fetcher, server.Url)).Content));
        Assert.Equal("http://feeds.example/list", proxy.Asked.Single().Target);
    }

    [Theory]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://localhost/")]
    [InlineData("http://a.localhost/")]
    public async Task AProxyIsNotAskedForWhatLiesInside(string url)
    {
        using var proxy = new LoopbackServer(_ => Told.Text("inside\n"));
        using var fetcher = new FeedFetcher(FeedBench.Small, TimeProvider.System, new(proxy.Url, _ => null));
        Assert.Contains("a feed may not stand there", await Fault(fetcher, url), StringComparison.Ordinal);
        Assert.Empty(proxy.Asked);
    }

    [Theory]
    [InlineData("ftp://host/list", "feeds come over http and https")]
    [InlineData("https://me:pw@host/list", "the URL holds a user's name or password")]
    [InlineData("https://host/list?api_key=abcdef", "the URL holds a secret")]
    [InlineData("https://host/list?x=1&token=abc", "the URL holds a secret")]
    [InlineData("https://", "this is no URL")]
    public void AUrlThatIsNoneOrHoldsASecretIsAMistakeThatDoesNotShowIt(string url, string what)
    {
        var mistake = Assert.Throws<UserError>(() => FeedUrl.Check(url)).Mistakes.Single();
        Assert.Contains(what, mistake.What, StringComparison.Ordinal);
        Assert.DoesNotContain("pw", mistake.What + mistake.Here, StringComparison.Ordinal);
        Assert.DoesNotContain("abc", mistake.What + mistake.Here, StringComparison.Ordinal);
    }

    static FeedProxy Direct { get; } = new("", _ => null);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static FeedFetcher Fetcher(FetchLimits? limits = null) => new(limits ?? FeedBench.Small, TimeProvider.System, Direct) { MayBePrivate = true, Look = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]) };

    static Task<Fetched> Get(FeedFetcher fetcher, string url) => fetcher.Get(new(new(url)), Cancel);

    static async Task<string> Fault(FeedFetcher fetcher, string url)
    {
        using (fetcher)
        {
            return (await Assert.ThrowsAsync<FeedFault>(() => Get(fetcher, url))).Message;
        }
    }

    internal static byte[] Packed(string coding, ReadOnlySpan<byte> content)
    {
        using var bytes = new MemoryStream();
        using (Stream packed = coding switch { "gzip" => new GZipStream(bytes, CompressionLevel.Fastest), "br" => new BrotliStream(bytes, CompressionLevel.Fastest), _ => new ZLibStream(bytes, CompressionLevel.Fastest) })
        {
            packed.Write(content);
        }
        return bytes.ToArray();
    }
}
