using System.Collections.Frozen;

namespace Nameward.Engine.Evidence.Flows;

/// <summary>
/// Which information elements are read (https://www.iana.org/assignments/ipfix; the first 127 are those of NetFlow version 9, RFC 3954 section 8). The
/// ones from 40001 on are what ASA 8.1 wrote before some of them were given numbers.
/// </summary>
static class ExportElements
{
    /// <summary>The number of an enterprise that stands for the other direction of a flow (RFC 5103 section 6.1).</summary>
    const uint Reverse = 29305;

    static readonly FrozenDictionary<ushort, ExportField> Known = new (ushort Element, ExportField Field)[]
    {
        (1, ExportField.Bytes), (2, ExportField.Packets), (4, ExportField.Protocol), (7, ExportField.SourcePort), (8, ExportField.SourceV4),
        (11, ExportField.DestinationPort), (12, ExportField.DestinationV4), (21, ExportField.EndUptime), (22, ExportField.StartUptime), (23, ExportField.OutBytes),
        (24, ExportField.OutPackets), (27, ExportField.SourceV6), (28, ExportField.DestinationV6), (34, ExportField.SamplingInterval), (48, ExportField.Sampler),
        (50, ExportField.SamplingInterval), (85, ExportField.TotalBytes), (86, ExportField.TotalPackets), (89, ExportField.ForwardingStatus),
        (150, ExportField.StartSeconds), (151, ExportField.EndSeconds), (152, ExportField.StartMilliseconds), (153, ExportField.EndMilliseconds),
        (154, ExportField.StartMicroseconds), (155, ExportField.EndMicroseconds), (156, ExportField.StartNanoseconds), (157, ExportField.EndNanoseconds),
        (158, ExportField.StartDelta), (159, ExportField.EndDelta), (160, ExportField.SystemStart), (161, ExportField.DurationMilliseconds),
        (162, ExportField.DurationMicroseconds), (180, ExportField.SourcePort), (181, ExportField.DestinationPort), (182, ExportField.SourcePort),
        (183, ExportField.DestinationPort), (225, ExportField.NatSourceV4), (226, ExportField.NatDestinationV4), (227, ExportField.NatSourcePort),
        (228, ExportField.NatDestinationPort), (231, ExportField.InitiatorBytes), (232, ExportField.ResponderBytes), (233, ExportField.FirewallEvent),
        (239, ExportField.BiflowDirection), (281, ExportField.NatSourceV6), (282, ExportField.NatDestinationV6), (298, ExportField.InitiatorPackets),
        (299, ExportField.ResponderPackets), (302, ExportField.Sampler), (305, ExportField.SampledPackets), (306, ExportField.SkippedPackets),
        (309, ExportField.SampleSize), (310, ExportField.Population), (322, ExportField.EventSeconds), (323, ExportField.EventMilliseconds),
        (324, ExportField.EventMicroseconds), (325, ExportField.EventNanoseconds), (40001, ExportField.NatSourceV4), (40002, ExportField.NatDestinationV4),
        (40003, ExportField.NatSourcePort), (40004, ExportField.NatDestinationPort), (40005, ExportField.FirewallEvent),
    }.ToFrozenDictionary(known => known.Element, known => known.Field);

    /// <summary>What an element means; <see cref="ExportField.None"/> where it is not read.</summary>
    /// <param name="element">Its number, the bit of an enterprise taken off.</param>
    /// <param name="enterprise">The enterprise whose it is; 0 for those of everybody.</param>
    public static ExportField Of(ushort element, uint enterprise) => enterprise switch
    {
        0 => Known.GetValueOrDefault(element),
        Reverse => element switch
        {
            1 or 85 => ExportField.ReverseBytes,
            2 or 86 => ExportField.ReversePackets,
            _ => ExportField.None,
        },
        _ => ExportField.None,
    };
}
