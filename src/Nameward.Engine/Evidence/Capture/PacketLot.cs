namespace Nameward.Engine.Evidence.Capture;

/// <summary>What becomes of a packet, and so who reports it: the two ways through a capture share them by this.</summary>
enum PacketLot : byte
{
    /// <summary>It holds no IP packet, or one in an envelope that is not opened.</summary>
    Foreign,
    /// <summary>It cannot be read.</summary>
    Damaged,
    /// <summary>A whole datagram: it speaks for itself.</summary>
    Whole,
    /// <summary>A fragment of a datagram: it needs the others.</summary>
    Fragment,
    /// <summary>A segment of a TCP stream: it needs those before.</summary>
    Segment,
}
