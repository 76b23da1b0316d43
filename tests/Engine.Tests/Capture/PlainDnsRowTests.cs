using System.Buffers.Binary;
using Nameward.Engine.Evidence.Capture;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Capture;

/// <summary>What is written straight into the batch is what the long way makes of the same packets, sound or hostile.</summary>
public class PlainDnsRowTests
{
    static readonly byte[] Addresses = MessageBuilder.Response("WWW.example.com", RecordTypes.A, 2).Answer(RecordTypes.A, [192, 0, 2, 1])
        .Answer(RecordTypes.Aaaa, new byte[16]).ToArray();

    public static TheoryData<string, byte[]> ShortWay() => new()
    {
        { "a query", Query("www.example.com") },
        { "a query for the root", Query(".") },
        { "a query for the longest name", Query(LongestName) },
        { "a query for a name of one byte labels", Query(string.Join('.', Enumerable.Repeat('a', 127))) },
        { "a query with any bytes behind the question", Frames.QueryFrame([.. MessageBuilder.Query("a.example", additionals: 7).ToArray(), 0xFF, 0xFF]) },
        { "a query over IPv6", Frames.Ethernet(Frames.V6(Frames.Udp(40000, 53, MessageBuilder.Query("a.example").ToArray())), 0x86DD) },
        { "a query from port 53 to port 53", Frames.Ethernet(Frames.V4(Frames.Udp(53, 53, MessageBuilder.Query("a.example").ToArray()))) },
        { "a query in capitals and high bytes", Query("\\200WWW\\255.EXAMPLE.COM") },
        { "addresses", Frames.ResponseFrame(Addresses) },
        { "addresses over IPv6", Frames.Ethernet(Frames.V6(Frames.Udp(53, 40000, Addresses), from: Frames.Server6, to: Frames.Client6), 0x86DD) },
        { "no records", Frames.ResponseFrame(MessageBuilder.Response("a.example", 1, 0, flags: 0x8583).ToArray()) },
        { "names in data", Frames.ResponseFrame(MessageBuilder.Response("a.example", 1, 3).Answer(RecordTypes.Cname, [3, .. "cdn"u8, 0xC0, 14])
            .Answer(RecordTypes.Mx, [0, 1, 0xC0, 12]).Answer(RecordTypes.Soa, [0xC0, 14, 0xC0, 12, .. new byte[20]]).ToArray()) },
        { "other owners", Frames.ResponseFrame(MessageBuilder.Response("a.example", 1, 1, 1, 1).Record([0xC0, 14], RecordTypes.A, [1, 2, 3, 4])
            .Record([1, 98, 0xC0, 12], RecordTypes.A, [5]).Record(MessageBuilder.WireOf("a.example"), RecordTypes.A, []).ToArray()) },
        { "two OPT records", Frames.ResponseFrame(MessageBuilder.Response("a.example", 1, 0, 0, 2).Opt(1).Opt(2).ToArray()) },
        { "OPT among the answers", Frames.ResponseFrame(MessageBuilder.Response("a.example", 1, 1).Opt(1).ToArray()) },
        { "an owner of the root in an answer for the root", Frames.ResponseFrame(MessageBuilder.Response(".", 2, 1).Record([0], 2, [0]).ToArray()) },
        { "long data", Frames.ResponseFrame(MessageBuilder.Response("a.example", 16, 1).Answer(16, new byte[1400]).ToArray()) },
        { "the most that can be made of a message", Frames.ResponseFrame(Swelling()) },
        { "padding behind the records", Frames.ResponseFrame([.. Addresses, 1, 2, 3]) },
        { "padding behind the packet", [.. Frames.ResponseFrame(Addresses), 1, 2, 3] },
    };

    [Theory]
    [MemberData(nameof(ShortWay))]
    public void PlainMessagesTakeTheShortWayAndReadTheSame(string what, byte[] frame)
    {
        Assert.True(new ShortWay().Takes(frame), what);
        TwoWays.AssertSame(TwoWays.Capture([frame, frame]), what);
    }

    public static TheoryData<string, byte[]> LongWay() => new()
    {
        { "LLMNR", Frames.Ethernet(Frames.V4(Frames.Udp(53, 5355, Addresses))) },
        { "NetBIOS", Frames.Ethernet(Frames.V4(Frames.Udp(137, 53, Addresses))) },
        { "another port", Frames.Ethernet(Frames.V4(Frames.Udp(40000, 8053, Addresses))) },
        { "two questions", Frames.QueryFrame(MessageBuilder.Header(0x0100, 2).Question("a.example", 1).Question("b.example", 1).ToArray()) },
        { "no question", Frames.QueryFrame(MessageBuilder.Header(0x0100, 0).Question("a.example", 1).ToArray()) },
        { "an update", Frames.QueryFrame(MessageBuilder.Header(0x2800, 1).Question("a.example", 6).ToArray()) },
        { "a question whose name is compressed", Frames.QueryFrame([.. MessageBuilder.Header(0x0100, 1).ToArray(), 1, 97, 0xC0, 12, 0, 1, 0, 1]) },
        { "a name that is too long", Frames.QueryFrame([.. MessageBuilder.Header(0x0100, 1).ToArray(), .. TooLong, 0, 1, 0, 1]) },
        { "a response cut by the capture", Frames.ResponseFrame(Addresses)[..^1] },
        { "fewer records than promised", Frames.ResponseFrame(MessageBuilder.Response("a.example", 1, 2).Answer(1, [1, 2, 3, 4]).ToArray()) },
        { "data that does not hold its name", Frames.ResponseFrame(MessageBuilder.Response("a.example", 5, 1).Answer(5, [0xC0, 12, 0]).ToArray()) },
        { "a message of more than a frame", Frames.ResponseFrame(MessageBuilder.Response("a.example", 16, 1).Answer(16, new byte[1600]).ToArray()) },
    };

    [Theory]
    [MemberData(nameof(LongWay))]
    public void WhatIsNotPlainTakesTheLongWay(string what, byte[] frame)
    {
        Assert.False(new ShortWay().Takes(frame), what);
        TwoWays.AssertSame(TwoWays.Capture([frame, frame]), what);
    }

    [Fact]
    public void AMessageAtTheVeryEndOfWhatIsAtHandReadsTheSame()
    {
        var frame = Frames.ResponseFrame(Addresses);
        Assert.False(new ShortWay().Takes(frame, bytesBehind: 0));
        TwoWays.AssertSame(new PcapBuilder().Packet(frame).Packet(frame).ToArray(), "at the end");
    }

    [Fact]
    public void EachByteOfOurOwnCapturesMayBeAnything()
    {
        var taken = 0;
        foreach (var path in Directory.GetFiles(Samples.Own("samples"), "*.pcap.gz").Order(StringComparer.Ordinal))
        {
            taken += AssertMutantsSame(path, seed: 31, mostFrames: 60);
        }
        Assert.InRange(taken, 5_000, int.MaxValue);
    }

    [Theory]
    [InlineData("samples/pcap")]
    [InlineData("captures")]
    [InlineData("lab/captures")]
    [Trait("tier", "ci")]
    public void EachByteOfRealPacketsMayBeAnything(string folder)
    {
        var taken = 0;
        foreach (var path in Directory.GetFiles(Samples.Shared(folder), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(IsPcap))
        {
            taken += AssertMutantsSame(path, seed: 32, mostFrames: 12);
        }
        Assert.InRange(taken, 100, int.MaxValue);
    }

    [Fact]
    public void RecordsOfAnyKindReadTheSame()
    {
        const int seed = 33, rounds = 200;
        var (shortWay, taken) = (new ShortWay(), 0);
        for (var round = 0; round < rounds; round++)
        {
            var random = new Random(seed + round);
            byte[][] frames = [.. Enumerable.Range(0, 200).Select(_ => OddResponses.Frame(random))];
            taken += frames.Count(frame => shortWay.Takes(frame));
            TwoWays.AssertSame(TwoWays.Capture(frames), $"seed {seed + round}");
            TwoWays.AssertSame(TwoWays.Capture(frames), $"seed {seed + round}, odd clients", wantsOddClients: true);
        }
        Assert.InRange(taken, rounds * 40, rounds * 190);
    }

    public static TheoryData<string, byte[]> Containers()
    {
        byte[] frame = Frames.ResponseFrame(Addresses), query = Query("WWW.a.example");
        var behind = Frames.Ethernet(new byte[1000], 0x0806);
        return new()
        {
            { "pcap of nanoseconds", new PcapBuilder(PcapBuilder.Nano).Packet(frame).Packet(query).Packet(behind).ToArray() },
            { "pcap, big-endian", new PcapBuilder(isBigEndian: true).Packet(frame).Packet(query).Packet(behind).ToArray() },
            { "pcap with longer record headers", new PcapBuilder(PcapBuilder.Patched).Packet(frame).Packet(query).Packet(behind).ToArray() },
            { "pcapng", Pcapng(isBigEndian: false) },
            { "pcapng, big-endian", Pcapng(isBigEndian: true) },
        };

        byte[] Pcapng(bool isBigEndian) => new PcapngBuilder().Section(isBigEndian).Interface().Enhanced(frame).Simple(query, 90).Simple(frame, (uint)frame.Length - 1)
            .Obsolete(frame).Enhanced(query).Enhanced(behind).ToArray();
    }

    [Theory]
    [MemberData(nameof(Containers))]
    public void APacketReadsTheSameFromAnyContainer(string container, byte[] file)
    {
        TwoWays.AssertSame(file, container);
        TwoWays.AssertSame(file, container, wantsOddClients: true);
    }

    static string LongestName => $"{new string('a', 63)}.{new string('B', 63)}.{new string('c', 63)}.{new string('d', 61)}";

    static byte[] TooLong => [.. MessageBuilder.WireOf(LongestName)[..^1], 1, 97, 0];

    /// <summary>Records of two names each, all of them pointers to the longest name: nothing grows more when its names are written out.</summary>
    static byte[] Swelling()
    {
        var count = (ushort)((1500 - 12 - 259 - 267) / 16);
        var message = MessageBuilder.Response("a." + LongestName[2..], 17, (ushort)(count + 1)).Record([1, 98, 0xC0, 14], RecordTypes.A, [1]);
        for (var i = 0; i < count; i++)
        {
            message.Record([0xC0, 14], 17, [0xC0, 12, 0xC0, 12]);
        }
        return message.ToArray();
    }

    static byte[] Query(string name) => Frames.QueryFrame(MessageBuilder.Query(name).ToArray());

    /// <summary>Changes every byte of the first frames of a capture that are plain, one at a time, and reads all of them both ways.</summary>
    /// <returns>How many of the changed took the short way.</returns>
    static int AssertMutantsSame(string path, int seed, int mostFrames)
    {
        var random = new Random(seed);
        var file = Samples.Unpacked(path);
        var (shortWay, taken) = (new ShortWay(), 0);
        foreach (var frame in FramesOf(file).Where(frame => shortWay.Takes(frame)).Take(mostFrames))
        {
            byte[][] mutants = [frame, .. Enumerable.Range(12, frame.Length - 12).Select(at => Changed(frame, at, random))];
            taken += mutants.Count(mutant => shortWay.Takes(mutant));
            TwoWays.AssertSame(TwoWays.Capture(mutants), $"{path}, seed {seed}: {Convert.ToHexString(frame)}");
        }
        return taken;
    }

    static byte[] Changed(byte[] frame, int at, Random random)
    {
        byte[] changed = [.. frame];
        changed[at] = random.Next(5) switch
        {
            0 => (byte)(changed[at] ^ 0x20),
            1 => (byte)(changed[at] + 1),
            2 => (byte)(0xC0 | random.Next(2)),
            3 => 0,
            _ => (byte)random.Next(256),
        };
        return changed;
    }

    static bool IsPcap(string path) => path.EndsWith(".pcap", StringComparison.Ordinal) || path.EndsWith(".pcap.gz", StringComparison.Ordinal);

    /// <summary>The frames of a little-endian pcap file of an Ethernet; none of another.</summary>
    static IEnumerable<byte[]> FramesOf(byte[] file)
    {
        if (!PcapHeader.TryRead(file, out var header) || header.IsBigEndian || header.Link != LinkTypes.Ethernet)
        {
            yield break;
        }
        for (int at = PcapHeader.Bytes, length; at + header.RecordHeader <= file.Length; at += length)
        {
            length = header.RecordHeader + BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 8));
            if (length < header.RecordHeader || at + length > file.Length)
            {
                yield break;
            }
            yield return file[(at + header.RecordHeader)..(at + length)];
        }
    }
}
