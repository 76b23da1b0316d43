using Nameward.Engine.Evidence.Wire;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Writes out the records of a response, to which an item refers by lists. As in a message from a wire, a record whose owner or data is no name where one belongs
/// is left out.
/// </summary>
sealed class CdnsRecords
{
    /// <summary>What all records of one response may come to with their names written out: twice a message of 64 KiB.</summary>
    const int MostBytes = 128 << 10;

    const int RecordBytes = 10;

    readonly ResourceRecordWriter _records = new();
    readonly byte[] _data = new byte[RecordData.MostExpanded];

    /// <summary>The records, as <see cref="ResourceRecordWriter"/> writes them.</summary>
    public ReadOnlySpan<byte> Written => _records.Written;

    /// <summary>Forgets the last response.</summary>
    public void Clear() => _records.Clear();

    /// <summary>Adds the records of one section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="list">Number of the list of its records.</param>
    /// <param name="tables">The tables of the block.</param>
    /// <param name="question">The name of the question.</param>
    /// <returns>What is wrong, or null.</returns>
    public string? Add(Section section, long list, CdnsTables tables, ReadOnlySpan<byte> question)
    {
        if (!tables.TryGetList(list, out var records))
        {
            return CdnsDamage.Reference;
        }
        if (records.Length > RecordTexts.MostRecords)
        {
            return CdnsDamage.ManyRecords;
        }
        foreach (var index in records)
        {
            var record = tables.Record(index);
            var type = tables.Type(record.ClassType);
            ReadOnlySpan<byte> data = [];
            if (type < 0 || !tables.TryGetBytes(record.Name, out var owner) || (record.Data >= 0 && !tables.TryGetBytes(record.Data, out data)) || data.Length > ushort.MaxValue)
            {
                return CdnsDamage.Reference;
            }
            if (_records.Written.Length + RecordBytes + owner.Length + data.Length > MostBytes)
            {
                return CdnsDamage.ManyRecords;
            }
            var isQuestion = owner.SequenceEqual(question);
            if (isQuestion || IsName(owner))
            {
                Add(section, (ushort)type, record.Ttl, isQuestion ? [] : owner, data);
            }
        }
        return null;
    }

    void Add(Section section, ushort type, uint ttl, ReadOnlySpan<byte> owner, ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty || !RecordData.HasNames(type))
        {
            _records.Add(section, type, ttl, owner, data);
            return;
        }
        var cursor = new WireCursor(data, 0);
        var length = RecordData.Of(type).WriteOut(ref cursor, data.Length, _data);
        if (length >= 0)
        {
            _records.Add(section, type, ttl, owner, _data.AsSpan(0, length));
        }
    }

    /// <summary>Whether the bytes are a name in wire form.</summary>
    public static bool IsName(ReadOnlySpan<byte> name)
    {
        Span<byte> starts = stackalloc byte[WireName.MaxLabels];
        return WireName.Labels(name, starts) >= 0;
    }
}
