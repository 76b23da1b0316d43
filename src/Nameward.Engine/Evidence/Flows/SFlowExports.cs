using System.Buffers.Binary;
using Nameward.Engine.Evidence.Capture;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Flows;

/// <summary>
/// Reads datagrams of sFlow version 5 (https://sflow.org/sflow_version_5.txt): each sample of a flow is one packet of many, told by its first bytes or by its addresses. It
/// stands for as many packets as the sampling rate says. Samples of counters are ignored, and so are packets without IP.
/// </summary>
static class SFlowExports
{
    const uint FlowSample = 1, ExpandedFlowSample = 3, RawHeader = 1, IPv4 = 3, IPv6 = 4;
    const int RecordHead = 8, HeadOfSample = 32, HeadOfExpanded = 44, RateAt = 8, ExpandedRateAt = 12;

    /// <summary>A rate above this is damage: switches take one packet in some thousands.</summary>
    const uint MostRate = 16_777_216;

    const int V4Header = 20, V6Header = 40;

    /// <summary>Reads one datagram.</summary>
    public static void Read(ReadOnlySpan<byte> datagram, in ExportContext context, IBatchWriter rows, SourceRemarks? remarks)
    {
        var at = SFlowFraming.HeadOf(datagram);
        if (at == 0 || at > datagram.Length)
        {
            rows.Malformed(context.At(0), ExportDamage.NoMessage);
            return;
        }
        for (var left = U32(datagram, at - 4); left > 0; left--)
        {
            var rest = datagram[at..];
            if (rest.Length < SFlowFraming.SampleHead || U32(rest, 4) > (uint)(rest.Length - SFlowFraming.SampleHead))
            {
                rows.Malformed(context.At(at), ExportDamage.SampleLength);
                return;
            }
            var end = SFlowFraming.SampleHead + (int)U32(rest, 4);
            if (TryFlow(U32(rest, 0), rest[SFlowFraming.SampleHead..end], context, at, out var flow, out var rate))
            {
                remarks?.TellSampling(rate);
                rows.Flow(flow);
            }
            else
            {
                rows.Ignored(context.At(at));
            }
            at += end;
        }
    }

    static bool TryFlow(uint format, ReadOnlySpan<byte> sample, in ExportContext context, int at, out Flow flow, out uint rate)
    {
        (flow, rate) = (default, 1);
        var head = format switch { FlowSample => HeadOfSample, ExpandedFlowSample => HeadOfExpanded, _ => int.MaxValue };
        if (sample.Length < head)
        {
            return false;
        }
        rate = Math.Clamp(U32(sample, format == FlowSample ? RateAt : ExpandedRateAt), 1, MostRate);
        var records = sample[head..];
        for (var left = U32(sample, head - 4); left > 0 && records.Length >= RecordHead && U32(records, 4) <= (uint)(records.Length - RecordHead); left--)
        {
            var end = RecordHead + (int)U32(records, 4);
            if (TryPacket(U32(records, 0), records[RecordHead..end], out var packet))
            {
                flow = FlowOf(packet, rate, context, at);
                return true;
            }
            records = records[end..];
        }
        return false;
    }

    static Flow FlowOf(in SampledPacket packet, uint rate, in ExportContext context, int at) => new Flow
    {
        At = new(0, context.At(at)),
        Time = context.Received,
        Client = packet.Source,
        Server = packet.Destination,
        Protocol = packet.Protocol,
        UpBytes = (long)packet.Bytes * rate,
        UpPackets = rate,
        DownBytes = Flow.Unknown,
        DownPackets = Flow.Unknown,
    }.WithServerFound();

    static bool TryPacket(uint format, ReadOnlySpan<byte> record, out SampledPacket packet)
    {
        packet = default;
        return format switch
        {
            RawHeader => TryRaw(record, out packet),
            IPv4 => TryAddresses(record, 4, out packet),
            IPv6 => TryAddresses(record, 16, out packet),
            _ => false,
        };
    }

    /// <summary>Length, protocol, two addresses, two ports.</summary>
    static bool TryAddresses(ReadOnlySpan<byte> record, int size, out SampledPacket packet)
    {
        packet = default;
        var ports = 8 + 2 * size;
        if (record.Length < ports + 8)
        {
            return false;
        }
        packet = new((byte)U32(record, 4), new(Address.FromBytes(record.Slice(8, size)), (ushort)U32(record, ports)),
            new(Address.FromBytes(record.Slice(8 + size, size)), (ushort)U32(record, ports + 4)), U32(record, 0) & 0xFFFF);
        return true;
    }

    /// <summary>Kind of header, bytes of the frame, bytes taken off it, bytes of the header, and the header.</summary>
    static bool TryRaw(ReadOnlySpan<byte> record, out SampledPacket packet)
    {
        const int HeaderAt = 16;
        packet = default;
        if (record.Length < HeaderAt || LinkOf(U32(record, 0)) is not { } link)
        {
            return false;
        }
        var header = record[HeaderAt..(HeaderAt + (int)Math.Min(U32(record, 12), (uint)(record.Length - HeaderAt)))];
        if (PacketPath.Find(new(0, default, link, header), out var ip, out _) is not (PacketLot.Whole or PacketLot.Fragment or PacketLot.Segment))
        {
            return false;
        }
        var hasPorts = ip.Protocol is Flow.Tcp or Flow.Udp && ip.FragmentOffset == 0 && ip.Payload.Length >= 4;
        var ports = hasPorts ? U32(ip.Payload, 0) : 0;
        packet = new(ip.Protocol, new(ip.Source, (ushort)(ports >> 16)), new(ip.Destination, (ushort)ports), (uint)(ip.Sent + (ip.Source.IsV4 ? V4Header : V6Header)));
        return true;
    }

    /// <summary>The link of a kind of header: those that captures have too.</summary>
    static ushort? LinkOf(uint kind) => kind switch
    {
        1 => LinkTypes.Ethernet,
        11 => LinkTypes.Ipv4,
        12 => LinkTypes.Ipv6,
        _ => null,
    };

    static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);

    readonly record struct SampledPacket(byte Protocol, Endpoint Source, Endpoint Destination, uint Bytes);
}
