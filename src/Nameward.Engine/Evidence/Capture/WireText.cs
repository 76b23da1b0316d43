namespace Nameward.Engine.Evidence.Capture;

/// <summary>Names in wire form that DHCP carries, which may lack the root's label where they are no whole names (RFC 4702 section 2.3.1, RFC 4704 section 4.2).</summary>
static class WireText
{
    /// <summary>Room that the longest one takes as text.</summary>
    public const int Room = 256;

    /// <summary>Writes the labels with dots between; what a label holds stays as it is.</summary>
    /// <returns>Bytes written; 0 where it is no name.</returns>
    public static int Write(ReadOnlySpan<byte> wire, Span<byte> to)
    {
        const int LongestLabel = 63;
        var used = 0;
        while (!wire.IsEmpty && wire[0] != 0)
        {
            int length = wire[0];
            if (length > LongestLabel || wire.Length <= length || used + length + 1 > Room)
            {
                return 0;
            }
            if (used > 0)
            {
                to[used++] = (byte)'.';
            }
            wire.Slice(1, length).CopyTo(to[used..]);
            used += length;
            wire = wire[(length + 1)..];
        }
        return used;
    }
}
