using Nameward.Engine.Baselines;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Tests.Rollups;
using Nameward.Engine.Verdicts;
using Xunit;

namespace Nameward.Engine.Tests.Baselines;

/// <summary>A site of seven recorded days with fresh noise, then a day on which one host is changed: it is named, in words with its quantile; without the change nothing is.</summary>
[Trait("tier", "ci")]
public class NoisySiteTests
{
    const ushort First = 20_000, Today = First + Days;
    const int Days = 7, Seed = 7, QuietDays = 5;

    [Fact]
    public void OneChangedHostIsNamedAndWithoutTheChangeNothingIs()
    {
        var site = new NoisySite(Samples.Shared("lab/captures/long-benign.client.pcap.gz"), Seed);
        var baseline = Enumerable.Range(First, Days).Aggregate(Baseline.Empty, (before, day) => Taught.Of(before, new(new(site.Day((ushort)day)), 2), (_, _) => false).After);
        for (ushort day = Today; day < Today + QuietDays; day++)
        {
            var usual = Scene(site.Day(day), baseline);
            Assert.Empty(new DeviationJudge(usual).Judge(Weighing.WatchedFrom));
            Assert.Equal(Answer.No, Deviating.Of([], usual).Answer);
        }
        var host = Scene(site.Day(Today), baseline).JudgedDays[0].Hosts.Where(host => host.Role == HostRole.Workstation).OrderBy(host => host.Values[HostMeasure.Names.Place]).ElementAt(10).Client;
        var clientDays = baseline.Days.Sum(day => day.Roles[HostRole.Workstation][0].Total);
        AssertIsNamed(host, Scene(site.Day(Today, Exfiltration(host, site.ServerOf(host))), baseline), $"asked 3,600 names for TXT, NULL, KEY or a private type; all of {clientDays} client-days of workstations asked at most ");
        AssertIsNamed(host, Scene(site.Day(Today, Enumeration(host, site.ServerOf(host))), baseline), $" names that do not exist; all of {clientDays} client-days of workstations asked at most ");
    }

    static void AssertIsNamed(Address host, Scene scene, string quantile)
    {
        var weighing = Assert.Single(new DeviationJudge(scene).Judge(Weighing.WatchedFrom));
        Assert.Equal((host, Level.Medium), (((DeviatingHost)weighing.Subject).Client, weighing.Level));
        var answered = Deviating.Of([Finding.Of(weighing) with { Id = "F1" }], scene);
        Assert.Equal((Answer.Yes, 0), (answered.Answer, answered.Missing.Length));
        string[] reasons = [.. answered.Reasons.Select(reason => reason.Render(hostile => hostile.Raw))];
        TestContext.Current.TestOutputHelper?.WriteLine($"{weighing.Sum.Value} bits: {string.Join(" | ", reasons)}");
        Assert.Contains(reasons, reason => reason.StartsWith($"{host} asked ", StringComparison.Ordinal) && reason.Contains(quantile, StringComparison.Ordinal));
    }

    /// <summary>Data that leaves by texts of names, in sixty zones that nobody asked before.</summary>
    static IEnumerable<RandomTraffic.Row> Exfiltration(Address host, Endpoint server) =>
        Enumerable.Range(0, 3600).Select(i => Of(host, server, SiteDays.LookUp(1, Today, i * 20, $"{i * 2654435761L % 4294967296:x8}.drop{i % 60}.net", RecordTypes.Txt)));

    /// <summary>A list of names that are tried in forty zones of others, of which few exist.</summary>
    static IEnumerable<RandomTraffic.Row> Enumeration(Address host, Endpoint server) =>
        Enumerable.Range(0, 6000).Select(i => Of(host, server, SiteDays.LookUp(1, Today, i * 10, $"word{i / 40}.firm{i % 40}.net", rcode: i % 50 == 0 ? (ushort)0 : (ushort)3)));

    static RandomTraffic.Row Of(Address host, Endpoint server, RandomTraffic.Row row) => row with { Message = row.Message with { Client = new(host, 40_000), Server = server } };

    static Scene Scene(RollupSet set, Baseline baseline) => new(new(set)) { Normal = baseline, Threads = 2 };
}
