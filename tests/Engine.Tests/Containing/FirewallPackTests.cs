using System.Collections.Immutable;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Containment;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Containing;

/// <summary>
/// Each firewall loads its pack by the commands of its steps: stage 1 counts and lets pass, stage 2 makes the server unreachable and nothing else, and after the rollback the rules are those of before.
/// </summary>
[Trait("tier", "ci")]
public class FirewallPackTests
{
    static readonly string[] Reachable = [FakeInternet.Root, FakeInternet.Honest];

    [Theory]
    [InlineData("nftables", "nft", "nft list ruleset", "packets [1-9]")]
    [InlineData("iptables", "iptables", "iptables-save | sed 's,\\[.*,,; /^#/d'", "^ *[1-9]")]
    public void ThePackBlocksAndGoesAway(string target, string program, string show, string hit)
    {
        NetworkNamespace.Require(program);
        InLab((network, folder) =>
        {
            var pack = Written(target, null, folder);
            // The first rule makes the tables that everything else lies in.
            network.Run("sh", "-c", program == "iptables" ? "iptables -P OUTPUT ACCEPT" : "true");
            var before = network.Run("sh", "-c", show);
            AssertReachable(network, [.. Reachable, FakeInternet.Adversary]);
            Do(network, folder, pack, PackStage.Log);
            AssertReachable(network, [.. Reachable, FakeInternet.Adversary]);
            Assert.Matches(new System.Text.RegularExpressions.Regex(hit, System.Text.RegularExpressions.RegexOptions.Multiline), Do(network, folder, pack, PackStage.Verify));
            Do(network, folder, pack, PackStage.Apply);
            AssertReachable(network, Reachable);
            AssertSilent(network, FakeInternet.Adversary);
            Do(network, folder, pack, PackStage.Rollback);
            AssertReachable(network, [.. Reachable, FakeInternet.Adversary]);
            Assert.Equal(before, network.Run("sh", "-c", show));
        });
    }

    [Fact]
    public void DnsLeavesOnlyTowardsTheApprovedResolvers()
    {
        NetworkNamespace.Require("nft");
        InLab((network, folder) =>
        {
            Written("nftables", [Network.Of(ContainSamples.Address(FakeInternet.Honest), 32)], folder);
            network.Run("nft", "-f", Path.Combine(folder, "nameward-7-dns-only.nft"));
            AssertReachable(network, FakeInternet.Honest);
            AssertSilent(network, FakeInternet.Root);
            AssertSilent(network, FakeInternet.Adversary);
            network.Run("nft", "delete", "table", "inet", "nameward_7_dns");
            AssertReachable(network, FakeInternet.Root);
            Assert.Equal("", network.Run("nft", "list", "ruleset"));
        });
    }

    static void InLab(Action<NetworkNamespace, string> check)
    {
        var folder = Directory.CreateTempSubdirectory("nameward-lab-").FullName;
        try
        {
            using var internet = NetworkNamespace.With([.. FakeInternet.Addresses]);
            FakeInternet.Start(internet, Path.Combine(folder, "internet"));
            using var network = internet.Inside();
            check(network, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static TargetPack Written(string target, ImmutableArray<Network>? approved, string folder)
    {
        var document = ContainSamples.Of(BlockAction.NxDomain, ContainSamples.Zone("bad-channel.lab"), ContainSamples.At(BlockKind.Server, FakeInternet.Adversary), ContainSamples.At(BlockKind.AnswerAddress, "2001:db8::66"));
        var pack = TargetList.All.Single(one => one.Id == target).Write(document with { Approved = approved });
        foreach (var file in pack.Files)
        {
            File.WriteAllBytes(Path.Combine(folder, file.Name), file.Content);
        }
        return pack;
    }

    static string Do(NetworkNamespace network, string folder, TargetPack pack, PackStage stage) =>
        string.Concat(pack.Steps.Where(step => step.Stage == stage && step.Command is not null).Select(step => network.Run("sh", "-c", $"cd '{folder}' && {step.Command}")));

    static void AssertReachable(NetworkNamespace network, params string[] servers) => Assert.All(servers, server => Assert.Contains("status: ", Ask(network, server, tries: 5), StringComparison.Ordinal));

    static void AssertSilent(NetworkNamespace network, string server) => Assert.DoesNotContain("status: ", Ask(network, server, tries: 1), StringComparison.Ordinal);

    static string Ask(NetworkNamespace network, string server, int tries) => network.Run("sh", "-c", $"dig @{server} www.ordinary.lab A +norecurse +tries={tries} +time=1 || true");
}
