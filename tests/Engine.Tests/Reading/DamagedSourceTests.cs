using System.Diagnostics;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Reading;

public class DamagedSourceTests
{
    [Fact]
    public void AGzipCutAnywhereGivesWhatCouldBeUnpacked()
    {
        using var folder = new EvidenceFolder();
        var lines = EvidenceFolder.Lines(400, 11);
        var member = EvidenceFolder.Gzip(lines);
        byte[] packed = [.. member, .. EvidenceFolder.Gzip("second\nmember\n"u8)];
        var most = 0L;
        for (var cut = 0; cut <= packed.Length; cut += cut > 30 && cut < member.Length - 30 ? 37 : 1)
        {
            var (rows, source) = ReadOne(folder, packed[..cut]);
            var isWhole = cut == packed.Length || cut == member.Length;
            Assert.True(isWhole == (source.Damage is null), $"cut at {cut}: {source.Damage}");
            Assert.True(source.Records >= most, $"cut at {cut}: {source.Records} records, {most} before");
            most = source.Records;
            if (!isWhole && cut >= 3)
            {
                Assert.StartsWith("the file ends early, ", source.Damage, StringComparison.Ordinal);
                Assert.EndsWith(" bytes unpacked", source.Damage, StringComparison.Ordinal);
            }
        }
        Assert.Equal(403, most);
    }

    static (List<CollectedRow> Rows, SourceReport Source) ReadOne(EvidenceFolder folder, byte[] bytes)
    {
        folder.Write("a", bytes);
        using var evidence = folder.Open(folder["a"]);
        var (rows, report) = EvidenceFolder.Read(evidence, 1);
        return (rows, report.Sources[0]);
    }

    [Fact]
    public void MembersOfEverySizeAreJoined()
    {
        using var folder = new EvidenceFolder { Options = new() { Formats = [new WordLines()] } };
        for (var padding = 0; padding < 40; padding++)
        {
            // Members end at every place of the blocks in which the packed bytes are fetched.
            var noise = new byte[8192 - 60 + padding];
            new Random(padding).NextBytes(noise);
            var comment = "#" + Convert.ToBase64String(noise) + "\n";
            byte[] packed = [.. EvidenceFolder.Gzip("=words\n"u8), .. EvidenceFolder.Gzip(System.Text.Encoding.ASCII.GetBytes(comment)), .. EvidenceFolder.Gzip([]), .. EvidenceFolder.Gzip("last\n"u8)];
            var (rows, source) = ReadOne(folder, packed);
            Assert.Null(source.Damage);
            Assert.Equal(["last"], rows.Select(row => row.Name));
        }
    }

    [Fact]
    public void OfCorruptGzipAllThatStandsBeforeTheDamageIsRead()
    {
        using var folder = new EvidenceFolder();
        var lines = EvidenceFolder.Lines(20_000, 12);
        var packed = EvidenceFolder.Gzip(lines);
        for (var at = 1000; at < packed.Length; at += packed.Length / 7)
        {
            var bad = (byte[])packed.Clone();
            bad.AsSpan(at, 20).Fill(0xFF);
            var (rows, source) = ReadOne(folder, bad);
            var (good, _) = ReadOne(folder, packed[..at]);
            Assert.StartsWith("the gzip data is damaged, ", source.Damage, StringComparison.Ordinal);
            Assert.True(good.Count > 50 && rows.Count >= good.Count, $"damage at {at}");
            Assert.Equal(good[..^1], rows[..(good.Count - 1)]);
        }
        packed[^6] ^= 1;
        var (_, wrongSum) = ReadOne(folder, packed);
        Assert.StartsWith("the gzip data is damaged, ", wrongSum.Damage, StringComparison.Ordinal);
        Assert.Equal(20_001, wrongSum.Records);
    }

    [Fact]
    public void AnyStretchesOfASourceAreItsBytes()
    {
        using var folder = new EvidenceFolder();
        var lines = EvidenceFolder.Lines(20_000, 13);
        foreach (var path in new[] { folder.Write("a", lines), folder.Write("b", EvidenceFolder.Gzip(lines)) })
        {
            for (var seed = 0; seed < 20; seed++)
            {
                var random = new Random(seed);
                using var file = RawFile.Own(RawFile.OpenHandle(path), hash: false);
                using var bytes = Peeled.Of(new PlainBytes(file), 0).Bytes;
                var window = new UnpackedWindow(bytes);
                for (var at = 0; at < lines.Length + 1000; at += random.Next(1, 1 << random.Next(2, 18)))
                {
                    var length = random.Next(1, 1 << random.Next(1, 18));
                    var expected = at >= lines.Length ? [] : lines.AsSpan(at, Math.Min(length, lines.Length - at));
                    Assert.True(window.At(at, length).Span.SequenceEqual(expected), $"seed {seed}, {length} bytes at {at} of {path}");
                }
                Assert.True(bytes.SkipTo(5));
                var few = new byte[10];
                Assert.Equal(10, bytes.Fill(few));
                Assert.Equal(lines[5..15], few);
            }
        }
    }

    [Fact]
    public void APipeInAFolderIsNotWaitedFor()
    {
        using var folder = new EvidenceFolder();
        folder.Write("a.log", "=words\none\n");
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("pipes with names are made with mkfifo");
        }
        using (var make = Process.Start("mkfifo", folder["b.pipe"]))
        {
            make.WaitForExit();
        }
        using var evidence = folder.Open();
        Assert.Equal([null, "the file is empty"], EvidenceFolder.Read(evidence, 1).Report.Sources.Select(source => source.Damage));
    }

    [Fact]
    public void WhatFollowsAGzipIsTold()
    {
        using var folder = new EvidenceFolder();
        var (rows, source) = ReadOne(folder, [.. EvidenceFolder.Gzip("=words\none\n"u8), .. "and more"u8]);
        Assert.Single(rows);
        Assert.StartsWith("behind the gzip data follows something else", source.Damage, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderOfGoodAndBadFilesIsReadAsFarAsItGoes()
    {
        using var folder = new EvidenceFolder();
        folder.Write("a-good.log", "=words\none\n");
        folder.Write("b-empty.log", "");
        folder.Write("c-unknown.log", "a,b,c\n1,2,3\n");
        folder.Write("d-binary.exe", [0x4D, 0x5A, 0x90, 0, 3, 0, 0, 0, 4]);
        folder.Write("e.xz", [0xFD, .. "7zXZ"u8, 0, 0]);
        folder.Write("f.gz", EvidenceFolder.Gzip([]));
        folder.Write("g/h.log", "=words\ntwo\n");
        File.CreateSymbolicLink(folder["i-unreadable"], "/proc/self/mem");
        folder.Write("j.log", [.. "=words\nthree"u8]);
        using var evidence = folder.Open();
        var (rows, report) = EvidenceFolder.Read(evidence, 2);
        Assert.Equal(["one", "two", "three"], rows.Select(row => row.Name));
        Assert.Equal(
        [
            null,
            "the file is empty",
            "no known format: lines of text, 3 fields between commas in the first",
            "no known format: binary data that begins with 4d5a900003000000",
            "packed with xz, which is not read; unpack it first: xz -dk FILE",
            "the file is empty",
            null,
            "the file is empty",
            null,
        ], report.Sources.Select(source => source.Damage));
    }

    [Fact]
    public void AFileThatGoesBetweenLookingAndReadingIsReported()
    {
        using var folder = new EvidenceFolder();
        var gone = folder.Write("a.log", "=words\none\n");
        folder.Write("b.log", "=words\ntwo\n");
        using var evidence = folder.Open();
        File.Delete(gone);
        var (rows, report) = EvidenceFolder.Read(evidence, 2);
        Assert.Equal("the file was gone when it was to be read", report.Sources[0].Damage);
        Assert.Equal(["two"], rows.Select(row => row.Name));
    }

    [Fact]
    public void TheHighestLikenessWinsAndTheListDecidesBetweenEquals()
    {
        WordLines unsure = new("a-unsure", 1) { SniffedAs = Likeness.Possible }, first = new("b-first", 2), second = new("c-second", 3);
        Assert.Same(first, Identification.Of("=words\n"u8, [unsure, first, second]));
        Assert.Same(second, Identification.Of("=words\n"u8, [unsure, second, first]));
        Assert.Null(Identification.Of("words\n"u8, [unsure, second, first]));
    }

    [Fact]
    public void AsReadsWhatNoFormatRecognises()
    {
        using var folder = new EvidenceFolder { Options = new() { Formats = [new WordLines()], As = "word-lines" } };
        folder.Write("a", "just\nwords\n");
        using var evidence = folder.Open();
        Assert.Equal(["just", "words"], EvidenceFolder.Read(evidence, 1).Rows.Select(row => row.Name));
    }
}
