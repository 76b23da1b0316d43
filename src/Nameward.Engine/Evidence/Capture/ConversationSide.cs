namespace Nameward.Engine.Evidence.Capture;

/// <summary>What one end of a conversation sent.</summary>
sealed class ConversationSide
{
    /// <summary>Packets.</summary>
    public long Packets { get; set; }
    /// <summary>Bytes of payload when they were sent.</summary>
    public long Bytes { get; set; }
    /// <summary>Sequence number of its SYN; null where that was not seen.</summary>
    public uint? Syn { get; set; }
    /// <summary>Whether it has ended its stream.</summary>
    public bool IsFinished { get; set; }
    /// <summary>Whether what it sends over TCP is known to be no DNS.</summary>
    public bool IsForeign { get; set; }
    /// <summary>Its stream while that is read; null where nothing of it is kept.</summary>
    public DnsStream? Stream { get; set; }

    /// <summary>As if nothing had been sent.</summary>
    public void Clear()
    {
        (Packets, Bytes, Syn, IsFinished, IsForeign, Stream) = (0, 0, null, false, false, null);
    }
}
