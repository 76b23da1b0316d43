using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// One row of <c>conn.log</c> in either form: a connection, or what of UDP and ICMP went between two ends without a long pause. The originator is the
/// client: where the first packet that Zeek saw came from a port of a service, Zeek has turned the row itself and says so with <c>^</c> at the start of
/// <c>history</c>. Bytes are payload. What Zeek could not count is unset and stays unknown.
/// </summary>
sealed class ZeekConnRow : IZeekTsvRow, IZeekJsonRow
{
    const byte Icmp = 1, IcmpV6 = 58;

    /// <inheritdoc/>
    public LineResult Read(in ZeekFields fields, ZeekHeader header, long offset, IBatchWriter rows) => Read(fields, offset, rows);

    /// <summary>Reads a row; an object without any figure of a connection is a row of another log that does not say of which.</summary>
    public LineResult Read(in ZeekFields fields, ZeekJsonLine line, long offset, IBatchWriter rows) =>
        line.HasAny(ZeekConnLog.Volume) ? Read(fields, offset, rows) : LineResult.Ignored;

    static LineResult Read(in ZeekFields fields, long offset, IBatchWriter rows)
    {
        if (!Timestamps.TryParse(fields[ZeekField.Time], out var time))
        {
            return LineResult.Malformed("ts is not a time");
        }
        if (!fields.TryEndpoint(ZeekField.Originator, ZeekField.OriginatorPort, out var client)
            || !fields.TryEndpoint(ZeekField.Responder, ZeekField.ResponderPort, out var server))
        {
            return LineResult.Malformed("an address or a port cannot be read");
        }
        if (!TryDuration(fields, time, out var duration))
        {
            return LineResult.Malformed("duration is not a span of time");
        }
        if (!TryCount(fields, ZeekField.OriginatorBytes, out var upBytes) || !TryCount(fields, ZeekField.ResponderBytes, out var downBytes)
            || !TryCount(fields, ZeekField.OriginatorPackets, out var upPackets) || !TryCount(fields, ZeekField.ResponderPackets, out var downPackets))
        {
            return LineResult.Malformed("bytes or packets are not a number");
        }
        var protocol = Protocol(fields, client.Address);
        var hasPorts = protocol is not (Icmp or IcmpV6);
        rows.Flow(new()
        {
            At = new(0, offset),
            Time = time,
            Duration = duration,
            Client = hasPorts ? client : new(client.Address, 0),
            Server = hasPorts ? server : new(server.Address, 0),
            Protocol = protocol,
            UpBytes = upBytes,
            DownBytes = downBytes,
            UpPackets = upPackets,
            DownPackets = downPackets,
            IsAnswered = IsAnswered(fields[ZeekField.State]),
        });
        return LineResult.Observed;
    }

    static bool TryDuration(in ZeekFields fields, DateTime time, out TimeSpan duration)
    {
        duration = default;
        return !fields.IsSet(ZeekField.Duration)
            || (Durations.TrySeconds(fields[ZeekField.Duration], out duration) && duration <= DateTime.MaxValue - time);
    }

    static bool TryCount(in ZeekFields fields, ZeekField field, out long count)
    {
        count = Flow.Unknown;
        return !fields.IsSet(field) || Numbers.TryCount(fields[field], out count);
    }

    /// <summary>The protocol by number where it is logged (Zeek 7.1), else by name; the ports of ICMP are its type and code, and no ports.</summary>
    static byte Protocol(in ZeekFields fields, Address client)
    {
        if (Numbers.TryUInt16(fields[ZeekField.IpProtocol], out var number) && number is > 0 and <= byte.MaxValue)
        {
            return (byte)number;
        }
        var name = fields[ZeekField.Protocol];
        if (name.SequenceEqual("udp"u8))
        {
            return Flow.Udp;
        }
        if (name.SequenceEqual("tcp"u8))
        {
            return Flow.Tcp;
        }
        return !name.SequenceEqual("icmp"u8) ? (byte)0 : client.IsV4 ? Icmp : IcmpV6;
    }

    /// <summary>
    /// Whether a service answered, by <c>conn_state</c> (<c>conn_state()</c> in <c>base/protocols/conn/main.zeek</c>). A reset in place of SYN-ACK (REJ)
    /// says that there is a host and no service. OTH (ICMP, or seen from the middle on) leaves it open, and so does RSTRH, a reset with or without a
    /// SYN-ACK before it.
    /// </summary>
    static bool? IsAnswered(ReadOnlySpan<byte> state) => state switch
    {
        [(byte)'S', (byte)'F' or (byte)'1' or (byte)'2' or (byte)'3'] => true,
        _ when state.SequenceEqual("RSTO"u8) || state.SequenceEqual("RSTR"u8) || state.SequenceEqual("SHR"u8) => true,
        [(byte)'S', (byte)'0' or (byte)'H'] => false,
        _ when state.SequenceEqual("REJ"u8) || state.SequenceEqual("RSTOS0"u8) => false,
        _ => null,
    };
}
