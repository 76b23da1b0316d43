using Nameward.Engine.Evidence.Capture;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Capture;

/// <summary>The short way that most frames take comes to the same as the long one.</summary>
public class PlainFrameTests
{
    static readonly byte[] Query = MessageBuilder.Query("www.example.com", additionals: 1).Opt().ToArray();
    static readonly byte[] Response = MessageBuilder.Response("www.example.com", 1, 2).Answer(RecordTypes.Cname, [3, .. "cdn"u8, 0xC0, 16])
        .Answer(RecordTypes.Txt, [3, 1, 2, 3]).ToArray();

    [Fact]
    [Trait("tier", "ci")]
    public void AnyFrameGivesTheSameAsWithATagThatForbidsTheShortWay()
    {
        const int seed = 21, rounds = 40_000;
        var random = new Random(seed);
        var plain = 0;
        for (var i = 0; i < rounds; i++)
        {
            var frame = Damaged(Frame(random), random);
            plain += PlainFrame.TryRead(frame, out _) ? 1 : 0;
            Assert.True(Reading.Frame(Tagged(frame)).All.SequenceEqual(Reading.Frame(frame).All), $"seed {seed}, round {i}: {Convert.ToHexString(frame)}");
        }
        Assert.InRange(plain, rounds / 4, rounds - rounds / 10);
    }

    [Fact]
    public void WhatIsSparedOfTheOrderedWayHasNothingToTellThere()
    {
        const int seed = 22;
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var frame = Damaged(Frame(random), random);
            if (OrderedPackets.Spares(LinkTypes.Ethernet, frame))
            {
                var rows = new CollectingRows();
                var ordered = new OrderedPackets(remarks: null);
                ordered.Read(new(1, DateTime.UnixEpoch, LinkTypes.Ethernet, frame), rows);
                ordered.End(rows);
                Assert.True(rows.All.Count == 0, $"seed {seed}, round {i}");
            }
        }
    }

    public static TheoryData<string, byte[]> LongWay() => new()
    {
        { "a fragment", Frames.Ethernet(Frames.V4(Frames.Udp(40000, 53, Query), fragment: 0x2000)) },
        { "a later fragment", Frames.Ethernet(Frames.V4(Frames.Udp(40000, 53, Query), fragment: 3)) },
        { "options", Frames.Ethernet(Frames.V4(Frames.Udp(40000, 53, Query), options: [1, 1, 1, 1])) },
        { "a tunnel's port", Frames.Ethernet(Frames.V4(Frames.Udp(40000, 4789, Query))) },
        { "no IP length", Frames.Ethernet(Frames.V4(Frames.Udp(40000, 53, Query), total: 0)) },
        { "an IP length below the headers", Frames.Ethernet(Frames.V4(Frames.Udp(40000, 53, Query), total: 27)) },
        { "no UDP length", Frames.Ethernet(Frames.V4(Frames.Udp(40000, 53, Query, length: 0))) },
        { "a UDP length below its header", Frames.Ethernet(Frames.V4(Frames.Udp(40000, 53, Query, length: 7))) },
        { "TCP", Frames.Ethernet(Frames.V4(Frames.Udp(40000, 53, Query), protocol: 6)) },
        { "an IPv6 extension header", V6([17, 0, 1, 4, 0, 0, 0, 0, .. Frames.Udp(40000, 53, Query)], next: 60) },
        { "an IPv6 fragment", V6([17, 0, 0, 1, 0, 0, 0, 9, .. Frames.Udp(40000, 53, Query)], next: 44) },
        { "no IPv6 length", V6(Frames.Udp(40000, 53, Query), length: 0) },
        { "an IPv6 length below the header", V6(Frames.Udp(40000, 53, Query), length: 7) },
        { "a tunnel's port over IPv6", V6(Frames.Udp(40000, 6081, Query)) },
        { "an IPv6 frame that ends inside the UDP header", V6(Frames.Udp(40000, 53, Query))[..61] },
        { "a frame that ends inside the UDP header", Frames.QueryFrame(Query)[..41] },
    };

    [Theory]
    [MemberData(nameof(LongWay))]
    public void WhatIsNotPlainTakesTheLongWay(string what, byte[] frame) => Assert.False(PlainFrame.TryRead(frame, out _), what);

    [Fact]
    public void AFrameThatTheCaptureCutShowsBothItsLengths()
    {
        Assert.True(PlainFrame.TryRead(Frames.ResponseFrame(Response).AsSpan(0, 60), out var plain));
        Assert.Equal(Response.Length, plain.Sent);
        Assert.True(plain.Payload.SequenceEqual(Response.AsSpan(0, 18)));
        Assert.Equal(new Endpoint(Address.FromV4(0x0A000035), 53), plain.Ends.Source);
        Assert.Equal(new Endpoint(Address.FromV4(0x0A000007), 40000), plain.Ends.Destination);
        Assert.True(plain.IsOfNameService);
    }

    [Fact]
    public void AFrameOfIpv6ThatTheCaptureCutShowsBothItsLengths()
    {
        Assert.True(PlainFrame.TryRead(V6(Frames.Udp(53, 40000, Response)).AsSpan(0, 80), out var plain));
        Assert.Equal(Response.Length, plain.Sent);
        Assert.True(plain.Payload.SequenceEqual(Response.AsSpan(0, 18)));
        Assert.Equal(new Endpoint(new(0xFD00_0000_0000_0000, 7), 53), plain.Ends.Source);
        Assert.Equal(new Endpoint(new(0xFD00_0000_0000_0000, 0x53), 40000), plain.Ends.Destination);
    }

    static byte[] V6(byte[] payload, byte next = Frames.UdpProtocol, int? length = null) => Frames.Ethernet(Frames.V6(payload, next, length: length), 0x86DD);

    /// <summary>The same frame with an IEEE 802.1Q tag, which names the link's content a second time.</summary>
    static byte[] Tagged(byte[] frame) => frame.Length < 14 ? frame : [.. frame[..12], 0x81, 0, 0, 1, .. frame[12..]];

    static byte[] Frame(Random random)
    {
        int[] ports = [53, 137, 5353, 5355, 9000, 4789, 443];
        int from = ports[random.Next(ports.Length)], to = random.Next(3) == 0 ? ports[random.Next(ports.Length)] : 40000;
        var message = random.Next(3) switch { 0 => Query, 1 => Response, _ => [1, 2, 3] };
        var datagram = random.Next(2) == 0 ? Frames.Udp(from, to, message) : Frames.Udp(to, from, message);
        return random.Next(4) == 0 ? V6(datagram) : Frames.Ethernet(Frames.V4(datagram));
    }

    /// <summary>Mostly in the headers; some frames are left as they are, some are cut, some have padding behind.</summary>
    static byte[] Damaged(byte[] frame, Random random)
    {
        for (var changes = random.Next(3); changes > 0; changes--)
        {
            frame[random.Next(12, Math.Min(frame.Length, random.Next(2) == 0 ? 46 : 200))] = (byte)(random.Next(2) == 0 ? random.Next(256) : random.Next(8));
        }
        return random.Next(6) switch
        {
            0 => frame[..random.Next(frame.Length)],
            1 => [.. frame, .. new byte[random.Next(20)]],
            _ => frame,
        };
    }
}
