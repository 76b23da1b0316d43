using System.Globalization;
using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Formats;
using Nameward.Engine.Tests.Reading;
using Xunit;

namespace Nameward.Engine.Tests.Microsoft;

public class MicrosoftDebugReadingTests
{
    const string Time = "2026-11-21 09:14:02";

    [Theory]
    [InlineData("Rcv", "0001", Sides.Query, Leg.Client)]
    [InlineData("Snd", "8081", Sides.Response, Leg.Client)]
    [InlineData("Snd", "0001", Sides.Query, Leg.Upstream)]
    [InlineData("Rcv", "8081", Sides.Response, Leg.Upstream)]
    public void DirectionAndFlagsTellTheLeg(string direction, string flags, Sides sides, Leg leg)
    {
        var row = Row($"{Time} 0A4C PACKET  00000203A51C4E70 UDP {direction} 192.0.2.7       3a5f   Q [{flags}   D   SERVFAIL] A      (1)a(0)\n");
        var remote = new Endpoint(Address.FromV4(0xC0000207), 0);
        Assert.Equal((sides, leg), (row.Sides, row.Leg));
        Assert.Equal(leg == Leg.Client ? (remote, default) : (default, remote), (row.Client, row.Server));
        // The code is that of the word, not the text, and a query has none.
        Assert.Equal(sides == Sides.Query ? null : 0, row.Rcode);
    }

    [Theory]
    [InlineData("0A4C PACKET  00000203A51C4E70 UDP")]
    [InlineData("A4C PACKET  0181D1C0 UDP")]
    [InlineData("00012A4C PACKET  UDP")]
    [InlineData("0A4C PACKET UDP")]
    public void TheAddressInMemoryHasTheWidthOfTheServersOrIsNotThere(string start) =>
        Assert.Equal(0x3a5f, Row($"{Time} {start} Rcv fe80::1%12 3a5f Q [0001   D   NOERROR] A (1)a(0)\n").Id);

    [Fact]
    public void NamesOfAnyBytesAreReadAsTheyWereAsked()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var name = RandomName(random);
            byte[] line = [.. Encoding.ASCII.GetBytes($"{Time} 0A4C PACKET  UDP Rcv 192.0.2.7 3a5f   Q [0001   D   NOERROR] TXT    "), .. Written(name), (byte)'\n'];
            var last = new LastRow();
            Assert.Equal(line.Length, MicrosoftLog.Format.Open(Feeding.Source).Read(line, isLast: true, last));
            Assert.True(name.AsSpan().SequenceEqual(last.Name), $"seed {seed}");
        }
    }

    [Fact]
    public void ANameOfTheGreatestLengthIsReadAndALongerOneIsNot()
    {
        var longest = string.Concat(Enumerable.Repeat($"(63){new string('x', 63)}", 3)) + $"(61){new string('y', 61)}(0)";
        Assert.Equal(["2026-11-21 09:14:02"], MicrosoftLog.Read(MicrosoftLog.Bytes(MicrosoftLog.Query(Time, longest))));
        Assert.Equal(["the question's name is cut or none"], MicrosoftLog.Read(MicrosoftLog.Bytes(MicrosoftLog.Query(Time, longest.Replace("(61)y", "(62)yy", StringComparison.Ordinal)))));
        Assert.Equal(["the question's name is cut or none"], MicrosoftLog.Read(MicrosoftLog.Bytes(MicrosoftLog.Query(Time, "(1)a(0) (1)b(0)"))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(5 << 20)]
    public void ZerosThatALogWasGivenAndDidNotFillAreOneIgnoredRecord(int zeros)
    {
        byte[] log = [.. MicrosoftLog.Queries(Time), .. new byte[zeros]];
        Assert.Equal([Time, "ignored"], MicrosoftLog.Read(log));
        byte[] cut = [.. MicrosoftLog.Queries(Time, Time)[..^20], .. new byte[zeros]];
        Assert.Equal([Time, "the question's name is cut or none", "ignored"], MicrosoftLog.Read(cut));
        byte[] written = [.. cut, .. MicrosoftLog.Queries(Time)];
        var whole = Feeding.Whole(MicrosoftLog.Format, written).ToString();
        var pieces = new RowDump();
        Feeding.Pieces(MicrosoftLog.Format.Open(Feeding.Source), written, Enumerable.Range(1, written.Length / 400_000).Select(i => i * 400_000), pieces);
        Assert.Equal(whole, pieces.ToString());
        Assert.Equal(zeros >= 256, whole.EndsWith("not shown\n", StringComparison.Ordinal));
    }

    [Fact]
    public void DetailsWithoutEndEndWithTheMebibyteAndHarmNoPacket()
    {
        var details = string.Concat("UDP question info at 00000203A51C4E70\n", string.Concat(Enumerable.Repeat("      QTYPE   A (1)\n", 120_000)));
        var log = MicrosoftLog.Bytes(MicrosoftLog.Query(Time), details, MicrosoftLog.Query(Time));
        var records = MicrosoftLog.Read(log);
        Assert.Equal((Time, Time), (records[0], records[^1]));
        var behind = log.Length - IRecordReader.LargestRecord;
        Assert.InRange(records.Length - 2, behind / 20 - 10, behind / 20 + 1);
        Assert.All(records[1..^1], record => Assert.Equal("not a line of the debug log", record));
        Assert.Equal(Feeding.Whole(MicrosoftLog.Format, log).ToString(), Feeding.SkimThenFork(MicrosoftLog.Format, log, log.Length / 3, log.Length * 2 / 3));
    }

    [Fact]
    public void AQuestionThatIsNotThePacketsMakesTheDetailsAnothers()
    {
        var log = File.ReadAllText(Samples.Own("samples/formats/microsoft-debug/details.log"));
        var question = "Name      \"(3)www(8)libreria(7)example(0)\"";
        Assert.Contains(question, log, StringComparison.Ordinal);
        var others = MicrosoftLog.Read(Encoding.UTF8.GetBytes(log.Replace(question, question.Replace("www", "wxw", StringComparison.Ordinal), StringComparison.Ordinal)));
        Assert.Equal(4, others.Count(record => record == "details of another packet, or of several"));
    }

    [Theory]
    [InlineData("DNS Server log file creation at 21.11.2026 09:14:02\n", Likeness.Certain)]
    [InlineData("\uFEFFDNS Server log file creation at 21.11.2026 09:14:02\n", Likeness.Certain)]
    [InlineData("\n\n" + Time + " 0A4C PACKET  UDP Rcv 192.0.2.7 3a5f   Q [0001   D   NOERROR] A      (1)a(0)", Likeness.Likely)]
    [InlineData(Time + " 0A4C PACKET  UDP Rcv 192.0.2.7 3a5f   Q [0001   D   NOERROR] A      www.example", Likeness.No)]
    [InlineData(Time + " 0A4C EVENT   The DNS server has started.", Likeness.No)]
    [InlineData("{\"message\": \"\nDNS Server log file creation at 21.11.2026 09:14:02\n\"}", Likeness.No)]
    [InlineData("a PACKET  of lines\n", Likeness.No)]
    [InlineData("", Likeness.No)]
    public void ALogIsKnownByItsHeadOrAPacket(string head, Likeness expected) => Assert.Equal(expected, MicrosoftLog.Format.Sniff(Encoding.UTF8.GetBytes(head)));

    [Fact]
    public void NothingIsAllocatedForARecord()
    {
        byte[] log = [.. Samples.Of("microsoft-debug").SelectMany(File.ReadAllBytes)];
        var reader = MicrosoftLog.Format.Open(Feeding.Source with { Dates = DateOrder.DayFirst });
        Assert.Equal(0, Allocated.ByTheLeast(() => reader.Read(log, isLast: true, NoRows.Instance)));
    }

    static DnsMessage Row(string line)
    {
        var last = new LastRow();
        MicrosoftLog.Format.Open(Feeding.Source).Read(Encoding.UTF8.GetBytes(line), isLast: true, last);
        return last.Row ?? throw new InvalidOperationException("no row: " + line);
    }

    /// <summary>A name whose labels hold any byte but the line feed, which ends the line.</summary>
    static byte[] RandomName(Random random)
    {
        var name = new List<byte>();
        for (var labels = random.Next(8); labels > 0; labels--)
        {
            var label = new byte[random.Next(1, 64)];
            random.NextBytes(label);
            if (name.Count + label.Length + 2 > WireName.MaxBytes)
            {
                break;
            }
            name.Add((byte)label.Length);
            name.AddRange(label.Select(c => random.Next(3) == 0 ? "()[]0 9C\""u8[c % 9] : c == '\n' ? (byte)0 : c));
        }
        return [.. name, 0];
    }

    static byte[] Written(byte[] name)
    {
        var text = new List<byte>();
        for (var at = 0; at < name.Length; at += name[at] + 1)
        {
            text.AddRange(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"({name[at]})")));
            text.AddRange(name.AsSpan(at + 1, name[at]));
        }
        return [.. text];
    }

    sealed class LastRow : IBatchWriter
    {
        public DnsMessage? Row { get; private set; }

        public byte[] Name { get; private set; } = [];

        public void Message(in DnsMessage row, ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> answers) => (Row, Name) = (row, rawName.ToArray());

        public void Flow(in Flow row, ReadOnlySpan<byte> rule) => throw new InvalidOperationException("the debug log shows no flows");

        public void Ignored(long offset) => Row = null;

        public void Malformed(long offset, string because) => Row = null;
    }
}
