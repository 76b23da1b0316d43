using System.Collections.Immutable;
using System.Text;
using Nameward.Engine;
using Nameward.Engine.Baselines;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Trails;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Store.Sqlite;
using Nameward.Store.Tests.Doubles;
using Xunit;

namespace Nameward.Store.Tests;

/// <summary>What every store keeps to, on SQLite and on the plainest store there is. On SQLite each question is asked of a store that was closed and opened again.</summary>
public sealed class ContractTests : IDisposable
{
    static readonly DateTime Noon = new(2026, 3, 18, 12, 0, 0, DateTimeKind.Utc);

    static readonly string[] Labels = ["a", "ab", "b", @"\000", @"\001", @"\001\000", @"\255", "xyz"];

    readonly StoreFolder _folder = new();
    SqliteStore? _store;

    public void Dispose()
    {
        _store?.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ABlockIsAddedOnceAndReadByItsDays(bool inMemory)
    {
        var history = inMemory ? new MemoryRollupHistory() : Reopened().Rollups;
        var large = new byte[(17 << 20) + 3];
        new Random(1).NextBytes(large);
        var (low, high) = (Guid.Parse("00000000-0000-0000-0000-0000000000ff"), Guid.Parse("ff000000-0000-0000-0000-000000000000"));
        Assert.True(history.Append(Block(high, 1, "2026-03-01", "2026-03-02", [1])));
        Assert.True(history.Append(Block(low, 2, "2026-03-02", "2026-03-09", large)));
        Assert.True(history.Append(Block(low, 1, "2026-03-05", "2026-03-05", [])));
        Assert.True(history.Append(Block(low, 3, "0001-01-01", "0001-01-01", [4])));
        Assert.False(history.Append(Block(low, 1, "2026-03-06", "2026-03-07", [9])));
        history = inMemory ? history : Reopened().Rollups;
        Assert.Equal([(low, 1), (low, 2), (low, 3), (high, 1)], Ids(history, "0001-01-01", "9999-12-31"));
        Assert.Equal([(low, 2), (high, 1)], Ids(history, "2026-03-02", "2026-03-04"));
        Assert.Equal([(low, 2)], Ids(history, "2026-03-09", "2026-12-31"));
        Assert.Empty(Ids(history, "2026-03-10", "2026-12-31"));
        var read = history.Read(Day("2026-03-03"), Day("2026-03-04")).Single();
        Assert.Equal((Day("2026-03-02"), Day("2026-03-09")), (read.From, read.To));
        Assert.True(read.Bytes.Span.SequenceEqual(large));
        Assert.Equal(2, history.Forget(Day("2026-03-09")));
        Assert.Equal(0, history.Forget(Day("2026-03-09")));
        Assert.Equal([(low, 2), (low, 3)], Ids(history, "0001-01-01", "9999-12-31"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void PassiveRowsAreJoinedAndFoundByNameAddressAndTarget(bool inMemory)
    {
        var passive = inMemory ? new MemoryPassiveDns() : Reopened().PassiveDns;
        passive.Add([
            Row("www.x-example.com", RecordTypes.A, [192, 0, 2, 7], hours: 1), Row("x-example.com", RecordTypes.Ns, Name("ns.y-example.net"), hours: 0), Row("x-example.com", RecordTypes.Txt, [], hours: 0),
            Row("w.x-example.com", RecordTypes.Aaaa, Address6(7), hours: 0), Row("xx-example.com", RecordTypes.A, [192, 0, 2, 200], hours: 0), Row("a.b.x-example.com", RecordTypes.Cname, Name("y-example.net"), hours: 0),
            Row(".", RecordTypes.Ns, [], hours: 0), Row(@"a\000b.x-example.com", RecordTypes.A, [198, 51, 100, 1], hours: 0), Row(@"\001.x-example.com", RecordTypes.A, [192, 0, 2, 128], hours: 0),
            Row("x-example.com", RecordTypes.Mx, Name(@"a.b\000"), hours: 0),
        ]);
        passive.Add([Row("www.x-example.com", RecordTypes.A, [192, 0, 2, 7], hours: -3), Row("www.x-example.com", RecordTypes.A, [192, 0, 2, 7], hours: 5)]);
        passive = inMemory ? passive : Reopened().PassiveDns;
        string[] zone = ["x-example.com", "x-example.com", "x-example.com", @"\001.x-example.com", @"a\000b.x-example.com", "a.b.x-example.com", "w.x-example.com", "www.x-example.com"];
        Assert.Equal(zone.Order(StringComparer.Ordinal), Names(passive.Under(Name("x-example.com"), below: true)).Order(StringComparer.Ordinal));
        Assert.Equal([RecordTypes.Ns, RecordTypes.Mx, RecordTypes.Txt], passive.Under(Name("x-example.com"), below: false).Select(row => row.Type));
        Assert.Equal(10, passive.Under(Name("."), below: true).Count());
        Assert.Equal(["."], Names(passive.Under(Name("."), below: false)));
        Assert.Empty(passive.Under(Name("z-example.com"), below: true));
        var joined = passive.Under(Name("www.x-example.com"), below: true).Single();
        Assert.Equal((Noon.AddHours(-3), Noon.AddHours(5), 3L), (joined.First, joined.Last, joined.Count));
        Assert.Equal([192, 0, 2, 7], joined.Data);
        Assert.Equal([@"\001.x-example.com", "www.x-example.com", "xx-example.com"], Names(passive.Giving(Network("192.0.2.0/24"))).Order(StringComparer.Ordinal));
        Assert.Equal(["www.x-example.com"], Names(passive.Giving(Network("192.0.2.0/25"))));
        Assert.Equal(["www.x-example.com"], Names(passive.Giving(Network("192.0.2.7"))));
        Assert.Equal(4, passive.Giving(Network("0.0.0.0/0")).Count());
        Assert.Equal(["w.x-example.com"], Names(passive.Giving(Network("2001:db8::/64"))));
        Assert.Equal(["w.x-example.com"], Names(passive.Giving(Network("2001:db8::7"))));
        Assert.Equal(["w.x-example.com"], Names(passive.Giving(Network("::/0"))));
        Assert.Empty(passive.Giving(Network("2001:db8:1::/48")));
        Assert.Equal(["a.b.x-example.com", "x-example.com"], Names(passive.LeadingTo(Name("y-example.net"), below: true)).Order(StringComparer.Ordinal));
        Assert.Equal(["a.b.x-example.com"], Names(passive.LeadingTo(Name("y-example.net"), below: false)));
        Assert.Equal(["x-example.com"], Names(passive.LeadingTo(Name(@"a.b\000"), below: false)));
        Assert.Equal(3, passive.LeadingTo(Name("."), below: true).Count());
        Assert.Equal(9, passive.Forget(Noon.AddHours(1)));
        Assert.Equal(["www.x-example.com"], Names(passive.All()));
    }

    [Fact]
    public void BothStoresKeepTheSameOrder()
    {
        var random = new Random(7);
        var rows = Enumerable.Range(0, 500).Select(_ => Row(RandomName(random), (ushort)random.Next(1, 3) is 1 ? RecordTypes.A : RecordTypes.Cname, [], hours: random.Next(24))).ToList();
        rows = [.. rows.Select(row => row.Type == RecordTypes.A ? row with { Data = [10, 0, (byte)random.Next(256), 1] } : row with { Data = Name(RandomName(random)) })];
        IPassiveDns[] stores = [new MemoryPassiveDns(), Reopened().PassiveDns];
        Array.ForEach(stores, store => store.Add(rows));
        string[][] seen = [.. stores.Select(store => store.All().Concat(store.Giving(Network("10.0.0.0/9"))).Concat(store.LeadingTo(Name("."), below: true)).Select(Text).ToArray())];
        Assert.True(seen[0].Length > 700, $"{seen[0].Length} rows");
        Assert.Equal(seen[0], seen[1]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AFeedIsReplacedWholeAndAFaultLeavesItsEntriesInForce(bool inMemory)
    {
        var shelf = inMemory ? new MemoryFeedShelf() : Reopened().Feeds;
        var record = FullRecord("b.feed");
        shelf.Put(record, [1, 2, 3], [4]);
        shelf.Note(new() { Name = "a-feed", Origin = "list.txt" });
        shelf.Sight("b.feed", "bad.x-example.com", Noon);
        shelf.Sight("b.feed", "bad.x-example.com", Noon.AddDays(-1));
        shelf = inMemory ? shelf : Reopened().Feeds;
        Assert.Equal(["a-feed", "b.feed"], shelf.All().Select(feed => feed.Name));
        Assert.Equivalent(record, shelf.Find("b.feed"), strict: true);
        Assert.Equal([1, 2, 3], shelf.Pack("b.feed"));
        Assert.Equal([4], shelf.Content("b.feed"));
        Assert.Equal([KeyValuePair.Create("bad.x-example.com", Noon)], shelf.Sightings("b.feed"));
        Assert.Null(shelf.Find("a-feed")!.InForce);
        Assert.Equal((null, null, null), (shelf.Pack("a-feed"), shelf.Content("a-feed"), shelf.Find("c-feed")));
        shelf.Note(record with { Fault = "it did not answer", FailingSince = Noon });
        Assert.Equal(("it did not answer", Noon, 3), (shelf.Find("b.feed")!.Fault, shelf.Find("b.feed")!.FailingSince!.Value, shelf.Pack("b.feed")!.Length));
        shelf.Put(record with { Fault = null }, [], []);
        Assert.Equal((0, null), (shelf.Pack("b.feed")!.Length, shelf.Content("b.feed")));
        Assert.Single(shelf.Sightings("b.feed"));
        Assert.Throws<InvalidOperationException>(() => shelf.Sight("c-feed", "x", Noon));
        Assert.True(shelf.Remove("b.feed"));
        Assert.False(shelf.Remove("b.feed"));
        Assert.Empty(shelf.Sightings("b.feed"));
        Assert.Equal(["a-feed"], shelf.All().Select(feed => feed.Name));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ABaselineIsKeptByItsName(bool inMemory)
    {
        var shelf = inMemory ? (IBaselineShelf)new MemoryBaselineShelf() : Reopened().Baselines;
        shelf.Put("site", [1, 2]);
        shelf.Put("branch", [3]);
        shelf.Put("site", [4]);
        shelf = inMemory ? shelf : Reopened().Baselines;
        Assert.Equal(["branch", "site"], shelf.Names());
        Assert.Equal([4], shelf.Find("site"));
        Assert.True(shelf.Remove("site"));
        Assert.False(shelf.Remove("site"));
        Assert.Null(shelf.Find("site"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ATrailIsOnlyAddedToAndCasesHaveNumbers(bool inMemory)
    {
        var book = inMemory ? (ICaseBook)new MemoryCaseBook() : Reopened().Cases;
        var (first, second) = (TrailSubject.OfCase(new Guid("ff000000-0000-0000-0000-000000000000")), TrailSubject.OfCase(new Guid("00000000-0000-0000-0000-0000000000ff")));
        var opened = TrailChain.After(first, null, Noon, "one\u00fc", new("triaged", "{}"), new("noted", "{\"text\":\"a\\\\b\"}"));
        Assert.True(book.Append(opened));
        Assert.True(book.Append(TrailChain.After(TrailSubject.Suppressions, null, Noon.AddTicks(1), "two", new TrailEntry("added", "{}"))));
        Assert.True(book.Append(TrailChain.After(second, null, Noon, "two", new TrailEntry("triaged", "{}"))));
        book = inMemory ? book : Reopened().Cases;
        Assert.Equal([(first, 1, 2), (second, 2, 1), (TrailSubject.Suppressions, null, 1)], book.Heads().Select(head => (head.Subject, head.Case, head.Count)));
        Assert.Equal(opened, book.Rows(first));
        Assert.Empty(book.Rows("case:x"));
        Assert.False(book.Append(opened));
        Assert.False(book.Append(TrailChain.After(first, opened[0], Noon, "late", new TrailEntry("noted", "{}"))));
        Assert.False(book.Append([opened[1] with { Number = 3 }]));
        Assert.True(book.Append(TrailChain.After(first, opened[1], Noon, "late", new TrailEntry("noted", "{}"))));
        Assert.Equal(book.Rows(first)[^1].Hash, book.Heads()[0].Hash);
        Assert.Empty(book.Problems());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AContentIsKeptOnceByItsSum(bool inMemory)
    {
        var book = inMemory ? (ICaseBook)new MemoryCaseBook() : Reopened().Cases;
        var large = new byte[(9 << 20) + 1];
        new Random(3).NextBytes(large);
        var sum = book.Put(large);
        Assert.Equal(sum, book.Put(large));
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", book.Put([]));
        book = inMemory ? book : Reopened().Cases;
        Assert.Equal(large, book.Content(sum));
        Assert.Empty(book.Content("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")!);
        Assert.Null(book.Content("00"));
    }

    [Fact]
    public void WhoDecidesByWhatHeSawIsToldWhoWasQuicker()
    {
        var (mine, theirs) = (Reopened(), _folder.Open());
        using (theirs)
        {
            var subject = TrailSubject.OfCase(Guid.Empty);
            var (me, they) = (new TrailPen(mine.Cases, TimeProvider.System, "me"), new TrailPen(theirs.Cases, TimeProvider.System, "they"));
            me.Add(subject, new TrailEntry("triaged", "{}"));
            var seen = mine.Cases.Rows(subject);
            they.Decide(subject, theirs.Cases.Rows(subject), new TrailEntry("closed", "{}"));
            var mistake = Assert.Throws<UserError>(() => me.Decide(subject, seen, new TrailEntry("assigned", "{}"))).Mistakes.Single();
            Assert.Equal("somebody else wrote meanwhile, and nothing was done", mistake.What);
            Assert.StartsWith("they at ", mistake.Here, StringComparison.Ordinal);
            Assert.EndsWith(": closed", mistake.Here, StringComparison.Ordinal);
            me.Add(subject, new TrailEntry("noted", "{}"));
            Assert.Equal(["triaged", "closed", "noted"], mine.Cases.Rows(subject).Select(row => row.Action));
            Assert.Empty(mine.Cases.Problems());
        }
    }

    [Theory]
    [InlineData("UPDATE trail SET who = 'x' WHERE sequence = 2", "trail of case 1: row 2 was changed or put in, or the one before it was: it does not fit its hash")]
    [InlineData("UPDATE trail SET at = at + 1 WHERE sequence = 1", "trail of case 1: row 1 was changed or put in, or the one before it was: it does not fit its hash")]
    [InlineData("DELETE FROM trail WHERE sequence = 2", "trail of case 1: row 2 is gone or stands elsewhere: row 3 is in its place|rows 2 to 2 of all trails are gone")]
    [InlineData("DELETE FROM trail WHERE sequence = 3", "trail of case 1: row 3 is gone, and all behind it: there were 3|rows 3 to 3 of all trails are gone")]
    [InlineData("DELETE FROM trail WHERE subject = 'suppressions'", "trail of suppressions: row 1 is gone, and all behind it: there were 1|all trails together had 4 rows, and the last is now 3")]
    [InlineData("DELETE FROM trail WHERE subject = 'suppressions'; DELETE FROM trail_head WHERE subject = 'suppressions'", "all trails together had 4 rows, and the last is now 3")]
    [InlineData("DELETE FROM trail WHERE subject <> 'suppressions'; DELETE FROM trail_head WHERE subject <> 'suppressions'", "rows 1 to 3 of all trails are gone")]
    [InlineData("DELETE FROM trail_head WHERE subject = 'suppressions'", "suppressions: its rows were put in, or its head was taken away")]
    [InlineData("UPDATE trail SET sequence = 9 WHERE sequence = 2", "trail of case 1: row 2 is gone or stands elsewhere: row 3 is in its place|rows 2 to 2 of all trails are gone|rows 5 to 8 of all trails are gone|all trails together had 4 rows, and the last is now 9")]
    [InlineData("UPDATE piece SET data = x'00' WHERE set_id = (SELECT set_id FROM content)", "the content 4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a was changed")]
    public void WhatIsDoneToATrailIsFound(string sql, string problems)
    {
        var store = Reopened();
        var subject = TrailSubject.OfCase(Guid.Empty);
        store.Cases.Append(TrailChain.After(subject, null, Noon, "one", new("triaged", "{}"), new("noted", "{}"), new("noted", "{}")));
        store.Cases.Append(TrailChain.After(TrailSubject.Suppressions, null, Noon, "one", new TrailEntry("added", "{}")));
        store.Cases.Put([1]);
        Assert.Empty(StoreUpkeep.Problems(store, _ => true));
        store.Link.Run(sql);
        Assert.Equal(problems.Split('|'), store.Cases.Problems());
        Assert.Contains(problems.Split('|')[0], StoreUpkeep.Problems(store, _ => true));
    }

    [Fact]
    public void ADamagedKeyIsSaidAndNoName()
    {
        var store = Reopened();
        store.PassiveDns.Add([Row("x-example.com", RecordTypes.A, [192, 0, 2, 7], hours: 0)]);
        foreach (var key in (string[])["x'61'", "x'6100'||x'00'", "x'610100'", "x'61010300'", "x'01'", "zeroblob(1)"])
        {
            store.Link.Run($"UPDATE passive SET name = {key}");
            Assert.EndsWith("the store is damaged", Assert.Throws<UserError>(() => store.PassiveDns.All().ToList()).Mistakes.Single().What, StringComparison.Ordinal);
        }
        store.Link.Run("UPDATE passive SET name = x'61010201010000'");
        Assert.Throws<UserError>(() => store.PassiveDns.All().ToList());
        store.Link.Run("UPDATE passive SET name = x'610102010100'");
        Assert.Equal([@"a\001\000"], Names(store.PassiveDns.All()));
        store.Link.Run("UPDATE passive SET data = x'0401'");
        Assert.Throws<UserError>(() => store.PassiveDns.All().ToList());
    }

    [Fact]
    public void NothingIsLeftBehindOfWhatWasReplacedOrTakenAway()
    {
        var store = Reopened();
        store.Feeds.Put(FullRecord("a"), new byte[20 << 20], [1]);
        store.Feeds.Put(FullRecord("a"), [1], []);
        store.Feeds.Remove("a");
        store.Baselines.Put("a", [1]);
        store.Baselines.Put("a", [2]);
        store.Cases.Put([1]);
        store.Cases.Put([1]);
        Assert.Empty(StoreUpkeep.Problems(store, _ => true));
        Assert.Equal(2, store.Link.Number("SELECT count(*) FROM piece"));
    }

    SqliteStore Reopened()
    {
        _store?.Dispose();
        return _store = _folder.Open();
    }

    static FeedRecord FullRecord(string name) => new()
    {
        Name = name,
        Origin = "https://feeds.x-example.com/list",
        Settings = new()
        {
            Use = FeedUse.Sinkholes,
            Trust = Trust.High,
            Expires = TimeSpan.FromDays(30),
            Format = "plain-list",
            Reading = new() { ScoreColumn = "score" },
            Every = TimeSpan.FromHours(6),
            Tlp = Tlp.AmberStrict,
            SecretFrom = "FEED_SECRET",
            User = "me",
            MayBePrivate = true,
        },
        InForce = new()
        {
            At = Noon,
            Format = "plain-list",
            Sha256 = "00ff",
            Bytes = 12,
            Counts = new() { Names = 3, Networks = 2, Exceptions = 1, Repeated = 4, Passed = ImmutableSortedDictionary<string, long>.Empty.Add("file hashes", 7), Rejected = ImmutableSortedDictionary<string, long>.Empty.Add("no name", 1) },
            About = new() { Title = "a \"title\"\u202e", Publisher = "p", Made = Noon.AddDays(-2), Tlp = Tlp.Red, Declared = 9 },
        },
        Tried = Noon.AddMinutes(1),
        Validators = ImmutableSortedDictionary<string, string>.Empty.Add("ETag", "\"x\""),
    };

    static RollupBlock Block(Guid sensor, long sequence, string from, string to, byte[] bytes) => new(new(sensor, 1, sequence), Day(from), Day(to), bytes);

    static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    static IEnumerable<(Guid, long)> Ids(IRollupHistory history, string from, string to) => history.Read(Day(from), Day(to)).Select(block => (block.Id.Sensor, block.Id.Sequence));

    static PassiveRow Row(string name, ushort type, byte[] data, int hours) => new(Name(name), type, data, Noon.AddHours(hours), Noon.AddHours(hours), 1);

    static byte[] Name(string text)
    {
        var name = new byte[WireName.MaxBytes];
        return name[..WireName.FromText(Encoding.ASCII.GetBytes(text), name)];
    }

    static IEnumerable<string> Names(IEnumerable<PassiveRow> rows) => rows.Select(row => WireName.ToText(row.Name));

    static string Text(PassiveRow row) => $"{WireName.ToText(row.Name)} {row.Type} {Convert.ToHexString(row.Data)} {row.First:O} {row.Last:O} {row.Count}";

    static string RandomName(Random random) => string.Join('.', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Labels[random.Next(Labels.Length)]));

    static byte[] Address6(byte last) => [0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last];

    static Network Network(string text)
    {
        Assert.True(Engine.Observations.Network.TryParse(text, out var network, out var isExact) && isExact, text);
        return network;
    }
}
