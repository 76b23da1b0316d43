using System.Buffers.Binary;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Tests.Capture;
using Nameward.Engine.Tests.Formats;
using Xunit;

namespace Nameward.Engine.Tests.Windows;

/// <summary>Event logs as they lie on disk: those of the samples, values of every type, and damaged logs.</summary>
public class EventLogTests
{
    const int Head = 4096, Chunk = 65_536;

    static readonly DateTime Start = new(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc);

    static readonly string[] Strings = ["one", "", "three"];

    static EventWritten[] OfSysmon =>
    [
        WrittenEvents.Sysmon(0, "www.example.net", "0", "type:  5 edge.example.net;::ffff:192.0.2.80;"),
        WrittenEvents.Process(1),
        WrittenEvents.Sysmon(2, "nowhere.example.net", "9003", "-"),
        WrittenEvents.Other(3),
        WrittenEvents.Sysmon(4, "b\u00fccher.example.net", "0", "2001:db8::80;"),
        WrittenEvents.Sysmon(5, "\ud800.example.net", "0", "-"),
        WrittenEvents.Completed(6, "mixed.example.net", 28, 0, "2001:db8::80;"),
        WrittenEvents.Registry(7, @"HKLM\System\CurrentControlSet\Services\Tcpip\Parameters\Interfaces\{0F0E0D0C-0000-1111-2222-333344445555}\NameServer", "203.0.113.66,203.0.113.67"),
        WrittenEvents.Registry(8, @"HKLM\System\CurrentControlSet\Services\Tcpip\Parameters\Hostname", "ws7"),
    ];

    static EventWritten[] OfAudit =>
    [
        WrittenEvents.Audit(0, 515, ("Type", 1u), ("NAME", "www"), ("TTL", 3600u), ("BufferSize", 4u), ("RDATA", new byte[] { 192, 0, 2, 80 }), ("Zone", "example.net"), ("ZoneScope", "Default"),
            ("VirtualizationID", ".")),
        WrittenEvents.Audit(1, 541, ("Setting", "ServerLevelPluginDll"), ("Scope", "."), ("NewValue", @"\\192.0.2.66\share\addin.dll")),
        WrittenEvents.Service(2, 770, ("param1", @"\\192.0.2.66\share\addin.dll"), ("param2", "dc1.example.net")),
        WrittenEvents.Service(3, 6004, ("param1", "192.0.2.77"), ("param2", "example.net."), ("Binary", Array.Empty<byte>())),
        WrittenEvents.Service(4, 5501, ("param1", "192.0.2.77")),
        WrittenEvents.Other(5),
    ];

    static EventWritten[] OfDnsClient =>
    [
        WrittenEvents.Message(0, 3010, "www.example.net", 1, "192.0.2.53"),
        WrittenEvents.Message(1, 3011, "www.example.net", 1, "192.0.2.53"),
        WrittenEvents.Completed(2, "www.example.net", 1, 0, "::ffff:192.0.2.80;"),
        WrittenEvents.Completed(3, "nowhere.example.net", 28, 9003, ""),
    ];

    static EventWritten[] OfDnsServer =>
    [
        WrittenEvents.Analytical(0, 256, "198.51.100.7", "www.example.net.", 1, 0x1234, MessageBuilder.Query("Www.example.net").ToArray()),
        WrittenEvents.Analytical(1, 257, "198.51.100.7", "www.example.net.", 1, 0x1234,
            MessageBuilder.Response("Www.example.net", 1, 1).Answer(1, [192, 0, 2, 80]).ToArray()),
        WrittenEvents.Other(2),
    ];

    [Theory]
    [InlineData("sysmon")]
    [InlineData("microsoft-dns-client")]
    [InlineData("microsoft-analytical")]
    [InlineData("microsoft-audit")]
    public void TheSampleIsTheLogThatIsWrittenHere(string format)
    {
        var log = EventLogBuilder.Log([format switch { "sysmon" => OfSysmon, "microsoft-dns-client" => OfDnsClient, "microsoft-audit" => OfAudit, _ => OfDnsServer }]);
        var path = Samples.Own($"samples/formats/{format}/saved.evtx");
        if (Environment.GetEnvironmentVariable("NAMEWARD_ACCEPT") == "1")
        {
            File.WriteAllBytes(path, log);
        }
        Assert.Equal(File.ReadAllBytes(path), log);
    }

    [Fact]
    public void ValuesOfEveryTypeAreText()
    {
        var log = EventLogBuilder.Log([[new("P", WrittenEvents.SysmonGuid, 7, Start, "h.example.net",
            ("s", "a\u00e9\ud83d\ude00\0"), ("b", (byte)200), ("w", (ushort)65_535), ("i", -7), ("u", 4_000_000_000u), ("q", ulong.MaxValue), ("t", true), ("x", new byte[] { 0xC0, 1 }),
            ("g", new Guid(WrittenEvents.SysmonGuid)), ("d", Start.AddTicks(1)), ("many", Strings), ("none", null!), ("", "first"), ("", "second"))]]);
        var read = Assert.Single(SeenEvents.In(log).Events);
        Assert.Equal("P 7 2026-11-21T09:00:00.0000000Z h.example.net [s=aé😀|b=200|w=65535|i=-7|u=4000000000|q=18446744073709551615|t=true|x=C001|"
            + "g={5770385f-c22a-43e0-bf4c-06f5698ffbd9}|d=2026-11-21T09:00:00.0000001Z|many=one|many=|many=three|none=|=first|=second]", read);
    }

    [Fact]
    public void EachRecordStandsAtItsOffset()
    {
        var log = EventLogBuilder.Log(OfSysmon, OfDnsClient);
        var seen = SeenEvents.In(log).Rows;
        Assert.Equal((9, 4, 0), (seen.Messages.Count, seen.IgnoredCount, seen.Reasons.Count));
        Assert.All(seen.Messages, row => Assert.Equal(0x2A2Au, BinaryPrimitives.ReadUInt32LittleEndian(log.AsSpan((int)row.At.Offset))));
    }

    [Fact]
    public void AChunkOfZerosAmidTheLogIsCountedAndOneBehindItIsNot()
    {
        var log = EventLogBuilder.Log(OfSysmon, OfSysmon, OfDnsClient);
        log.AsSpan(Head + Chunk, Chunk).Clear();
        byte[] longer = [.. log, .. new byte[2 * Chunk]];
        var seen = SeenEvents.In(longer).Rows;
        Assert.Equal([$"{Head + Chunk} malformed: a chunk of zeros stands amid the log"], seen.Lines.Where(line => line.Contains("malformed", StringComparison.Ordinal)));
        Assert.Equal(5 + 4, seen.Messages.Count);
    }

    [Fact]
    public void AChunkOfRandomBytesIsCountedAndTheOthersAreRead()
    {
        var log = EventLogBuilder.Log(OfSysmon, OfSysmon, OfDnsClient);
        new Random(5).NextBytes(log.AsSpan(Head + Chunk, Chunk));
        var seen = SeenEvents.In(log).Rows;
        Assert.Equal(["no chunk of an event log stands where one should"], seen.Reasons);
        Assert.Equal(5 + 4, seen.Messages.Count);
    }

    [Fact]
    public void BytesThatWereLostMoveTheChunksBehindThem()
    {
        var log = EventLogBuilder.Log(OfSysmon, OfSysmon, OfDnsClient);
        byte[] shorter = [.. log[..(Head + Chunk + 30_000)], .. log[(Head + Chunk + 30_100)..]];
        var seen = SeenEvents.In(shorter).Rows;
        Assert.Equal(5 + 5 + 4, seen.Messages.Count);
        Assert.Empty(seen.Reasons);
        // Lost amid the records, they leave those behind them; what stands there is no record, and the templates have moved.
        byte[] damaged = [.. log[..(Head + Chunk + 700)], .. log[(Head + Chunk + 800)..]];
        seen = SeenEvents.In(damaged).Rows;
        Assert.Equal("the checksum of a chunk's records does not fit", seen.Reasons[0]);
        Assert.Equal(5, seen.Messages.Count(row => row.At.Offset < Head + Chunk));
        Assert.Equal(4, seen.Messages.Count(row => row.At.Offset >= Head + 2 * Chunk - 100));
    }

    [Fact]
    public void ASumThatDoesNotFitIsCountedOnceAndTheRecordsAreRead()
    {
        var log = EventLogBuilder.Log(OfSysmon);
        log[Head + 52] ^= 1;
        Assert.Equal(["the checksum of a chunk's header does not fit"], SeenEvents.In(log).Rows.Reasons);
        log = EventLogBuilder.Log(OfSysmon);
        // A letter of a computer's name.
        var at = log.AsSpan().LastIndexOf("w\0s\07\0"u8);
        log[at] ^= 1;
        var seen = SeenEvents.In(log);
        Assert.Equal(["the checksum of a chunk's records does not fit"], seen.Rows.Reasons);
        Assert.Equal(9, seen.Events.Count);
        log[8] ^= 1;
        Assert.Equal("the checksum of the file's header does not fit", SeenEvents.In(log).Rows.Reasons[0]);
    }

    [Fact]
    public void ALogThatWasCopiedWhileInUseGivesTheRecordsThatItsHeadDoesNotKnow()
    {
        var log = EventLogBuilder.Log(OfSysmon);
        var second = log.AsSpan(Head + 512 + 8).IndexOf("**\0\0"u8) + 8;
        BinaryPrimitives.WriteUInt32LittleEndian(log.AsSpan(Head + 48), (uint)(512 + second));
        // Without checksums.
        log[Head + 120] = 4;
        Assert.Equal(9, SeenEvents.In(log).Events.Count);
        // A record of an earlier use of the chunk does not go on from the last.
        log[Head + 512 + second + 8] = 99;
        Assert.Single(SeenEvents.In(log).Events);
    }

    [Fact]
    public void ADamagedRecordHarmsNoOther()
    {
        var log = EventLogBuilder.Log(OfSysmon);
        var second = log.AsSpan(Head + 512 + 8).IndexOf("**\0\0"u8) + 8 + Head + 512;
        log[second + 5] ^= 0x55;
        var seen = SeenEvents.In(log);
        Assert.Equal(8, seen.Events.Count);
        Assert.Contains($"{second} malformed: no record stands where one should", seen.Rows.Lines);
    }

    [Theory]
    [InlineData(Head - 1, 0, "the file ends inside its header")]
    [InlineData(Head, 0, null)]
    [InlineData(Head + 1, 0, "the file ends inside a chunk")]
    [InlineData(Head + 511, 0, "the file ends inside a chunk")]
    [InlineData(Head + Chunk - 1, 9, "the file ends inside a chunk")]
    [InlineData(Head + Chunk, 9, null)]
    public void AFileThatEndsEarlyGivesWhatIsThere(int length, int events, string? because)
    {
        var seen = SeenEvents.In(EventLogBuilder.Log(OfSysmon).AsSpan(0, length));
        Assert.Equal(events, seen.Events.Count);
        Assert.Equal(because is null ? [] : [because], seen.Rows.Reasons);
    }

    /// <summary>Few bytes may stand for many values, as a template may hold others, each with all of its values, and be used again and again.</summary>
    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void ValuesOfTemplatesInTemplatesAreCounted(int times, bool isRead)
    {
        const int Outer = 1000, Inner = 40_000, Event = 50_000, Head = 24, Values = 512;
        var chunk = new byte[65_536];
        var end = Outer + Head;
        for (var i = 0; i < 9; i++)
        {
            end = Instance(end, Inner, Values);
        }
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(Outer + Head - 4), end - Outer - Head);
        end = Event;
        for (var i = 0; i < times; i++)
        {
            end = Instance(end, Outer, 0);
        }
        var read = new WindowsEvent();
        Assert.Equal(isRead, new WindowsBinaryXml(new(read), read).TryRead(chunk, Event, end));

        int Instance(int at, int definition, int values)
        {
            chunk[at] = 0x0C;
            BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(at + 6), definition);
            BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(at + 10), values);
            return at + 14 + 4 * values;
        }
    }

    [Fact]
    public void AnyDamageIsReadTheSameInAnyPiecesAndNeverThrows()
    {
        var source = EventLogBuilder.Log(OfSysmon, OfDnsServer, OfDnsClient);
        var format = FormatGoldenTests.Format("sysmon");
        var used = new[] { 0, Head + 512, Head + Chunk + 512, Head + 2 * Chunk + 512 };
        for (var seed = 0; seed < 600; seed++)
        {
            var random = new Random(seed);
            byte[] log = [.. source];
            for (var hits = random.Next(1, 40); hits > 0; hits--)
            {
                // Where the records stand, most of a log is zeros.
                log[used[random.Next(used.Length)] + random.Next(4000)] = (byte)random.Next(random.Next(2) == 0 ? 16 : 256);
            }
            log = log[..random.Next(Head, log.Length + 1)];
            var whole = Feeding.Whole(format, log).ToString();
            int[] ends = [.. Enumerable.Range(0, 6).Select(_ => random.Next(log.Length + 1)).Order()];
            var pieces = new RowDump();
            Feeding.Pieces(format.Open(Feeding.Source), log, ends, pieces);
            Assert.True(whole == pieces.ToString(), $"seed {seed}");
            Assert.True(whole == Feeding.SkimThenFork(format, log, ends[2], ends[4]), $"seed {seed}");
        }
    }
}
