using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using Nameward.Engine.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Rollups;

/// <summary>The bound holds to the key even where many keys share a hash, as an adversary who knows the seed can make them.</summary>
public class LowestKeysTests
{
    [Fact]
    public void KeysOfOneHashAreLeftOutInTheirOrder()
    {
        for (var seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            var most = random.Next(1, 40);
            var tables = Enumerable.Range(0, 3).Select(_ => new LowestKeys<Key, Number>(most)).ToArray();
            var sums = new SortedDictionary<(ulong Hash, int Key), int>();
            for (var i = random.Next(500); i > 0; i--)
            {
                var key = new Key(random.Next(80));
                tables[random.Next(3)].Add(key, new(i));
                sums[(key.Hash, key.Value)] = sums.GetValueOrDefault((key.Hash, key.Value)) + i;
            }
            tables[1].Merge(tables[2]);
            tables[0].Merge(tables[1]);
            var expected = sums.Take(most).OrderBy(sum => sum.Key.Key).Select(sum => (sum.Key.Key, sum.Value));
            var message = string.Create(CultureInfo.InvariantCulture, $"seed {seed}");
            Assert.True(expected.SequenceEqual(tables[0].Sorted().Select(pair => (pair.Key.Value, pair.Value.Sum))), message);
            Assert.True(tables[0].Count == Math.Min(most, sums.Count), message);
        }
    }

    [Fact]
    public void ABlockOfMoreKeysThanItMayHoldIsDamaged()
    {
        var table = new LowestKeys<Key, Number>(2);
        table.Add(new(1), new(1));
        table.Add(new(2), new(1));
        var bytes = new ArrayBufferWriter<byte>();
        table.WriteTo(bytes);
        var block = bytes.WrittenSpan.ToArray();
        foreach (var most in new uint[] { 0, 1, uint.MaxValue })
        {
            BinaryPrimitives.WriteUInt32LittleEndian(block, most);
            Assert.Throws<InvalidDataException>(() =>
            {
                var reader = new StateReader(block);
                LowestKeys<Key, Number>.ReadFrom(ref reader);
            });
        }
    }

    /// <summary>A number under a hash that it shares with every fifth.</summary>
    readonly record struct Key(int Value) : IKept<Key>, IComparable<Key>
    {
        public ulong Hash => (ulong)(Value % 5);

        public int CompareTo(Key other) => Value.CompareTo(other.Value);

        public void WriteTo(IBufferWriter<byte> to) => to.U32((uint)Value);

        public static Key ReadFrom(ref StateReader from) => new((int)from.U32());
    }

    record struct Number(int Sum) : IKeptState<Number>
    {
        public void Merge(in Number other) => Sum += other.Sum;

        public readonly void WriteTo(IBufferWriter<byte> to) => to.U32((uint)Sum);

        public static Number ReadFrom(ref StateReader from) => new((int)from.U32());
    }
}
