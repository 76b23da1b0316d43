using Nameward.Engine;
using Nameward.Engine.Rollups.Intake;
using Nameward.Store.Sqlite;
using Xunit;

namespace Nameward.Store.Tests;

/// <summary>What the file can be that is no whole store of this program, and what is left of one when something goes wrong.</summary>
public sealed class SqliteStoreTests : IDisposable
{
    readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AStoreKnowsWhoItIsAndIsTheSameWhenItIsOpenedAgain()
    {
        string before;
        using (var store = _folder.Open())
        {
            before = StoreContent.Sum(store);
            Assert.Equal(StoreSchema.ApplicationId, store.Link.Number("PRAGMA application_id"));
            Assert.Equal((StoreSchema.Version, 2, 1), ((int)store.Link.Number("PRAGMA user_version"), (int)store.Link.Number("PRAGMA synchronous"), (int)store.Link.Number("PRAGMA foreign_keys")));
        }
        using var again = SqliteStore.Open(_folder.Place, (Guid.NewGuid(), 1));
        Assert.Equal(before, StoreContent.Sum(again));
        Assert.NotEqual(1UL, again.Seed);
    }

    [Fact]
    public void AStoreOfANewerVersionIsLeftAlone()
    {
        using (var store = _folder.Open())
        {
            store.Link.Run("PRAGMA user_version = 99");
        }
        var before = File.ReadAllBytes(_folder.Place);
        Assert.All([() => _folder.Open(), () => SqliteStore.OpenToRead(_folder.Place)], (Func<SqliteStore> open) =>
        {
            var mistake = Assert.Throws<UserError>(open).Mistakes.Single();
            Assert.EndsWith("a newer version of the program wrote this store", mistake.What, StringComparison.Ordinal);
            Assert.Equal($"its schema is 99; this program knows {StoreSchema.Version}", mistake.Here);
        });
        Assert.Equal(before, File.ReadAllBytes(_folder.Place));
    }

    [Theory]
    [InlineData("CREATE TABLE theirs (a)")]
    [InlineData("PRAGMA user_version = 1")]
    [InlineData("PRAGMA application_id = 7")]
    public void ADatabaseOfAnotherProgramIsLeftAlone(string sql)
    {
        using (var link = SqliteLink.Open(_folder.Place, LinkUse.WriteOrMake))
        {
            link.Run(sql);
        }
        var before = File.ReadAllBytes(_folder.Place);
        Assert.EndsWith("this is no store of this program", Assert.Throws<UserError>(_folder.Open).Mistakes.Single().What, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_folder.Place));
    }

    [Fact]
    public void AFileThatIsNoDatabaseIsLeftAlone()
    {
        _folder.Write("nameward.db", string.Concat(Enumerable.Repeat("a line of a log\n", 100)));
        Assert.EndsWith("this is no store of this program", Assert.Throws<UserError>(_folder.Open).Mistakes.Single().What, StringComparison.Ordinal);
        Assert.Equal(["nameward.db"], _folder.Members);
    }

    [Fact]
    public void AnEmptyFileBecomesAStoreAndIsNoneUntilThen()
    {
        _folder.Write("nameward.db", "");
        Assert.EndsWith("the file is empty, and no store yet", Assert.Throws<UserError>(() => SqliteStore.OpenToRead(_folder.Place)).Mistakes.Single().What, StringComparison.Ordinal);
        Assert.EndsWith("the file is empty, and no store yet", Assert.Throws<UserError>(() => SqliteStore.OpenExisting(_folder.Place)).Mistakes.Single().What, StringComparison.Ordinal);
        using var store = _folder.Open();
        Assert.Empty(store.Feeds.All());
    }

    [Fact]
    public void WhereThereIsNoStoreNoneIsMadeToBeRead()
    {
        Assert.EndsWith("there is no store", Assert.Throws<UserError>(() => SqliteStore.OpenToRead(_folder.Place)).Mistakes.Single().What, StringComparison.Ordinal);
        Assert.Empty(_folder.Members);
    }

    [Fact]
    public void AStoreThatIsOpenedToBeReadCannotBeChanged()
    {
        _folder.Open().Dispose();
        using var store = SqliteStore.OpenToRead(_folder.Place);
        Assert.EndsWith("the store cannot be written", Assert.Throws<UserError>(() => store.Baselines.Put("a", [1])).Mistakes.Single().What, StringComparison.Ordinal);
        Assert.Empty(store.Baselines.Names());
    }

    [Fact]
    public void EachStepOfAMigrationIsDoneOnceAndWhole()
    {
        _folder.Open().Dispose();
        var second = $"ALTER TABLE baseline ADD COLUMN note TEXT; PRAGMA user_version = {StoreSchema.Version + 1}";
        using (var reading = SqliteLink.Open(_folder.Place, LinkUse.Read))
        using (var link = SqliteLink.Open(_folder.Place, LinkUse.Write))
        {
            Assert.Throws<UserError>(() => StoreMigration.Run(reading, [.. StoreSchema.Steps, second], () => { }));
            Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => StoreMigration.Run(link, [.. StoreSchema.Steps, second + "; ALTER TABLE nothing ADD COLUMN note"], () => { }));
            Assert.Equal(StoreSchema.Version, StoreMigration.VersionOf(link));
            Assert.Equal(0, link.Number("SELECT count(*) FROM pragma_table_info('baseline') WHERE name = 'note'"));
            StoreMigration.Run(link, [.. StoreSchema.Steps, second], () => { });
            StoreMigration.Run(link, [.. StoreSchema.Steps, second], () => { });
            Assert.Equal((StoreSchema.Version + 1, 1), (StoreMigration.VersionOf(link), (int)link.Number("SELECT count(*) FROM pragma_table_info('baseline') WHERE name = 'note'")));
        }
        Assert.Throws<UserError>(_folder.Open);
    }

    [Fact]
    public void AStoreOfTheFirstVersionIsBroughtUpByWhoeverOpensItAndLosesNothing()
    {
        using (var link = SqliteLink.Open(_folder.Place, LinkUse.WriteOrMake))
        {
            StoreMigration.Run(link, [StoreSchema.Steps[0]], () => link.Run("INSERT INTO meta (key, value) VALUES ('sensor', zeroblob(16)), ('seed', zeroblob(8)), ('epoch', zeroblob(8))"));
            link.Run("INSERT INTO baseline (name, set_id) VALUES ('a', 1)");
            link.Run("INSERT INTO piece (set_id, part, data) VALUES (1, 0, x'07')");
        }
        using (var read = SqliteStore.OpenToRead(_folder.Place))
        {
            Assert.Equal((StoreSchema.Version, false), ((int)read.Link.Number("PRAGMA user_version"), read.Link.IsForWriting));
        }
        using var store = _folder.Open();
        Assert.Equal([7], store.Baselines.Find("a"));
        Assert.Empty(store.Cases.Heads());
        Assert.Empty(StoreUpkeep.Problems(store, _ => true));
    }

    [Fact]
    public void WhereTheDiskIsFullNothingIsHalfWrittenAndTheOldStaysInForce()
    {
        using var store = _folder.Open();
        store.Baselines.Put("a", [1]);
        store.Feeds.Put(new() { Name = "f", Origin = "o" }, [1], []);
        var before = StoreContent.Sum(store);
        store.Link.Run("PRAGMA max_page_count = " + (store.Link.Number("PRAGMA page_count") + 20).ToString(System.Globalization.CultureInfo.InvariantCulture));
        var large = new byte[1 << 20];
        Action[] writes =
        [
            () => store.Baselines.Put("a", large),
            () => store.Feeds.Put(new() { Name = "f", Origin = "o" }, large, []),
            () => store.Together(() =>
            {
                store.Baselines.Put("b", [2]);
                store.Intake.Keep(store, Taken(), Result(large));
            }),
        ];
        Assert.All(writes, write =>
        {
            Assert.EndsWith("the disk is full", Assert.Throws<UserError>(write).Mistakes.Single().What, StringComparison.Ordinal);
            Assert.Equal(before, StoreContent.Sum(store));
        });
        Assert.Empty(StoreUpkeep.Problems(store, _ => true));
        store.Link.Run("PRAGMA max_page_count = 1000000");
        writes[2]();
        Assert.Equal(large, store.Intake.Fingerprints(DateOnly.FromDayNumber(740_000)).Single().ToArray());
    }

    [Fact]
    [Trait("tier", "ci")]
    public void WhileAnotherWritesThatIsSaidAndWhatIsThereCanBeRead()
    {
        using var first = _folder.Open();
        first.Baselines.Put("a", [1]);
        using var second = _folder.Open();
        first.Together(() =>
        {
            first.Baselines.Put("a", [2]);
            Assert.EndsWith("another process is writing to it", Assert.Throws<UserError>(() => second.Baselines.Put("a", [3])).Mistakes.Single().What, StringComparison.Ordinal);
            Assert.Equal([1], second.Baselines.Find("a"));
            using var reader = SqliteStore.OpenToRead(_folder.Place);
            Assert.Equal([1], reader.Baselines.Find("a"));
        });
        Assert.Equal([2], second.Baselines.Find("a"));
        second.Baselines.Put("a", [3]);
        Assert.Equal([3], first.Baselines.Find("a"));
    }

    [Fact]
    public void WhatAStoreSaysDoesNotDependOnWhenItWasWrittenDown()
    {
        using var store = _folder.Open();
        var feed = new Engine.Intelligence.FeedRecord
        {
            Name = "f",
            Origin = "o",
            Tried = new(2026, 3, 18, 0, 0, 0, DateTimeKind.Utc),
            InForce = new() { At = new(2026, 3, 18, 0, 0, 0, DateTimeKind.Utc), Format = "plain-list", Sha256 = "00", Bytes = 1, Counts = new() },
        };
        store.Feeds.Put(feed, [1], []);
        var before = StoreContent.Sum(store);
        store.Feeds.Put(feed with { Tried = null, InForce = feed.InForce with { At = default } }, [1], []);
        Assert.Equal(before, StoreContent.Sum(store));
        store.Feeds.Put(feed, [2], []);
        Assert.NotEqual(before, StoreContent.Sum(store));
        store.Feeds.Put(feed, [1], [1]);
        Assert.NotEqual(before, StoreContent.Sum(store));
        store.Feeds.Put(feed with { Fault = "it did not answer" }, [1], []);
        Assert.NotEqual(before, StoreContent.Sum(store));
    }

    [Fact]
    public void WhatGoesWrongInTheMiddleUndoesAll()
    {
        using var store = _folder.Open();
        Assert.Throws<InvalidOperationException>(() => store.Together(() =>
        {
            store.Baselines.Put("a", [1]);
            throw new InvalidOperationException();
        }));
        Assert.Empty(store.Baselines.Names());
        store.Baselines.Put("b", [1]);
        Assert.Equal(["b"], store.Baselines.Names());
    }

    [Fact]
    public void DamageIsFound()
    {
        using (var store = _folder.Open())
        {
            store.Rollups.Append(new(new(store.Sensor, 1, 1), default, default, new byte[100]));
            store.Feeds.Put(new() { Name = "f", Origin = "o" }, [1], []);
            store.Link.Run("INSERT INTO piece (set_id, part, data) VALUES (99, 0, x'00')");
            var problems = StoreUpkeep.Problems(store, pack => pack.Length != 1);
            Assert.Equal(["blocks of rollups: a rollup block of another version", "entries of feeds: those of f are damaged"], problems);
            store.Feeds.Remove("f");
            store.Link.Run("DELETE FROM rollups");
            Assert.Equal(["2 parts of values belong to nothing"], StoreUpkeep.Problems(store, _ => true));
            store.Link.Run("DELETE FROM piece");
            Assert.Empty(StoreUpkeep.Problems(store, _ => true));
            store.PassiveDns.Add([.. Enumerable.Range(0, 2000).Select(i => new Engine.Rollups.PassiveRow([2, (byte)(i >> 8), (byte)i, 0], 16, [], default, default, 1))]);
        }
        var bytes = File.ReadAllBytes(_folder.Place);
        Array.Clear(bytes, bytes.Length - 30_000, 20_000);
        File.WriteAllBytes(_folder.Place, bytes);
        using var damaged = SqliteStore.OpenToRead(_folder.Place);
        Assert.NotEmpty(StoreUpkeep.Problems(damaged, _ => true));
    }

    [Fact]
    public void ABackupSaysTheSameAndComesBackWhole()
    {
        string before;
        using (var store = _folder.Open())
        {
            store.Baselines.Put("a", new byte[10 << 20]);
            before = StoreContent.Sum(store);
            StoreCopy.Backup(store, _folder["copy.db"]);
            store.Baselines.Put("a", [2]);
            Assert.EndsWith("another process is writing to it", Assert.Throws<UserError>(() => StoreCopy.Restore(_folder["copy.db"], _folder.Place, _ => [])).Mistakes.Single().What, StringComparison.Ordinal);
        }
        StoreCopy.Restore(_folder["copy.db"], _folder.Place, store => StoreUpkeep.Problems(store, _ => true));
        using (var store = _folder.Open())
        {
            Assert.Equal(before, StoreContent.Sum(store));
        }
        Assert.Equal(["copy.db", "nameward.db"], _folder.Members);
    }

    [Fact]
    public void ABackupThatIsDamagedOrNewerIsNotRestoredAndADamagedStoreIsReplaced()
    {
        using (var store = _folder.Open())
        {
            store.Baselines.Put("a", [1]);
            StoreCopy.Backup(store, _folder["copy.db"]);
            StoreCopy.Backup(store, _folder["newer.db"]);
        }
        using (var link = SqliteLink.Open(_folder["newer.db"], LinkUse.Write))
        {
            link.Run($"PRAGMA user_version = {StoreSchema.Version + 1}");
        }
        var before = File.ReadAllBytes(_folder.Place);
        Assert.EndsWith("a newer version of the program wrote this store", Assert.Throws<UserError>(() => StoreCopy.Restore(_folder["newer.db"], _folder.Place, _ => [])).Mistakes.Single().What, StringComparison.Ordinal);
        Assert.EndsWith("the backup is damaged", Assert.Throws<UserError>(() => StoreCopy.Restore(_folder["copy.db"], _folder.Place, _ => ["so"])).Mistakes.Single().What, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_folder.Place));
        _folder.Write("nameward.db", "this is a text and no database, and longer than the header of one would be: a hundred bytes at the least it has");
        StoreCopy.Restore(_folder["copy.db"], _folder.Place, _ => []);
        using var restored = SqliteStore.OpenToRead(_folder.Place);
        Assert.Equal([1], restored.Baselines.Find("a"));
    }

    static TakenFile Taken() => new() { Sha256 = new byte[32], Bytes = 1, Path = "p", Taken = default, Records = 1, Members = 1, IsWhole = true };

    static IntakeResult Result(byte[] bytes) => new()
    {
        New = 1,
        Known = 0,
        Runs = [new(DateOnly.FromDayNumber(740_000), 1, bytes)],
        Rollups = new byte[] { 1 },
        Passive = [],
        LeftOut = 0,
    };
}
