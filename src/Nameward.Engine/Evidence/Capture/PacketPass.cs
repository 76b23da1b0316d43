namespace Nameward.Engine.Evidence.Capture;

/// <summary>One of three ways through a container: who takes its packets, who is told of them, and who is told of the container's own damage.</summary>
readonly ref struct PacketPass
{
    readonly PacketDissector? _alone;
    readonly OrderedPackets? _inOrder;
    readonly IPacketTaker? _asTheyAre;
    readonly IBatchWriter _rows;

    /// <summary>The way that reads packets which speak for themselves; it tells of the container too.</summary>
    public PacketPass(PacketDissector alone, IBatchWriter rows) => (_alone, _rows, Container) = (alone, rows, rows);

    /// <summary>The way that reads packets which need those before; of the container the other one tells.</summary>
    public PacketPass(OrderedPackets inOrder, IBatchWriter rows) => (_inOrder, _rows, Container) = (inOrder, rows, NoRows.Instance);

    /// <summary>The way that hands packets on as they are, and tells of nothing.</summary>
    public PacketPass(IPacketTaker asTheyAre) => (_asTheyAre, _rows, Container) = (asTheyAre, NoRows.Instance, NoRows.Instance);

    /// <summary>Takes what is no packet that can be read: damage, unread link types.</summary>
    public IBatchWriter Container { get; }

    /// <summary>Whether a packet is of no concern on this way, so that nothing more of it need be read than its place.</summary>
    public bool Spares(ushort link, ReadOnlySpan<byte> frame) => _inOrder is not null && OrderedPackets.Spares(link, frame);

    /// <summary>Hands on a packet of a link type that <see cref="LinkTypes.AreRead"/>.</summary>
    public void Take(in CapturedPacket packet)
    {
        if (_alone is not null)
        {
            _alone.Read(packet, _rows);
        }
        else if (_inOrder is not null)
        {
            _inOrder.Read(packet, _rows);
        }
        else
        {
            _asTheyAre!.Take(packet);
        }
    }
}
