namespace Nameward.Engine.Evidence.Capture;

/// <summary>Takes the packets of a capture, one after another, whatever the container.</summary>
interface IPacketReader
{
    /// <summary>Takes one packet of a link type that <see cref="LinkTypes.AreRead"/>.</summary>
    void Read(in CapturedPacket packet, IBatchWriter rows);
}
