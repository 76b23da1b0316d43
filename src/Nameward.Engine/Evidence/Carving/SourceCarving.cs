using Nameward.Engine.Evidence.Capture;
using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Carving;

/// <summary>Takes records out of a source that was read, as they lie there: lines of logs, packets of captures.</summary>
static class SourceCarving
{
    /// <summary>Bytes of a source that are looked at at once: more than any record.</summary>
    const int WindowBytes = 4 << 20;

    /// <summary>The records; null where the source changed or went, or holds neither lines nor packets.</summary>
    public static CarvedSource? Carve(SourceState source, CarveWish wish)
    {
        using var file = new ReopenedFile();
        using var peeled = source.Format is null || source.Segments.Count == 0 ? null : file.Open(source);
        if (peeled is null)
        {
            return null;
        }
        var window = new UnpackedWindow(peeled.Bytes);
        return source.Format!.Info.Positions switch
        {
            PositionKind.ByteOffset => LineCarving.Carve(source, window, wish),
            PositionKind.PacketNumber when source.Segments[0].Start.Fork() is IPacketContainer => PacketCarving.Carve(sees => Walk(source, window, sees), wish),
            _ => null,
        };
    }

    /// <summary>Goes over all packets of a capture.</summary>
    static void Walk(SourceState source, UnpackedWindow window, IPacketTaker taker)
    {
        var container = (IPacketContainer)source.Segments[0].Start.Fork();
        var at = source.Segments[0].Offset;
        for (var isLast = false; !isLast;)
        {
            var block = window.At(at, WindowBytes);
            isLast = block.Length < WindowBytes;
            var used = container.Packets(block.Span, isLast, taker);
            at += used;
            isLast |= used == 0;
        }
    }
}
