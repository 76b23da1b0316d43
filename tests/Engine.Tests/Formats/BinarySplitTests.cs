using Nameward.Engine.Evidence;
using Xunit;

namespace Nameward.Engine.Tests.Formats;

/// <summary>What <see cref="FormatSplitTests"/> does not say of formats that are no text: a source that ends early says so, and no bytes at all do harm.</summary>
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
    public void ASourceThatEndsAnywhereSaysSoAndKeepsWhatIsWhole(string format, string file)
    {
        var bytes = File.ReadAllBytes(Samples.Own($"samples/formats/{format}/{file}"));
        var whole = Observed(InPieces(format, bytes));
        var silent = 0;
        for (var end = 1; end < bytes.Length; end++)
        {
            var dump = InPieces(format, bytes[..end]);
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
            var dump = InPieces(format, bytes);
            int[] ends = [.. Enumerable.Range(0, 6).Select(_ => random.Next(bytes.Length + 1)).Order()];
            Assert.True(dump == InPieces(format, bytes, ends), $"seed {seed}");
            Assert.True(dump == Feeding.SkimThenFork(FormatGoldenTests.Format(format), bytes, ends[2], ends[4]), $"seed {seed}");
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

    static string InPieces(string format, byte[] bytes, params int[] ends) => Feeding.InPieces(FormatGoldenTests.Format(format), bytes, ends);

    static string[] Observed(string dump) => [.. dump.Split('\n').Where(line => line.Contains(" observed ", StringComparison.Ordinal))];

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
