using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>Walks the record data of a compact row.</summary>
ref struct RowItems(CompactRow row)
{
    const ulong ZoneSeed = 0x7A6F6E65;

    ReadOnlySpan<byte> _rest = row.ItemBytes;
    int _left = row.Items;
    DataKind _kind;
    ReadOnlySpan<byte> _data;

    /// <summary>The item the walk stands on; its name is left to the caller.</summary>
    public readonly SampledData Current => _kind >= DataKind.Other ? Text(_kind, _data) : OfAddress(_kind, Address.FromBytes(_data));

    /// <summary>Hash of the item the walk stands on.</summary>
    public readonly ulong Hash => _kind >= DataKind.Other ? BinaryPrimitives.ReadUInt64LittleEndian(_data) : HashOf(Address.FromBytes(_data));

    /// <summary>What stands for the zone of the target that the walk stands on, among all that clients get; 0 where it is none.</summary>
    public readonly ulong TargetZone => _kind == DataKind.Target ? ZoneOf(_data) : 0;

    /// <summary>Lets <c>foreach</c> walk.</summary>
    public readonly RowItems GetEnumerator() => this;

    /// <summary>Steps to the next item.</summary>
    public bool MoveNext()
    {
        if (_left-- <= 0)
        {
            return false;
        }
        _kind = (DataKind)_rest[0];
        _data = _rest.Slice(1, CompactRow.ItemLength(_kind));
        _rest = _rest[(1 + _data.Length)..];
        return true;
    }

    static ulong HashOf(Address address) => WyHash.Of(address.Low, address.High);

    static ulong ZoneOf(ReadOnlySpan<byte> data) => WyHash.Of(BinaryPrimitives.ReadUInt32LittleEndian(data[12..]), ZoneSeed);

    static SampledData Text(DataKind kind, ReadOnlySpan<byte> data) => new()
    {
        Kind = kind,
        Hash = BinaryPrimitives.ReadUInt64LittleEndian(data),
        Bits = (int)BinaryPrimitives.ReadUInt32LittleEndian(data[8..]),
        High = kind == DataKind.Target ? ZoneOf(data) : 0,
        Low = kind == DataKind.Target ? BinaryPrimitives.ReadUInt32LittleEndian(data[16..]) : 0,
    };

    static SampledData OfAddress(DataKind kind, Address address) => new()
    {
        Kind = kind,
        Hash = HashOf(address),
        High = address.High,
        Low = address.Low,
    };
}
