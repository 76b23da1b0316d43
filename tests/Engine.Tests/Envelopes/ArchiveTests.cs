using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Envelopes.Archives;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Reading;
using Xunit;
using File = Nameward.Engine.Tests.Envelopes.Archived.File;

namespace Nameward.Engine.Tests.Envelopes;

/// <summary>Members of archives are sources of their own, from the command line to the report.</summary>
public sealed class ArchiveTests : IDisposable
{
    static readonly ReadingOptions Words = new() { Formats = [new WordLines()], BlockBytes = 1024, Hash = true };

    readonly EvidenceFolder _folder = new() { Options = Words };

    static File Log(string name, string words = "one\ntwo\n") => new(name, Encoding.Latin1.GetBytes("=words\n" + words));

    (List<CollectedRow> Rows, EvidenceReport Report) Read(int threads = 1)
    {
        using var evidence = _folder.Open();
        return EvidenceFolder.Read(evidence, threads);
    }

    // "path: what was observed", or what was told.
    string[] Told(EvidenceReport report) =>
        [.. report.Sources.Select(source => $"{source.Path.Raw[(_folder.Path.Length + 1)..]}: {source.Damage ?? $"{source.Observed}"}")];

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void EachMemberOfAZipIsASource(CompressionLevel level)
    {
        var zip = Archived.Zip(level, Log("b.log"), new("folder/", []), new("folder/a.log", EvidenceFolder.Lines(500, 1)), new("empty.log", []), new("c.csv", "a,b,c\n"u8.ToArray()));
        _folder.Write("e.zip", zip);
        foreach (var threads in new[] { 1, 3 })
        {
            var (_, report) = Read(threads);
            Assert.Equal(
            [
                "e.zip!b.log: 2",
                $"e.zip!folder/a.log: {ObservedIn(EvidenceFolder.Lines(500, 1))}",
                "e.zip!empty.log: the file is empty",
                "e.zip!c.csv: no known format: lines of text, 3 fields between commas in the first",
            ], Told(report));
            Assert.All(report.Sources, source => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(zip)), source.Sha256));
        }
    }

    static long ObservedIn(byte[] lines)
    {
        using var folder = new EvidenceFolder();
        folder.Write("a", lines);
        using var evidence = folder.Open();
        return EvidenceFolder.Read(evidence, 1).Report.Sources[0].Observed;
    }

    [Theory]
    [InlineData(TarEntryFormat.V7)]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Gnu)]
    [InlineData(TarEntryFormat.Pax)]
    public void EachMemberOfATarIsASource(TarEntryFormat format)
    {
        var deep = string.Join('/', Enumerable.Repeat("a-folder-of-thirty-characters-", format == TarEntryFormat.V7 ? 2 : 6)) + "/c.log";
        var tar = Archived.Tar(format, Log("./b.log"), Log(deep, "three\n"), new("empty.log", []));
        _folder.Write("a.tar", tar);
        _folder.Write("b.tgz", EvidenceFolder.Gzip(tar));
        Assert.Equal(
        [
            "a.tar!./b.log: 2", $"a.tar!{deep}: 1", "a.tar!empty.log: the file is empty",
            "b.tgz!./b.log: 2", $"b.tgz!{deep}: 1", "b.tgz!empty.log: the file is empty",
        ], Told(Read(2).Report));
    }

    [Fact]
    public void ArchivesWithinArchivesAreReadToTheirEnds()
    {
        var inner = Archived.Zip(new File("x.log.gz", EvidenceFolder.Gzip(Log("").Bytes)), Log("y.log", "three\n"));
        var middle = Archived.Tar(new File("in.zip", inner), Log("z.log", "four\n"), new File("more.zip", inner));
        _folder.Write("a.tar.gz", EvidenceFolder.Gzip(middle));
        _folder.Write("b.zip", Archived.Zip(new File("m.tar", middle)));
        string[] members = ["in.zip!x.log.gz: 2", "in.zip!y.log: 1", "z.log: 1", "more.zip!x.log.gz: 2", "more.zip!y.log: 1"];
        Assert.Equal([.. members.Select(member => "a.tar.gz!" + member), .. members.Select(member => "b.zip!m.tar!" + member)], Told(Read(2).Report));
    }

    [Fact]
    public void TooManyEnvelopesAreTold()
    {
        var bytes = Log("").Bytes;
        for (var i = 0; i < 6; i++)
        {
            bytes = EvidenceFolder.Gzip(bytes);
        }
        _folder.Write("a.gz", bytes);
        _folder.Write("b.gz", EvidenceFolder.Gzip(bytes));
        _folder.Write("c.zip", Archived.Zip(new File("c.gz", bytes)));
        Assert.Equal(
        [
            "a.gz: 2",
            "b.gz: packed in more than 6 envelopes, one around the other; unpack it first",
            "c.zip!c.gz: packed in more than 6 envelopes, one around the other; unpack it first",
        ], Told(Read().Report));
    }

    [Fact]
    public void HostileNamesAreShownAndLeadNowhere()
    {
        string[] names = ["../../etc/passwd", "/etc/shadow", "a\n\u001b[31mb", "same.log", "same.log", "C:\\windows\\dns.log", "~/x"];
        _folder.Write("a.zip", Archived.Zip(names.Select(name => Log(name))));
        _folder.Write("b.tar", Archived.Tar(names.Select(name => Log(name))));
        var told = Told(Read().Report);
        Assert.Equal(
        [
            "a.zip!../../etc/passwd: 2", "a.zip!/etc/shadow: 2", "a.zip!a\n\u001b[31mb: 2", "a.zip!same.log: 2", "a.zip!same.log (2): 2", "a.zip!C:\\windows\\dns.log: 2", "a.zip!~/x: 2",
        ], told[..7]);
        Assert.Equal(7, told.Count(line => line.StartsWith("b.tar!", StringComparison.Ordinal) && line.EndsWith(": 2", StringComparison.Ordinal)));
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder.Path).Length);
    }

    [Fact]
    public void ALongNameIsCut()
    {
        var name = new string('n', 65_000);
        _folder.Write("a.zip", Archived.Zip(Log(name)));
        _folder.Write("b.tar", Archived.Tar(TarEntryFormat.Gnu, Log(name)));
        Assert.All(Told(Read().Report), line => Assert.EndsWith("!" + name[..512] + "...: 2", line, StringComparison.Ordinal));
    }

    [Fact]
    public void HiddenMembersAreCounted()
    {
        _folder.Write("a.zip", Archived.Zip(Log("__MACOSX/._a.log"), Log(".DS_Store"), Log("sub/.git/x"), Log("./a.log"), Log("../b.log")));
        var (_, report) = Read();
        Assert.Equal(["a.zip!./a.log: 2", "a.zip!../b.log: 2"], Told(report));
        Assert.Equal("hidden members of archives left out: 3; unpack the archive to have them read", Assert.Single(report.Notes).Render(_ => "?"));
    }

    [Fact]
    public void MembersBeyondTheFirstManyAreCounted()
    {
        _folder.Write("a.tar", Archived.Tar(TarEntryFormat.Ustar, Enumerable.Range(0, 10_003).Select(i => new File($"{i}", []))));
        var (_, report) = Read();
        Assert.Equal(10_000, report.Sources.Length);
        Assert.Contains("the first 10000 members were read, 3 more were left out", Assert.Single(report.Notes).Render(_ => "?"), StringComparison.Ordinal);
    }

    [Fact]
    public void AnArchiveWithoutFilesIsTold()
    {
        _folder.Write("a.zip", Archived.Zip());
        _folder.Write("b.tar", Archived.Tar(new File("folder/", [])));
        Assert.Equal("a.zip: the archive holds no file", Told(Read().Report)[0]);
    }

    [Fact]
    public void WhatAZipSaysOfAMemberIsHeldAgainstIt()
    {
        var zip = Archived.Zip(Log("a.log"), Log("b.log"), Log("c.log"), Log("d.log"));
        var entries = Places(zip, "PK\x01\x02"u8);
        zip[entries[0] + 16] ^= 1;
        zip[entries[1] + 24]++;
        zip[entries[2] + 8] |= 1;
        zip[entries[3] + 10] = 12;
        _folder.Write("a.zip", zip);
        var (rows, report) = Read();
        Assert.Equal(
        [
            "a.zip!a.log: its bytes do not have the check sum that the archive says",
            "a.zip!b.log: 15 bytes unpacked, where the archive says 16",
            "a.zip!c.log: encrypted; unpack it with its password first",
            "a.zip!d.log: packed with method 12 of zip, which is not read; unpack the archive first",
        ], Told(report));
        Assert.Equal(4, rows.Count);
    }

    [Fact]
    public void OfMembersThatShareBytesTheFirstIsRead()
    {
        var zip = Archived.Zip(Log("a.log"), Log("b.log"));
        var entries = Places(zip, "PK\x01\x02"u8);
        zip.AsSpan(entries[0] + 42, 4).CopyTo(zip.AsSpan(entries[1] + 42));
        _folder.Write("a.zip", zip);
        Assert.Equal(["a.zip!a.log: 2", "a.zip!b.log: its bytes are those of another member too, which was read; a zip bomb is made so"], Told(Read().Report));
    }

    static List<int> Places(byte[] bytes, ReadOnlySpan<byte> magic)
    {
        var places = new List<int>();
        for (var at = 0; bytes.AsSpan(at).IndexOf(magic) is >= 0 and var ahead; at += ahead + 1)
        {
            places.Add(at + ahead);
        }
        return places;
    }

    [Fact]
    public void AZipWithoutItsDirectoryIsReadFromHeadToHead()
    {
        var zip = Archived.Zip(Log("a.log"), Log("b.log"), Log("c.log", "three\n"));
        var cut = Places(zip, "PK\x01\x02"u8)[0];
        _folder.Write("a.zip", zip.AsSpan(0, cut));
        Assert.Equal(
        [
            "a.zip: the zip archive has no directory at its end, it may be cut; only members whose heads are there were found",
            "a.zip!a.log: 2", "a.zip!b.log: 2", "a.zip!c.log: 1",
        ], Told(Read().Report));
    }

    [Fact]
    public void HeadsOneBehindTheOtherCostNoMoreThanTheirBytes()
    {
        const int Many = 20_000;
        byte[] head = [.. "PK\x03\x04"u8, .. new byte[22], 1, 0, 0, 0, (byte)'a'];
        var path = _folder.Write("a.zip", [.. Enumerable.Repeat(head, Many).SelectMany(one => one)]);
        using var file = RawFile.Own(RawFile.OpenHandle(path), hash: false);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(Many, new ZipWalk(new PlainBytes(file), file.Stamp.Length, new(null, 1, null)).Members().Count());
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Many, 0, 2000);
    }

    [Fact]
    public void BehindDamageInATarReadingGoesOn()
    {
        var tar = Archived.Tar(TarEntryFormat.Ustar, Log("a.log"), Log("b.log"), Log("c.log", "three\n"));
        tar[1024 + 10] ^= 1;
        _folder.Write("a.tar", tar);
        _folder.Write("c.tgz", EvidenceFolder.Gzip(tar));
        var (_, report) = Read();
        Assert.Equal("a.tar: the tar archive is damaged at byte 1,024; reading went on at byte 2,048", Told(report)[0]);
        Assert.Equal(["a.tar!a.log: 2", "a.tar!c.log: 1"], Told(report)[1..3]);
        Assert.Equal(["c.tgz!a.log: 2", "c.tgz!c.log: 1"], Told(report)[^2..]);
    }

    [Fact]
    public void ATarCutWithinAMemberIsReadUpToThere()
    {
        _folder.Write("a.tar", Archived.Tar(TarEntryFormat.Ustar, Log("a.log"), Log("b.log")).AsSpan(0, 1024 + 512 + 11));
        Assert.Equal(
        [
            "a.tar: the tar archive ends early; members may be missing",
            "a.tar!a.log: 2",
            "a.tar!b.log: the archive ends within this member, 11 of its 15 bytes are there",
        ], Told(Read().Report));
    }

    [Fact]
    public void DamageAnywhereNeverThrows()
    {
        byte[][] archives =
        [
            Archived.Zip(Log("a.log"), Log("b.log")),
            Archived.Tar(Log("a.log"), Log("b.log")),
            EvidenceFolder.Gzip(Archived.Tar(new File("i.zip", Archived.Zip(Log("a.log"))), Log("b.log"))),
        ];
        foreach (var archive in archives)
        {
            for (var at = 0; at < archive.Length; at += archive.Length > 1000 ? 7 : 1)
            {
                var bad = (byte[])archive.Clone();
                bad[at] ^= 0xFF;
                _folder.Write("a", bad);
                _folder.Write("b", archive.AsSpan(0, at));
                var (_, report) = Read();
                Assert.Empty(report.OurFaults);
                Assert.All(report.Sources, source => Assert.Equal(source.Records, source.Observed + source.Ignored + source.Malformed));
            }
        }
    }

    [Fact]
    public void ThereMayBeNoRoomForAZipInAnotherEnvelope()
    {
        using var folder = new EvidenceFolder { Options = Words with { SpoolBytes = 100 } };
        folder.Write("a.zip.gz", EvidenceFolder.Gzip(Archived.Zip(Log("a.log"))));
        using var evidence = folder.Open();
        var source = Assert.Single(EvidenceFolder.Read(evidence, 1).Report.Sources);
        Assert.StartsWith("a zip archive in another envelope, for which there is no room", source.Damage, StringComparison.Ordinal);
    }

    [Fact]
    public void AnArchiveThroughStandardInputIsReadAndLeavesNothingBehind()
    {
        using var spool = new EvidenceFolder();
        var packed = EvidenceFolder.Gzip(Archived.Zip(Log("a.log"), Log("b.log", "three\n")));
        using (var folder = new EvidenceFolder { Options = Words with { SpoolFolder = spool.Path, StandardInput = () => new MemoryStream(packed) } })
        using (var evidence = folder.Open("-"))
        {
            var (rows, report) = EvidenceFolder.Read(evidence, 2);
            Assert.Equal(["-!a.log", "-!b.log"], report.Sources.Select(source => source.Path.Raw));
            Assert.Equal("three", evidence.Excerpts([rows[^1].At]).Values.Single().Raw);
        }
        Assert.Empty(Directory.GetFileSystemEntries(spool.Path));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void MembersAreReadAgainAndTheirLinesFetched(int threads)
    {
        var logs = Enumerable.Range(0, 5).Select(i => new File($"{i}.log", EvidenceFolder.Lines(400, i))).ToArray();
        _folder.Write("a.zip", Archived.Zip(logs));
        _folder.Write("b.tar.gz", EvidenceFolder.Gzip(Archived.Tar([.. logs, new File("in.zip", Archived.Zip(logs))])));
        _folder.Write("c.tar", Archived.Tar(logs));
        using var evidence = _folder.Open();
        var (rows, report) = EvidenceFolder.Read(evidence, threads);
        Assert.Equal(20, report.Sources.Length);
        var segments = rows.Select(row => row.Segment).ToHashSet();
        var again = new CollectingSink();
        Assert.True(evidence.Revisit(segments, again, threads));
        Assert.Equal(rows, again.Rows);
        var some = rows.Where((_, i) => i % 97 == 0).ToArray();
        var excerpts = evidence.Excerpts(some.Select(row => row.At));
        Assert.All(some, row => Assert.Equal(row.Name, excerpts[row.At].Raw));
    }

    [Fact]
    public void AsNamesTheFormatOfEveryMember()
    {
        using var folder = new EvidenceFolder { Options = Words with { As = "word-lines" } };
        folder.Write("a.zip", Archived.Zip(new File("a", "just\nwords\n"u8.ToArray()), new File("b", "more\n"u8.ToArray())));
        using var evidence = folder.Open();
        Assert.Equal(["just", "words", "more"], EvidenceFolder.Read(evidence, 1).Rows.Select(row => row.Name));
    }

    public void Dispose() => _folder.Dispose();
}
