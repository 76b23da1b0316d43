using System.Collections.Immutable;
using Nameward.Engine.Reports.Notices;
using Nameward.Store.Sqlite;
using Xunit;

namespace Nameward.Store.Tests;

/// <summary>The outbox: what is new goes in once, one process at a time takes it out, and nothing leaves it but by an acknowledgement or somebody's word.</summary>
public sealed class NoticeBookTests : IDisposable
{
    static readonly DateTime Noon = new(2026, 3, 18, 12, 0, 0, DateTimeKind.Utc);
    static readonly TimeSpan Week = TimeSpan.FromDays(7);

    readonly StoreFolder _folder = new();
    readonly SqliteStore _store;

    public NoticeBookTests() => _store = _folder.Open();

    INoticeBook Book => _store.Notices;

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void TheSameIsToldOnceSomethingNewOrGraverAgain()
    {
        Assert.Equal("a1", Put(Noon, ("a", 1))?.Title);
        Assert.Null(Put(Noon.AddHours(1), ("a", 1)));
        Assert.Equal("b1", Put(Noon.AddHours(2), ("a", 1), ("b", 1))?.Title);
        Assert.Equal("a2", Put(Noon.AddHours(3), ("a", 2), ("b", 1))?.Title);
        Assert.Null(Put(Noon.AddHours(4), ("a", 1)));
        Assert.Equal("a1", Put(Noon.AddHours(4), "other", ("a", 1))?.Title);
        Assert.Equal(4, Book.All().Length);
    }

    [Fact]
    public void WhatWasToldLongAgoIsToldAgain()
    {
        Put(Noon, ("a", 2));
        Assert.Null(Put(Noon + Week - TimeSpan.FromSeconds(1), ("a", 2)));
        Assert.NotNull(Put(Noon + Week, ("a", 2)));
    }

    [Fact]
    public void ManyGoIntoSeveralNoticesAndNoneIsLeftOut()
    {
        (string, int)[] marks = [.. Enumerable.Range(0, 250).Select(i => ($"k{i:000}", 1))];
        var told = new List<string>();
        while (Put(Noon, marks) is { } entry)
        {
            told.AddRange(entry.Title.Split(' '));
        }
        Assert.Equal(marks.Select(mark => mark.Item1 + "1"), told);
        Assert.Equal(3, Book.All().Length);
    }

    [Fact]
    public void ANoticeIsTakenByOneUntilItIsGivenBackOrTheTimeIsOver()
    {
        var id = Put(Noon, ("a", 1))!.Id;
        using var second = _folder.Open();
        Assert.Equal([7, 8], Take(Book, id, "one", Noon)!.Body.ToArray());
        Assert.Null(Take(second.Notices, id, "two", Noon.AddMinutes(9)));
        Assert.Equal(2, Take(second.Notices, id, "two", Noon.AddMinutes(10))!.Tries);
        Book.Failed(id, "one", Noon.AddMinutes(11), "late", Noon.AddDays(1));
        Assert.Null(Book.All()[0].Fault);
        second.Notices.Failed(id, "two", Noon.AddMinutes(12), "down", Noon.AddMinutes(14));
        Assert.Null(Take(Book, id, "one", Noon.AddMinutes(13)));
        Assert.NotNull(Book.Claim(id, "one", Noon.AddMinutes(13), Noon.AddMinutes(23), DateTime.MaxValue));
        Assert.Equal(("down", Noon.AddMinutes(12)), (Book.All()[0].Fault, Book.All()[0].FailingSince));
    }

    [Fact]
    public void WhatIsDeliveredIsNeverTakenAgainAndHoldsNothingAnyMore()
    {
        var id = Put(Noon, ("a", 1))!.Id;
        Take(Book, id, "one", Noon);
        Book.Delivered(id, Noon.AddMinutes(1));
        Assert.Null(Book.Claim(id, "two", Noon.AddDays(9), Noon.AddDays(10), DateTime.MaxValue));
        Assert.False(Book.Drop(id, Noon, "no"));
        Assert.Equal((Noon.AddMinutes(1), 0L), (Book.All()[0].Delivered, _store.Link.Number("SELECT length(body) FROM notice")));
    }

    [Fact]
    public void WhatIsDroppedStaysWithItsReason()
    {
        var id = Put(Noon, ("a", 1))!.Id;
        Assert.True(Book.Drop(id, Noon.AddDays(1), "receiver is gone"));
        Assert.False(Book.Drop(id, Noon.AddDays(1), "again"));
        Assert.Null(Take(Book, id, "one", Noon.AddDays(2)));
        Assert.Equal(("receiver is gone", false), (Book.All()[0].Reason, Book.All()[0].IsWaiting));
    }

    [Fact]
    public void WhatIsDoneWithIsForgottenAfterAQuarterOfAYearWhatWaitsNever()
    {
        Book.Delivered(Put(Noon, ("a", 1))!.Id, Noon);
        Put(Noon, ("b", 1));
        Put(Noon.AddDays(91), ("c", 1));
        Assert.Equal(["b1", "c1"], Book.All().Select(entry => entry.Title));
    }

    [Fact]
    public async Task TwoAtOncePutItOnce()
    {
        using var second = _folder.Open();
        for (var round = 0; round < 20; round++)
        {
            var at = Noon.AddHours(round);
            var key = $"r{round}";
            var both = await Task.WhenAll(Task.Run(() => Put(Book, at, "soc", (key, 1))), Task.Run(() => Put(second.Notices, at, "soc", (key, 1))));
            Assert.Single(both.OfType<NoticeEntry>());
        }
        Assert.Equal(20, Book.All().Length);
    }

    NoticeEntry? Put(DateTime now, params (string, int)[] marks) => Put(Book, now, "soc", marks);

    NoticeEntry? Put(DateTime now, string channel, params (string, int)[] marks) => Put(Book, now, channel, marks);

    static NoticeEntry? Put(INoticeBook book, DateTime now, string channel, params (string Key, int Rank)[] marks) =>
        book.Put(channel, [.. marks.Select(mark => new NoticeMark(mark.Key, mark.Rank, null))], now, Week, news => Entry(channel, news, now));

    static NoticeEntry Entry(string channel, ImmutableArray<NoticeMark> news, DateTime now) => new()
    {
        Id = Notice.IdOf(channel, news.Select(mark => mark.Key), now).ToString(),
        Channel = channel,
        Created = now,
        Title = string.Join(' ', news.Select(mark => $"{mark.Key}{mark.Rank}")),
        Decision = "watch",
        MediaType = "text/plain",
        Body = new byte[] { 7, 8 },
    };

    static NoticeEntry? Take(INoticeBook book, string id, string by, DateTime now) => book.Claim(id, by, now, now.AddMinutes(10), now);
}
