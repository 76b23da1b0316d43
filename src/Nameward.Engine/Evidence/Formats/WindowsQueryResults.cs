using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The answer of a look-up as Sysmon and the DNS client of Windows write it: items that each end in a semicolon, <c>type:  5 cdn.example.net</c> or an address,
/// IPv4 in the form <c>::ffff:192.0.2.1</c> or plain. Owners and times to live are not shown. The data of types that are a name is read; of others the text
/// follows no rule, and their records have no data here. What stands behind a semicolon in the text of TXT is no item and is left out.
/// </summary>
sealed class WindowsQueryResults
{
    readonly ResourceRecordWriter _records = new();
    readonly byte[] _name = new byte[WireName.MaxBytes];
    readonly byte[] _address = new byte[16];

    /// <summary>The records, encoded.</summary>
    public ReadOnlySpan<byte> Written => _records.Written;

    /// <summary>Reads an answer; <c>-</c> and nothing are none.</summary>
    public void Read(ReadOnlySpan<byte> text)
    {
        _records.Clear();
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)';');
            TakeItem((end < 0 ? text : text[..end]).Trim((byte)' '));
            text = end < 0 ? [] : text[(end + 1)..];
        }
    }

    void TakeItem(ReadOnlySpan<byte> item)
    {
        if (!item.StartsWith("type:"u8))
        {
            TakeAddress(item);
            return;
        }
        item = item["type:".Length..].TrimStart((byte)' ');
        var end = item.IndexOf((byte)' ');
        // By number, as Windows writes it, or by name, as Beats does.
        var type = BindText.Type(end < 0 ? item : item[..end]);
        var data = end < 0 ? [] : item[end..].Trim((byte)' ');
        if (type is RecordTypes.A or RecordTypes.Aaaa)
        {
            TakeAddress(data);
        }
        else if (type != 0)
        {
            Add(type, HasNameAsData(type) && !data.IsEmpty ? _name.AsSpan(0, WireName.FromText(data, _name)) : []);
        }
    }

    void TakeAddress(ReadOnlySpan<byte> text)
    {
        if (!Address.TryParse(text, out var address))
        {
            return;
        }
        BinaryPrimitives.WriteUInt64BigEndian(_address, address.High);
        BinaryPrimitives.WriteUInt64BigEndian(_address.AsSpan(8), address.Low);
        Add(address.IsV4 ? RecordTypes.A : RecordTypes.Aaaa, _address.AsSpan(address.IsV4 ? 12 : 0));
    }

    void Add(ushort type, ReadOnlySpan<byte> data) => _records.Add(Section.Answer, type, ResourceRecord.UnknownTtl, [], data);

    static bool HasNameAsData(ushort type) => type is RecordTypes.Ns or RecordTypes.Cname or RecordTypes.Ptr or RecordTypes.Dname;
}
