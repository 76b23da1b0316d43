using System.Diagnostics;
using System.Text;
using Nameward.Engine.Intelligence.Feeds;
using Xunit;

namespace Nameward.Engine.Tests.Intelligence.Feeds;

/// <summary>What breaks readers elsewhere: pages of the web, depth, length, and repetition.</summary>
public class HostileFeedTests
{
    public static TheoryData<string> Pages =>
    [
        "<!DOCTYPE html>\n<html><body>\nevil.x-example.com\n</body></html>",
        "\uFEFF  <html>\nevil.x-example.com\n",
        "<!-- a notice -->\n<HTML>\nevil.x-example.com\n",
        "<head>\nevil.x-example.com\n",
    ];

    public static TheoryData<string> Errors =>
    [
        "{\"error\":\"unauthorized\",\"host\":\"feeds.x-example.com\"}",
        "{\"message\":\"Not Found\",\"url\":\"https://feeds.x-example.com/\"}",
        "{\"status\":\"error\",\"host\":\"feeds.x-example.com\"}",
        "{\"query_status\":\"no_result\",\"data\":\"Your search did not yield any results\"}",
        "{\"errorCode\":404,\"title\":\"Not Found\"}",
    ];

    public static TheoryData<string> Forms => [.. FeedFormatList.All.Select(format => format.Info.Id)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void APageOfTheWebIsNoFeedAndGivesNothing(string page)
    {
        var bytes = Encoding.UTF8.GetBytes(page);
        Assert.Null(FeedFormatList.Identify(bytes));
        Assert.All(FeedFormatList.All, format => Assert.Empty(FeedDump.Of(format, bytes).EntryLines));
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void AnErrorInJsonGivesNothing(string error)
    {
        var bytes = Encoding.UTF8.GetBytes(error);
        Assert.All(FeedFormatList.All, format => Assert.Empty(FeedDump.Of(format, bytes).EntryLines));
        var form = FeedFormatList.Identify(bytes);
        Assert.True(form is null || FeedDump.Of(form, bytes).Rejecteds == 1);
    }

    /// <summary>Each content is some megabytes: what is quadratic in any of them does not end within the limit.</summary>
    [Theory]
    [MemberData(nameof(Forms))]
    public void LongAndDeepContentsEndSoon(string form)
    {
        string[] contents =
        [
            new('[', 1 << 20), "{\"objects\":" + new string('[', 1 << 20), Repeat("{\"a\":", 200_000), Repeat("[domain-name:value = 'a' AND ", 50_000),
            new('a', 4 << 20), Repeat("a.", 2 << 20), Repeat("\"", 1 << 20), Repeat("\"\n", 1 << 19), Repeat("(\n", 1 << 19), Repeat("<a>", 1 << 18), Repeat("x y z\n", 300_000),
            Repeat("\\ud800", 200_000), Repeat("a,", 1 << 20), Repeat("$GENERATE 1-65536 a$.x-example.com CNAME .\n", 1000), Repeat("0.0.0.0 ", 300_000), Repeat("sdns://" + new string('A', 4000) + "\n", 300),
            "{\"objects\":[" + Repeat("{\"type\":\"indicator\",\"id\":\"indicator--1\",\"pattern\":\"[a:b = 'c']\"},", 20_000), "||" + Repeat("*", 1 << 20) + "^", Repeat("[.]", 1 << 19), Repeat("/a", 1 << 20),
            "domain,type\n" + Repeat("\"a\n", 1 << 18), "domain,type\n" + Repeat("\"", 1 << 20),
        ];
        var format = FeedSamples.Format(form);
        Assert.All(contents, content =>
        {
            var clock = Stopwatch.StartNew();
            var bytes = Encoding.UTF8.GetBytes(content);
            var dump = new CountingWriter();
            format.Sniff(FeedSamples.Head(bytes));
            format.Read(bytes, FeedReadingOptions.None, dump);
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{content[..20]}: {clock.Elapsed}");
            Assert.InRange(dump.Count, 0, Math.Max(content.Length, RpzGenerate.Most + 2000));
        });
    }

    /// <summary>A list of a million names is read within seconds; what it took is written down.</summary>
    [Theory]
    [InlineData("plain-list", "name{0}.x-example.com\n")]
    [InlineData("hosts-list", "0.0.0.0 name{0}.x-example.com\n")]
    [InlineData("adblock-list", "||name{0}.x-example.com^\n")]
    [InlineData("rpz-zone", "name{0}.x-example.com CNAME .\n")]
    [InlineData("ioc-csv", "\"2026-01-02 03:04:05\",\"name{0}.x-example.com\",\"domain\",\"75\",\"a\"\n")]
    [InlineData("ioc-json", "{{\"ioc\":\"name{0}.x-example.com\",\"ioc_type\":\"domain\",\"confidence_level\":75}}\n")]
    [Trait("tier", "ci")]
    public void AMillionNamesAreReadInSeconds(string form, string line)
    {
        const int Names = 1_000_000;
        var text = new StringBuilder(form == "ioc-csv" ? "first_seen,ioc_value,ioc_type,confidence,malware\n" : "");
        for (var i = 0; i < Names; i++)
        {
            text.AppendFormat(System.Globalization.CultureInfo.InvariantCulture, line, i);
        }
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        var (clock, writer) = (Stopwatch.StartNew(), new CountingWriter());
        FeedSamples.Format(form).Read(bytes, FeedReadingOptions.None, writer);
        TestContext.Current.TestOutputHelper?.WriteLine($"{form}: {clock.ElapsedMilliseconds} ms");
        Assert.Equal(Names, writer.Count);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"{clock.Elapsed}");
    }

    [Fact]
    public void OneStixIndicatorThatIsCutIsNotHalfTaken()
    {
        const string Bundle = "{\"type\":\"bundle\",\"objects\":[{\"type\":\"indicator\",\"id\":\"i--1\",\"pattern\":\"[domain-name:value = 'a.x-example.com']\",\"labels\":[\"x\"],\"revoked\":";
        var dump = FeedDump.Of(FeedSamples.Format("stix-bundle"), Encoding.UTF8.GetBytes(Bundle));
        Assert.Empty(dump.EntryLines);
        Assert.Equal(1, dump.RejectedCounts[Because.BrokenJson]);
    }

    static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    sealed class CountingWriter : IFeedWriter
    {
        public int Count { get; private set; }

        public void Entry(in FeedEntry entry) => Count++;

        public void Passed(long at, string because) => Count++;

        public void Rejected(long at, string because, ReadOnlySpan<byte> text) => Count++;

        public void About(FeedAbout about) => Assert.NotNull(about);
    }
}
