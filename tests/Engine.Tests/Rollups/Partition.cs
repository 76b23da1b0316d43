using System.Buffers;
using Nameward.Engine.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Rollups;

/// <summary>Evidence shared out by chance, as threads and files share it out.</summary>
static class Partition
{
    const int MostParts = 5;

    /// <summary>What some rows come to, rolled up in parts and in another order; parts merge as they are, or as they are read back.</summary>
    public static TState Merged<TRow, TState>(IEnumerable<TRow> rows, Random random, Func<IEnumerable<TRow>, TState> roll, Func<TState, TState> throughBytes)
        where TState : IMergeable<TState>
    {
        var parts = rows.GroupBy(_ => random.Next(MostParts)).Select(part => roll(part.OrderBy(_ => random.Next()))).ToList();
        return parts.Skip(1).Aggregate(parts[0], (state, part) =>
        {
            state.Merge(random.Next(2) == 0 ? part : throughBytes(part));
            return state;
        });
    }

    /// <summary>Fails where two states do not write the same bytes.</summary>
    public static void AssertSame<TState>(TState expected, TState found, int seed)
        where TState : IMergeable<TState> =>
        Assert.True(BytesOf(expected.WriteTo).AsSpan().SequenceEqual(BytesOf(found.WriteTo)), $"seed {seed}");

    /// <summary>What is written.</summary>
    public static byte[] BytesOf(Action<IBufferWriter<byte>> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        write(bytes);
        return bytes.WrittenSpan.ToArray();
    }
}
