using System.Text;
using System.Text.Json;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Xunit;

namespace Nameward.App.Tests.Feeds;

/// <summary>Entries written for other programs: what a publisher wrote never becomes a line, a formula or a record of its own.</summary>
public class FeedExportTests
{
    static readonly DateTime Now = new(2026, 3, 18, 9, 0, 0, DateTimeKind.Utc);

    static readonly ListedEntry[] Entries =
    [
        new() { Text = HostileText.Name("c2.example"), Threat = HostileText.Text("=cmd|' /C calc'!A1"), Confidence = 80, LastSeen = Now, At = 7 },
        new() { Text = HostileText.Name("only.example"), Scope = NameScope.Exact },
        new() { Text = HostileText.Name("under.example"), Scope = NameScope.Below },
        new() { Text = HostileText.Name("good.example"), IsException = true },
        new() { Text = HostileText.Name("ns.example"), Role = EntryRole.NameServer, Scope = NameScope.Exact },
        new() { Text = HostileText.Name("evil\n$INCLUDE secret") },
        new() { Text = HostileText.Name(@"a\046b.example") },
        new() { Text = HostileText.Text("203.0.113.66") },
        new() { Text = HostileText.Text("198.51.100.0/24") },
        new() { Text = HostileText.Text("2001:db8::7") },
        new() { Text = HostileText.Text("203.0.113.9\n0.0.0.0 bank.example") },
    ];

    static string Export(string form)
    {
        var feed = new FeedRecord { Name = "theirs", Origin = "list.txt", Settings = new() { Tlp = Tlp.Amber } };
        return Encoding.UTF8.GetString(FeedExportList.All.Single(one => one.Id == form).Render([new(feed, Entries)], Now));
    }

    [Fact]
    public void APlainListHoldsValuesAlone() => Assert.Equal("""
        # written by nameward 2026-03-18T09:00:00Z
        # feed theirs: indicators, trust medium, tlp amber, read never
        # left out: 1 of entries for name servers alone
        # left out: 1 of exceptions
        # left out: 3 of no plain name or address
        c2.example
        only.example
        *.under.example
        203.0.113.66
        198.51.100.0/24
        2001:db8::7

        """, Export("plain"));

    [Fact]
    public void AHostsFileHoldsSingleNames() => Assert.Equal(["0.0.0.0 c2.example", "0.0.0.0 only.example"], Export("hosts").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'));

    [Fact]
    public void APolicyZoneSaysNamesServersAddressesAndExceptions() => Assert.Equal("""
        $TTL 300
        @ SOA localhost. root.localhost. 1773824400 3600 600 86400 300
        @ NS localhost.
        c2.example CNAME .
        *.c2.example CNAME .
        only.example CNAME .
        *.under.example CNAME .
        good.example CNAME rpz-passthru.
        *.good.example CNAME rpz-passthru.
        ns.example.rpz-nsdname CNAME .
        32.66.113.0.203.rpz-ip CNAME .
        24.0.100.51.198.rpz-ip CNAME .
        128.7.zz.db8.2001.rpz-ip CNAME .

        """, string.Join('\n', Export("rpz").Split('\n').Where(line => !line.StartsWith(';'))));

    [Fact]
    public void ATableHoldsNoFormulaAndNoLineOfAPublishers()
    {
        var lines = Export("csv").Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Entries.Length + 1, lines.Length);
        Assert.Equal("c2.example,name,whole,any,no,,,2026-03-18T09:00:00Z,80,'=cmd|' /C calc'!A1,,theirs,indicators,medium,amber,7", lines[1]);
        Assert.StartsWith(@"evil\x0a$INCLUDE secret,name", lines[6], StringComparison.Ordinal);
    }

    [Fact]
    public void JsonHoldsAllAsItIs()
    {
        using var json = JsonDocument.Parse(Export("json"));
        var feed = json.RootElement.GetProperty("feeds")[0];
        Assert.Equal(("nameward/intel-export/1", "amber", Entries.Length), (json.RootElement.GetProperty("schema").GetString(), feed.GetProperty("tlp").GetString(), feed.GetProperty("entries").GetArrayLength()));
        Assert.Equal("evil\n$INCLUDE secret", feed.GetProperty("entries")[5].GetProperty("entry").GetString());
    }
}
