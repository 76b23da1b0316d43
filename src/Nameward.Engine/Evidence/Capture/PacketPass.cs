namespace Nameward.Engine.Evidence.Capture;

/// <summary>One way through a container: who takes its packets, who is told of them, and who is told of the container's own damage.</summary>
/// <param name="packets">Takes the packets.</param>
/// <param name="rows">Takes what the packets show.</param>
/// <param name="container">Takes what is no packet that can be read: damage, unread link types.</param>
readonly ref struct PacketPass(IPacketReader packets, IBatchWriter rows, IBatchWriter container)
{
    /// <summary>Takes what is no packet that can be read.</summary>
    public IBatchWriter Container { get; } = container;

    /// <summary>Hands a packet on.</summary>
    public void Take(in CapturedPacket packet) => packets.Read(packet, rows);
}
