using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Hunting;

/// <summary>Look-ups are told as they stand in the evidence: all that a query names, nothing else, in order.</summary>
public class HuntMessagesTests
{
    static readonly string[] Zones = ["x-example.com", "x-example.org", "y-example.net"], Hosts = ["www", "mail", "a.b", "www.deep", "x"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void RandomQueriesTellWhatANaiveFilterTells(int seed)
    {
        var random = new Random(seed);
        List<HuntedRow> rows = [.. Rows(random, 3000)];
        using var log = new HuntedLog(rows[..1700], rows[1700..1701], rows[1701..]);
        for (var run = 0; run < 40; run++)
        {
            var query = string.Join(' ', Enumerable.Range(0, random.Next(1, 5)).Select(_ => Term(random)));
            var wanted = rows.Where(row => Naive(query, row)).Select(row => row.Second);
            var told = log.Messages(query, threads: random.Next(1, 5), blockBytes: 1 << random.Next(14, 19)).Messages;
            Assert.True(wanted.SequenceEqual(told.Select(SecondOf)), $"seed {seed}, run {run}: {query}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void RowsComeInTheOrderOfTheEvidenceAndReadingEndsWithTheLastOneWanted(int threads)
    {
        List<HuntedRow> rows = [.. Rows(new(5), 4000)];
        using var log = new HuntedLog(rows[..10], rows[10..3900], rows[3900..]);
        var told = new List<HuntMessage>();
        var document = log.Messages("type:A", threads, most: 500, tell: told.AddRange);
        var wanted = rows.Where(row => row.Type == "A").Select(row => row.Second).ToList();
        Assert.Equal(wanted.Take(500), told.Select(SecondOf));
        Assert.Equal(told, document.Messages);
        Assert.Equal((true, true, null), (document.IsStopped, document.IsPartial, document.More));
        Assert.StartsWith("reading ended at ", Assert.Single(document.Limits).Render(text => text.Raw), StringComparison.Ordinal);
        var all = log.Messages("type:A", threads, most: wanted.Count);
        Assert.Equal((false, false, wanted.Count), (all.IsStopped, all.IsPartial, all.Messages.Length));
        Assert.Equal(4000, all.Evidence.Sum(source => source.Observed));
    }

    [Fact]
    public void TheFirstRowIsToldBeforeTheLastBlockIsRead()
    {
        List<HuntedRow> rows = [.. Rows(new(6), 3000)];
        using var log = new HuntedLog(rows);
        var calls = 0;
        var document = log.Messages("type:A", threads: 1, blockBytes: 1 << 14, tell: _ => calls++);
        Assert.InRange(calls, 5, document.Messages.Length);
    }

    [Fact]
    public void ARowSaysWhatItsRecordSaysAndWhereItStands()
    {
        using var log = new HuntedLog([new HuntedRow(5, "10.0.0.1", "10.0.0.53", "Shop.x-example.org", "A", "NOERROR", ["edge.y-example.net", "198.51.100.7"])]);
        var message = Assert.Single(log.Messages("answer:198.51.100.0/24 name:.x-example.org type:CNAME").Messages);
        Assert.Equal(("10.0.0.1", "10.0.0.53", 53, "x-example.org", "shop.x-example.org", (ushort)1, (ushort?)0, Sides.Query | Sides.Response),
            (message.Client.Address.ToString(), message.Server.Address.ToString(), message.Server.Port, message.Zone!.Value.Raw, message.Name!.Value.Raw, message.Type, message.Rcode, message.Sides));
        Assert.Equal(["edge.y-example.net", "198.51.100.7"], message.Answers.Select(answer => answer.Data.Raw));
        Assert.EndsWith("dns0.log", message.Path.Raw, StringComparison.Ordinal);
        Assert.Equal((false, DateTime.UnixEpoch.AddSeconds(HuntedRow.Start + 5)), (message.CountsPackets, message.Time));
    }

    [Fact]
    public void AFeedNamesTheLookUpsItIsMetIn()
    {
        using var log = new HuntedLog([new HuntedRow(1, "10.0.0.1", "10.0.0.53", "www.x-example.com", "A", "NOERROR", ["192.0.2.80"]), new HuntedRow(2, "10.0.0.2", "10.0.0.53", "www.x-example.org", "A", "NOERROR", ["192.0.2.81"])]);
        Assert.Equal(1, SecondOf(Assert.Single(log.Messages("intel:ours", indicators: TestFeeds.Of("ours", "x-example.com")).Messages)));
        Assert.Equal("ours", Assert.Single(Assert.Single(log.Messages("intel:*", indicators: TestFeeds.Of("ours", "192.0.2.81")).Messages).Intel).Feed.Raw);
        Assert.Equal(2, SecondOf(Assert.Single(log.Messages("-intel:ours", indicators: TestFeeds.Of("ours", "x-example.com")).Messages)));
        Assert.Throws<UserError>(() => log.Messages("intel:theirs", indicators: TestFeeds.Of("ours", "x-example.com")));
    }

    [Theory]
    [InlineData("*.x-example.com")]
    [InlineData(".x-example.com")]
    [InlineData("x-example.com")]
    [InlineData(".com")]
    [InlineData("*w?w*")]
    [InlineData("*")]
    [InlineData(".")]
    [InlineData("a\\046b.*")]
    [InlineData("*\\*")]
    [InlineData(".*.com")]
    [InlineData("")]
    public void APatternSaysOfNamesWhatItsTermSaysOfTheirText(string value)
    {
        var term = new HuntTerm { Key = HuntKey.Name, Value = value };
        var pattern = new HuntPattern(term);
        byte[][] names = [[0], [3, (byte)'c', (byte)'o', (byte)'m', 0], [3, (byte)'a', (byte)'.', (byte)'b', 3, (byte)'c', (byte)'o', (byte)'m', 0], .. Zones.SelectMany(zone => Hosts.Select(host => Wire($"{host}.{zone}"))), Wire("x-example.com"),
            // A label whose end reads as the begin of the zone.
            [16, (byte)'a', (byte)'a', 9, .. "x-example"u8, 3, .. "com"u8, 0], [1, (byte)'*', 0]];
        Assert.All(names, name => Assert.Equal(term.Fits(HostileText.Name(name)), pattern.Fits(name)));
    }

    static byte[] Wire(string text)
    {
        var name = new byte[WireName.MaxBytes];
        return name[..WireName.FromText(System.Text.Encoding.ASCII.GetBytes(text), name)];
    }

    static int SecondOf(HuntMessage message) => (int)((message.Time!.Value - DateTime.UnixEpoch).TotalSeconds - HuntedRow.Start);

    internal static IEnumerable<HuntedRow> Rows(Random random, int count)
    {
        for (var second = 0; second < count; second++)
        {
            var type = random.GetItems<string>(["A", "A", "TXT", "AAAA"], 1)[0];
            var rcode = random.GetItems<string?>(["NOERROR", "NOERROR", "NXDOMAIN", null], 1)[0];
            string[] answers = rcode != "NOERROR" || type != "A" ? [] : random.Next(3) switch { 0 => [], 1 => [$"192.0.2.{random.Next(4)}"], _ => ["edge.y-example.net", $"198.51.100.{random.Next(4)}"] };
            yield return new(second, $"10.0.{random.Next(2)}.{random.Next(4)}", random.Next(4) == 0 ? "10.0.0.54" : "10.0.0.53", $"{random.GetItems(Hosts, 1)[0]}.{random.GetItems(Zones, 1)[0]}", type, rcode, answers);
        }
    }

    static string Term(Random random)
    {
        string[] terms = ["client:10.0.1.0/24", $"client:10.0.0.{random.Next(4)}", "server:10.0.0.54", $"zone:{random.GetItems(Zones, 1)[0]}", "zone:x-*", "zone:*.net", $"name:{random.GetItems(Hosts, 1)[0]}.{random.GetItems(Zones, 1)[0]}",
            "name:.b.x-example.com", "name:www.*", "name:*ee*.org", "name:?.y-example.net", "name:.x-example.org", "type:TXT", "type:A", "type:AAAA", "rcode:NXDOMAIN", "rcode:0", "answer:192.0.2.0/30", $"answer:198.51.100.{random.Next(4)}",
            "answer:edge.y-example.net", "answer:*.net", "answer:.y-example.net", $"first_seen:>={DateTime.UnixEpoch.AddSeconds(HuntedRow.Start + random.Next(3000)):yyyy-MM-dd'T'HH:mm:ss'Z'}", $"last_seen:<{DateTime.UnixEpoch.AddSeconds(HuntedRow.Start + random.Next(3000)):yyyy-MM-dd'T'HH:mm'Z'}"];
        return (random.Next(4) == 0 ? "-" : "") + random.GetItems(terms, 1)[0];
    }

    // Written without anything of the engine's own matching.
    internal static bool Naive(string query, HuntedRow row) => query.Split(' ').Select(term => (IsNegated: term[0] == '-', Key: term.TrimStart('-').Split(':', 2)[0], Value: term.TrimStart('-').Split(':', 2)[1]))
        .GroupBy(term => term.Key).All(terms => (terms.All(term => term.IsNegated) || terms.Any(term => !term.IsNegated && Naive(term.Key, term.Value, row))) && !terms.Any(term => term.IsNegated && Naive(term.Key, term.Value, row)));

    static bool Naive(string key, string value, HuntedRow row) => key switch
    {
        "client" => InNetwork(value, row.Client),
        "server" => InNetwork(value, row.Server),
        "zone" => Glob(value, row.Zone),
        "name" => Glob(value, row.Name),
        "type" => row.Type == value || (value == "A" && row.Answers.Any(answer => IPAddress.TryParse(answer, out _))),
        "rcode" => row.Rcode == (value == "0" ? "NOERROR" : value),
        "answer" => row.Answers.Any(answer => IPAddress.TryParse(answer, out _) ? InNetwork(value, answer) : Glob(value, answer)),
        "first_seen" => row.Time >= Parse(value[2..]),
        _ => row.Time < Parse(value[1..]),
    };

    static DateTime Parse(string time) => DateTime.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);

    static bool InNetwork(string network, string address)
    {
        if (!IPNetwork.TryParse(network.Contains('/') ? network : network + "/32", out var range))
        {
            return false;
        }
        return range.Contains(IPAddress.Parse(address));
    }

    static bool Glob(string pattern, string text) => pattern[0] == '.' ? text == pattern[1..] || text.EndsWith(pattern, StringComparison.Ordinal)
        : Regex.IsMatch(text, "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal) + "$", RegexOptions.CultureInvariant);
}
