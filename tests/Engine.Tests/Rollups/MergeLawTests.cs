using System.Buffers;
using System.Globalization;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Rollups;

/// <summary>The laws of merging: everything that is decided rests on them.</summary>
public class MergeLawTests
{
    const int Cases = 1000;

    [Fact]
    [Trait("tier", "ci")]
    public void AnyPartitionInAnyOrderDirectlyOrThroughBytesGivesTheSameBytes()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var rows = new RandomTraffic(seed).Rows(seed % 50 == 0 ? 3000 : 40 + seed % 200);
            var random = new Random(seed);
            var whole = BytesOf(RandomTraffic.Roll(rows));
            var parts = Parts(rows, (seed % 3) switch { 0 => 1, 1 => 2, _ => 7 }, seed % 4, random);
            Assert.True(whole.AsSpan().SequenceEqual(BytesOf(MergeAll(parts, random))), string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        }
    }

    [Fact]
    [Trait("tier", "ci")]
    public void AnyPartitionGivesTheSameFindings()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var rows = new RandomTraffic(seed).Rows(60 + seed % 240);
            var random = new Random(seed);
            var parts = Parts(rows, 2 + seed % 6, seed % 4, random);
            Assert.Equal(Judged(RandomTraffic.Roll(rows)), Judged(MergeAll(parts, random)));
        }
    }

    [Fact]
    public void AKeyThatIsLargeBecauseItsFewRowsAreLongSurvivesItsBytes()
    {
        var label = new string('x', 59);
        var rows = new RandomTraffic(1).Rows(100).Select((row, i) => row with { Message = row.Message with { IsNameHidden = false, Client = new(Address.FromV4(0x0A000001), 5353) }, Name = Names.Wire($"{i:D4}.{label}.{label}.{label}.example.com") });
        var set = RandomTraffic.Roll(rows);
        Assert.Contains(set.Shards, shard => shard.Cells.ToArray().Any(cell => cell.IsLarge && cell.Rows <= PairShard.SmallRows));
        Assert.True(BytesOf(set).AsSpan().SequenceEqual(BytesOf(ThroughBytes(set))));
    }

    [Fact]
    public void MergingTwiceTheSameNamesChangesNoSample()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var (once, twice) = (new BottomK<SampledName>(), new BottomK<SampledName>());
            for (var i = random.Next(300); i > 0; i--)
            {
                once.Add(new() { Hash = WyHash.Of((ulong)random.Next(400), 1), LongestTtl = (ushort)random.Next(65536), Traits = (NameTraits)random.Next(128), First = (uint)random.Next(86_400), Rcodes = (ushort)random.Next(65536) });
            }
            twice.Merge(once);
            twice.Merge(once);
            Assert.True(BytesOf(once).AsSpan().SequenceEqual(BytesOf(twice)), string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        }
    }

    [Fact]
    public void TheStepOfAnOccupiedSetIsTheSmallestAtWhichItsNumbersFit()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var numbers = Enumerable.Range(0, random.Next(1, 400)).Select(_ => (uint)random.Next(1 << random.Next(1, 31))).ToList();
            var set = new OccupiedSet();
            numbers.ForEach(set.Add);
            var shift = 0;
            while (numbers.Select(number => number >> shift).Distinct().Count() > OccupiedSet.Capacity)
            {
                shift++;
            }
            Assert.Equal(shift, set.Shift);
            Assert.Equal(numbers.Select(number => number >> shift).Distinct().Order(), set.Steps.ToArray());
        }
    }

    [Fact]
    public void ADistinctCountIsExactUpToTheSampleAndCloseBeyond()
    {
        var sample = new BottomK<SampledName>();
        for (ulong i = 1; i <= 100_000; i++)
        {
            sample.Add(new() { Hash = WyHash.Of(i, 7) });
            if (i == BottomK<SampledName>.K)
            {
                Assert.Equal(BottomK<SampledName>.K, sample.DistinctEstimate);
            }
        }
        Assert.InRange(sample.DistinctEstimate, 75_000, 130_000);
    }

    [Fact]
    public void DamagedBytesOfRollupsAreSaidAndNotBelieved()
    {
        var bytes = BytesOf(RandomTraffic.Roll(new RandomTraffic(1).Rows(100)));
        for (var length = 0; length < bytes.Length; length += 1 + length / 50)
        {
            var cut = bytes[..length];
            Assert.Throws<InvalidDataException>(() =>
            {
                var reader = new StateReader(cut);
                RollupSet.ReadFrom(ref reader);
            });
        }
    }

    [Fact]
    public void BytesChangedAnywhereAreSaidOrReadAndNeverOurFault()
    {
        var bytes = BytesOf(RandomTraffic.Roll(new RandomTraffic(2).Rows(60)));
        var random = new Random(5);
        for (var i = 0; i < 4000; i++)
        {
            var changed = bytes.ToArray();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            try
            {
                var reader = new StateReader(changed);
                BytesOf(RollupSet.ReadFrom(ref reader));
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    static List<List<RandomTraffic.Row>> Parts(List<RandomTraffic.Row> rows, int count, int way, Random random)
    {
        var parts = Enumerable.Range(0, count).Select(_ => new List<RandomTraffic.Row>()).ToList();
        foreach (var row in rows.OrderBy(_ => random.Next()))
        {
            var part = way switch
            {
                0 => row.Message.Client.Address.V4,
                1 => (uint)(row.Message.Time.Ticks / TimeSpan.TicksPerHour),
                2 => row.Message.Server.Address.V4,
                _ => (uint)random.Next(),
            };
            parts[(int)(part % (uint)count)].Add(row);
        }
        return parts;
    }

    static RollupSet MergeAll(List<List<RandomTraffic.Row>> parts, Random random)
    {
        var sets = parts.Select(RandomTraffic.Roll).OrderBy(_ => random.Next()).ToList();
        while (sets.Count > 1)
        {
            var (into, from) = (sets[random.Next(sets.Count)], sets[random.Next(sets.Count)]);
            if (!ReferenceEquals(into, from))
            {
                into.Merge(random.Next(2) == 0 ? from : ThroughBytes(from));
                sets.Remove(from);
            }
        }
        return sets[0];
    }

    static RollupSet ThroughBytes(RollupSet set)
    {
        var reader = new StateReader(BytesOf(set));
        var read = RollupSet.ReadFrom(ref reader);
        Assert.True(reader.AtEnd);
        return read;
    }

    static byte[] BytesOf<T>(T state) where T : IMergeable<T>
    {
        var bytes = new ArrayBufferWriter<byte>();
        state.WriteTo(bytes);
        return bytes.WrittenSpan.ToArray();
    }

    static string Judged(RollupSet set)
    {
        var scene = new Scene(new(set));
        return string.Join('\n', new PairJudge(scene).Judge(new(int.MinValue)).Select(weighing => string.Create(CultureInfo.InvariantCulture,
            $"{((Pair)weighing.Subject).Client} {WireName.ToText(((Pair)weighing.Subject).Zones[0])} {weighing.Sum.Hundredths} {string.Join(' ', weighing.Signals.Select(signal => $"{signal.Id}={signal.AsBrowsing.Hundredths}"))}")));
    }
}
