using System.Globalization;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Capture;
using Nameward.Engine.Tests.Formats;
using Xunit;

namespace Nameward.Engine.Tests.Dnstap;

/// <summary>Files of others, read in place where they are present.</summary>
public class DnstapRealFilesTests
{
    static readonly IFormat Format = FormatGoldenTests.Format("dnstap");

    static CollectingRows Read(string path)
    {
        var bytes = File.ReadAllBytes(Samples.Shared(path));
        Assert.Equal(Likeness.Certain, Format.Sniff(bytes));
        return Capture.Reading.Whole(Format.Open(Feeding.Source), bytes);
    }

    [Theory]
    [InlineData("samples/dnstap/dnscollector-dnstap.fstrm", 2, 0, 0)]
    [InlineData("samples/dnstap/compactor-test.dnstap", 9, 0, 1)]
    public void EveryFrameIsObservedIgnoredOrMalformed(string path, int observed, int ignored, int malformed)
    {
        var rows = Read(path);
        Assert.Equal((observed, ignored, malformed), (rows.Messages.Count, rows.IgnoredCount, rows.Reasons.Count));
    }

    [Fact]
    public void TheRowsAreWhatTheDumpOfTheCompactorSays()
    {
        var rows = Read("samples/dnstap/compactor-test.dnstap");
        var dump = File.ReadAllLines(Samples.Shared("samples/dnstap/compactor-test.dnstap.debug-dns.txt"));
        Assert.Equal(["a label is of a type that DNS does not use"], rows.Reasons);
        Assert.Equal(Dumped(dump), rows.Messages.Zip(rows.Names).Select(row => Line(row.First, row.Second)));
    }

    [Fact]
    public void AProxyTellsOfBothMessagesWithTheTimesOfEach()
    {
        var rows = Read("samples/dnstap/dnscollector-dnstap.fstrm");
        Assert.All(rows.Messages, row => Assert.Equal((Leg.Client, Transport.Udp, 53), (row.Leg, row.Transport, row.Server.Port)));
        Assert.Equal([Sides.Query, Sides.Response], rows.Messages.Select(row => row.Sides));
        Assert.True(rows.Messages[1].Time > rows.Messages[0].Time);
        Assert.Equal(["Answer A 273 = D83AD544", "Additional OPT 0 . "], Capture.Reading.Records(rows.Answers[1]));
    }

    /// <summary>One line for each message of the dump, of the fields that a row has.</summary>
    static IEnumerable<string> Dumped(string[] dump)
    {
        Dictionary<string, string> fields = [];
        foreach (var line in dump.Append("end"))
        {
            if (!line.StartsWith('\t'))
            {
                if (fields.Count > 0)
                {
                    yield return $"{fields["time"]} {fields["Client IP"]} {fields["Client port"]} {fields["Transport"]} {fields["DNS QR"]} {fields["ID"]} {fields["Rcode"]} {fields["Name"]} {fields["Type"]}";
                }
                fields = new() { ["time"] = line };
                continue;
            }
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            fields[line[1..colon]] = line[(colon + 1)..].Trim();
        }
    }

    static string Line(in DnsMessage row, string name)
    {
        var time = string.Create(CultureInfo.InvariantCulture, $"{row.Time:yyyy-MM-dd HH'h'mm'm'ss's'}{row.Time.Ticks % TimeSpan.TicksPerSecond / 10}us UTC");
        return $"{time} {row.Client.Address} {row.Client.Port} {row.Transport.ToString().ToUpperInvariant()} {row.Sides} {row.Id} {row.Rcode ?? 0} {name} {row.Type}";
    }
}
