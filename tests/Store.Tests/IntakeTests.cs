using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Nameward.Engine;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Rollups.Intake;
using Nameward.Store.Sqlite;
using Xunit;

namespace Nameward.Store.Tests;

/// <summary>
/// Evidence counts once: whatever files it comes in and in whatever order, the store says the same. Rollups remember of which file a row is, which depends on the
/// order where files overlap; here all files are one, so that the rest can be compared to the last byte.
/// </summary>
public sealed class IntakeTests : IDisposable
{
    static readonly string[] All = LookUps.Lines(4000, seed: 3);

    readonly List<StoreFolder> _folders = [];
    readonly StoreFolder _evidence = new();

    public void Dispose()
    {
        _evidence.Dispose();
        _folders.ForEach(folder => folder.Dispose());
    }

    [Fact]
    public void InAnyOrderAndTogetherTheSameIsRemembered()
    {
        var whole = Log("whole.log", All);
        var (first, middle, last) = (Log("first.log", All[..1500]), Log("middle.log", All[1200..2900]), Log("last.log", All[2500..]));
        var together = Remember(whole);
        Assert.Equal(4000, together.New);
        foreach (var files in (string[][])[[first, middle, last], [last, first, middle], [middle, last, first, whole], [whole, first, middle, last]])
        {
            var other = Remember(files);
            Assert.Equal((together.New, together.Rollups, together.Fingerprints), (other.New, other.Rollups, other.Fingerprints));
            Assert.Equal(together.Passive, other.Passive);
        }
    }

    [Fact]
    public void TheSameRowsInAnotherFileOrderOrEnvelopeChangeNothing()
    {
        using var store = Open();
        Take(store, Log("dns.log", All[..2000]));
        var before = Known(store);
        Assert.Equal(0, Take(store, Log("dns.log.1", All[..2000].Reverse())).New);
        Assert.Equal(0, Take(store, Packed("dns.log.gz", LookUps.Log(All[..2000]))).New);
        Assert.Equal(0, Take(store, Log("part.log", All[400..900])).New);
        Assert.Equal(before, Known(store));
        var grown = Take(store, Packed("dns.log.2.gz", LookUps.Log(All[..2100])));
        Assert.Equal((100, 2000), (grown.New, grown.Known));
    }

    [Fact]
    public void LinesThatAreAlikeInOneFileAllCountAndThoseOfAnotherOnlyWhereItHasMore()
    {
        using var store = Open();
        var line = All[0];
        Assert.Equal((3, 0), Counts(Take(store, Log("a.log", [line, line, line]))));
        Assert.Equal((0, 2), Counts(Take(store, Log("b.log", [line, line]))));
        Assert.Equal((2, 3), Counts(Take(store, Log("c.log", [line, line, line, line, line]))));
        Assert.Equal((0, 5), Counts(Take(store, Log("d.log", [line, line, line, line, line, ""]))));
    }

    [Fact]
    public void MembersOfAnArchiveThatOverlapCountOnce()
    {
        using var store = Open();
        var archive = _evidence["logs.zip"];
        using (var zip = ZipFile.Open(archive, ZipArchiveMode.Create))
        {
            foreach (var (name, lines) in new[] { ("dns.log", All[..1000]), ("dns.log.1", All[600..1500]), ("dns.log.2", All[..1500]) })
            {
                using var member = zip.CreateEntry(name).Open();
                member.Write(Encoding.ASCII.GetBytes(LookUps.Log(lines)));
            }
        }
        Assert.Equal((1500, 1900), Counts(Take(store, archive)));
        Assert.Equal(0, Take(store, Log("all.log", All[..1500])).New);
        Assert.Equal((500, 1000), Counts(Take(store, Log("later.log", All[500..2000]))));
    }

    [Fact]
    public void AnyNumberOfThreadsRemembersTheSame()
    {
        var log = Log("whole.log", LookUps.Lines(60_000, seed: 4));
        Assert.Equal(Remember(1, log), Remember(4, log));
    }

    [Fact]
    public void AZonesManyNamesAreLeftOutOfPassiveDnsByTheirHashAndCounted()
    {
        var lines = Enumerable.Range(0, 9000).Select(i => All[0].Replace(All[0].Split('\t')[8], $"n{i}.t.x-example.com", StringComparison.Ordinal)).ToArray();
        using var store = Open();
        var result = Take(store, Log("tunnel.log", lines));
        Assert.Equal(9000, result.New);
        var kept = store.PassiveDns.Under(Encoding.ASCII.GetBytes("\u0009x-example\u0003com\0"), below: true).Select(row => WireName.ToText(row.Name)).Distinct().Count();
        Assert.Equal(4096, kept);
        Assert.Equal(4904, result.LeftOut);
        using var other = Open();
        var halves = Take(other, Log("tunnel-1.log", lines[..7000])).LeftOut + Take(other, Log("tunnel-2.log", lines[7000..])).LeftOut;
        Assert.Equal(7000 - 4096, halves);
    }

    [Fact]
    [Trait("tier", "ci")]
    public void NamesOfManyZonesAreBoundedInAllWhateverTheThreads()
    {
        const int Names = 560_000, Kept = 1 << 18;
        var parts = All[0].Split('\t');
        var (before, after) = (string.Join('\t', parts[..8]), string.Join('\t', parts[9..]));
        var log = Log("many.log", Enumerable.Range(0, Names).Select(i => $"{before}\tn{i}.z{i % 900}-example.net\t{after}"));
        var said = new List<string>();
        foreach (var threads in (int[])[1, 3])
        {
            using var store = Open();
            var result = Take(store, log, threads);
            Assert.Equal(Names, result.New);
            var rows = store.PassiveDns.All().Where(row => WireName.ToText(row.Name).EndsWith("-example.net", StringComparison.Ordinal));
            Assert.Equal(Kept, rows.Select(row => WireName.ToText(row.Name)).Distinct().Count());
            Assert.True(result.LeftOut >= Names - Kept, $"{result.LeftOut} left out");
            said.Add(Known(store).Passive);
        }
        Assert.Equal(said[0], said[1]);
    }

    [Fact]
    public void WhatIsForgottenIsGoneAndWhatIsKeptIsStillKnown()
    {
        using var store = Open();
        Take(store, Log("a.log", All[..1500]));
        Take(store, Log("b.log", All[1000..]));
        var days = StoreUpkeep.Figures(store);
        Assert.True(days.Days >= 4, $"{days.Days} days");
        var before = StoreContent.Lines(store).Where(line => line.StartsWith("fingerprints", StringComparison.Ordinal)).ToList();
        var forgotten = StoreUpkeep.Forget(store, days.From!.Value.AddDays(1));
        Assert.Equal((0, 1), (forgotten.Blocks, forgotten.Days));
        StoreUpkeep.Shrink(store);
        Assert.Equal(before[1..], StoreContent.Lines(store).Where(line => line.StartsWith("fingerprints", StringComparison.Ordinal)));
        Assert.Empty(StoreUpkeep.Problems(store, _ => true));
        Assert.Equal(0, Take(store, Log("c.log", All[^500..])).New);
        forgotten = StoreUpkeep.Forget(store, days.To!.Value.AddDays(1));
        Assert.Equal(2, forgotten.Blocks);
        Assert.Equal((0L, 0L, 0L), (StoreUpkeep.Figures(store).Rows, StoreUpkeep.Figures(store).Blocks, StoreUpkeep.Figures(store).Passive));
        Assert.Empty(StoreUpkeep.Problems(store, _ => true));
    }

    [Theory]
    [InlineData("UPDATE piece SET data = x'80' WHERE set_id IN (SELECT set_id FROM fingerprints)", "a run of fingerprints ends early")]
    [InlineData("DELETE FROM piece WHERE set_id IN (SELECT set_id FROM fingerprints)", "a value is gone")]
    public void WhereWhatIsKnownIsDamagedNothingIsTakenIn(string sql, string why)
    {
        using var store = Open();
        Take(store, Log("a.log", All[..100]));
        store.Link.Run(sql);
        var mistake = Assert.Throws<UserError>(() => Take(store, Log("b.log", All[..200]))).Mistakes.Single();
        Assert.EndsWith("the store is damaged", mistake.What, StringComparison.Ordinal);
        Assert.Equal(why, mistake.Here);
        Assert.Equal(1, StoreUpkeep.Figures(store).Blocks);
        Assert.Contains(StoreUpkeep.Problems(store, _ => true), problem => problem.EndsWith(why, StringComparison.Ordinal));
    }

    [Fact]
    public void AFileThatAFaultOfOursLeftPartlyUnreadIsReadAgain()
    {
        using var store = Open();
        var log = Log("a.log", All[..100]);
        Take(store, log, isWhole: false);
        Assert.False(store.Intake.Knows(SHA256.HashData(File.ReadAllBytes(log))) || store.Intake.KnowsLength(new FileInfo(log).Length));
        Assert.Equal((0, 100), Counts(Take(store, log)));
        Assert.True(store.Intake.Knows(SHA256.HashData(File.ReadAllBytes(log))) && store.Intake.KnowsLength(new FileInfo(log).Length));
        Assert.Equal((1L, 2), (StoreUpkeep.Figures(store).Sources, store.Intake.Next()));
    }

    [Fact]
    public void ARunOfFingerprintsComesBackAndADamagedOneIsSaid()
    {
        var joined = FingerprintRun.Join(default, []);
        Assert.Equal((0, 0), (joined.Count, joined.Bytes.Length));
        Assert.Throws<InvalidDataException>(() => FingerprintRun.Read([0x80], _ => { }));
        Assert.Throws<InvalidDataException>(() => FingerprintRun.Read([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1], _ => { }));
        var values = new List<ulong>();
        FingerprintRun.Read([0, 5, 0x80, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f], values.Add);
        Assert.Equal([0UL, 5, 133, 133 + (1UL << 56) - 1], values);
        ReadOnlyMemory<byte>[] runs = [new byte[] { 7, 0, 2 }, new byte[] { 8, 1 }];
        joined = FingerprintRun.Join(new(2026, 3, 18), runs);
        Assert.Equal(5, joined.Count);
        Assert.Equal([7, 0, 1, 1, 0], joined.Bytes.ToArray());
    }

    static (long, long) Counts(IntakeResult result) => (result.New, result.Known);

    SqliteStore Open()
    {
        _folders.Add(new());
        return _folders[^1].Open();
    }

    string Log(string name, IEnumerable<string> lines) => _evidence.Write(name, LookUps.Log(lines));

    string Packed(string name, string text)
    {
        using var file = new GZipStream(File.Create(_evidence[name]), CompressionLevel.Fastest);
        file.Write(Encoding.ASCII.GetBytes(text));
        return _evidence[name];
    }

    Remembrance Remember(params string[] files) => Remember(2, files);

    Remembrance Remember(int threads, params string[] files)
    {
        using var store = Open();
        var added = files.Sum(file => Take(store, file, threads).New);
        var bytes = new ArrayBufferWriter<byte>();
        Remembered.Between(store.Rollups, DateOnly.MinValue, DateOnly.MaxValue, RollupLimits.Default).WriteTo(bytes);
        var (fingerprints, passive) = Known(store);
        return new(added, Convert.ToHexString(SHA256.HashData(bytes.WrittenSpan)), fingerprints, passive);
    }

    static WhatIsKnown Known(SqliteStore store)
    {
        var lines = StoreContent.Lines(store).ToList();
        return new(Of(lines, "fingerprints"), Of(lines, "passive"));
    }

    static string Of(List<string> lines, string table) => string.Join('\n', lines.Where(line => line.StartsWith(table, StringComparison.Ordinal)));

    static IntakeResult Take(SqliteStore store, string path, int threads = 2, bool isWhole = true)
    {
        IntakeResult? result = null;
        store.Together(() =>
        {
            var intake = new SourceIntake(store.Seed, firstSource: 0, RollupLimits.Default, store.Intake.Fingerprints);
            using var evidence = new FileEvidence(new([new(path, new FileInfo(path).Length, true)], []), new() { Hash = true });
            var report = evidence.ReadAll(intake.Sink, threads);
            Assert.All(report.Sources, source => Assert.Equal("zeek-dns", source.Format));
            result = intake.Finish();
            store.Intake.Keep(store, new()
            {
                Sha256 = Convert.FromHexString(report.Sources[0].Sha256!),
                Bytes = new FileInfo(path).Length,
                Path = path,
                Taken = default,
                Records = report.Sources.Sum(source => source.Records),
                Members = report.Sources.Length,
                IsWhole = isWhole,
            }, result);
        });
        return result!;
    }

    sealed record Remembrance(long New, string Rollups, string Fingerprints, string Passive);

    sealed record WhatIsKnown(string Fingerprints, string Passive);
}
