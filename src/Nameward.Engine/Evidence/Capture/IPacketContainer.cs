namespace Nameward.Engine.Evidence.Capture;

/// <summary>A reader of captures that can be asked for its packets as they are.</summary>
interface IPacketContainer
{
    /// <summary>Goes over whole packets of a block, as <see cref="IRecordReader.Read"/> does, and hands each on that is of a link type which is read.</summary>
    /// <returns>The bytes consumed.</returns>
    int Packets(ReadOnlySpan<byte> block, bool isLast, IPacketTaker taker);
}

/// <summary>Takes packets of a capture as they are.</summary>
interface IPacketTaker
{
    /// <summary>Takes the next packet.</summary>
    void Take(in CapturedPacket packet);
}
