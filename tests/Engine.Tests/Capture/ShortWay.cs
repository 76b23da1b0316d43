using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Capture;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests.Capture;

/// <summary>Tells which frames take the short way, so that a test of it cannot pass by taking the long one.</summary>
sealed class ShortWay : IObservationSink
{
    readonly PlainDnsRow _row = new();
    readonly BatchWriter _rows;

    public ShortWay() => _rows = new(this);

    /// <summary>Whether an Ethernet frame does, where so many bytes follow it.</summary>
    public bool Takes(byte[] frame, int bytesBehind = 1000)
    {
        var packet = new CapturedPacket(1, DateTime.UnixEpoch, LinkTypes.Ethernet, [.. frame, .. new byte[bytesBehind]], frame.Length);
        return PlainFrame.TryRead(packet.Bytes, out var plain) && _row.TryRead(packet, plain, _rows);
    }

    public void Take(IObservationBatch batch)
    {
    }
}
