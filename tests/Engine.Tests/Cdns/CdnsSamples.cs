using static Nameward.Engine.Tests.Cdns.CdnsBlock;

namespace Nameward.Engine.Tests.Cdns;

/// <summary>The samples of C-DNS, as they are written.</summary>
static class CdnsSamples
{
    /// <summary>Flags of the query: RD; of the response: AA, RD and RA.</summary>
    const int Flags = 1 << 4 | 1 << 11 | 1 << 12 | 1 << 14;

    public static IEnumerable<KeyValuePair<string, byte[]>> All =>
    [
        new("sides", Sides()),
        new("breaks", Breaks()),
        new("transports", Transports()),
        new("hints", Hints()),
        new("prefixes", Prefixes()),
        new("damaged", Damaged()),
        new("cut", Sides()[..^30]),
        new("draft", [.. new CborWriter().Array(3).Text("C-DNS").Fields(0, 0, 1, 5).Array(0).ToArray()]),
    ];

    static long[] Fields(int signature, long time, params long[] more) => [0, time, 1, Client, 2, 40123, 3, 77, 4, signature, 5, 64, 6, -21_000, 7, Www, 8, 44, 9, 82, .. more];

    static CdnsBlock Signed(CdnsBlock block, int sides, int kind = 3, int transport = 0, int rcode = 0, int opcode = 0) =>
        block.Signature(0, Server, 1, 53, 2, transport, 3, kind, 4, sides, 5, opcode, 6, Flags, 7, 0, 8, A, 9, 1, 10, 0, 11, 0, 12, 1, 13, 0, 14, 1232, 15, Nothing, 16, rcode);

    /// <summary>An exchange, a query alone, a response alone; a response with an extended RCODE and one without answers.</summary>
    static byte[] Sides()
    {
        var block = CdnsBlock.Usual();
        Signed(Signed(Signed(Signed(block, BothSides), QueryOnly), ResponseOnly), BothSides, rcode: 3841);
        return CdnsFile.Of(block.Answered(Fields(0, 0), 1, 0, 3, 1).Answered(Fields(1, 1)).Answered(Fields(2, 1_000_000), 1, 0).Answered(Fields(3, 2_500_000)).Item(0, 3, 1, 0, 4, 0));
    }

    static byte[] Breaks()
    {
        CdnsBlock first = CdnsBlock.Usual(isOpen: true), second = CdnsBlock.Usual(isOpen: true);
        Signed(first, BothSides).Answered(Fields(0, 0), 1, 0).Item(new CborWriter().OpenMap().Int(0).Int(9).Int(-3).Text("private").Int(4).Int(0).Int(7).Int(Cdn).Break());
        Signed(second, BothSides).Item(Fields(0, 7));
        return CdnsFile.Open(first, second);
    }

    static byte[] Transports()
    {
        var block = CdnsBlock.Usual();
        for (var transport = 0; transport < 16; transport += transport == 4 ? 11 : 1)
        {
            var kind = transport % 6;
            block.Signature(0, ServerV6, 1, 853, 2, transport << 1 | 0x21, 3, kind, 4, BothSides, 6, Flags, 8, A, 16, 0);
            block.Item(0, transport, 1, ClientV6, 2, 40123, 4, transport == 15 ? 5 : transport, 7, Www);
        }
        return CdnsFile.Of(Signed(Signed(block, BothSides, opcode: 4), BothSides, kind: 9).Item(Fields(6, 50)).Item(Fields(7, 51)));
    }

    /// <summary>What was not stored stays unset: fields, signatures, types, times, sides, answers, data and times to live.</summary>
    static byte[] Hints()
    {
        var bare = CdnsBlock.Usual().Signature(4, BothSides).Signature().Signature(16, 3).Item(4, 0, 7, Www).Item(7, Www).Item(4, 1, 7, Www, 8, 44).Item(4, 2, 7, Www)
            .Item(4, 1, 7, Www, 9, 82).Item(0, 5, 1, Client, 4, 1).Record(0, Www, 1, A).List(3).Answered([0, 5, 4, 0, 7, Www], 1, 2);
        var untimed = new CdnsBlock { Preamble = new CborWriter().Fields(1, 1) }.Name([1, (byte)'a', 0]).Item(0, 5, 7, 0);
        return CdnsFile.Of([CdnsFile.Parameters(1_000_000, CdnsFile.NoAnswers), CdnsFile.Parameters(1000)], bare, untimed);
    }

    static byte[] Prefixes()
    {
        var block = CdnsBlock.Usual().Address(192, 0, 2).Address(0x20, 0x01, 0x0D, 0xB8, 0, 5, 0x80).Signature(0, 4, 2, 0, 4, BothSides, 8, A).Signature(0, 5, 2, 1, 4, BothSides, 8, A).Signature(0, 4, 4, BothSides);
        block.Item(0, 1, 1, 4, 4, 0, 7, Www).Item(0, 2, 1, 5, 4, 1, 7, Www).Item(0, 3, 1, Client, 4, 2, 7, Www).Item(0, 4, 1, ClientV6, 4, 0, 7, Www);
        // The same items where addresses are said to be whole.
        return [.. CdnsFile.Of([CdnsFile.Parameters(1_000_000, CdnsFile.AllHints, 6, 24)], block), .. CdnsFile.Of(block)];
    }

    static byte[] Damaged()
    {
        var block = CdnsBlock.Usual();
        Signed(block, BothSides).Signature(4, 0, 8, A).Signature(0, Server, 1, 70000).Signature(4, BothSides, 8, 99).List(9).List(0, -5);
        block.Item(Fields(7, 0)).Item(Fields(1, 0)).Item(Fields(2, 0)).Item(Fields(3, 0)).Item(0, -1, 4, 0, 7, Www).Item(2, 70000, 4, 0, 7, Www).Item(4, 0, 7, 99).Item(4, 0, 7, NoName)
            .Item(1, 99, 4, 0, 7, Www).Item(new CborWriter().Ints(1, 2)).Item(new CborWriter().Map(1).Text("a").Int(1)).Item(new CborWriter().Map(1).Int(7).Text("a"))
            .Answered(Fields(0, 0), 1, 99).Answered(Fields(0, 0), 1, 2).Answered(Fields(0, 0), 1, 3).Item(Fields(0, 9));
        var lost = new CdnsBlock { Preamble = new CborWriter().Fields(1, 5) }.Item(7, 0);
        var reversed = new CdnsBlock { ItemsFirst = true }.Name([1, (byte)'a', 0]).Item(7, 0);
        var fine = Signed(CdnsBlock.Usual(), BothSides).Item(Fields(0, 9)).Item(new CborWriter().Raw(0x1C));
        return CdnsFile.Of(block, lost, reversed, fine, CdnsBlock.Usual().Item(7, Www));
    }
}
