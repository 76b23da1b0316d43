using Nameward.Engine.Evidence.Wire;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Capture;

public class DnsContentTests
{
    public static TheoryData<string, byte[]> Dns() => new()
    {
        { "a query", MessageBuilder.Query("www.example.com").ToArray() },
        { "a query for the root", MessageBuilder.Query(".", RecordTypes.Ns).ToArray() },
        { "a query with EDNS", MessageBuilder.Query("www.example.com", additionals: 1).Opt().ToArray() },
        { "a tunnel's query", MessageBuilder.Query(@"\200\255x.t.example", 65399, additionals: 1).Opt().ToArray() },
        { "a signed query", MessageBuilder.Query("a.b", additionals: 2).Opt().Record([0], 250, [1, 2]).ToArray() },
        { "a response", MessageBuilder.Response("a.b", RecordTypes.Txt, 1).Answer(RecordTypes.Txt, [1, 65]).ToArray() },
        { "an empty response", MessageBuilder.Response("a.b", 1, 0, flags: 0x8183).ToArray() },
    };

    [Theory]
    [MemberData(nameof(Dns))]
    public void DnsIsKnownOnAnyPort(string what, byte[] message) => Assert.True(IsTakenFor(message), what);

    public static TheoryData<string, byte[]> Others() => new()
    {
        { "two questions", MessageBuilder.Header(0x0100, 2).Question("a.b", 1).Question("c.d", 1).ToArray() },
        { "an update", MessageBuilder.Header(0x2800, 1).Question("a.b", 6).ToArray() },
        { "a query that claims an rcode", MessageBuilder.Query("a.b", flags: 0x0103).ToArray() },
        { "a query with the reserved bit", MessageBuilder.Query("a.b", flags: 0x0140).ToArray() },
        { "a query with bytes behind it", MessageBuilder.Query("a.b").Bytes(0).ToArray() },
        { "a query with an ordinary record", MessageBuilder.Query("a.b", additionals: 1).Answer(1, [1, 2, 3, 4]).ToArray() },
        { "a query cut short", MessageBuilder.Query("a.b").ToArray()[..^1] },
        { "a type that is not assigned", MessageBuilder.Query("a.b", 200).ToArray() },
        { "a class that is not in use", MessageBuilder.Header(0x0100, 1).Question("a.b", 1, 7).ToArray() },
        { "a response with fewer records than it claims", MessageBuilder.Response("a.b", 1, 1).ToArray() },
        { "a response with a record that runs out",
            MessageBuilder.Response("a.b", 1, 1).Bytes(0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 9, 1, 2).ToArray() },
        { "a response with bytes behind it", MessageBuilder.Response("a.b", 1, 0).Bytes(1).ToArray() },
        { "a binding request of STUN", [0, 1, 0, 0, 0x21, 0x12, 0xA4, 0x42, .. new byte[12]] },
        { "a client's NTP", [0x23, 0, 6, 0xEC, .. new byte[44]] },
        { "a DHCP discover", [1, 1, 6, 0, 0x39, 3, 0xF3, 0x26, .. new byte[228]] },
        { "zeros", new byte[64] },
        { "nothing", [] },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void WhatIsNotDnsIsNotTakenForIt(string what, byte[] message) => Assert.False(IsTakenFor(message), what);

    [Fact]
    public void RandomDatagramsAreNotTakenForDns()
    {
        const int seed = 7;
        var random = new Random(seed);
        var message = new byte[160];
        for (var i = 0; i < 400_000; i++)
        {
            random.NextBytes(message);
            if (i % 2 == 0)
            {
                // Many protocols are mostly zeros: the harder half.
                for (var at = 0; at < message.Length; at++)
                {
                    message[at] = random.Next(4) == 0 ? (byte)(message[at] & 3) : (byte)0;
                }
            }
            Assert.False(IsTakenFor(message[..(12 + random.Next(148))]), $"seed {seed}, round {i}");
        }
    }

    [Fact]
    public void AResponseThatTheCaptureCutPassesWhereItsQuestionIsWhole()
    {
        var message = MessageBuilder.Response("a.b", 1, 2).Answer(1, [1, 2, 3, 4]).Answer(1, [1, 2, 3, 4]).ToArray();
        for (var length = 12; length < message.Length; length++)
        {
            Assert.Equal(length >= 21, IsTakenFor(message[..length], message.Length));
        }
    }

    static bool IsTakenFor(byte[] message, int? sent = null)
    {
        var length = sent ?? message.Length;
        var parser = new WireParser();
        return WireHeader.TryRead(message, out var header) && DnsContent.Allows(header, length)
            && DnsContent.Is(parser, parser.Parse(message, length), message.Length, length);
    }
}
