using System.Collections.Immutable;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Proof;
using Nameward.Engine.Tests.Rollups;
using Nameward.Transform;
using static Nameward.Engine.Tests.Proof.ChannelTraffic;

namespace Nameward.Engine.Tests.Transforming;

/// <summary>A fleet that browses and a channel through its resolver, with the resolver's own leg of it, as a recording.</summary>
static class MadeUpRecording
{
    static readonly Address Far = Address.FromV4(0xCB007142);

    public static LabelledSession Truth { get; } = new("made-up.pcap", Host(Channel).ToString(), "t." + Zone, "tunnel", "", "", "", 1000, "");

    /// <summary>A channel of so many names that carry 20 bytes each.</summary>
    public static Recording Of(int names = 40, ushort type = RecordTypes.Txt)
    {
        var traffic = new ChannelTraffic(1);
        var tunnel = traffic.Tunnel(names, zone: "t." + Zone, type: type, ttl: 0);
        return Recording.Of(Truth, Read([.. traffic.Fleet(), .. tunnel, .. Each(tunnel, Upstream)]))!;
    }

    /// <summary>The same fleet with nothing else.</summary>
    public static ImmutableArray<Message> Fleet(int seed = 2) => Read(new ChannelTraffic(seed).Fleet());

    public static ImmutableArray<Message> Read(IEnumerable<RandomTraffic.Row> rows)
    {
        var sink = new MessageSink();
        var writer = new BatchWriter(sink);
        foreach (var row in rows)
        {
            writer.Begin(row.Segment, row.Format);
            writer.Message(row.Message, row.Name, row.Answers);
            writer.Flush();
        }
        return [.. sink.Messages.OrderBy(message => message.Time)];
    }

    // The resolver asks a moment later and is answered a moment earlier.
    static DnsMessage Upstream(DnsMessage message) => message with
    {
        Time = message.Time.AddMilliseconds(message.Sides == Sides.Query ? 1 : -1),
        Client = new(message.Server.Address, 33_000),
        Server = new(Far, 53),
    };
}
