using System.Collections.Concurrent;
using Nameward.App.Notices;
using Nameward.App.Tests.Feeds;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Reports.Notices;
using Xunit;

namespace Nameward.App.Tests.Notices;

/// <summary>Retried, never lost, never twice: what comes of an outbox whatever receivers and processes do.</summary>
public sealed class NoticeSenderTests : IDisposable
{
    readonly NoticeBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task AWebhookThatIsDownForADayGetsItsNoticeOnce()
    {
        var isUp = false;
        using var server = new LoopbackServer(_ => Told.Only(isUp ? 200 : 503));
        var channel = _bench.Add(ChannelKind.Webhook, server.Url);
        var start = _bench.Clock.Now;
        Assert.NotNull(_bench.Put(channel));
        while (_bench.Clock.Now < start.AddDays(1))
        {
            await _bench.Send();
            _bench.Clock.Now += TimeSpan.FromMinutes(10);
            Assert.Null(_bench.Put(channel));
        }
        var waiting = _bench.Book.All().Single();
        Assert.Equal((true, "the server answers 503: it has a fault of its own", start.UtcDateTime), (waiting.IsWaiting, waiting.Fault, waiting.FailingSince));
        Assert.InRange(waiting.Tries, 20, 40);
        isUp = true;
        _bench.Clock.Now += TimeSpan.FromHours(1);
        Assert.NotNull((await _bench.Send())!.Delivered);
        var tries = server.Asked.Count;
        _bench.Clock.Now += TimeSpan.FromDays(3);
        Assert.Null(await _bench.Send());
        Assert.Equal(tries, server.Asked.Count);
        Assert.Single(server.Asked.Select(asked => asked["webhook-id"]).Distinct());
    }

    [Fact]
    public async Task RetryAfterIsObeyed()
    {
        using var server = new LoopbackServer(_ => Told.Only(429, ("Retry-After", "7200")));
        _bench.Put(_bench.Add(ChannelKind.Http, server.Url));
        await _bench.Send();
        _bench.Clock.Now += TimeSpan.FromMinutes(119);
        Assert.Null(await _bench.Send());
        _bench.Clock.Now += TimeSpan.FromMinutes(1);
        Assert.NotNull(await _bench.Send());
        Assert.Equal(2, server.Asked.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task AnySequenceOfFailuresEndsInExactlyOneAcknowledgementOfEachNotice(int seed)
    {
        var random = new Random(seed);
        var acknowledged = new ConcurrentBag<string>();
        using var server = new LoopbackServer(asked =>
        {
            int luck;
            lock (random)
            {
                luck = random.Next(7);
            }
            if (luck > 5)
            {
                acknowledged.Add(asked["webhook-id"]!);
            }
            return luck switch { 0 => Told.Only(500), 1 => Told.Only(429, ("Retry-After", "100")), 2 => null, 3 => Told.Only(302, ("Location", "/")), 4 => Told.Only(404), 5 => new(503, []) { Length = null }, _ => Told.Only(200) };
        });
        Channel[] channels = [.. Enumerable.Range(0, 3).Select(i => _bench.Add(ChannelKind.Webhook, server.Url, name: $"c{i}"))];
        for (var round = 0; round < 600 && (round < 3 || _bench.Book.All().Any(notice => notice.IsWaiting)); round++)
        {
            foreach (var channel in channels)
            {
                _bench.Put(channel);
            }
            await _bench.Send();
            _bench.Clock.Now += TimeSpan.FromMinutes(random.Next(1, 90));
        }
        Assert.True(_bench.Book.All().All(notice => notice.Delivered is not null), $"seed {seed}");
        Assert.Equal(_bench.Book.All().Select(notice => notice.Id).Order(), acknowledged.Order());
    }

    [Fact]
    public async Task TwoThatSendAtOnceDoNotSendTwice()
    {
        using var server = new LoopbackServer(_ =>
        {
            Thread.Sleep(50);
            return Told.Only(200);
        });
        for (var i = 0; i < 6; i++)
        {
            _bench.Put(_bench.Add(ChannelKind.Webhook, server.Url, name: $"c{i}"));
        }
        using var second = _bench.Open();
        var cancel = TestContext.Current.CancellationToken;
        var due = _bench.Clock.Now.UtcDateTime;
        await Task.WhenAll(Task.Run(() => _bench.Sender().Send(_ => true, due, cancel), cancel), Task.Run(() => _bench.Sender(second.Notices, "other").Send(_ => true, due, cancel), cancel));
        Assert.Equal(_bench.Book.All().Select(notice => notice.Id).Order(), server.Asked.Select(asked => asked["webhook-id"]!).Order());
        Assert.All(_bench.Book.All(), notice => Assert.NotNull(notice.Delivered));
    }

    [Fact]
    public async Task WhatAProcessHadTakenThatWasKilledIsSentByTheNextWhenItsTimeIsOver()
    {
        using var server = new LoopbackServer(_ => Told.Only(200));
        var id = _bench.Put(_bench.Add(ChannelKind.Webhook, server.Url))!.Id;
        var now = _bench.Clock.Now.UtcDateTime;
        Assert.NotNull(_bench.Book.Claim(id, "killed", now, now + NoticeSender.Lease, now));
        Assert.Null(await _bench.Send());
        _bench.Clock.Now += NoticeSender.Lease;
        Assert.NotNull((await _bench.Send())!.Delivered);
        Assert.Equal(id, server.Asked.Single()["webhook-id"]);
    }

    [Fact]
    public async Task AChannelThatFailsHoldsNoOtherUpAndIsTriedOnceARun()
    {
        using var down = new LoopbackServer(_ => Told.Only(500));
        using var up = new LoopbackServer(_ => Told.Only(200));
        var bad = _bench.Add(ChannelKind.Webhook, down.Url, name: "bad");
        _bench.Put(bad);
        _bench.Clock.Now += TimeSpan.FromDays(8);
        _bench.Put(bad);
        _bench.Put(_bench.Add(ChannelKind.Webhook, up.Url, name: "good"));
        await _bench.Send();
        Assert.Equal((1, 1), (down.Asked.Count, up.Asked.Count));
        Assert.Equal(2, _bench.Book.All().Count(notice => notice.IsWaiting));
    }

    [Fact]
    public async Task AChannelThatTheSiteFileDoesNotKnowAnyMoreKeepsItsNotices()
    {
        var channel = _bench.Add(ChannelKind.Http, "http://127.0.0.1:9");
        _bench.Put(channel);
        var cancel = TestContext.Current.CancellationToken;
        var sent = await new NoticeSender(_bench.Book, new Dictionary<string, ICourier>(), _bench.Clock, "test").Send(_ => true, _bench.Clock.Now.UtcDateTime, cancel);
        Assert.Equal(("the site file has no channel of this name", true), (sent.Single().Fault, sent.Single().IsWaiting));
    }

    [Fact]
    public async Task AfterAWeekItIsCalledFailingAndStillTried()
    {
        _bench.Put(_bench.Add(ChannelKind.Http, "http://127.0.0.1:9"));
        await _bench.Send();
        _bench.Clock.Now += TimeSpan.FromDays(30);
        Assert.True(NoticeSchedule.IsFailing(_bench.Book.All().Single(), _bench.Clock.Now.UtcDateTime));
        Assert.Equal(2, (await _bench.Send())!.Tries);
        Assert.Equal(_bench.Clock.Now.UtcDateTime.AddDays(1), _bench.Book.All().Single().Next);
    }
}
