using Nameward.Engine.Evidence;
using Xunit;

namespace Nameward.Engine.Tests.Zeek;

/// <summary>However the bytes come, the records are the same; and no bytes at all do harm.</summary>
public class ZeekSplitTests
{
    public static TheoryData<string, string> Files => ZeekGoldenTests.Files;

    [Theory]
    [MemberData(nameof(Files))]
    public void CutInTwoAnywhereOrByteByByteTheRecordsAreTheSame(string format, string file)
    {
        var bytes = Read(format, file);
        var whole = Feeding.Whole(ZeekGoldenTests.Format(format), bytes).ToString();
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            Assert.Equal(whole, InPieces(format, bytes, [cut]));
        }
        Assert.Equal(whole, InPieces(format, bytes, [.. Enumerable.Range(0, bytes.Length)]));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void SkimmedToAnyPlaceAForkReadsTheRest(string format, string file)
    {
        var bytes = Read(format, file);
        var whole = Feeding.Whole(ZeekGoldenTests.Format(format), bytes).ToString();
        var random = new Random(17);
        for (var end = 0; end <= bytes.Length; end++)
        {
            Assert.Equal(whole, Feeding.SkimThenFork(ZeekGoldenTests.Format(format), bytes, random.Next(end + 1), end));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void ASourceThatEndsAnywhereLosesAtMostItsLastRecord(string format, string file)
    {
        var bytes = Read(format, file);
        var whole = Feeding.Whole(ZeekGoldenTests.Format(format), bytes).ToString();
        for (var end = 0; end <= bytes.Length; end++)
        {
            var complete = bytes.AsSpan(0, end).LastIndexOf((byte)'\n') + 1;
            var upToThere = Feeding.Whole(ZeekGoldenTests.Format(format), bytes.AsSpan(0, complete));
            var cut = Feeding.Whole(ZeekGoldenTests.Format(format), bytes.AsSpan(0, end));
            Assert.StartsWith(upToThere.ToString(), whole, StringComparison.Ordinal);
            Assert.StartsWith(upToThere.ToString(), cut.ToString(), StringComparison.Ordinal);
            Assert.Equal(complete == end ? 0 : 1, Records(cut) - Records(upToThere));
        }
    }

    [Theory]
    [InlineData("zeek-dns")]
    [InlineData("zeek-dns-json")]
    public void DamagedBytesAreCountedLineByLineInAnyPieces(string format)
    {
        var sources = Samples.Of(format).Select(File.ReadAllBytes).ToArray();
        for (var seed = 0; seed < 600; seed++)
        {
            var random = new Random(seed);
            var bytes = Damage(random, sources[random.Next(sources.Length)]);
            var dump = Feeding.Whole(ZeekGoldenTests.Format(format), bytes);
            Assert.True(Lines(bytes) == Records(dump), $"seed {seed}");
            int[] ends = [.. Enumerable.Range(0, 6).Select(_ => random.Next(bytes.Length + 1)).Order()];
            Assert.True(dump.ToString() == InPieces(format, bytes, ends), $"seed {seed}");
            Assert.True(dump.ToString() == Feeding.SkimThenFork(ZeekGoldenTests.Format(format), bytes, ends[2], ends[4]), $"seed {seed}");
            ZeekGoldenTests.Format(format).Sniff(bytes);
        }
    }

    [Theory]
    [InlineData("zeek-dns", false)]
    [InlineData("zeek-dns", true)]
    [InlineData("zeek-dns-json", false)]
    [InlineData("zeek-dns-json", true)]
    public void ALineOfAnyLengthIsOneMalformedRecord(string format, bool isFirst)
    {
        var sample = File.ReadAllBytes(Samples.Of(format)[0]);
        foreach (var length in new[] { IRecordReader.LargestRecord - 1, IRecordReader.LargestRecord, IRecordReader.LargestRecord + 1, 3 * IRecordReader.LargestRecord })
        {
            byte[] line = [(byte)'#', .. Enumerable.Repeat((byte)'x', length - 1), (byte)'\n'];
            byte[] bytes = isFirst ? [.. line, .. sample] : [.. sample, .. line, .. sample];
            var whole = Feeding.Whole(ZeekGoldenTests.Format(format), bytes);
            Assert.Equal(length >= IRecordReader.LargestRecord, whole.ToString().Contains("the line is longer than 1 MiB", StringComparison.Ordinal));
            Assert.Equal(Lines(bytes), Records(whole));
            int[] blocks = [.. Enumerable.Range(1, bytes.Length / 300_000).Select(i => i * 300_000)];
            Assert.Equal(whole.ToString(), InPieces(format, bytes, blocks));
            Assert.Equal(whole.ToString(), Feeding.SkimThenFork(ZeekGoldenTests.Format(format), bytes, bytes.Length / 3, bytes.Length * 2 / 3));
        }
    }

    [Theory]
    [InlineData("zeek-dns")]
    [InlineData("zeek-dns-json")]
    public void ABlockOfTheLargestRecordIsNeverLeftUntouched(string format)
    {
        var reader = ZeekGoldenTests.Format(format).Open(Feeding.Source);
        Assert.NotEqual(0, reader.Read(new byte[IRecordReader.LargestRecord], isLast: false, new RowDump()));
    }

    static byte[] Read(string format, string file) => File.ReadAllBytes(Path.Combine(Samples.Root, "samples", "formats", format, file));

    static string InPieces(string format, byte[] bytes, int[] ends)
    {
        var dump = new RowDump();
        Feeding.Pieces(ZeekGoldenTests.Format(format).Open(Feeding.Source), bytes, ends, dump);
        return dump.ToString();
    }

    static int Records(RowDump dump) => dump.Observed + dump.Ignored + dump.Malformed;

    static int Lines(byte[] bytes) => bytes.Count(c => c == '\n') + (bytes.Length > 0 && bytes[^1] != '\n' ? 1 : 0);

    static byte[] Damage(Random random, byte[] source)
    {
        var bytes = random.Next(10) == 0 ? new byte[random.Next(2000)] : [.. source];
        if (bytes.Length != source.Length)
        {
            random.NextBytes(bytes);
        }
        var marks = "\t\n\r#,-\\x09\"{}[]:.0TF(empty)é "u8;
        for (var hits = random.Next(40); hits > 0 && bytes.Length > 0; hits--)
        {
            bytes[random.Next(bytes.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : marks[random.Next(marks.Length)];
        }
        return bytes[..random.Next(bytes.Length + 1)];
    }
}
