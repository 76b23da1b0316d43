using System.Diagnostics;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Capture;
using Xunit;

namespace Nameward.Engine.Tests.Capture;

/// <summary>
/// Captures made to be slow or large to read: twice as many packets may take twice as long, and no more memory than half as many. They are read a block at a
/// time, as a source is.
/// </summary>
[Trait("tier", "ci")]
[Collection(nameof(Alone))]
public class HostileCaptureTests
{
    const int Packets = 150_000;
    const int BlockBytes = 2 << 20;

    static readonly Dictionary<string, Func<int, byte[]>> Floods = new()
    {
        ["empty packets"] = _ => [],
        ["packets of one byte"] = _ => [1],
        ["SYN from many ports"] = i => TcpFrames.FromClient(TcpFrames.Syn, (uint)i * 2_654_435_761, [], i % 60_000, 1024 + i / 60_000),
        ["SYN of other numbers on one port"] = i => TcpFrames.FromClient(TcpFrames.Syn, (uint)i * 2_654_435_761, []),
        ["the middle of streams"] = i => TcpFrames.FromClient(TcpFrames.Ack, (uint)i * 977, [0, 200, 1, 2], 53, 1024 + i % 60_000),
        ["first fragments"] = i => Fragment(i, 0x2000),
        ["later fragments"] = i => Fragment(i, 5),
        ["stretches of one datagram"] = i => Fragment(7, 0x2000 | 3 * (i % 60)),
        ["datagrams without an answer"] = i => Frames.Ethernet(Frames.V4(Frames.Udp(1024 + i % 60_000, 9000 + i / 60_000, [1]))),
    };

    public static TheoryData<string> Kinds() => [.. Floods.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AFloodIsReadInLinearTimeAndBoundedMemory(string kind)
    {
        byte[] half = Capture(kind, Packets / 2), whole = Capture(kind, Packets);
        Read(half);
        var rows = AssertLinear(half, whole, kind);
        Assert.Equal(Packets, rows.Packets.Count);
        Assert.Equal(Enumerable.Range(1, Packets).Sum(number => (long)number), rows.Packets.Sum());
    }

    public static TheoryData<string, byte[]> Lies() => new()
    {
        { "each record claims more than any packet has", Repeat(Record(0x7FFF_FFFF, 0x7FFF_FFFF), 400_000) },
        { "each record claims to be followed by another far away", [.. Record(0x7FFF_FFFF, 0x7FFF_FFFF), .. Repeat(Record(200_000, 200_000), 400_000)] },
        { "each record claims more than was sent", [.. Record(0x7FFF_FFFF, 0x7FFF_FFFF), .. Repeat(Record(60, 40), 400_000)] },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public void LiesAboutLengthsCostLinearTime(string what, byte[] records)
    {
        foreach (var snaplen in (uint[])[0, 96, 65_535, uint.MaxValue])
        {
            byte[] half = [.. new PcapBuilder(snaplen: snaplen).ToArray(), .. records[..(records.Length / 2)]], whole = [.. new PcapBuilder(snaplen: snaplen).ToArray(), .. records];
            var rows = AssertLinear(half, whole, $"{what}, snapshot length {snaplen}");
            Assert.InRange(rows.Malformed, 1, records.Length / 16);
        }
    }

    [Fact]
    public void AFloodOfFragmentsHoldsNoMoreThanItsTable()
    {
        var ordered = new OrderedPackets(remarks: null);
        var rows = NoRows.Instance;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Packets; i++)
        {
            ordered.Read(new(i + 1, DateTime.UnixEpoch, LinkTypes.Ethernet, Fragment(i, i % 2 == 0 ? 0x2000 : 5)), rows);
        }
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(ordered);
        Assert.InRange(held, 0, FragmentTable.Most * 2048L);
    }

    /// <summary>The least time of three readings on this thread's processor, and what they gave.</summary>
    /// <summary>Whether twice as much takes less than four times as long. A machine that is busy with other things may be asked again; what costs the square fails each time.</summary>
    static DigestRows AssertLinear(byte[] half, byte[] whole, string what)
    {
        const int MostAttempts = 10;
        for (var attempt = 1; ; attempt++)
        {
            var (shorter, _) = Least(half);
            var (longer, rows) = Least(whole);
            if (longer < 4 * shorter + TimeSpan.FromMilliseconds(100))
            {
                return rows;
            }
            Assert.True(attempt < MostAttempts, $"{what}: {shorter.TotalMilliseconds} ms, twice as much {longer.TotalMilliseconds} ms");
        }
    }

    static (TimeSpan Time, DigestRows Rows) Least(byte[] file)
    {
        var least = TimeSpan.MaxValue;
        var rows = new DigestRows();
        for (var i = 0; i < 3; i++)
        {
            var start = Stopwatch.GetTimestamp();
            rows = Read(file);
            var time = Stopwatch.GetElapsedTime(start);
            least = time < least ? time : least;
        }
        return (least, rows);
    }

    static DigestRows Read(byte[] file)
    {
        var rows = new DigestRows();
        var reader = Reading.Open(file);
        for (var (at, isMore) = (0, true); isMore;)
        {
            var block = file.AsSpan(at, Math.Min(BlockBytes, file.Length - at));
            isMore = at + block.Length < file.Length;
            var fork = reader.Fork();
            var used = reader.Skim(block, !isMore, rows);
            Assert.Equal(used, fork.Read(block, !isMore, rows));
            Assert.True(used > 0);
            at += used;
        }
        return rows;
    }

    static byte[] Capture(string kind, int packets)
    {
        var builder = new PcapngBuilder().Section().Interface();
        for (var i = 0; i < packets; i++)
        {
            builder.Enhanced(Floods[kind](i), 1_700_000_000_000_000UL + (ulong)i);
        }
        return builder.ToArray();
    }

    static byte[] Fragment(int id, int fragment)
    {
        var frame = Frames.Ethernet(Frames.V4([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16], fragment: fragment));
        Frames.U16(id & 0xFFFF).CopyTo(frame.AsSpan(18));
        Frames.U16(id >> 16).CopyTo(frame.AsSpan(26));
        return frame;
    }

    static byte[] Record(uint captured, uint original) =>
        [.. Frames.U32(PcapBuilder.FirstSecond, false), .. Frames.U32(1, false), .. Frames.U32(captured, false), .. Frames.U32(original, false)];

    static byte[] Repeat(byte[] record, int count)
    {
        var bytes = new byte[record.Length * count];
        for (var at = 0; at < bytes.Length; at += record.Length)
        {
            record.CopyTo(bytes, at);
        }
        return bytes;
    }
}
