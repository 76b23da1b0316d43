using System.Globalization;
using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Hunting;

/// <summary>Groups count what a query names, the same for any number of threads, and say what they do not know.</summary>
public class HuntGroupsTests
{
    [Theory]
    [InlineData("client", "name:*")]
    [InlineData("zone,type", "-rcode:NXDOMAIN")]
    [InlineData("name", "client:10.0.1.0/24")]
    [InlineData("server,rcode", "name:*")]
    [InlineData("answer", "type:A")]
    [InlineData("day,hour", "name:*")]
    [InlineData("client", "name:* count:>=370")]
    public void GroupsCountWhatANaiveCountCounts(string by, string query)
    {
        List<HuntedRow> rows = [.. HuntMessagesTests.Rows(new(11), 3000)];
        using var log = new HuntedLog(rows[..1000], rows[1000..]);
        var least = query.Contains("count", StringComparison.Ordinal) ? 370 : 0;
        var filter = query.Split(" count")[0];
        var wanted = rows.Where(row => HuntMessagesTests.Naive(filter, row)).SelectMany(row => KeysOf(row, by).Distinct().Select(key => (Key: key, Row: row))).GroupBy(pair => pair.Key)
            .Select(group => $"{group.Key} {group.Count()} {group.Min(pair => pair.Row.Second)} {group.Max(pair => pair.Row.Second)} {group.Select(pair => pair.Row.Client).Distinct().Count()} {group.Select(pair => pair.Row.Name).Distinct().Count()}")
            .Where(line => long.Parse(line.Split(' ')[^5], CultureInfo.InvariantCulture) >= least).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(wanted);
        foreach (var threads in new[] { 1, 2, 5 })
        {
            var told = log.Groups(query, by, threads).Rows;
            Assert.Equal(wanted, told.Select(row => Told(row, by)).Order(StringComparer.Ordinal));
            Assert.Equal(told.Select(row => row.Count).OrderDescending(), told.Select(row => row.Count));
        }
    }

    [Fact]
    public void TheTopAreToldAndTheOthersCounted()
    {
        using var log = new HuntedLog([.. HuntMessagesTests.Rows(new(12), 2000)]);
        var all = log.Groups("name:*", "name");
        var top = log.Groups("name:*", "name", top: 3);
        Assert.Equal(all.Rows[..3].Select(row => row.Name), top.Rows.Select(row => row.Name));
        Assert.Equal((all.Rows.Length - 3, true, false), ((int)top.More!, top.IsPartial, all.IsPartial));
    }

    [Fact]
    public void OfGroupsThatAreLetGoItIsKnownHowManyLookUpsTheyHadAtMost()
    {
        var table = new HuntGroupTable();
        var exact = new Dictionary<string, long>();
        var random = new Random(13);
        for (var segment = 0; segment < 200; segment++)
        {
            var part = new HuntGroupTable();
            for (var at = 0; at < 100; at++)
            {
                // A few that come often among very many that come once.
                var name = random.Next(3) == 0 ? $"often{random.Next(10)}" : $"once{random.Next(100_000)}";
                part.Of(Encoding.ASCII.GetBytes(name)).Add(new DnsMessage { Sides = Sides.Query }, format: 1);
                exact[name] = exact.GetValueOrDefault(name) + 1;
            }
            table.Take([part], most: 50);
            Assert.InRange(table.Groups.Count, 1, 100 + 1);
        }
        Assert.True(table.Floor > 0);
        var kept = table.Groups.ToDictionary(group => Encoding.ASCII.GetString(group.Key));
        Assert.All(kept, group => Assert.InRange(exact[group.Key], group.Value.Count, group.Value.Count + group.Value.Missed));
        Assert.All(exact.Where(name => !kept.ContainsKey(name.Key)), name => Assert.InRange(name.Value, 1, table.Floor));
        Assert.Equal(Enumerable.Range(0, 10).Select(at => $"often{at}"), kept.Where(group => group.Key.StartsWith("often", StringComparison.Ordinal)).Select(group => group.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("cleint", "--group-by cleint: nothing is put together by 'cleint'", "client is near")]
    [InlineData("client,", "--group-by client,: nothing is put together by an empty word", null)]
    [InlineData("client,client", "--group-by client,client: client stands there twice", null)]
    public void AMistakeIsSaid(string text, string said, string? here)
    {
        var mistake = Assert.Single(Assert.Throws<UserError>(() => HuntGrouping.Read("--group-by", text)).Mistakes);
        Assert.Equal((said, here), (mistake.What, mistake.Here));
    }

    static IEnumerable<string> KeysOf(HuntedRow row, string by)
    {
        if (by == "answer")
        {
            return row.Answers;
        }
        if (by.Contains("rcode", StringComparison.Ordinal) && row.Rcode is null)
        {
            return [];
        }
        return [string.Join(' ', by.Split(',').Select(word => word switch
        {
            "client" => row.Client,
            "server" => row.Server,
            "zone" => row.Zone,
            "name" => row.Name,
            "type" => row.Type,
            "rcode" => row.Rcode ?? "-",
            "day" => row.Time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => row.Time.ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture),
        }))];
    }

    static string Told(HuntRow row, string by)
    {
        var key = by.Split(',').Select(word => word switch
        {
            "client" => row.Client.ToString()!,
            "server" => row.Server!.Value.Address.ToString(),
            "zone" => row.Zone!.Value.Raw,
            "name" => row.Name!.Value.Raw,
            "type" => RecordTypes.Name(row.Type!.Value),
            "answer" => row.Answer!.Value.Raw,
            "rcode" => row.Rcode is { } rcode ? HuntQuery.RcodeWord(rcode) : "-",
            "day" => row.Day!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => row.Hour!.Value.ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture),
        });
        return $"{string.Join(' ', key)} {row.Count} {Second(row.FirstSeen)} {Second(row.LastSeen)} {(by.Contains("client", StringComparison.Ordinal) ? 1 : row.Clients)} {(by == "name" ? 1 : row.Names)}";
    }

    static int Second(DateTime? time) => (int)((time!.Value - DateTime.UnixEpoch).TotalSeconds - HuntedRow.Start);
}
