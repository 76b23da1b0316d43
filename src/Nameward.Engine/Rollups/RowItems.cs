using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>Walks the record data of a compact row.</summary>
ref struct RowItems(CompactRow row)
{
    ReadOnlySpan<byte> _rest = row.ItemBytes;
    int _left = row.Items;

    /// <summary>The item the walk stands on; its name is left to the caller.</summary>
    public SampledData Current { get; private set; }

    /// <summary>Lets <c>foreach</c> walk.</summary>
    public readonly RowItems GetEnumerator() => this;

    /// <summary>Steps to the next item.</summary>
    public bool MoveNext()
    {
        if (_left-- <= 0)
        {
            return false;
        }
        var kind = (DataKind)_rest[0];
        var data = _rest.Slice(1, CompactRow.ItemLength(kind));
        Current = kind == DataKind.Other ? Text(data) : OfAddress(kind, Address.FromBytes(data));
        _rest = _rest[(1 + data.Length)..];
        return true;
    }

    static SampledData Text(ReadOnlySpan<byte> data) => new()
    {
        Kind = DataKind.Other,
        Hash = BinaryPrimitives.ReadUInt64LittleEndian(data),
        Bits = (int)BinaryPrimitives.ReadUInt32LittleEndian(data[8..]),
    };

    static SampledData OfAddress(DataKind kind, Address address) => new()
    {
        Kind = kind,
        Hash = WyHash.Of(address.Low, address.High),
        High = address.High,
        Low = address.Low,
    };
}
