using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Flows;

/// <summary>The flow that an exported record shows.</summary>
static class ExportedFlow
{
    const int Denied = 3, Dropped = 2, StatusShift = 6;
    const byte FromSender = 1, FromReceiver = 2;

    /// <summary>Whether a record is one of two ends; others are counts of interfaces, applications or radio stations.</summary>
    public static bool HasEnds(ExportRecord record) =>
        !Source(record).IsUnspecified && !Destination(record).IsUnspecified;

    /// <summary>The flow of a record that <see cref="HasEnds"/>.</summary>
    /// <param name="record">The record.</param>
    /// <param name="times">When it was.</param>
    /// <param name="sampling">One packet in so many was looked at: counts are multiplied by it, as nfdump does.</param>
    /// <param name="position">Where the record stands.</param>
    public static Flow Of(ExportRecord record, in ExportTimes times, uint sampling, long position)
    {
        var protocol = (byte)record[ExportField.Protocol];
        var hasPorts = FlowWords.HasPorts(protocol);
        Endpoint source = new(Source(record), hasPorts ? record.Port(ExportField.SourcePort) : (ushort)0);
        Endpoint destination = new(Destination(record), hasPorts ? record.Port(ExportField.DestinationPort) : (ushort)0);
        var verdict = Verdict(record);
        var (down, downPackets) = (Down(record, ExportField.ResponderBytes, ExportField.ReverseBytes, ExportField.OutBytes),
            Down(record, ExportField.ResponderPackets, ExportField.ReversePackets, ExportField.OutPackets));
        var flow = new Flow
        {
            At = new(0, position),
            Time = times.Start,
            Duration = times.Duration,
            Client = source,
            Server = destination,
            Protocol = protocol,
            UpBytes = Times(Up(record, ExportField.Bytes, ExportField.TotalBytes, ExportField.InitiatorBytes, ExportField.OutBytes), sampling),
            UpPackets = Times(Up(record, ExportField.Packets, ExportField.TotalPackets, ExportField.InitiatorPackets, ExportField.OutPackets), sampling),
            DownBytes = Times(down, sampling),
            DownPackets = Times(downPackets, sampling),
            IsAnswered = IsAnswered(verdict, downPackets, down),
            Verdict = verdict,
            TranslatedClient = FlowRow.Translated(End(record, ExportField.NatSourceV4, ExportField.NatSourceV6, ExportField.NatSourcePort, hasPorts), source),
            TranslatedServer = FlowRow.Translated(End(record, ExportField.NatDestinationV4, ExportField.NatDestinationV6, ExportField.NatDestinationPort, hasPorts), destination),
        };
        return Directed(flow, record);
    }

    static Address Source(ExportRecord record) => record.Address(ExportField.SourceV4, ExportField.SourceV6);

    static Address Destination(ExportRecord record) => record.Address(ExportField.DestinationV4, ExportField.DestinationV6);

    static Endpoint End(ExportRecord record, ExportField v4, ExportField v6, ExportField port, bool hasPorts) => new(record.Address(v4, v6), hasPorts ? record.Port(port) : (ushort)0);

    /// <summary>A firewall knows who began, and some exporters say so; else ports tell.</summary>
    static Flow Directed(in Flow flow, ExportRecord record) => record[ExportField.BiflowDirection] switch
    {
        FromSender => flow,
        FromReceiver => flow.Turned(),
        _ => record.HasAny(ExportField.InitiatorBytes, ExportField.ResponderBytes, ExportField.FirewallEvent) ? flow : flow.WithServerFound(),
    };

    /// <summary>A firewall that tells of a flow when it begins has counted nothing yet.</summary>
    static bool? IsAnswered(FlowVerdict verdict, long packets, long bytes) =>
        verdict == FlowVerdict.Denied ? false : FlowRow.AnsweredBy(packets, bytes) is var answered && (answered == true || verdict == FlowVerdict.Unknown) ? answered : null;

    static FlowVerdict Verdict(ExportRecord record)
    {
        if (record[ExportField.FirewallEvent] is not 0 and var happened)
        {
            return happened == Denied ? FlowVerdict.Denied : FlowVerdict.Allowed;
        }
        return (byte)record[ExportField.ForwardingStatus] >> StatusShift == Dropped ? FlowVerdict.Denied : FlowVerdict.Unknown;
    }

    /// <summary>What the sender sent: the first of these that the record has.</summary>
    static long Up(ExportRecord record, params ReadOnlySpan<ExportField> fields)
    {
        foreach (var field in fields)
        {
            if (record.Has(field))
            {
                return record.Count(field);
            }
        }
        return Flow.Unknown;
    }

    /// <summary>
    /// What the receiver sent. Firewalls and probes tell it as what went out, beside what came in; routers, which see one direction, write zero there.
    /// </summary>
    static long Down(ExportRecord record, ExportField responder, ExportField reverse, ExportField @out)
    {
        if (record.HasAny(responder, reverse))
        {
            return record.Count(record.Has(responder) ? responder : reverse);
        }
        return record.HasAny(ExportField.Bytes, ExportField.TotalBytes) && record[@out] > 0 ? record.Count(@out) : Flow.Unknown;
    }

    static long Times(long count, uint sampling) => count < 0 || count > long.MaxValue / Math.Max(sampling, 1) ? Flow.Unknown : count * Math.Max(sampling, 1);
}
