using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Baselines;

/// <summary>The different names among the rows of a small key, each with what was asked and answered for it. It is used for one key after another.</summary>
sealed class SmallKeyNames
{
    readonly ulong[] _hashes = new ulong[PairShard.SmallRows];
    readonly ushort[] _rcodes = new ushort[PairShard.SmallRows];
    readonly Asked[] _asked = new Asked[PairShard.SmallRows];
    int _count;

    /// <summary>Forgets the last key.</summary>
    public void Clear() => _count = 0;

    /// <summary>Takes in one row.</summary>
    public void Add(in CompactRow row)
    {
        var hash = WyHash.Of(row.Prefix, NameHashing.Seed);
        var at = _hashes.AsSpan(0, _count).IndexOf(hash);
        if (at < 0)
        {
            at = _count++;
            (_hashes[at], _rcodes[at], _asked[at]) = (hash, 0, Asked.Nothing);
        }
        _rcodes[at] |= (row.Traits & RowTraits.RcodeShown) != 0 ? (ushort)(1 << row.Rcode) : (ushort)0;
        _asked[at] |= (ZoneNames.IsData(row.Type) ? Asked.Data : Asked.Nothing)
            | (row.Type == RecordTypes.Mx || (row.Traits & RowTraits.SpellsAddress) != 0 ? Asked.Mail : Asked.Nothing);
    }

    /// <summary>What there was.</summary>
    public ZoneNames Count()
    {
        var (missing, data, mail) = (0, 0, 0);
        for (var i = 0; i < _count; i++)
        {
            missing += ZoneNames.IsMissing(_rcodes[i]) ? 1 : 0;
            data += (_asked[i] & Asked.Data) != 0 ? 1 : 0;
            mail += (_asked[i] & Asked.Mail) != 0 ? 1 : 0;
        }
        return new(_count, missing, data, mail);
    }

    [Flags]
    enum Asked : byte
    {
        Nothing = 0,
        Data = 1,
        Mail = 2,
    }
}
