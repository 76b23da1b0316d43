using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Capture;
using static Nameward.Engine.Tests.Dnstap.DnstapMessage;

namespace Nameward.Engine.Tests.Dnstap;

/// <summary>The samples of dnstap, as they are written.</summary>
static class DnstapSamples
{
    static readonly DateTime Later = Moment.AddMilliseconds(21);
    static readonly byte[] Query = MessageBuilder.Query("Www.Example.net", additionals: 1, id: 77).Opt().ToArray();
    static readonly byte[] Response = MessageBuilder.Response("Www.Example.net", RecordTypes.A, 2).Answer(RecordTypes.Cname, [3, (byte)'c', (byte)'d', (byte)'n', 0xC0, 16])
        .Record(MessageBuilder.WireOf("cdn.example.net"), RecordTypes.A, [203, 0, 113, 80], 60).ToArray();

    public static IEnumerable<KeyValuePair<string, byte[]>> All =>
    [
        new("kinds", Kinds()),
        new("connection", Connection()),
        new("sparse", Sparse()),
        new("damaged", Damaged()),
        new("cut", Cut()),
    ];

    /// <summary>Every type of message, over every protocol.</summary>
    static byte[] Kinds()
    {
        var stream = new DnstapStream().Start();
        for (var type = 1; type <= 12; type += 2)
        {
            var message = Between(type, type % 4 == 1 ? "192.0.2.7" : "2001:db8::7", type % 4 == 1 ? "198.51.100.53" : "2001:db8:5::53") with { Protocol = (type + 1) / 2, QueryTime = Moment };
            stream.Message(message with { Query = Query }).Message(message with { Type = type + 1, ResponseTime = Later, Response = Response });
        }
        var update = Between(13, "192.0.2.7", "198.51.100.53") with { QueryTime = Moment };
        return stream.Message(update with { Query = MessageBuilder.Query("example.net", RecordTypes.Soa, 0x2800).ToArray() })
            .Message(Between(5, "192.0.2.7", "198.51.100.53") with { Protocol = 7, QueryTime = Moment, Query = Query }).Stop().ToArray();
    }

    /// <summary>A connection, from its handshake on; both messages in one frame; policy and fields of a later schema.</summary>
    static byte[] Connection()
    {
        var both = Between(6, "192.0.2.8", "198.51.100.53") with { QueryTime = Moment, ResponseTime = Later, Query = Query, Response = Response };
        var refused = MessageBuilder.Header(0x8005, 0).ToArray();
        return new DnstapStream().Handshake().Message(both)
            .Message(both with { Response = refused, Policy = [0x0A, 0x03, (byte)'r', (byte)'p', (byte)'z', 0x18, 0x01] })
            .Message(both with { Unknown = [0xC8, 0x06, 0x96, 0x01, 0xD1, 0x06, 1, 2, 3, 4, 5, 6, 7, 8, 0xDD, 0x06, 1, 2, 3, 4] })
            .Stop().Finish().ToArray();
    }

    /// <summary>What writers leave out, each on its own; then frames that say nothing, and two streams one behind the other.</summary>
    static byte[] Sparse()
    {
        var query = Between(5, "192.0.2.9", "198.51.100.53") with { QueryTime = Moment, Query = Query };
        var response = query with { Type = 6, Query = null, ResponseTime = Later, Response = Response };
        return new DnstapStream().Start().Message(query with { ResponseAddress = null, ResponsePort = null }).Message(query with { QueryAddress = null, QueryPort = null, Family = null })
            .Message(query with { QueryTime = null }).Message(query with { Protocol = null }).Message(response with { ResponseTime = null }).Message(response with { QueryTime = null })
            .Message(response with { Response = null, Query = Query }).Stop().StartOfNothing()
            .Message(query with { Query = null }).Message(response with { Response = MessageBuilder.Header(0x8005, 0).ToArray() })
            .Message(query with { Type = 99 }).Frame(0x78, 0x02).Stop().ToArray();
    }

    static byte[] Damaged()
    {
        var query = Between(5, "192.0.2.10", "198.51.100.53") with { QueryTime = Moment, Query = Query };
        var stream = new DnstapStream().Start();
        stream.Message(query with { Type = null }).Message(query with { QueryAddress = [192, 0, 2] }).Message(query with { Family = 2 }).Message(query with { QueryPort = 70000 })
            .Message(query with { Query = Response }).Message(query with { Type = 6, Response = Query }).Message(query with { Query = Query[..20] }).Message(query with { Query = [1, 2, 3] })
            .Message(query with { QueryTime = new(1969, 12, 31, 0, 0, 0, DateTimeKind.Utc) });
        var sound = query.ToFrame();
        return stream.U32(0x7F00_0000).Raw(sound).Message(query).U32((uint)sound.Length - 3).Raw(sound).Message(query).Frame([.. sound, 0x0B]).Message(query)
            .U32(0).U32(9999).Message(query).U32(0).U32(4).U32(9).Message(query).Stop().ToArray();
    }

    /// <summary>The end of a stream whose start is lost, and which nobody closed.</summary>
    static byte[] Cut()
    {
        var query = Between(5, "192.0.2.11", "198.51.100.53") with { QueryTime = Moment, Query = Query };
        return new DnstapStream().Message(query).Message(query with { Type = 6, Query = null, Response = Response, ResponseTime = Later }).ToArray();
    }
}
