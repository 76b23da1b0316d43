using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Formats;
using Xunit;

namespace Nameward.Engine.Tests.Formats;

/// <summary>However the bytes come, the records are the same; and no bytes at all do harm.</summary>
public class FormatSplitTests
{
    /// <summary>Formats in which a record may be several lines: what is said here of lines does not hold for them.</summary>
    static readonly string[] OfSeveralLines =
    [
        "ipconfig", "isc-dhcp-leases", "isc-dhcpd-conf", "kea-conf", "microsoft-analytical", "microsoft-audit", "microsoft-debug", "microsoft-dns-client", "named-conf", "powershell-dns", "sysmon",
        "windows-displaydns", "windows-registry", .. FormatList.All.OfType<TableLog>().Select(format => format.Info.Id),
    ];

    public static TheoryData<string, string> Texts => FormatGoldenTests.FilesOf(PositionKind.ByteOffset);

    public static TheoryData<string> Formats => [.. FormatGoldenTests.OfKind(PositionKind.ByteOffset)];

    [Theory]
    [MemberData(nameof(FormatGoldenTests.Files), MemberType = typeof(FormatGoldenTests))]
    [Trait("tier", "ci")]
    public void CutInTwoAnywhereOrByteByByteTheRecordsAreTheSame(string format, string file)
    {
        var bytes = Read(format, file);
        var whole = InPieces(format, bytes);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            Assert.Equal(whole, InPieces(format, bytes, cut));
        }
        Assert.Equal(whole, InPieces(format, bytes, [.. Enumerable.Range(0, bytes.Length)]));
    }

    [Theory]
    [MemberData(nameof(FormatGoldenTests.Files), MemberType = typeof(FormatGoldenTests))]
    [Trait("tier", "ci")]
    public void SkimmedToAnyPlaceAForkReadsTheRest(string format, string file)
    {
        var bytes = Read(format, file);
        var whole = InPieces(format, bytes);
        var random = new Random(17);
        for (var end = 0; end <= bytes.Length; end++)
        {
            Assert.Equal(whole, Feeding.SkimThenFork(FormatGoldenTests.Format(format), bytes, random.Next(end + 1), end));
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    [Trait("tier", "ci")]
    public void ASourceThatEndsAnywhereLosesAtMostItsLastRecord(string format, string file)
    {
        var bytes = Read(format, file);
        var whole = Feeding.Whole(FormatGoldenTests.Format(format), bytes).ToString();
        for (var end = 0; end <= bytes.Length; end++)
        {
            var complete = Complete(format, bytes.AsSpan(0, end));
            var upToThere = Feeding.Whole(FormatGoldenTests.Format(format), bytes.AsSpan(0, complete));
            var cut = Feeding.Whole(FormatGoldenTests.Format(format), bytes.AsSpan(0, end));
            Assert.StartsWith(upToThere.ToString(), whole, StringComparison.Ordinal);
            Assert.StartsWith(upToThere.ToString(), cut.ToString(), StringComparison.Ordinal);
            var more = Records(cut) - Records(upToThere);
            Assert.True(complete == end ? more == 0 : more == 1 || (more > 1 && OfSeveralLines.Contains(format)));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    [Trait("tier", "ci")]
    public void DamagedBytesAreCountedLineByLineInAnyPieces(string format)
    {
        var sources = Samples.Of(format).Select(SampleBytes.Read).ToArray();
        for (var seed = 0; seed < 600; seed++)
        {
            var random = new Random(seed);
            var bytes = Damage(random, sources[random.Next(sources.Length)]);
            var dump = Feeding.Whole(FormatGoldenTests.Format(format), bytes);
            Assert.True(OfSeveralLines.Contains(format) || Lines(bytes) == Records(dump), $"seed {seed}");
            int[] ends = [.. Enumerable.Range(0, 6).Select(_ => random.Next(bytes.Length + 1)).Order()];
            Assert.True(dump.ToString() == InPieces(format, bytes, ends), $"seed {seed}");
            Assert.True(dump.ToString() == Feeding.SkimThenFork(FormatGoldenTests.Format(format), bytes, ends[2], ends[4]), $"seed {seed}");
            FormatGoldenTests.Format(format).Sniff(bytes);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void ALineOfAnyLengthIsOneMalformedRecord(string format)
    {
        AddALine(format, isFirst: false);
        AddALine(format, isFirst: true);
    }

    static void AddALine(string format, bool isFirst)
    {
        var sample = SampleBytes.Read(Samples.Of(format)[0]);
        const int Largest = IRecordReader.LargestRecord;
        foreach (var length in new[] { Largest - 1, Largest, Largest + 1, 3 * Largest })
        {
            byte[] line = [(byte)'#', .. Enumerable.Repeat((byte)'x', length - 1), (byte)'\n'];
            byte[] bytes = isFirst ? [.. line, .. sample] : [.. sample, .. line, .. sample];
            var whole = Feeding.Whole(FormatGoldenTests.Format(format), bytes);
            Assert.Equal(length >= Largest, whole.ToString().Contains("the line is longer than 1 MiB", StringComparison.Ordinal));
            Assert.True(OfSeveralLines.Contains(format) || Lines(bytes) == Records(whole));
            int[] blocks = [.. Enumerable.Range(1, bytes.Length / 300_000).Select(i => i * 300_000)];
            Assert.Equal(whole.ToString(), InPieces(format, bytes, blocks));
            Assert.Equal(whole.ToString(), Feeding.SkimThenFork(FormatGoldenTests.Format(format), bytes, bytes.Length / 3, bytes.Length * 2 / 3));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    [Trait("tier", "ci")]
    public void ABlockOfTheLargestRecordIsNeverLeftUntouched(string format)
    {
        var reader = FormatGoldenTests.Format(format).Open(Feeding.Source);
        Assert.NotEqual(0, reader.Read(new byte[IRecordReader.LargestRecord], isLast: false, new RowDump()));
    }

    static byte[] Read(string format, string file) => SampleBytes.Read(Path.Combine(Samples.Root, "samples", "formats", format, file));

    /// <summary>Bytes of the records that are surely whole: up to the last line end, or what a reader takes that may wait for more lines.</summary>
    static int Complete(string format, ReadOnlySpan<byte> bytes) => OfSeveralLines.Contains(format)
        ? FormatGoldenTests.Format(format).Open(Feeding.Source with { Dates = DateOrder.MonthFirst }).Read(bytes, isLast: false, NoRows.Instance)
        : bytes.LastIndexOf((byte)'\n') + 1;

    static string InPieces(string format, byte[] bytes, params int[] ends) => Feeding.InPieces(FormatGoldenTests.Format(format), bytes, ends);

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
