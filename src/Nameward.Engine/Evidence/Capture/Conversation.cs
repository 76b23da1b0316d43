using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>What passed between two ends over TCP or UDP. Objects of it are used again.</summary>
sealed class Conversation
{
    /// <summary>The end that names it, and the other: <see cref="StreamEnds.IsNaming"/>.</summary>
    public StreamEnds Ends { get; private set; }
    /// <summary><see cref="PacketPath.Tcp"/> or <see cref="PacketPath.Udp"/>.</summary>
    public byte Protocol { get; private set; }
    /// <summary>Where it stands in its table.</summary>
    public ulong Place { get; private set; }
    /// <summary>Its first packet.</summary>
    public PacketStamp First { get; private set; }
    /// <summary>Its last packet so far.</summary>
    public PacketStamp Last { get; set; }
    /// <summary>Whether the naming end is the client.</summary>
    public bool IsClientNaming { get; set; }
    /// <summary>Whether both ends have finished or one has given up.</summary>
    public bool IsClosed { get; set; }
    /// <summary>DNS messages that it carried over TCP.</summary>
    public long Messages { get; set; }
    /// <summary>What the naming end sent.</summary>
    public ConversationSide Naming { get; } = new();
    /// <summary>What the other end sent.</summary>
    public ConversationSide Other { get; } = new();
    /// <summary>The one before it in its queue.</summary>
    public Conversation? Before { get; set; }
    /// <summary>The one after it in its queue.</summary>
    public Conversation? After { get; set; }
    /// <summary>The queue it waits in.</summary>
    public ConversationQueue? Queue { get; set; }

    /// <summary>Starts anew.</summary>
    public void Begin(StreamEnds naming, byte protocol, ulong place, PacketStamp first)
    {
        (Ends, Protocol, Place, First, Last) = (naming, protocol, place, first, first);
        (IsClientNaming, IsClosed, Messages) = (false, false, 0);
        Naming.Clear();
        Other.Clear();
    }

    /// <summary>The flow that it comes to.</summary>
    public Flow ToFlow()
    {
        var ends = IsClientNaming ? Ends : Ends.Turned;
        var (up, down) = IsClientNaming ? (Naming, Other) : (Other, Naming);
        return new()
        {
            At = new(0, First.Number),
            Time = First.Time,
            Duration = Last.Time > First.Time && First.Time != DateTime.MinValue ? Last.Time - First.Time : TimeSpan.Zero,
            Client = ends.Source,
            Server = ends.Destination,
            Protocol = Protocol,
            UpBytes = up.Bytes,
            DownBytes = down.Bytes,
            UpPackets = up.Packets,
            DownPackets = down.Packets,
            IsAnswered = down.Packets > 0,
        };
    }
}
