using System.Runtime.CompilerServices;
using Nameward.Engine.Evidence.Capture;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Flows;

/// <summary>
/// Flow exports in the UDP datagrams of a capture, in their order. The packet itself is reported elsewhere, as one that is no DNS; its flows are records beyond the
/// packets, and so is what is damaged in it.
/// </summary>
/// <param name="remarks">Is told what is noticed of the exports; null where nobody asks.</param>
sealed class ExportDatagrams(SourceRemarks? remarks)
{
    FlowExports Exports => field ??= new(remarks);
    BeyondPackets Beyond => field ??= new();
    bool _hasBegun;

    /// <summary>Takes a datagram that is on no port of a name service; most are no export.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(PacketStamp at, in StreamEnds ends, ReadOnlySpan<byte> payload, IBatchWriter rows)
    {
        if (payload is [0, 0 or (byte)ExportFraming.NetFlow5 or (byte)ExportFraming.NetFlow9 or (byte)ExportFraming.Ipfix, ..] && IsExport(ends.Destination.Port, payload))
        {
            Read(at, ends.Source.Address, payload, rows);
        }
    }

    /// <summary>The capture has ended: tells what was still waited for.</summary>
    public void End(IBatchWriter rows)
    {
        if (_hasBegun)
        {
            Exports.End(Beyond.To(rows));
        }
    }

    void Read(PacketStamp at, Address exporter, ReadOnlySpan<byte> payload, IBatchWriter rows)
    {
        _hasBegun = true;
        Exports.Read(payload, new() { Position = at.Number, CountsBytes = false, Exporter = exporter, Received = at.Time }, Beyond.To(rows));
    }

    /// <summary>On the ports of collectors the outline of a message is enough; elsewhere it must fit the datagram to its last byte.</summary>
    static bool IsExport(ushort port, ReadOnlySpan<byte> payload) => IsOfCollectors(port) ? ExportFraming.IsOutlined(payload) : ExportFraming.Fits(payload);

    /// <summary>4739 is registered for IPFIX, 6343 for sFlow; the others are those that exporters and collectors come with.</summary>
    static bool IsOfCollectors(ushort port) => port is 2055 or 2056 or 4432 or 4739 or 6343 or 9025 or 9026 or 9555 or 9995 or 9996;

    /// <summary>Passes on what is beyond the packets.</summary>
    sealed class BeyondPackets : IBatchWriter
    {
        IBatchWriter _rows = NoRows.Instance;

        public BeyondPackets To(IBatchWriter rows)
        {
            _rows = rows;
            return this;
        }

        public bool Wants(Address client, Address server) => _rows.Wants(client, server);
        public void Message(in DnsMessage row, ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> answers) => _rows.Message(row, rawName, answers);
        public void Flow(in Flow row, ReadOnlySpan<byte> rule) => _rows.Flow(row, rule);
        public void Malformed(long offset, string because) => _rows.Malformed(offset, because);

        public void Ignored(long offset)
        {
        }
    }
}
