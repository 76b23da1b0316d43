using System.Globalization;
using System.Text.RegularExpressions;
using Nameward.Engine.Evidence;
using Nameward.Engine.Tests.Formats;
using Xunit;

namespace Nameward.Engine.Tests.Microsoft;

/// <summary>Logs of real servers, which are not ours to commit: they are read in place, and every line is accounted for.</summary>
public partial class MicrosoftRealLogsTests
{
    const string Folder = "samples/ms-dns-debug";

    [Theory]
    [InlineData("dns_en-US_2015.log", 12, 30, 0)]
    [InlineData("dns_en-US_details_2015.log", 2, 2, 0)]
    [InlineData("dns_es-ES_details_2021.log", 2, 1, 0)]
    [InlineData("dns_misc_lines.log", 3, 4, 0)]
    public void EveryLineOfARealLogIsAccountedFor(string file, int observed, int ignored, int malformed)
    {
        var bytes = File.ReadAllBytes(Samples.Shared(Path.Combine(Folder, file)));
        var dump = Feeding.Whole(MicrosoftLog.Format, bytes);
        Assert.Equal((observed, ignored, malformed), (dump.Observed, dump.Ignored, dump.Malformed));
        Assert.Equal(bytes.Count(c => c == '\n'), dump.Observed + dump.Ignored + dump.Malformed + DetailLines(bytes));
        Assert.NotEqual(Likeness.No, MicrosoftLog.Format.Sniff(bytes));
    }

    [Fact]
    public void RealDetailsAreReadWhole()
    {
        var dump = Feeding.Whole(MicrosoftLog.Format, File.ReadAllBytes(Samples.Shared(Path.Combine(Folder, "dns_en-US_details_2015.log")))).ToString();
        Assert.Contains("2015-07-15T23:59:59.0000000Z Response Client Udp 10.28.70.13 65070 > :: 0 id=55633 100.42.45.10.in-addr.arpa PTR rcode=0", dump, StringComparison.Ordinal);
        Assert.Contains("bytes=86 answers:\n    Answer PTR ttl=1200 > sjdc-mbdiydb1.us.trendnet.org", dump, StringComparison.Ordinal);
        Assert.Contains("bytes=168 answers:\n    Authority SOA of client.tw.trendnet.org ttl=3600", dump, StringComparison.Ordinal);
        Assert.Contains("    Additional OPT of . ttl=32768 (no data)", dump, StringComparison.Ordinal);
    }

    /// <summary>The same word stands in the line of a packet with its bytes swapped, and in its details as it is.</summary>
    [Fact]
    public void TheSwappedFlagsAreThoseOfTheDetails()
    {
        var pairs = Directory.GetFiles(Samples.Shared(Folder), "*details*.log").SelectMany(file => Flags().Matches(File.ReadAllText(file))).ToArray();
        Assert.Equal(3, pairs.Length);
        Assert.All(pairs, pair =>
        {
            var swapped = ushort.Parse(pair.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var flags = ushort.Parse(pair.Groups[2].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            Assert.Equal(flags, (ushort)(swapped >> 8 | swapped << 8));
        });
    }

    [Fact]
    public void APatternForTheLogIsNoLog() =>
        Assert.Equal(Likeness.No, MicrosoftLog.Format.Sniff(File.ReadAllBytes(Samples.Shared(Path.Combine(Folder, "extractors_standalone.json")))));

    /// <summary>Lines from the first of details to the blank one behind them, or the end.</summary>
    static int DetailLines(byte[] bytes)
    {
        var isInside = false;
        var count = 0;
        foreach (var line in System.Text.Encoding.UTF8.GetString(bytes).Split('\n')[..^1])
        {
            isInside = line.Contains(" info at ", StringComparison.Ordinal) || (isInside && line.Trim().Length > 0);
            count += isInside ? 1 : 0;
        }
        return count;
    }

    [GeneratedRegex(@" PACKET [^\[]*\[([0-9a-f]{4}) [^\n]*\n\w+ response info at(?:(?! PACKET ).)*?Flags     0x([0-9a-f]{4})", RegexOptions.Singleline)]
    private static partial Regex Flags();
}
