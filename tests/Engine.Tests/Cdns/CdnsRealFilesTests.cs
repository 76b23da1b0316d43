using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Capture;
using Nameward.Engine.Tests.Formats;
using Nameward.Engine.Tests.Proof;
using Xunit;

namespace Nameward.Engine.Tests.Cdns;

/// <summary>Files of others, read in place where they are present; they are packed by a program that may be absent too.</summary>
public class CdnsRealFilesTests
{
    static readonly IFormat Format = FormatGoldenTests.Format("c-dns");

    static CollectingRows Read(byte[] file)
    {
        Assert.Equal(Likeness.Certain, Format.Sniff(file.AsSpan(0, Math.Min(file.Length, 64 << 10))));
        return Capture.Reading.Whole(Format.Open(Feeding.Source), file);
    }

    static byte[] Unpack(string path)
    {
        var shared = Samples.Shared(path);
        try
        {
            using var xz = Process.Start(new ProcessStartInfo("xz", ["-dc", shared]) { RedirectStandardOutput = true })!;
            using var bytes = new MemoryStream();
            xz.StandardOutput.BaseStream.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (Win32Exception)
        {
            TestContext.Current.TestOutputHelper?.WriteLine("skipped: there is no program xz to unpack with");
            Assert.Skip("no xz");
            throw;
        }
    }

    [Theory]
    [InlineData("samples/c-dns/gold.cbor.xz", 999, 0, 0)]
    [InlineData("samples/c-dns/gold.cbor05.xz", 0, 0, 1)]
    [InlineData("samples/c-dns/gold.cbor02.xz", 0, 0, 1)]
    public void EveryItemIsObservedIgnoredOrMalformed(string path, int observed, int ignored, int malformed)
    {
        var rows = Read(Unpack(path));
        Assert.Equal((observed, ignored, malformed), (rows.Messages.Count, rows.IgnoredCount, rows.Reasons.Count));
        Assert.All(rows.Reasons, because => Assert.Equal("the file is of a draft or version of C-DNS that is not read: only version 1 is (RFC 8618)", because));
    }

    [Fact]
    public void TheFileAndTheCaptureThatItWasMadeFromShowTheSame()
    {
        CollectingRows file = Read(Unpack("samples/c-dns/gold.cbor.xz")), capture = Capture.Reading.Whole(Unpack("samples/c-dns/gold.pcap.xz"));
        Assert.Equal(Sorted(capture, Sides.Query, WithoutAnswers), Sorted(file, Sides.Query, WithoutAnswers));
        Assert.Equal(Sorted(capture, Sides.Response, WithAnswers), Sorted(file, Sides.Response, WithAnswers));
    }

    [Fact]
    public void TheFileShowsWhatTsharkReadsInTheCapture()
    {
        Assert.SkipUnless(TsharkReading.IsPossible, "no tshark");
        var rows = Read(Unpack("samples/c-dns/gold.cbor.xz"));
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, Unpack("samples/c-dns/gold.pcap.xz"));
        var tshark = TsharkReading.Of(path);
        File.Delete(path);
        Assert.Equal(2 * rows.Messages.Count, tshark.Messages.Length);
        var asked = tshark.Messages.Where(message => message.Rcode is null).Select(message => $"{message.Ticks} {message.Client} {message.Server} {message.Id} {message.Name} {message.Type}");
        Assert.Equal(asked.Order(StringComparer.Ordinal), rows.Messages.Zip(rows.Names).Select(row => $"{row.First.Time.Ticks} {Line(row.First, row.Second)}").Order(StringComparer.Ordinal));
        var answered = tshark.Messages.Where(message => message.Rcode is not null).Select(message => $"{message.Client} {message.Server} {message.Id} {message.Name} {message.Type} {message.Rcode}");
        Assert.Equal(answered.Order(StringComparer.Ordinal), rows.Messages.Zip(rows.Names).Select(row => $"{Line(row.First, row.Second)} {row.First.Rcode & 15}").Order(StringComparer.Ordinal));
    }

    static string Line(in DnsMessage row, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{row.Client.Address} {row.Client.Port} {row.Server.Address} {row.Server.Port} {row.Id} {AsTshark(name)} {row.Type}");

    /// <summary>tshark has a word for the root, and writes odd bytes as they are.</summary>
    static string AsTshark(string name) => name == "." ? "<Root>"
        : Regex.Replace(name, @"\\(\d{3})", odd => ((char)int.Parse(odd.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).ToString(), RegexOptions.CultureInvariant);

    static List<string> Sorted(CollectingRows rows, Sides side, Func<CollectingRows, int, string> line) =>
        [.. Enumerable.Range(0, rows.Messages.Count).Where(i => (rows.Messages[i].Sides & side) != 0).Select(i => line(rows, i)).Order(StringComparer.Ordinal)];

    static string WithoutAnswers(CollectingRows rows, int i) => $"{rows.Messages[i].Time:O} {Line(rows.Messages[i], rows.Names[i])} {rows.Messages[i].Transport}";

    static string WithAnswers(CollectingRows rows, int i)
    {
        var row = rows.Messages[i];
        return $"{Line(row, rows.Names[i])} {row.Rcode} {row.Header} {row.Bytes} {row.ShowsAnswers} {string.Join("; ", Capture.Reading.Records(rows.Answers[i]))}";
    }
}
