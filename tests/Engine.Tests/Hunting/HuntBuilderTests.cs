using Nameward.Engine.Cases;
using Nameward.Engine.Evidence;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Hunting;

public class HuntBuilderTests
{
    /// <summary>Zeek's log of three clients, an alias that leads elsewhere, and a zone with one name for each look-up.</summary>
    static readonly string Log = string.Join('\n', ["#separator \\x09", "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tquery\tqtype\tqtype_name\trcode\trcode_name\tanswers\tTTLs",
        Row(100, 1, "www.x-example.com", 0, "192.0.2.80"),
        Row(200, 2, "shop.x-example.org", 0, "edge.x-example.net,198.51.100.7"),
        Row(300, 2, "mail.x-example.org", 3, "-"),
        Row(400, 3, "www.x-example.com", 0, "192.0.2.81"),
        .. Enumerable.Range(0, 400).Select(i => Row(1000 + i, 1, $"n{i}.many.x-example.edu", 0, "203.0.113.9")), ""]);

    [Theory]
    [InlineData("client:10.0.0.1 sort:name", "10.0.0.1 x-example.com 1; 10.0.0.1 x-example.edu 400; 10.0.0.1 @10.0.0.53 401")]
    [InlineData("zone:x-example.org", "10.0.0.2 x-example.org 2; shop.x-example.org CNAME edge.x-example.net; shop.x-example.org A 198.51.100.7; mail.x-example.org A")]
    [InlineData("name:www.x-example.com", "10.0.0.1 x-example.com 1; 10.0.0.3 x-example.com 1; www.x-example.com A 192.0.2.80; www.x-example.com A 192.0.2.81")]
    [InlineData("answer:192.0.2.81", "10.0.0.1 x-example.com 1; 10.0.0.3 x-example.com 1; www.x-example.com A 192.0.2.81")]
    [InlineData("answer:edge.x-example.net", "10.0.0.2 x-example.org 2; shop.x-example.org CNAME edge.x-example.net")]
    [InlineData("rcode:NXDOMAIN", "10.0.0.2 x-example.org 2")]
    [InlineData("server:10.0.0.53 count:>=2", "10.0.0.2 @10.0.0.53 2; 10.0.0.1 @10.0.0.53 401")]
    [InlineData("name:n7.many.x-example.edu", "n7.many.x-example.edu A 203.0.113.9; 10.0.0.1 x-example.edu 400?")]
    [InlineData("zone:x-example.com -client:10.0.0.1", "10.0.0.3 x-example.com 1")]
    [InlineData("type:CNAME", "10.0.0.2 x-example.org 2; shop.x-example.org CNAME edge.x-example.net")]
    public void AQueryFindsWhoAskedAndWhatCameOfIt(string query, string rows) => Assert.Equal(rows.Split("; ").Order(StringComparer.Ordinal), Hunt(query).Rows.Select(Told).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("www.x-example.com", "10.0.0.1 x-example.com 1 ours:1; 10.0.0.3 x-example.com 1 ours:1; www.x-example.com A 192.0.2.80 ours:1; www.x-example.com A 192.0.2.81 ours:1")]
    [InlineData("x-example.org", "10.0.0.2 x-example.org 2 ours:1; shop.x-example.org CNAME edge.x-example.net ours:1; shop.x-example.org A 198.51.100.7 ours:1; mail.x-example.org A ours:1")]
    [InlineData("198.51.100.0/24", "10.0.0.2 x-example.org 2 ours:1; shop.x-example.org A 198.51.100.7 ours:1")]
    [InlineData("10.0.0.53", "10.0.0.1 @10.0.0.53 401 ours:1; 10.0.0.2 @10.0.0.53 2 ours:1; 10.0.0.3 @10.0.0.53 1 ours:1")]
    [InlineData("nowhere.x-example.com", "")]
    public void AFeedIsMatchedAgainstAllOfIt(string entry, string rows) =>
        Assert.Equal(rows.Split("; ", StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), Hunt("intel:ours", TestFeeds.Of("ours", entry)).Rows.Select(Told).Order(StringComparer.Ordinal));

    [Fact]
    public void RowsAreDatedToTheFirstSightAndTheNumberOfRowsIsBounded()
    {
        var all = Hunt("zone:x-example.edu");
        Assert.Equal(DateTime.UnixEpoch.AddSeconds(1_700_001_000), all.Rows.Min(row => row.FirstSeen));
        var few = Hunt("zone:x-example.edu", most: 5);
        Assert.Equal((5, all.Rows.Length - 5, true, false), (few.Rows.Length, (int)few.More!, few.IsPartial, all.IsPartial));
    }

    static string Told(HuntRow row)
    {
        var intel = string.Concat(row.Intel.Select(match => $" {match.Feed.Raw}:{match.Line}"));
        return (row.Kind switch
        {
            "record" => $"{row.Name!.Value.Raw} {RecordTypes.Name(row.Type!.Value)} {row.Answer?.Raw}".TrimEnd(),
            "server" => $"{row.Client} @{row.Server!.Value.Address} {row.Count}",
            _ => $"{row.Client} {row.Zone!.Value.Raw} {row.Count}{(row.IsCertain ? "" : "?")}",
        }) + intel;
    }

    static HuntDocument Hunt(string query, Indicators? indicators = null, int most = HuntBuilder.UsualRows)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("nameward-hunt-").FullName, "dns.log");
        File.WriteAllText(path, Log);
        var options = new ReadingOptions();
        using var evidence = new FileEvidence(EvidenceLocator.Locate([path], options), options);
        var document = new Investigation(new() { Threads = 2, Indicators = indicators ?? Indicators.None }, TimeProvider.System).Hunt(evidence, HuntQuery.Read(query), most);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        return document;
    }

    static string Row(int second, int client, string name, int rcode, string answers) =>
        $"{1_700_000_000 + second}.0\tC{second}\t10.0.0.{client}\t4000\t10.0.0.53\t53\tudp\t{name}\t1\tA\t{rcode}\t{(rcode == 0 ? "NOERROR" : "NXDOMAIN")}\t{answers}\t{(answers == "-" ? "-" : string.Join(',', answers.Split(',').Select(_ => "60.0")))}";
}
