namespace Nameward.Engine.Evidence.Flows;

/// <summary>What a field of an exported record means, of those that are read. Addresses come first; the times of the end follow in the order of those of the start.</summary>
enum ExportField : byte
{
    /// <summary>It is not read.</summary>
    None,
    /// <summary>Sender, IPv4.</summary>
    SourceV4,
    /// <summary>Receiver, IPv4.</summary>
    DestinationV4,
    /// <summary>Sender, IPv6.</summary>
    SourceV6,
    /// <summary>Receiver, IPv6.</summary>
    DestinationV6,
    /// <summary>Sender behind a translation, IPv4.</summary>
    NatSourceV4,
    /// <summary>Receiver behind a translation, IPv4.</summary>
    NatDestinationV4,
    /// <summary>Sender behind a translation, IPv6.</summary>
    NatSourceV6,
    /// <summary>Receiver behind a translation, IPv6.</summary>
    NatDestinationV6,
    /// <summary>Port of the sender.</summary>
    SourcePort,
    /// <summary>Port of the receiver.</summary>
    DestinationPort,
    /// <summary>Port of the sender behind a translation.</summary>
    NatSourcePort,
    /// <summary>Port of the receiver behind a translation.</summary>
    NatDestinationPort,
    /// <summary>IP protocol.</summary>
    Protocol,
    /// <summary>Bytes from sender to receiver since the last record.</summary>
    Bytes,
    /// <summary>Packets from sender to receiver since the last record.</summary>
    Packets,
    /// <summary>Bytes from sender to receiver since the flow began.</summary>
    TotalBytes,
    /// <summary>Packets from sender to receiver since the flow began.</summary>
    TotalPackets,
    /// <summary>Bytes that went out: of the other direction where those that came in are told too, else of this one.</summary>
    OutBytes,
    /// <summary>The same, of packets.</summary>
    OutPackets,
    /// <summary>Bytes from receiver to sender.</summary>
    ReverseBytes,
    /// <summary>Packets from receiver to sender.</summary>
    ReversePackets,
    /// <summary>Bytes of who began.</summary>
    InitiatorBytes,
    /// <summary>Packets of who began.</summary>
    InitiatorPackets,
    /// <summary>Bytes of who was called.</summary>
    ResponderBytes,
    /// <summary>Packets of who was called.</summary>
    ResponderPackets,
    /// <summary>Who began: 1 the sender, 2 the receiver (RFC 5103 section 6.3).</summary>
    BiflowDirection,
    /// <summary>What a firewall did: 3 is denied.</summary>
    FirewallEvent,
    /// <summary>What a router did: in the upper two bits, 2 is dropped.</summary>
    ForwardingStatus,
    /// <summary>First packet, seconds since 1970.</summary>
    StartSeconds,
    /// <summary>The same in milliseconds.</summary>
    StartMilliseconds,
    /// <summary>The same as NTP writes it, exact to a microsecond.</summary>
    StartMicroseconds,
    /// <summary>The same as NTP writes it.</summary>
    StartNanoseconds,
    /// <summary>Microseconds from the first packet to the export.</summary>
    StartDelta,
    /// <summary>Milliseconds from the start of the exporter to the first packet.</summary>
    StartUptime,
    /// <summary>Last packet, seconds since 1970.</summary>
    EndSeconds,
    /// <summary>The same in milliseconds.</summary>
    EndMilliseconds,
    /// <summary>The same as NTP writes it, exact to a microsecond.</summary>
    EndMicroseconds,
    /// <summary>The same as NTP writes it.</summary>
    EndNanoseconds,
    /// <summary>Microseconds from the last packet to the export.</summary>
    EndDelta,
    /// <summary>Milliseconds from the start of the exporter to the last packet.</summary>
    EndUptime,
    /// <summary>When an event was, seconds since 1970.</summary>
    EventSeconds,
    /// <summary>The same in milliseconds.</summary>
    EventMilliseconds,
    /// <summary>The same as NTP writes it, exact to a microsecond.</summary>
    EventMicroseconds,
    /// <summary>The same as NTP writes it.</summary>
    EventNanoseconds,
    /// <summary>When the exporter started, milliseconds since 1970.</summary>
    SystemStart,
    /// <summary>How long it lasted, in milliseconds.</summary>
    DurationMilliseconds,
    /// <summary>The same in microseconds.</summary>
    DurationMicroseconds,
    /// <summary>Which sampler chose the packets.</summary>
    Sampler,
    /// <summary>One packet in so many was looked at.</summary>
    SamplingInterval,
    /// <summary>Packets looked at in a row.</summary>
    SampledPackets,
    /// <summary>Packets passed over behind them.</summary>
    SkippedPackets,
    /// <summary>Packets chosen of each population.</summary>
    SampleSize,
    /// <summary>Packets of a population.</summary>
    Population,
    /// <summary>How many there are.</summary>
    Count,
}
