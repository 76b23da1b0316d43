using System.Buffers.Binary;
using Nameward.Engine.Evidence.Wire;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>
/// Reads DNS out of TCP streams (RFC 1035 section 4.2.2, RFC 7766): of port 53 always, of any other port where a direction begins with a length and a
/// message that passes <see cref="DnsContent"/>. At most 4,096 connections are held, and 32 MiB of bytes that wait for others; the streams that were
/// silent longest go first, and go on from the middle if they do.
/// </summary>
sealed class DnsOverTcp
{
    /// <summary>Streams held at once: two for each connection.</summary>
    public const int MostStreams = 2 * 4096;

    const int MostHeld = 32 << 20;
    const int LengthBytes = 2;

    readonly DnsStreamRows _rows = new();
    readonly LinkedList<DnsStream> _byUse = [];
    long _held;

    /// <summary>Whether a record was reported with the packet that <see cref="Begin"/> named.</summary>
    public bool HasReported => _rows.HasReported;

    /// <summary>A packet begins to be read.</summary>
    public void Begin(PacketStamp at, IBatchWriter rows) => _rows.Begin(at, rows);

    /// <summary>Takes what a segment adds to the stream of one side.</summary>
    public void Take(Conversation conversation, ConversationSide side, in StreamEnds ends, in TcpSegment segment, PacketStamp at)
    {
        if (segment.Sent == 0 || side.IsForeign)
        {
            return;
        }
        side.Stream ??= Open(conversation, side, ends, segment);
        if (side.Stream is not { } stream)
        {
            return;
        }
        var held = stream.Held;
        stream.Take(segment, at, _rows);
        _held += stream.Held - held;
        _byUse.Remove(stream.Node);
        _byUse.AddLast(stream.Node);
        if (stream.IsOver)
        {
            side.IsForeign = true;
            Close(stream);
        }
        while (_byUse.First is { } oldest && (_byUse.Count > MostStreams || (_held > MostHeld && _byUse.Count > 1)))
        {
            Close(oldest.Value);
        }
    }

    /// <summary>A conversation has ended: tells what its streams still waited for.</summary>
    public void End(Conversation conversation, IBatchWriter rows)
    {
        _rows.Turn(rows);
        Close(conversation.Naming.Stream);
        Close(conversation.Other.Stream);
    }

    DnsStream? Open(Conversation conversation, ConversationSide side, in StreamEnds ends, in TcpSegment segment)
    {
        var isExpected = ends.Source.Port == DnsRow.Port || ends.Destination.Port == DnsRow.Port;
        if (!isExpected && !MayBeginMessage(segment))
        {
            side.IsForeign = true;
            return null;
        }
        var start = side.Bytes == 0 && side.Syn is { } syn ? syn + 1 : (uint?)null;
        var stream = new DnsStream(conversation, side, ends, isExpected, start ?? segment.DataSequence, start is not null);
        _byUse.AddLast(stream.Node);
        return stream;
    }

    /// <summary>Whether the first bytes can be a length and the header of a message, as far as they are there: few other streams get by.</summary>
    static bool MayBeginMessage(in TcpSegment segment) =>
        segment.Payload.Length < LengthBytes
        || !WireHeader.TryRead(segment.Payload[LengthBytes..], out var header)
        || DnsContent.Allows(header, BinaryPrimitives.ReadUInt16BigEndian(segment.Payload));

    void Close(DnsStream? stream)
    {
        if (stream is not null)
        {
            _held -= stream.Held;
            _byUse.Remove(stream.Node);
            stream.End(_rows);
        }
    }
}
