using System.Collections.Immutable;
using System.Diagnostics;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Containment;
using Xunit;

namespace Nameward.Engine.Tests.Containing;

/// <summary>
/// Each resolver loads its pack: stage 1 changes no answer and logs, stage 2 blocks the adversary's names and servers without asking him anything, other names still resolve, and without the
/// pack all is as before.
/// </summary>
[Trait("tier", "ci")]
public class ResolverPackTests
{
    public static TheoryData<string> Resolvers => [.. LabResolver.All.Select(resolver => resolver.Target)];

    [Theory, MemberData(nameof(Resolvers))]
    public void ThePackBlocksAndGoesAway(string target)
    {
        var resolver = LabResolver.All.Single(resolver => resolver.Target == target);
        NetworkNamespace.Require([.. resolver.Programs]);
        var folder = Directory.CreateTempSubdirectory("nameward-lab-").FullName;
        try
        {
            using var network = NetworkNamespace.With([.. FakeInternet.Addresses]);
            Check(resolver, network, FakeInternet.Start(network, Path.Combine(folder, "internet")), folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("bind")]
    [InlineData("unbound")]
    public void AHostIsDeniedEverythingAndOthersNothing(string target)
    {
        var resolver = LabResolver.All.Single(resolver => resolver.Target == target);
        NetworkNamespace.Require([.. resolver.Programs]);
        var folder = Directory.CreateTempSubdirectory("nameward-lab-").FullName;
        try
        {
            using var network = NetworkNamespace.With([.. FakeInternet.Addresses]);
            FakeInternet.Start(network, Path.Combine(folder, "internet"));
            var work = Directory.CreateDirectory(Path.Combine(folder, "resolver")).FullName;
            WritePack(target, work, ContainSamples.At(BlockKind.Client, "127.0.0.7"));
            var command = resolver.Configure(work, PackStage.Apply);
            Await(network, network.Serve(work, "block.out", command[0], command[1..]), Path.Combine(work, "block.out"));
            Assert.Equal("NXDOMAIN", Ask(network, "www.ordinary.lab", "-b127.0.0.7"));
            Assert.Equal(FakeInternet.OrdinaryHost, Ask(network, "www.ordinary.lab", "-b127.0.0.8"));
            // What one of them was answered must not come to the other from a cache.
            Assert.Equal("NXDOMAIN", Ask(network, "www.protected.lab", "-b127.0.0.7"));
            Assert.Equal(FakeInternet.OrdinaryHost, Ask(network, "www.protected.lab", "-b127.0.0.8"));
            Assert.Equal("NXDOMAIN", Ask(network, "www.protected.lab", "-b127.0.0.7"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static void Check(LabResolver resolver, NetworkNamespace network, FakeInternet internet, string folder)
    {
        var work = Directory.CreateDirectory(Path.Combine(folder, "resolver")).FullName;
        WritePack(resolver.Target, work, ContainSamples.Zone("bad-channel.lab"), ContainSamples.Named(BlockKind.NameServer, Names.Wire("ns1.bad-channel.lab")),
            ContainSamples.At(BlockKind.NameServerAddress, FakeInternet.Adversary), ContainSamples.At(BlockKind.AnswerAddress, FakeInternet.AdversaryHost));
        if (resolver.NeedsBackend)
        {
            var backend = LabResolver.Unbound(Directory.CreateDirectory(Path.Combine(folder, "backend")).FullName, "127.0.0.2", null, respip: false);
            network.Serve(folder, "backend.out", backend[0], backend[1..]);
        }
        var canary = $"check.nameward-7.alt";
        var open = FakeInternet.Names.ToDictionary(asked => asked.Name, asked => asked.Answer);
        Assert.Equal(open, Answers(resolver, network, work, null, "before.out"));
        if (resolver.HasLogStage)
        {
            Assert.Equal(open, Answers(resolver, network, work, PackStage.Log, "log.out"));
            var log = string.Concat(Directory.GetFiles(work, "*.out").Concat(Directory.GetFiles(work, "*.log")).Where(file => Path.GetFileName(file) != "before.out").Select(File.ReadAllText));
            Assert.Contains(resolver.LogsAs ?? "", log, StringComparison.Ordinal);
        }
        internet.Forget();
        var blocked = Answers(resolver, network, work, PackStage.Apply, "block.out", canary);
        Assert.Equal("192.0.2.1", blocked[canary]);
        foreach (var (name, answer) in FakeInternet.Names)
        {
            var isBlocked = name == "bad-channel.lab" || name.EndsWith(".bad-channel.lab", StringComparison.Ordinal) || resolver.ActsOn.Contains(name);
            Assert.Equal((name, isBlocked ? "NXDOMAIN" : answer), (name, blocked[name]));
        }
        Assert.DoesNotContain(internet.AskedOfTheAdversary(), query => query.Contains("a1b2c3", StringComparison.Ordinal) || query.Contains("deep.er", StringComparison.Ordinal));
        Assert.Equal(open, Answers(resolver, network, work, null, "after.out"));
    }

    static Dictionary<string, string> Answers(LabResolver resolver, NetworkNamespace network, string work, PackStage? stage, string log, params string[] more)
    {
        var command = resolver.Configure(work, stage);
        var server = network.Serve(work, log, command[0], command[1..]);
        try
        {
            Await(network, server, Path.Combine(work, log));
            return more.Concat(FakeInternet.Names.Select(asked => asked.Name)).ToDictionary(name => name, name => Ask(network, name));
        }
        finally
        {
            network.Stop(server);
        }
    }

    /// <summary>Waits until it answers.</summary>
    static void Await(NetworkNamespace network, Process server, string log)
    {
        for (var tries = 0; tries < 60; tries++)
        {
            if (server.HasExited)
            {
                break;
            }
            if (Ask(network, "www.ordinary.lab") == FakeInternet.OrdinaryHost)
            {
                return;
            }
            Thread.Sleep(250);
        }
        Assert.Fail($"it does not answer: {(File.Exists(log) ? File.ReadAllText(log) : "")}");
    }

    /// <summary>The address that a name is answered, or the rcode.</summary>
    static string Ask(NetworkNamespace network, string name, string from = "")
    {
        var said = network.Run("sh", "-c", $"dig {from} @127.0.0.1 {name} A +tries=3 +time=3 +noall +comments +answer || true");
        var address = said.Split('\n').Where(line => line.StartsWith(name, StringComparison.Ordinal)).Select(line => line.Split('\t', ' ')[^1]).FirstOrDefault();
        return address ?? said.Split("status: ") switch { [_, var rest, ..] => rest[..rest.IndexOf(',', StringComparison.Ordinal)], _ => "no answer" };
    }

    static void WritePack(string target, string folder, params ImmutableArray<Block> blocks)
    {
        foreach (var file in TargetList.All.Single(one => one.Id == target).Write(ContainSamples.Of(BlockAction.NxDomain, blocks)).Files)
        {
            File.WriteAllBytes(Path.Combine(folder, file.Name), file.Content);
        }
    }
}
