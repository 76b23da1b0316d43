using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Tests.Containing;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>
/// A channel of the lab, contained and verified by a capture and by the logs of a real resolver: before the block it is let through, under the block it is stopped by the policy, and when the host is gone
/// nothing is proven.
/// </summary>
[Trait("tier", "ci")]
public sealed class VerifyLabTests : IDisposable
{
    const string Resolver = "10.9.0.1", Zone = "bad-channel.lab", Ordinary = "www.ordinary.lab";
    const int Names = 1000;

    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task TheLogsOfAResolverTellIfItStopped()
    {
        NetworkNamespace.Require("unbound", "tcpdump");
        using var network = NetworkNamespace.With([.. FakeInternet.Addresses]);
        using var host = network.Inside();
        host.Run("ip", "address", "add", "10.9.0.3/24", "dev", "way");
        FakeInternet.Start(network, _place["internet"]);
        var work = Directory.CreateDirectory(_place["resolver"]).FullName;
        var capture = network.Serve(work, "tcpdump.out", "tcpdump", "-i", "out", "-Z", "root", "-U", "-w", "before.pcap", "port", "53");
        Log(network, host, null, "before.out", "10.9.0.2", Names);
        network.Stop(capture);
        Assert.Equal(11, (await _place.Run("triage", "resolver/before.pcap", "--out", "case", "--quiet", "--exit-code")).Status);
        Assert.Equal(0, (await _place.Run("contain", "case", "--targets", "unbound", "--out", "pack", "--quiet")).Status);
        foreach (var file in Directory.GetFiles(_place[Path.Combine("pack", "unbound")]))
        {
            File.Copy(file, Path.Combine(work, Path.GetFileName(file)));
        }
        File.WriteAllText(Path.Combine(work, "nameward-7.block.conf"), $"include: \"{Directory.GetFiles(work, "*.block.conf").Single()}\"\n");
        Log(network, host, PackStage.Apply, "during.out", "10.9.0.2", Names);
        Log(network, host, PackStage.Apply, "after.out", "10.9.0.3", 0);
        await Check("contradicted", "before.pcap", "came back for 10.9.0.2", "--since", "2020-01-01T00:00:00Z");
        await Check("not-proven", "before.out", "does not show what came back", "--since", "2020-01-01T00:00:00Z");
        await Check("proven", "during.out", "by a policy of the resolver");
        await Check("not-proven", "after.out", "10.9.0.2 is not seen at all since then");
    }

    async Task Check(string outcome, string log, string because, params string[] more)
    {
        using var json = (await _place.Run(["verify", "case", $"resolver/{log}", "--format", "json", .. more])).Json();
        var silent = json.RootElement.GetProperty("items").EnumerateArray().First(item => item.GetProperty("id").GetString() == "silent" && item.GetProperty("asks").GetString()!.Contains(Zone, StringComparison.Ordinal));
        Assert.Equal(outcome, silent.GetProperty("outcome").GetString());
        Assert.Contains(silent.GetProperty("because").EnumerateArray(), said => said.GetString()!.Contains(because, StringComparison.Ordinal));
    }

    /// <summary>Has a host ask for names of the channel and for an ordinary one, and the resolver log it, in seconds of their own.</summary>
    void Log(NetworkNamespace network, NetworkNamespace host, PackStage? stage, string log, string from, int names)
    {
        Thread.Sleep(1100);
        var command = LabResolver.Unbound(_place["resolver"], Resolver, stage, respip: true);
        var server = network.Serve(_place["resolver"], log, command[0], command[1..]);
        Await(host, server, from);
        File.WriteAllLines(_place["batch"], [.. Enumerable.Range(0, names).Select(i => $"{Hex(i)}.{Zone} TXT"), .. Enumerable.Repeat($"{Ordinary} A", 20)]);
        host.Run("dig", $"@{Resolver}", "-b", from, "-f", _place["batch"], "+tries=2", "+time=3", "+noall");
        network.Stop(server);
    }

    static void Await(NetworkNamespace host, Process server, string from)
    {
        for (var tries = 0; tries < 60 && !server.HasExited; tries++)
        {
            if (host.Run("sh", "-c", $"dig @{Resolver} -b {from} {Ordinary} A +tries=1 +time=1 +short || true").StartsWith(FakeInternet.OrdinaryHost, StringComparison.Ordinal))
            {
                return;
            }
            Thread.Sleep(250);
        }
        Assert.Fail("the resolver does not answer");
    }

    static string Hex(int seed) => Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(seed)))[..50] + seed.ToString("x4", CultureInfo.InvariantCulture);
}
