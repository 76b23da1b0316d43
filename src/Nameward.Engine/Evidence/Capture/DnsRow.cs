using Nameward.Engine.Evidence.Wire;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>The observation that a DNS message on a wire makes, however it travelled.</summary>
static class DnsRow
{
    /// <summary>Multicast DNS (RFC 6762).</summary>
    public const ushort MulticastPort = 5353;

    /// <summary>LLMNR (RFC 4795).</summary>
    public const ushort LinkLocalPort = 5355;

    /// <summary>DNS (RFC 1035).</summary>
    public const ushort Port = 53;

    /// <summary>NetBIOS names (RFC 1002).</summary>
    public const ushort NetBiosPort = 137;

    /// <summary>Reports the message that <paramref name="parser"/> has just read.</summary>
    /// <param name="parser">Holds a message with a sound question.</param>
    /// <param name="at">The packet that it is reported with.</param>
    /// <param name="transport">How it travelled.</param>
    /// <param name="ends">Who sent it, the server where it is a response, and to whom.</param>
    /// <param name="sent">Bytes of the message when it was sent.</param>
    /// <param name="rows">Takes it.</param>
    public static void Write(WireParser parser, PacketStamp at, Transport transport, in StreamEnds ends, int sent, IBatchWriter rows)
    {
        var row = WireRow.Of(parser, sent);
        var isResponse = parser.Header.IsResponse;
        row.At = new(0, at.Number);
        row.Time = at.Time;
        row.Leg = Leg.Wire;
        row.Transport = transport;
        row.Client = isResponse ? ends.Destination : ends.Source;
        row.Server = isResponse ? ends.Source : ends.Destination;
        if (ends.Source.Port == LinkLocalPort || ends.Destination.Port == LinkLocalPort)
        {
            // LLMNR has other bits where DNS has AA and RD (RFC 4795 section 2.1.1).
            row.Header &= HeaderBits.Truncated | HeaderBits.Shown;
        }
        rows.Message(row, parser.Name, parser.Records);
    }
}
