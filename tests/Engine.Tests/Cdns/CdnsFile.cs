namespace Nameward.Engine.Tests.Cdns;

/// <summary>Writes a C-DNS file (RFC 8618 section 7.3).</summary>
static class CdnsFile
{
    /// <summary>Hints that all fields are stored, but for bailiwicks; without the answers of responses.</summary>
    public const long AllHints = 0x3FBFF, NoAnswers = AllHints & ~(1 << 15);

    /// <summary>One set of parameters.</summary>
    /// <param name="ticks">In a second.</param>
    /// <param name="hints">What is stored of items.</param>
    /// <param name="more">Other storage parameters; key and value by turns.</param>
    public static CborWriter Parameters(long ticks, long hints = AllHints, params int[] more)
    {
        var storage = new CborWriter().Map(5 + more.Length / 2).Int(0).Int(ticks).Int(1).Int(5000).Int(2).Fields(0, hints, 1, 0x1FFFF, 2, 3, 3, 3).Int(3).Ints(0).Int(4).Ints(1, 2, 5);
        foreach (var number in more)
        {
            storage.Int(number);
        }
        return new CborWriter().Map(2).Int(0).Add(storage).Int(1).Map(2).Int(0).Int(5).Int(-1).Raw(0xF4);
    }

    public static byte[] Of(CborWriter[] parameters, params CdnsBlock[] blocks)
    {
        var file = new CborWriter().Array(3).Text("C-DNS").Map(4).Int(0).Int(1).Int(1).Int(0).Int(2).Int(0).Int(3).Array(parameters.Length);
        foreach (var set in parameters)
        {
            file.Add(set);
        }
        file.Array(blocks.Length);
        foreach (var block in blocks)
        {
            file.Add(block.Build());
        }
        return file.ToArray();
    }

    public static byte[] Of(params CdnsBlock[] blocks) => Of([Parameters(1_000_000)], blocks);

    /// <summary>The same with breaks in place of counts.</summary>
    public static byte[] Open(params CdnsBlock[] blocks)
    {
        var file = new CborWriter().OpenArray().Text("C-DNS").OpenMap().Int(0).Int(1).Int(1).Int(0).Int(3).OpenArray().Add(Parameters(1_000_000)).Break().Break().OpenArray();
        foreach (var block in blocks)
        {
            file.Add(block.Build());
        }
        return file.Break().Break().ToArray();
    }
}
