using Nameward.Engine.Baselines;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Verdicts;
using Xunit;

namespace Nameward.Engine.Tests.Baselines;

/// <summary>A site of seven recorded days with fresh noise, then a day on which one host is changed: it is named, in words with its quantile; without the change nothing is.</summary>
[Trait("tier", "ci")]
public class NoisySiteTests
{
    const ushort First = 20_000;
    const int Days = 7, Seed = 7;

    [Fact]
    public void OneChangedHostIsNamedAndWithoutTheChangeNothingIs()
    {
        var site = new NoisySite(Samples.Shared("lab/captures/long-benign.client.pcap.gz"), Seed);
        var baseline = Enumerable.Range(First, Days).Aggregate(Baseline.Empty, (before, day) => Taught.Of(before, new(new(site.Day((ushort)day)), 2), (_, _) => false).After);
        var usual = Scene(site.Day(First + Days), baseline);
        Assert.Empty(new DeviationJudge(usual).Judge(Weighing.WatchedFrom));
        Assert.Equal(Answer.No, Deviating.Of([], usual).Answer);

        var host = usual.JudgedDays[0].Hosts.Where(host => host.Role == HostRole.Workstation).OrderBy(host => host.Values[HostMeasure.Names.Place]).ElementAt(10).Client;
        var changed = Scene(site.Day(First + Days, Exfiltration(host, site.ServerOf(host))), baseline);
        var weighing = Assert.Single(new DeviationJudge(changed).Judge(Weighing.WatchedFrom));
        Assert.Equal((host, Level.Medium), (((DeviatingHost)weighing.Subject).Client, weighing.Level));
        var answered = Deviating.Of([Finding.Of(weighing) with { Id = "F1" }], changed);
        Assert.Equal(Answer.Yes, answered.Answer);
        Assert.Contains(answered.Reasons, reason => reason.Render(hostile => hostile.Raw).Contains($"names in zones that nobody else asks; all of {baseline.Days.Sum(day => day.Roles[HostRole.Workstation][0].Total)} client-days of workstations asked at most ", StringComparison.Ordinal));
        foreach (var line in answered.Reasons.Select(reason => reason.Render(hostile => hostile.Raw)))
        {
            TestContext.Current.TestOutputHelper?.WriteLine(line);
        }
    }

    /// <summary>Data that leaves by texts of names, in sixty zones that nobody asked before.</summary>
    static IEnumerable<Rollups.RandomTraffic.Row> Exfiltration(Address host, Endpoint server) => Enumerable.Range(0, 3600).Select(i =>
    {
        var row = SiteDays.LookUp(1, First + Days, i * 20, $"{i * 2654435761L % 4294967296:x8}.drop{i % 60}.net", RecordTypes.Txt);
        return row with { Message = row.Message with { Client = new(host, 40_000), Server = server } };
    });

    static Scene Scene(RollupSet set, Baseline baseline) => new(new(set), [], []) { Normal = baseline, Threads = 2 };
}
