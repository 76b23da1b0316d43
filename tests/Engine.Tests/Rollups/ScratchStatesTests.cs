using System.Buffers;
using Nameward.Engine.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Rollups;

public class ScratchStatesTests
{
    [Fact]
    public void AStateThatIsUsedAgainHoldsNothingOfWhatItHeldBefore()
    {
        var states = new ScratchStates();
        for (var seed = 1; seed <= 20; seed++)
        {
            states.TakeBack();
            var set = RandomTraffic.Roll(new RandomTraffic(seed).Rows(400));
            for (var i = 0; i < set.Shards.Length; i++)
            {
                foreach (var cell in set.Shards[i].Cells)
                {
                    if (cell is { Rows: > 0, IsLarge: false })
                    {
                        Assert.Equal(Bytes(Fold(set.Shards[i], cell, set, new())), Bytes(Fold(set.Shards[i], cell, set, states.Take())));
                    }
                }
            }
        }
    }

    static PairState Fold(PairShard shard, PairCell cell, RollupSet set, PairState into)
    {
        for (var place = cell.Place; place != RowArena.None;)
        {
            into.Fold(shard.Row(place, out place), set.Zones.HashOf(cell.Zone));
        }
        return into;
    }

    static byte[] Bytes(PairState state)
    {
        var bytes = new ArrayBufferWriter<byte>();
        state.WriteTo(bytes);
        return bytes.WrittenSpan.ToArray();
    }
}
