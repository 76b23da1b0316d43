using System.Runtime.InteropServices;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The tables of one block (RFC 8618 section 7.3.2.3), to whose entries its items refer by number. Questions beyond the first and the bytes of what is no
/// message are not kept. An entry that is damaged keeps its number.
/// </summary>
sealed class CdnsTables
{
    /// <summary>No such entry, or one that is damaged.</summary>
    public const int None = -1;

    const int AddressTable = 0, ClassTypeTable = 1, NameTable = 2, SignatureTable = 3, RecordListTable = 6, RecordTable = 7;

    /// <summary>What they may take: honest blocks hold some thousand items and take a few MiB.</summary>
    const long MostBytes = 64 << 20;

    readonly CdnsByteTable _addresses = new();
    readonly CdnsByteTable _names = new();
    readonly List<int> _types = [];
    readonly List<CdnsSignature> _signatures = [];
    readonly List<CdnsRecord> _records = [];
    readonly List<int> _listed = [];
    readonly List<int> _listEnds = [];

    /// <summary>Whether they took more than is allowed: they are empty then.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>A block begins.</summary>
    public void Clear()
    {
        Empty();
        IsTooLarge = false;
    }

    /// <summary>Adds an entry to a table.</summary>
    /// <param name="table">Its key in the block.</param>
    /// <param name="entry">The item.</param>
    public void Add(int table, ReadOnlySpan<byte> entry)
    {
        if (IsTooLarge)
        {
            return;
        }
        var cursor = new CborCursor(entry);
        switch (table)
        {
            case AddressTable:
                _addresses.Add(cursor.Bytes());
                break;
            case ClassTypeTable:
                _types.Add(TypeOf(ref cursor));
                break;
            case NameTable:
                _names.Add(cursor.Bytes());
                break;
            case SignatureTable:
                _signatures.Add(CdnsSignature.Read(ref cursor));
                break;
            case RecordListTable:
                AddList(ref cursor);
                break;
            case RecordTable:
                _records.Add(CdnsRecord.Read(ref cursor));
                break;
        }
        Limit();
    }

    /// <summary>An address, which may be cut to a prefix.</summary>
    public bool TryGetAddress(long index, out ReadOnlySpan<byte> address) => _addresses.TryGet(index, out address);

    /// <summary>A name in wire form or the data of a record.</summary>
    public bool TryGetBytes(long index, out ReadOnlySpan<byte> bytes) => _names.TryGet(index, out bytes);

    /// <summary>A type of records, or <see cref="None"/>.</summary>
    public int Type(long index) => index >= 0 && index < _types.Count ? _types[(int)index] : None;

    /// <summary>What many items have in common; damaged where there is no such entry.</summary>
    public CdnsSignature Signature(long index) => index >= 0 && index < _signatures.Count ? _signatures[(int)index] : CdnsSignature.Damaged;

    /// <summary>A record; damaged where there is no such entry.</summary>
    public CdnsRecord Record(long index) => index >= 0 && index < _records.Count ? _records[(int)index] : CdnsRecord.Damaged;

    /// <summary>The numbers of the records of a list.</summary>
    public bool TryGetList(long index, out ReadOnlySpan<int> records)
    {
        records = [];
        if (index < 0 || index >= _listEnds.Count)
        {
            return false;
        }
        var start = index == 0 ? 0 : _listEnds[(int)index - 1];
        records = CollectionsMarshal.AsSpan(_listed)[start.._listEnds[(int)index]];
        return true;
    }

    static int TypeOf(ref CborCursor cursor)
    {
        Span<long> values = [None, None];
        cursor.Integers(values);
        return cursor.IsDamaged || values[0] is < 0 or > ushort.MaxValue ? None : (int)values[0];
    }

    void AddList(ref CborCursor cursor)
    {
        for (var left = cursor.Array(); cursor.Next(ref left);)
        {
            var index = cursor.Integer();
            _listed.Add(index is >= 0 and <= int.MaxValue ? (int)index : None);
        }
        if (cursor.IsDamaged)
        {
            _listed.Add(None);
        }
        _listEnds.Add(_listed.Count);
    }

    void Limit()
    {
        var held = _addresses.Held + _names.Held + (long)sizeof(int) * (_types.Count + _listed.Count + _listEnds.Count)
            + (long)CdnsSignature.Bytes * _signatures.Count + (long)CdnsRecord.Bytes * _records.Count;
        if (held > MostBytes)
        {
            IsTooLarge = true;
            Empty();
        }
    }

    void Empty()
    {
        _addresses.Clear();
        _names.Clear();
        _types.Clear();
        _signatures.Clear();
        _records.Clear();
        _listed.Clear();
        _listEnds.Clear();
    }
}
