using Nameward.Bench.Generating;
using Nameward.Engine.Observations;

namespace Nameward.Transform.Writing;

/// <summary>
/// Messages as a capture shows them, each in a datagram of its own, whichever way it came. A response of which the evidence does not show what it holds is
/// left out: a capture would say that it holds nothing.
/// </summary>
sealed class CaptureWriter : IEvidenceWriter
{
    const ushort SomePort = 40_000, DnsPort = 53;

    // Where a log names no server: one of the network next to the clients, as a resolver is (RFC 5737).
    static readonly Address SomeServer = Address.FromV4(0xC000_0235);

    readonly DnsMessageWriter _message = new();

    /// <inheritdoc/>
    public string Ending => ".pcap";

    /// <inheritdoc/>
    public void Head(OutputBuffer to) => PcapPackets.Head(to);

    /// <inheritdoc/>
    public void Write(OutputBuffer to, Message message)
    {
        if (!message.IsQuery && !message.IsShownResponse)
        {
            return;
        }
        var row = message.Row;
        var client = row.Client with { Port = row.Client.Port == 0 ? SomePort : row.Client.Port };
        var server = new Endpoint(row.Server.Address.IsNone ? SomeServer : row.Server.Address, row.Server.Port == 0 ? DnsPort : row.Server.Port);
        var (source, destination) = message.IsQuery ? (client, server) : (server, client);
        var start = PcapPackets.Begin(to, (row.Time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, source.Address, destination.Address, source.Port, destination.Port);
        to.Text(_message.Write(message));
        PcapPackets.End(to, start);
    }
}
