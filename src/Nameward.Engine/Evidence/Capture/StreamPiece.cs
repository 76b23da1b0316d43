namespace Nameward.Engine.Evidence.Capture;

/// <summary>A part of a stream that came before what stands in front of it.</summary>
/// <param name="Sequence">Sequence number of its first byte.</param>
/// <param name="Buffer">A rented array with its bytes in front.</param>
/// <param name="Count">Bytes that were captured.</param>
/// <param name="Sent">Bytes that were sent.</param>
/// <param name="At">The packet that held it.</param>
readonly record struct StreamPiece(uint Sequence, byte[] Buffer, int Count, int Sent, PacketStamp At)
{
    /// <summary>Its bytes.</summary>
    public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(0, Count);
}
