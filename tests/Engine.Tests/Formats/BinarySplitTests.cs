using Nameward.Engine.Evidence;
using Xunit;

namespace Nameward.Engine.Tests.Formats;

/// <summary>However the bytes of a format that is no text come, the records are the same; and no bytes at all do harm.</summary>
public class BinarySplitTests
{
    const int Damages = 600;

    /// <summary>Places inside a sample at which a source may end without a loss: between two streams, and between the frames of a handshake.</summary>
    const int QuietEnds = 4;

    public static TheoryData<string, string> Files => FormatGoldenTests.FilesOf(PositionKind.BinaryOffset);

    public static TheoryData<string> Formats => [.. FormatGoldenTests.OfKind(PositionKind.BinaryOffset)];

    [Theory]
    [MemberData(nameof(Files))]
    [Trait("tier", "ci")]
    public void CutInTwoAnywhereOrByteByByteTheRecordsAreTheSame(string format, string file)
    {
        var bytes = Read(format, file);
        var whole = InPieces(format, bytes, []);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            Assert.Equal(whole, InPieces(format, bytes, [cut]));
        }
        Assert.Equal(whole, InPieces(format, bytes, [.. Enumerable.Range(0, bytes.Length)]));
    }

    [Theory]
    [MemberData(nameof(Files))]
    [Trait("tier", "ci")]
    public void SkimmedToAnyPlaceAForkReadsTheRest(string format, string file)
    {
        var bytes = Read(format, file);
        var whole = InPieces(format, bytes, []);
        var random = new Random(17);
        for (var end = 0; end <= bytes.Length; end++)
        {
            Assert.Equal(whole, SkimThenFork(format, bytes, random.Next(end + 1), end));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    [Trait("tier", "ci")]
    public void ASourceThatEndsAnywhereSaysSoAndKeepsWhatIsWhole(string format, string file)
    {
        var bytes = Read(format, file);
        var whole = Observed(InPieces(format, bytes, []));
        var silent = 0;
        for (var end = 1; end < bytes.Length; end++)
        {
            var dump = InPieces(format, bytes[..end], []);
            var observed = Observed(dump);
            Assert.Equal(whole[..observed.Length], observed);
            silent += dump.Contains("malformed", StringComparison.Ordinal) ? 0 : 1;
        }
        Assert.InRange(silent, 0, QuietEnds);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void DamagedBytesAreTheSameRecordsInAnyPieces(string format)
    {
        var sources = Samples.Of(format).Select(File.ReadAllBytes).ToArray();
        for (var seed = 0; seed < Damages; seed++)
        {
            var random = new Random(seed);
            var bytes = Damage(random, sources[random.Next(sources.Length)]);
            var dump = InPieces(format, bytes, []);
            int[] ends = [.. Enumerable.Range(0, 6).Select(_ => random.Next(bytes.Length + 1)).Order()];
            Assert.True(dump == InPieces(format, bytes, ends), $"seed {seed}");
            Assert.True(dump == SkimThenFork(format, bytes, ends[2], ends[4]), $"seed {seed}");
            FormatGoldenTests.Format(format).Sniff(bytes);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    [Trait("tier", "ci")]
    public void ABlockOfTheLargestRecordIsNeverLeftUntouched(string format)
    {
        foreach (var sample in Samples.Of(format).Select(File.ReadAllBytes))
        {
            for (var end = 0; end < sample.Length; end += 7)
            {
                var reader = FormatGoldenTests.Format(format).Open(Feeding.Source);
                var left = sample.AsSpan(reader.Skim(sample.AsSpan(0, end), isLast: false, NoRows.Instance)..end);
                byte[] block = [.. left, .. new byte[IRecordReader.LargestRecord - left.Length]];
                Assert.NotEqual(0, reader.Skim(block, isLast: false, NoRows.Instance));
            }
        }
    }

    static byte[] Read(string format, string file) => File.ReadAllBytes(Samples.Own($"samples/formats/{format}/{file}"));

    static string[] Observed(string dump) => [.. dump.Split('\n').Where(line => line.Contains(" observed ", StringComparison.Ordinal))];

    /// <summary>What one reader reads and another one finds in order, fed with the same blocks.</summary>
    static string InPieces(string format, byte[] bytes, int[] ends)
    {
        IRecordReader reader = FormatGoldenTests.Format(format).Open(Feeding.Source), skimmer = FormatGoldenTests.Format(format).Open(Feeding.Source);
        RowDump read = new(), inOrder = new();
        var at = 0;
        foreach (var end in ends)
        {
            var used = reader.Read(bytes.AsSpan(at..end), isLast: false, read);
            Assert.Equal(used, skimmer.Skim(bytes.AsSpan(at..end), isLast: false, inOrder));
            at += used;
        }
        Assert.Equal(bytes.Length - at, reader.Read(bytes.AsSpan(at..), isLast: true, read));
        Assert.Equal(bytes.Length - at, skimmer.Skim(bytes.AsSpan(at..), isLast: true, inOrder));
        return $"{inOrder}{read}";
    }

    static string SkimThenFork(string format, byte[] bytes, int middle, int end)
    {
        IRecordReader reader = FormatGoldenTests.Format(format).Open(Feeding.Source), skimmer = FormatGoldenTests.Format(format).Open(Feeding.Source);
        RowDump read = new(), inOrder = new();
        var at = 0;
        foreach (var to in (int[])[middle, end])
        {
            var used = skimmer.Skim(bytes.AsSpan(at..to), isLast: false, inOrder);
            Assert.Equal(used, reader.Read(bytes.AsSpan(at..to), isLast: false, read));
            at += used;
        }
        var fork = skimmer.Fork();
        Assert.Equal(bytes.Length - at, skimmer.Skim(bytes.AsSpan(at..), isLast: true, inOrder));
        Assert.Equal(bytes.Length - at, fork.Read(bytes.AsSpan(at..), isLast: true, read));
        return $"{inOrder}{read}";
    }

    /// <summary>Some bytes changed, some taken out, and the end cut off; sometimes bytes of chance alone.</summary>
    static byte[] Damage(Random random, byte[] source)
    {
        List<byte> bytes = [.. source];
        for (var hits = random.Next(12); hits > 0; hits--)
        {
            bytes[random.Next(bytes.Count)] = random.Next(3) == 0 ? (byte)random.Next(4) : (byte)random.Next(256);
        }
        for (var cuts = random.Next(3); cuts > 0; cuts--)
        {
            var at = random.Next(bytes.Count);
            bytes.RemoveRange(at, random.Next(Math.Min(9, bytes.Count - at)));
        }
        byte[] damaged = [.. bytes[..(random.Next(3) == 0 ? random.Next(bytes.Count + 1) : bytes.Count)]];
        if (random.Next(20) == 0)
        {
            random.NextBytes(damaged);
        }
        return damaged;
    }
}
