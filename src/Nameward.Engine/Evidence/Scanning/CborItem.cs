namespace Nameward.Engine.Evidence.Scanning;

/// <summary>Finds where an item of CBOR ends, with all that stands in it, without recursion.</summary>
static class CborItem
{
    /// <summary>Items inside one another: C-DNS has six, and nothing of ours has more.</summary>
    const int MostNesting = 16;

    const long ToBreak = -1;

    /// <summary>Length of the item that <paramref name="bytes"/> begin with; 0 where more bytes are needed to tell, below 0 where it is damaged.</summary>
    public static int Measure(ReadOnlySpan<byte> bytes)
    {
        // Items still to come on each level that is open; the outermost level is the one item itself.
        Span<long> open = stackalloc long[MostNesting];
        open[0] = 1;
        for (int at = 0, depth = 0; ;)
        {
            var head = CborHead.Read(bytes[at..]);
            if (head.Length <= 0)
            {
                return head.Length;
            }
            at += head.Length;
            if (head is { Major: CborMajor.Simple, IsIndefinite: true })
            {
                if (open[depth] != ToBreak)
                {
                    return -1;
                }
                depth--;
            }
            else
            {
                open[depth] -= open[depth] == ToBreak ? 0 : 1;
                var inside = Inside(head);
                if (inside < 0 && !head.IsIndefinite)
                {
                    return -1;
                }
                if (inside == 0 && head.Argument > (ulong)(bytes.Length - at) && head.Major is CborMajor.Bytes or CborMajor.Text)
                {
                    return head.Argument > int.MaxValue ? -1 : 0;
                }
                at += head.Major is CborMajor.Bytes or CborMajor.Text ? (int)head.Argument : 0;
                if (inside != 0)
                {
                    if (++depth == MostNesting)
                    {
                        return -1;
                    }
                    open[depth] = inside;
                }
            }
            while (open[depth] == 0)
            {
                if (depth-- == 0)
                {
                    return at;
                }
            }
        }
    }

    /// <summary>Items inside one with this head: those of a map are keys and values. Below 0 it is up to the break, or more than can be.</summary>
    static long Inside(in CborHead head) => head switch
    {
        { IsIndefinite: true } => ToBreak,
        { Major: CborMajor.Array } => head.Argument <= int.MaxValue ? (long)head.Argument : -1,
        { Major: CborMajor.Map } => head.Argument <= int.MaxValue ? 2 * (long)head.Argument : -1,
        { Major: CborMajor.Tag } => 1,
        _ => 0,
    };
}
