using Nameward.Engine.Tests.Capture;
using Nameward.Engine.Tests.Dnstap;

namespace Nameward.Engine.Tests.Cdns;

/// <summary>Writes one block of a C-DNS file (RFC 8618 section 7.3.2); its tables are those that the items of all samples refer to.</summary>
sealed class CdnsBlock
{
    public const int Client = 0, Server = 1, ClientV6 = 2, ServerV6 = 3;
    public const int A = 0, Ns = 1, Cname = 2, Opt = 3;
    public const int Www = 0, Cdn = 1, V4Data = 2, CdnData = 3, Nothing = 4, NoName = 5, Root = 6;
    public const int BothSides = 3, QueryOnly = 1, ResponseOnly = 2;

    readonly List<CborWriter> _addresses = [], _types = [], _names = [], _signatures = [], _lists = [], _records = [], _items = [];

    public CborWriter Preamble { get; init; } = new CborWriter().Map(2).Int(0).Ints(1795253400, 123456).Int(1).Int(0);

    /// <summary>Whether maps and arrays end with a break, as those of the compactor do.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether the items stand before the tables that they refer to.</summary>
    public bool ItemsFirst { get; init; }

    public static CdnsBlock Usual(bool isOpen = false)
    {
        var block = new CdnsBlock { IsOpen = isOpen };
        foreach (var address in (string[])["192.0.2.7", "198.51.100.53", "2001:db8::7", "2001:db8:5::53"])
        {
            block._addresses.Add(new CborWriter().Bytes(DnstapMessage.Ip(address)));
        }
        foreach (var type in (int[])[1, 2, 5, 41])
        {
            block._types.Add(new CborWriter().Fields(0, type, 1, 1));
        }
        foreach (var bytes in (byte[][])[MessageBuilder.WireOf("Www.Example.net"), MessageBuilder.WireOf("cdn.example.net"), [203, 0, 113, 80], MessageBuilder.WireOf("cdn.example.net"), [], [9, 9], [0]])
        {
            block._names.Add(new CborWriter().Bytes(bytes));
        }
        return block.Record(0, Www, 1, Cname, 2, 300, 3, CdnData).Record(0, Cdn, 1, A, 2, 60, 3, V4Data).Record(0, Root, 1, Opt, 2, 0, 3, Nothing).List(0, 1).List(2);
    }

    public CdnsBlock Address(params byte[] address) => Add(_addresses, new CborWriter().Bytes(address));

    public CdnsBlock Name(params byte[] bytes) => Add(_names, new CborWriter().Bytes(bytes));

    public CdnsBlock Signature(params long[] fields) => Add(_signatures, new CborWriter().Fields(fields));

    public CdnsBlock Record(params long[] fields) => Add(_records, new CborWriter().Fields(fields));

    public CdnsBlock List(params long[] records) => Add(_lists, new CborWriter().Ints(records));

    /// <summary>An item of integers alone.</summary>
    public CdnsBlock Item(params long[] fields) => Add(_items, new CborWriter().Fields(fields));

    public CdnsBlock Item(CborWriter item) => Add(_items, item);

    /// <summary>An item with lists of the records of its response: key of the section and number of the list by turns.</summary>
    public CdnsBlock Answered(long[] fields, params long[] sections)
    {
        var item = new CborWriter().Map(fields.Length / 2 + 2);
        foreach (var field in fields)
        {
            item.Int(field);
        }
        return Add(_items, item.Int(11).Fields().Int(12).Fields(sections));
    }

    public CborWriter Build()
    {
        var block = new CborWriter();
        Map(block, 6).Int(0).Add(Preamble).Int(1).Fields(0, 4, -1, 0);
        if (!ItemsFirst)
        {
            Tables(block);
        }
        Array(block.Int(3), _items);
        if (ItemsFirst)
        {
            Tables(block);
        }
        Array(block.Int(4), [new CborWriter().Fields(0, 1, 2, 0, 3, 7)]);
        Array(block.Int(5), [new CborWriter().Fields(0, 5, 1, 0, 2, 40123, 3, 0)]);
        return IsOpen ? block.Break() : block;
    }

    void Tables(CborWriter block)
    {
        Map(block.Int(2), 8);
        Array(block.Int(0), _addresses);
        Array(block.Int(1), _types);
        Array(block.Int(2), _names);
        Array(block.Int(3), _signatures);
        Array(block.Int(4), [new CborWriter().Ints(0)]);
        Array(block.Int(6), _lists);
        Array(block.Int(7), _records);
        Array(block.Int(-7), []);
        if (IsOpen)
        {
            block.Break();
        }
    }

    CdnsBlock Add(List<CborWriter> table, CborWriter entry)
    {
        table.Add(entry);
        return this;
    }

    CborWriter Map(CborWriter to, int count) => IsOpen ? to.OpenMap() : to.Map(count);

    void Array(CborWriter to, List<CborWriter> items)
    {
        to = IsOpen ? to.OpenArray() : to.Array(items.Count);
        items.ForEach(item => to.Add(item));
        if (IsOpen)
        {
            to.Break();
        }
    }
}
